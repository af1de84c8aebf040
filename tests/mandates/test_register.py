"""The page of the register."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import translation
from tests.generate import generate
from tests.mandates.documents import asks

from actionline.mandates.filters import Filter
from actionline.mandates.models import Mandate
from actionline.mandates.register import register

REPORT = asks("instructs/1", "to report every year on harbours;", recipients=["council"])
LIST = asks("instructs/2", "to keep a list of lighthouses;", "keep", ["director-tdb"])
SHARE = asks("invites/1", "to share depth charts;", "share", ["member-states"], certain=False)


def test_it_shows_what_is_asked_of_whom(client, file_edition):
    file_edition("2022", REPORT, LIST)

    page = client.get("/en/mandates/").content.decode()

    assert "2 mandates: what is asked of whom, for whom, by when" in page
    assert "to report every year on harbours;" in page
    assert 'href="/en/instruments/itu/pp/res-900/2022#instructs/1"' in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (
            {"actor": "secretary-general", "kind": "report"},
            "1 mandate: what the Secretary-General must report, to whom, by when",
        ),
        ({"actor": "itu"}, "0 mandates: what ITU must do, for whom, by when"),
        ({"kind": "maintain"}, "1 mandate: who must maintain what, for whom, by when"),
        ({}, "3 mandates: what is asked of whom, for whom, by when"),
    ],
)
def test_a_sentence_says_what_is_shown(file_edition, query, sentence):
    file_edition("2022", REPORT, LIST, SHARE)

    assert register(Filter(**query)).sentence == sentence


def test_each_part_of_the_filter_can_be_taken_off(client, file_edition):
    file_edition("2022", REPORT)

    page = client.get("/en/mandates/?actor=secretary-general&kind=report&sort=kind")

    chips = page.context["register"].chips
    assert [(chip.label, chip.value, chip.query) for chip in chips] == [
        ("Who is asked", "Secretary-General", "kind=report&sort=kind"),
        ("Kind", "Report", "actor=secretary-general&sort=kind"),
    ]


def test_choices_have_counts(file_edition):
    file_edition("2022", REPORT, LIST, SHARE)

    fields = {field.name: field for field in register(Filter(kind="report")).fields}

    assert [(c.value, c.count) for c in fields["actor"].choices] == [("secretary-general", 1)]
    kinds = {choice.value: choice.count for choice in fields["kind"].choices}
    assert kinds == {"report": 1, "maintain": 1, "other": 1}


def test_an_empty_register_says_where_mandates_come_from(client, db):
    assert b"They come with the instruments" in client.get("/en/mandates/").content


def test_a_filter_that_lets_nothing_through_says_so(client, file_edition):
    file_edition("2022", REPORT)

    assert b"No mandate fits this filter." in client.get("/en/mandates/?q=submarine").content


def test_what_waits_is_marked(client, file_edition):
    file_edition("2018", REPORT)
    file_edition("2022", {**REPORT, "recipients": ["cstd"]}, SHARE)

    page = client.get("/en/mandates/").content.decode()

    assert page.count("To be confirmed</span>") == 2
    assert page.count("Uncertain reading</span>") == 1


def test_a_date_that_has_passed_says_so(client, file_edition):
    file_edition("2022", {**REPORT, "by": "2001"}, {**LIST, "by": "2999"})

    page = client.get("/en/mandates/").content.decode()

    assert page.count(">past</span>") == 1
    assert page.index(">past</span>") < page.index("31 December 2999")


@pytest.mark.parametrize("mandates", [1, 3])
def test_the_number_of_queries_is_fixed(client, file_edition, django_assert_num_queries, mandates):
    file_edition("2022", *[REPORT, LIST, SHARE][:mandates])
    client.get("/en/mandates/")

    with django_assert_num_queries(12):
        client.get("/en/mandates/")


@pytest.mark.django_db
def test_pages_follow_one_another(client):
    generate(editions=8, mandates=120)

    first = client.get("/en/mandates/?sort=instrument&state=all")
    last = client.get("/en/mandates/?sort=instrument&state=all&page=3")

    assert [len(page.context["rows"]) for page in (first, last)] == [50, 20]
    shown = [row.mandate.pk for page in (first, last) for row in page.context["rows"]]
    order = list(Filter(sort="instrument", state="all").sorted().values_list("pk", flat=True))
    assert shown == order[:50] + order[100:]
    assert client.get("/en/mandates/?page=999").status_code == 200


@pytest.mark.parametrize(
    ("language", "direction"),
    [("ar", "rtl"), ("zh-hans", "ltr"), ("en", "ltr"), ("fr", "ltr"), ("ru", "ltr"), ("es", "ltr")],
)
def test_it_stands_in_every_language(client, file_edition, language, direction):
    file_edition("2022", REPORT)
    key = Mandate.objects.get().pk
    with translation.override(language):
        addresses = [reverse("mandates:list"), reverse("mandates:mandate", args=[key])]

    for address in addresses:
        page = client.get(address).content.decode()
        assert re.search(rf'<html lang="{language}[^"]*" dir="{direction}"', page)
        assert '<span lang="en" dir="ltr">' in page or 'lang="en" dir="ltr"' in page


def test_names_are_in_the_language_of_the_page(client, file_edition):
    file_edition("2022", REPORT)

    assert "Secretary-General (fr)" in client.get("/fr/mandates/").content.decode()


def test_only_an_officer_can_choose_rows(client, file_edition, person, officer):
    file_edition("2022", REPORT)

    for who, sees in ((None, False), (person, False), (officer, True)):
        if who:
            client.force_login(who)
        page = client.get("/en/mandates/").content.decode()
        assert ('name="select"' in page) is sees


def test_words_of_documents_are_escaped(client, file_edition):
    file_edition("2022", asks("resolves/1", "to write <script>alert(1)</script> nowhere;", "write"))
    key = Mandate.objects.get().pk

    for address in ("/en/mandates/", f"/en/mandates/{key}/", "/en/mandates/?q=<script>"):
        assert b"<script>alert" not in client.get(address).content
