"""The page of one mandate."""

from __future__ import annotations

import pytest
from tests.mandates.documents import asks

from actionline.mandates import actions
from actionline.mandates.models import Kind, Mandate

LIST = asks("instructs/1", "to keep a list of lighthouses of the region;", "keep")
REPORT = asks(
    "instructs/2",
    "to report every year to the Council on the state of the harbours;",
    recipients=["council"],
    via=["cwg-wsis-sdg"],
    every="P1Y",
)
TRAIN = asks("instructs/3", "to train pilots of small islands in night landing;", "train")


def page_of(client, path):
    key = Mandate.objects.get(current__path=path).pk
    response = client.get(f"/en/mandates/{key}/")
    assert response.status_code == 200
    return response


def test_it_shows_who_is_asked_what_for_whom_by_when(client, file_edition):
    file_edition("2022", REPORT)

    page = page_of(client, "instructs/2").content.decode()

    for told in (
        "Report: <bdi>PP Resolution 900</bdi>",
        REPORT["text"],
        "Secretary-General",
        "Council",
        "Working group",
        "Every year",
        'href="/en/instruments/itu/pp/res-900/2022#instructs/2"',
    ):
        assert told in page


def test_the_line_leads_to_the_resolution_and_shows_its_gaps(client, file_edition):
    file_edition("2022", REPORT)

    line = page_of(client, "instructs/2").context["line"]

    assert [(node.stage.value, node.here, node.gap) for node in line] == [
        ("resolution", False, False),
        ("mandate", True, False),
        ("plan", False, True),
        ("evidence", False, True),
        ("report", False, True),
    ]


def test_it_shows_what_changed_in_words_from_edition_to_edition(client, file_edition):
    file_edition("2018", LIST)
    file_edition("2022", {**LIST, "text": "to keep a map of lighthouses of the region;"})

    page = page_of(client, "instructs/1").content.decode()

    assert "to keep a <del>list</del><ins>map</ins> of lighthouses" in page
    assert page.index("2022, <span") < page.index("2018, <span")


def test_what_ended_says_where(client, file_edition):
    file_edition("2018", LIST, TRAIN)
    file_edition("2022", LIST)

    page = page_of(client, "instructs/3").content.decode()

    assert "The edition of 2022 does not ask this any longer." in page


def test_neighbours_are_those_of_the_edition(client, file_edition):
    file_edition("2022", LIST, REPORT, TRAIN)

    before, after = page_of(client, "instructs/2").context["neighbours"]
    first, _second = page_of(client, "instructs/1").context["neighbours"]

    assert (before.current.path, after.current.path) == ("instructs/1", "instructs/3")
    assert first is None


def test_it_names_the_proposals_that_would_change_it(client, file_edition, file_proposal):
    file_edition("2022", LIST, TRAIN)
    file_proposal({**LIST, "text": "to keep a map of lighthouses of the region;"})

    changed = page_of(client, "instructs/1").content.decode()
    ended = page_of(client, "instructs/3").content.decode()

    assert "would change it" in changed
    assert "<del>list</del><ins>map</ins>" in changed
    assert "would end it" in ended


def test_its_history_tells_what_changed_and_by_whom(client, file_edition, officer, person):
    file_edition("2022", REPORT)
    mandate = Mandate.objects.get()
    correction = actions.Correction(kind=Kind.FUND, actors=("council",))
    actions.correct(mandate=mandate, correction=correction, by=officer)

    response = page_of(client, "instructs/2")

    told = response.context["history"][0]
    assert [(line.label, line.before, line.after) for line in told.lines] == [
        ("Kind, 2022", "Report", "Fund"),
        ("Every, 2022", "P1Y", ""),
        ("Who is asked, 2022", "Secretary-General", "Council"),
        ("To whom, 2022", "Council", ""),
        ("Through, 2022", "Working group", ""),
    ]
    assert "an officer" in response.content.decode()
    client.force_login(person)
    assert "Take this back" not in page_of(client, "instructs/2").content.decode()
    client.force_login(officer)
    assert "Take this back" in page_of(client, "instructs/2").content.decode()


def test_there_is_no_page_for_what_is_not_there(client, db):
    assert client.get("/en/mandates/4711/").status_code == 404


@pytest.mark.parametrize("more", [0, 2])
def test_the_number_of_queries_is_fixed(
    client, file_edition, file_proposal, django_assert_num_queries, more
):
    others = [TRAIN, {**REPORT, "path": "instructs/4", "actors": ["council"]}][:more]
    file_edition("2018", LIST, REPORT, *others)
    file_edition("2022", LIST, REPORT, *others)
    file_proposal(LIST, REPORT, *others)
    key = Mandate.objects.get(current__path="instructs/2").pk
    client.get(f"/en/mandates/{key}/")

    with django_assert_num_queries(37):  # with what each part of the room shows
        client.get(f"/en/mandates/{key}/")
