"""The desk: what is missing, narrowed down, counted, approved, gone through one by one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from tests.common.translations.conftest import place
from tests.conftest import LANGUAGES

from actionline.common.keeping import parts
from actionline.common.translations import queries, registry
from actionline.common.translations.models import Translation
from actionline.common.translations.queries import Chosen, Desk
from actionline.framework.models import MatrixLink

DESK = "/en/translations/ar/"


def keys(desk: Desk) -> list[str]:
    return [row.text.key for row in desk[0:100]]


@pytest.fixture
def links(reason) -> list[MatrixLink]:
    """In the order of the desk: one approved, one outdated draft, one missing, one in Arabic."""
    found = list(MatrixLink.objects.order_by("line__position", "pk"))
    arabic = next(each for each in found if each.objective_id)
    arabic.language, arabic.reason = "ar", "لأن"
    arabic.save()
    return [each for each in found if each != arabic] + [arabic]


@pytest.fixture
def some_work(links, write) -> None:
    write(links[0], "كلمات {most}")
    write(links[1], "مسودة", approve=False)
    MatrixLink.objects.filter(pk=links[1].pk).update(reason="Because it is so.")


def test_it_works(links, some_work):
    desk = Desk("ar", Chosen(content="framework.matrixlink"))

    assert keys(desk) == [str(each.pk) for each in links[:3]]
    assert [row.standing for row in desk[0:9]] == ["approved", "draft-old", "missing"]
    assert dict(desk.counts) == {"approved": 1, "draft-old": 1, "missing": 1}
    assert [row.told.url for row in desk[0:1]] == [f"/en/matrix/links/{links[0].pk}/"]


def test_a_text_in_another_language_is_translated_from_it(links):
    into_english = Desk("en", Chosen(content="framework.matrixlink"))

    assert keys(into_english) == [str(links[3].pk)]
    assert [row.text.source_language for row in into_english[0:9]] == ["ar"]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"state": "missing"}, [2]),
        ({"state": "draft"}, [1]),
        ({"state": "approved", "outdated": True}, []),
        ({"outdated": True}, [1]),
        ({"q": "prices"}, [0]),
        ({"q": "مسود"}, [1]),
        ({"q": "%"}, []),
        ({"content": "instruments.provision"}, []),
    ],
)
def test_it_is_narrowed_down(links, some_work, chosen, found):
    desk = Desk("ar", Chosen(**chosen))

    assert keys(desk) == [str(links[index].pk) for index in found]
    assert len(desk) == len(found)


def test_one_text_after_the_other(links, some_work):
    desk = Desk("ar", Chosen())
    places = [place(each) for each in links[:3]]

    assert desk.after(places[0]) == places[1]
    assert desk.after(places[2]) == places[0]
    assert desk.after(("", "", "")) == places[0]
    assert Desk("ar", Chosen(state="missing")).after(places[2]) is None


def test_the_page_shows_states_texts_and_numbers(officer_client, links, some_work):
    page = officer_client.get(DESK).content.decode()

    assert "3 texts" in page
    assert "Older than the text</a> 1" in page
    assert '<span lang="ar" dir="rtl">كلمات {most}</span>' in page
    assert '<span lang="en" dir="auto">Because.</span>' in page


def test_pages_of_fifty_run_over_all_kinds_of_texts(officer_client, links):
    from datetime import date

    from actionline.framework.models import Body, Meeting

    body = Body.objects.create(slug="council", name_en="Council")
    Meeting.objects.bulk_create(
        Meeting(
            slug=f"council-{year}",
            body=body,
            name_en=f"Council {year}",
            starts=date(year, 6, 1),
            certain=False,
            source=f"Every year in June, so in {year} too.",
        )
        for year in range(2030, 2090)
    )
    first = officer_client.get(DESK).context["page"].object_list
    second = officer_client.get(f"{DESK}?page=2").context["page"].object_list

    assert [len(first), len(second)] == [50, 13]
    assert {row.text.content.name for row in first} == {
        "framework.matrixlink",
        "framework.meeting",
    }
    assert len({row.text.place for row in [*first, *second]}) == 63
    assert first[3].told.title == "Council 2030"


@pytest.mark.parametrize("address", ["", "ar/", "ar/?state=missing&q=because"])
def test_the_number_of_queries_is_fixed(
    officer_client, links, some_work, address, django_assert_max_num_queries
):
    most = 10 + sum(len(content.fields) for content in registry.contents())  # one for each text

    def asked() -> int:
        with django_assert_max_num_queries(most) as captured:
            officer_client.get(f"/en/translations/{address}")
        return len(captured)

    with_three = asked()
    MatrixLink.objects.exclude(pk=links[2].pk).delete()

    assert asked() == with_three


def test_the_overview_counts_each_language(officer_client, links, some_work):
    counts = queries.overview()

    assert dict(counts["ar"]) == {"approved": 1, "draft-old": 1, "missing": 1}
    assert dict(counts["fr"]) == {"missing": 4}
    assert dict(counts["en"]) == {"missing": 1}
    assert officer_client.get("/en/translations/").status_code == 200


def test_many_are_approved_on_the_page(officer_client, links, write):
    write(links[0], "كلمات {most}", approve=False)
    chosen = [":".join(place(each)) for each in links[:2]]
    data = {"verb": "approve", "select": chosen, "query": "state=draft"}

    answer = officer_client.post(f"{DESK}bulk/", data, follow=True)

    assert answer.redirect_chain[-1][0] == f"{DESK}?state=draft"
    page = answer.content.decode()
    assert "1 translation is approved." in page
    assert "1 was left" in page
    assert Translation.objects.get(key=str(links[0].pk)).state == "approved"


def test_nothing_chosen_is_said(officer_client, links):
    answer = officer_client.post(f"{DESK}bulk/", {"verb": "approve"}, follow=True)

    assert "Choose at least one text." in answer.content.decode()


def test_who_only_drafts_has_no_button_and_no_way_to_approve(drafter_client, links, write):
    write(links[0], "كلمات {most}", approve=False)
    chosen = {"verb": "approve", "select": [":".join(place(links[0]))]}

    assert "Approve those chosen" not in drafter_client.get(DESK).content.decode()
    assert drafter_client.post(f"{DESK}bulk/", chosen).status_code == 403
    assert Translation.objects.get().state == "draft"


@pytest.mark.parametrize(
    "address",
    [
        "/en/translations/xx/",
        "/en/translations/de/",
        "/en/translations/ar/no.such/reason/1/",
        "/en/translations/ar/framework.matrixlink/nothing/1/",
        "/en/translations/ar/framework.matrixlink/reason/999999999999999999999/",
        "/en/translations/ar/framework.matrixlink/reason/a%00b/",
        "/en/translations/import/999/",
    ],
)
def test_what_is_not_there_is_not_found(officer_client, links, address):
    assert officer_client.get(address).status_code == 404


@pytest.mark.parametrize("query", ["?q=%00", "?state=odd", "?content=odd", "?page=x", "?page=999"])
def test_odd_filters_show_something(officer_client, links, query):
    assert officer_client.get(f"{DESK}{query}").status_code == 200
    assert officer_client.get(f"{DESK}next/{query}&after=odd").status_code == 302


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_its_page(officer_client, links, some_work, language):
    for address in ("", "ar/", "fr/?state=missing", "import/"):
        answer = officer_client.get(f"/{language}/translations/{address}")
        assert answer.status_code == 200
        assert f'<html lang="{language}"' in answer.content.decode()
    translation.activate("en")


def test_no_text_yet_is_said(officer_client, db):
    assert "There is nothing to translate" in officer_client.get(DESK).content.decode()
    assert "No text is like this." in officer_client.get(f"{DESK}?q=x").content.decode()


def test_counts_are_made_once_until_something_changes(officer_client, reason, write, settings):
    settings.PAGES_KEPT = 1
    parts.clear()
    counted = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as queries:
            before = officer_client.get("/en/translations/ar/?state=approved")
        counted.append(len(queries))
    write(reason, "كلمات {most} A/RES/70/125")

    after = officer_client.get("/en/translations/ar/?state=approved")
    parts.clear()
    assert counted[1] < counted[0]
    assert (before.context["page"].paginator.count, after.context["page"].paginator.count) == (0, 1)
