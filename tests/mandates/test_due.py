"""Due dates as they are stored: kept in step, in bulk, touching only what moves."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from actionline.framework.calendar import load_calendar, session_of
from actionline.framework.models import Body, Meeting
from actionline.instruments.models import Edition, Instrument
from actionline.mandates.due import movements, on_meeting_changed, refresh
from actionline.mandates.models import Mandate, Occurrence, Party, Wording

TODAY = date(2026, 11, 22)


@pytest.fixture
def council(db) -> Body:
    return Body.objects.create(slug="council", name_en="Council", name_fr="Conseil")


@pytest.fixture
def group(db) -> Body:
    return Body.objects.create(slug="group", name_en="Group")


@pytest.fixture
def edition(db) -> Edition:
    instrument = Instrument.objects.create(slug="itu/council/res-9", title="Nine")
    return Edition.objects.create(instrument=instrument, version="2026", title="Nine")


def meeting(body: Body, slug: str, starts: str, **fields) -> Meeting:
    return Meeting.objects.create(
        body=body,
        slug=slug,
        name_en=slug.capitalize(),
        name_fr=f"{slug} (fr)",
        starts=date.fromisoformat(starts),
        **fields,
    )


def mandate(edition: Edition, path: str, *, to=(), via=(), **deadline) -> Mandate:
    made = Mandate.objects.create(instrument=edition.instrument)
    wording = Wording.objects.create(
        mandate=made, edition=edition, path=path, text=path, force="x", action="x", **deadline
    )
    roles = [(Party.Role.RECIPIENT, to), (Party.Role.VIA, via)]
    for role, bodies in roles:
        for body in bodies:
            Party.objects.create(wording=wording, body=body, role=role)
    Mandate.objects.filter(pk=made.pk).update(current=wording)
    made.refresh_from_db()
    return made


def days(made: Mandate) -> list[str]:
    return [str(day) for day in made.occurrences.values_list("due", flat=True)]


def test_it_works(council, group, edition):
    meeting(group, "group-2027", "2027-01-13", certain=False)
    meeting(council, "council-2027", "2027-06-04", documents_due=date(2027, 5, 5))
    yearly = mandate(edition, "instructs/1", to=[council], via=[group], every="P1Y")
    plain = mandate(edition, "instructs/2", to=[council])

    changed = refresh(today=TODAY)

    yearly.refresh_from_db()
    assert changed == 1
    assert days(yearly) == ["2027-01-13", "2027-05-05"]
    assert yearly.next_due == date(2027, 1, 13)
    assert days(plain) == []


def test_twice_changes_nothing(council, edition):
    meeting(council, "council-2027", "2027-06-04")
    mandate(edition, "instructs/1", to=[council], every="P1Y")
    refresh(today=TODAY)
    rows = list(Occurrence.objects.values_list("pk", flat=True))

    assert refresh(today=TODAY) == 0
    assert list(Occurrence.objects.values_list("pk", flat=True)) == rows


def test_moving_a_meeting_moves_exactly_what_hangs_on_it(council, group, edition):
    meeting(group, "group-2027", "2027-01-13")
    moved = meeting(council, "council-2027", "2027-06-04")
    there = mandate(edition, "instructs/1", to=[council], every="P1Y")
    named = mandate(edition, "instructs/2", event="council-2027")
    elsewhere = mandate(edition, "instructs/3", to=[group], every="P1Y")
    refresh(today=TODAY)
    kept = list(elsewhere.occurrences.values_list("pk", flat=True))

    moved.starts = date(2027, 6, 11)
    told = movements(moved, load_calendar().with_session(session_of(moved)))
    moved.save()
    changed = refresh(today=TODAY)

    assert changed == 2
    assert (days(there), days(named)) == (["2027-06-11"], ["2027-06-11"])
    assert list(elsewhere.occurrences.values_list("pk", flat=True)) == kept
    assert [(str(move.before), str(move.after)) for move in told] == [
        ("2027-06-04", "2027-06-11"),
        ("2027-06-04", "2027-06-11"),
    ]


def test_a_meeting_to_be_added_gives_dates_to_what_waits_for_it(council, edition):
    waiting = mandate(edition, "instructs/1", event="council-2028")
    refresh(today=TODAY)
    new = Meeting(slug="council-2028", body=council, starts=date(2028, 6, 1))

    told = movements(new, load_calendar().with_session(session_of(new)))

    waiting.refresh_from_db()
    assert waiting.undated == "unknown-meeting"
    assert [(move.title, move.before, move.after) for move in told] == [
        (str(waiting), None, date(2028, 6, 1))
    ]


def test_a_new_session_on_the_way_to_a_named_meeting_moves_the_way(council, group, edition):
    meeting(council, "council-2027", "2027-06-04")
    meeting(group, "group-2026", "2026-10-09")
    passing = mandate(edition, "instructs/1", via=[group], event="council-2027")
    refresh(today=TODAY)
    before = days(passing)
    new = Meeting(slug="group-2027", body=group, starts=date(2027, 1, 13))

    told = movements(new, load_calendar().with_session(session_of(new)))
    on_meeting_changed(meeting(group, "group-2027", "2027-01-13"))

    assert before == ["2026-10-09", "2027-06-04"]
    assert days(passing) == ["2027-01-13", "2027-06-04"]
    assert [(str(move.before), str(move.after)) for move in told] == [
        ("2026-10-09", "None"),
        ("None", "2027-01-13"),
    ]


def test_an_ended_mandate_is_due_no_more(council, edition):
    meeting(council, "council-2027", "2027-06-04")
    ended = mandate(edition, "instructs/1", event="council-2027")
    refresh(today=TODAY)
    Mandate.objects.filter(pk=ended.pk).update(state=Mandate.State.ENDED)

    refresh(today=TODAY)

    ended.refresh_from_db()
    assert (days(ended), ended.next_due) == ([], None)


def test_only_the_given_mandates(council, edition):
    meeting(council, "council-2027", "2027-06-04")
    one = mandate(edition, "instructs/1", event="council-2027")
    other = mandate(edition, "instructs/2", event="council-2027")

    refresh([one], today=TODAY)

    assert (days(one), days(other)) == (["2027-06-04"], [])


def test_the_basis_is_a_sentence_in_the_readers_language(council, edition):
    meeting(council, "council-2027", "2027-06-04", documents_due=date(2027, 5, 5))
    made = mandate(edition, "instructs/1", to=[council], every="P1Y")
    refresh(today=TODAY)

    occurrence = made.occurrences.select_related("meeting").get()

    assert occurrence.explanation == (
        "Every year: goes to Council-2027, whose documents are due this day."
    )
    with translation.override("fr"):
        assert "council-2027 (fr)" in occurrence.explanation


def test_a_missing_date_says_why(edition):
    made = mandate(edition, "instructs/1", event="wtsa-2099")

    refresh(today=TODAY)

    made.refresh_from_db()
    assert made.undated_reason == "No date: the meeting wtsa-2099 is not in the calendar."


def test_a_thousand_mandates_cost_as_many_queries_as_five_hundred_and_one(
    council, edition, django_assert_num_queries
):
    meeting(council, "council-2027", "2027-06-04")
    made = Mandate.objects.bulk_create(
        Mandate(instrument=edition.instrument) for _number in range(1000)
    )
    wordings = Wording.objects.bulk_create(
        Wording(mandate=one, edition=edition, path=f"x/{number}", text="x", event="council-2027")
        for number, one in enumerate(made)
    )
    for one, wording in zip(made, wordings, strict=True):
        one.current = wording
    Mandate.objects.bulk_update(made, ["current"], batch_size=500)
    refresh(today=TODAY)

    with django_assert_num_queries(1 + 2 + 2 + 2 * 4):  # the first is the trail held
        assert refresh(today=TODAY) == 0
