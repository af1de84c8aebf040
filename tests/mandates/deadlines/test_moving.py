"""A meeting that moves takes what hangs on it along: dates, steps, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client

from actionline.accounts.models import Role
from actionline.common import notifications
from actionline.framework import actions as calendar
from actionline.framework.models import Meeting
from actionline.mandates.deadlines import actions, queries
from actionline.mandates.deadlines.models import Mark, Moved, Shift
from actionline.mandates.deadlines.steps import load_rules
from actionline.mandates.models import Mandate, Occurrence

FORTNIGHT = timedelta(days=14)
#: (mandate, meeting or day, step or nothing) -> its day
Dates = dict[tuple[int, str, str], date]


@pytest.fixture
def starter_data(db) -> None:
    call_command("load_process")


def everything() -> Dates:
    """All due dates of all mandates and all steps before them."""
    rules, found = load_rules(), {}
    for each in Occurrence.objects.select_related("mandate", "meeting__body"):
        hangs = each.meeting.slug if each.meeting else str(each.due)
        found[each.mandate_id, hangs, ""] = each.due
        for step in queries.steps_of(rules, each):
            found[each.mandate_id, hangs, step.step] = step.day
    return found


def test_moving_a_council_session_by_two_weeks_moves_exactly_what_hangs_on_it(
    starter_data, officer, person, client
):
    Role.objects.create(
        person=person,
        kind="focal_point",
        level="drafts",
        scope="body",
        scope_code="secretary-general",
    )
    meeting = ahead("council")
    hanging = Occurrence.objects.filter(meeting=meeting)
    mandate = hanging.first().mandate
    marked = actions.mark(
        mandate=mandate, anchor=meeting.slug, by=officer, on=date(2026, 1, 5), note="Sent."
    )
    values = {
        name: getattr(meeting, name) for name in ("slug", "body", "starts", "ends", "certain")
    }
    values |= {
        "starts": meeting.starts + FORTNIGHT,
        "ends": meeting.ends and meeting.ends + FORTNIGHT,
    }
    before = everything()

    told = calendar.movements(meeting, values)
    assert everything() == before
    calendar.save_meeting(meeting=meeting, values=values, by=officer)

    after = everything()
    own = {key for key in before if key[1] == meeting.slug}
    assert len({key for key in own if not key[2]}) == hanging.count() >= 5
    assert {key for key in own if key[2]}
    assert after == {key: day + FORTNIGHT if key in own else day for key, day in before.items()}
    moved = {key for key in before if before[key] != after[key]}
    shown = [each for each in told if not each.title.startswith("Deadline:")]
    assert len(shown) == len(moved)
    assert {each.after - each.before for each in shown} == {FORTNIGHT}
    kept = Moved.objects.filter(shift=Shift.objects.get())
    assert {(row.mandate_id, row.before, row.after) for row in kept} == {
        (key[0], before[key], after[key]) for key in moved if not key[2]
    }
    assert sum(len(row.steps) for row in kept) == len([key for key in moved if key[2]])
    assert Mark.objects.get() == marked
    assert not queries.open_ones().filter(mandate=mandate, meeting=meeting).exists()
    calendar.save_meeting(meeting=meeting, values={"place": "Lausanne"}, by=officer)
    pages_tell_it(client, Shift.objects.get())
    sentences = [notifications.in_words(each).sentence for each in notifications.of(person)]
    assert [each for each in sentences if "of yours moved" in each]


def pages_tell_it(client: Client, shift: Shift) -> None:
    listed = client.get("/en/deadlines/moved/").content.decode()
    page = client.get(f"/en/deadlines/moved/{shift.pk}/").content.decode()
    mandate = Mandate.objects.filter(moved_dates__shift=shift).first()
    assert f"{shift.moved.count()} due dates moved" in listed
    assert "Draft: " in page and shift.meeting.name in page
    assert "What moved" in client.get(f"/en/mandates/{mandate.pk}/").content.decode()


def ahead(body: str) -> Meeting:
    """The first meeting of a body on which something hangs and that is still to come."""
    used = Occurrence.objects.filter(due__gt=date.today()).values("meeting")
    return Meeting.objects.filter(body__slug=body, pk__in=used).order_by("starts")[0]


def test_an_officer_sees_before_saving_that_steps_move_too(starter_data, officer_client):
    meeting = ahead("council")
    address = f"/en/calendar/{meeting.slug}/edit/"
    form = officer_client.get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    sent |= {"starts": meeting.starts + FORTNIGHT, "ends": ""}

    page = officer_client.post(address, {k: v for k, v in sent.items() if v not in (None, False)})

    told = page.content.decode()
    assert "What would move" in told
    assert "Draft: " in told
