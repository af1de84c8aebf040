"""The line, breadcrumbs, pages and fields."""

from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from actionline.common.templatetags.ui import first_control
from actionline.common.ui import Stage, the_line


class Example(forms.Form):
    title = forms.CharField(label="Title", help_text="As printed")
    kind = forms.ChoiceField(
        label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect
    )


def test_the_line_shows_where_the_thread_leads_and_where_it_breaks():
    line = the_line(Stage.MANDATE, {Stage.RESOLUTION: ("Resolution 7", "/7")})

    assert [node.stage for node in line] == [each for each in Stage if each != Stage.PROGRESS]
    assert [node.gap for node in line] == [False, False, True, True, True]
    assert [node.here for node in line] == [False, True, False, False, False]
    assert [node.before_gap for node in line] == [False, True, True, True, False]
    assert line[0].url == "/7"
    assert line[3].text == "no evidence yet"


def test_progress_is_a_station_where_it_was_told_only():
    line = the_line(Stage.MANDATE, {Stage.PROGRESS: ("Told in May", "/8")})

    assert [node.stage for node in line] == list(Stage)
    assert line[3].url == "/8"


def test_the_line_reads_as_an_ordered_list():
    line = the_line(Stage.MANDATE, {Stage.RESOLUTION: ("Resolution <7>", "/7")})

    html = render_to_string("common/the_line.html", {"line": line})

    assert html.count("<li ") == 5
    assert html.count('aria-current="step"') == 1
    assert '<a href="/7">Resolution &lt;7&gt;</a>' in html


def test_the_last_breadcrumb_is_this_page():
    page = Template('{% load ui %}{% breadcrumbs "Instruments" "/instruments/" "Resolution 7" %}')

    html = page.render(Context())

    assert '<a href="/instruments/">Instruments</a>' in html
    assert '<span aria-current="page">Resolution 7</span>' in html


def test_pages_keep_the_filter():
    request = RequestFactory().get("/", {"actor": "council", "page": "3"})
    page = Paginator(range(100), 10).page(3)

    html = render_to_string("common/pagination.html", {"page": page}, request=request)

    assert 'rel="next" href="?actor=council&amp;page=4"' in html
    assert "21–30 of 100" in html


def test_one_page_needs_no_pagination():
    page = Paginator(range(3), 10).page(1)

    html = render_to_string("common/pagination.html", {"page": page})

    assert html.strip() == ""


def test_a_wrong_field_is_tied_to_what_is_wrong():
    form = Example({})

    html = str(form)

    assert '<a href="#id_title">Title: This field is required.</a>' in html
    assert '<div class="error-message" id="id_title_error">This field is required.</div>' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert '<label for="id_title">Title</label>' in html
    assert "<legend>Kind</legend>" in html


def test_a_link_to_a_group_leads_to_its_first_choice():
    form = Example({})

    assert first_control(form["kind"]) == "id_kind_0"
    assert first_control(form["title"]) == "id_title"
