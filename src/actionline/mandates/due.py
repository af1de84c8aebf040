"""Keeping the due dates of mandates in step with their words and with the calendar.

The rules are in `schedule.py`; here they are applied to what is stored, in bulk: a mandate
costs no query of its own, and only the rows that really change are written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from actionline.common import audit
from actionline.framework.calendar import Calendar, load_calendar
from actionline.framework.hooks import Movement
from actionline.framework.models import Meeting

from . import hooks
from .asking import deadline_of
from .hooks import Dated, DateMove
from .models import Mandate, Occurrence, Party
from .schedule import Schedule, occurrences

#: Mandates computed at a time: bounds memory and the number of values in one query.
_CHUNK = 500

#: (day, meeting's key or None, certain, basis code, its values in order)
_Row = tuple[date, int | None, bool, str, tuple[tuple[str, str], ...]]
#: What is kept beside a mandate: its next date, and why one is missing. Many share the same.
_Kept = tuple[date | None, str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class _Parties:
    """Slugs of the bodies that receive something, and of those it goes through."""

    recipients: tuple[str, ...]
    via: tuple[str, ...]


def refresh(mandates: Iterable[Mandate] | None = None, *, today: date | None = None) -> int:
    """Compute the due dates of `mandates` (all of them if None) again and store what changed.

    A mandate that has ended, that was decided to be done with or that sets no deadline has none.
    Returns how many mandates' dates changed. Call it within the transaction of the change that
    makes it necessary.
    """
    keys = None if mandates is None else [mandate.pk for mandate in mandates]
    today = today or timezone.localdate()
    with transaction.atomic():
        audit.hold()  # so that nobody carries mandates over meanwhile
        calendar = load_calendar()
        return sum(_refresh_chunk(chunk, calendar, today) for chunk in _chunks(keys))


def on_meeting_changed(meeting: Meeting) -> None:
    """Recompute what hangs on a meeting that was added or changed (a calendar hook), and tell what
    moved by it."""
    touched = list(touched_by(meeting).select_related("instrument", "current", "holder"))
    before = _stored_dates(touched)
    refresh(touched)
    moves = _moves(touched, before, _stored_dates(touched))
    for hook in hooks.dates_moved if moves else ():
        hook(meeting, moves)


def touched_by(meeting: Meeting) -> QuerySet[Mandate]:
    """The mandates whose dates may depend on a meeting: those that hang on it now, name it,
    name several meetings, or concern its body."""
    parties = Party.objects.filter(
        wording=OuterRef("current"),
        body=meeting.body_id,
        role__in=[Party.Role.RECIPIENT, Party.Role.VIA],
    )
    hanging = Occurrence.objects.filter(mandate=OuterRef("pk"), meeting_id=meeting.pk or 0)
    return Mandate.objects.filter(
        Q(Exists(parties), Q(current__every__gt="") | Q(current__event__gt=""))
        | Q(Exists(hanging))
        | Q(current__event=meeting.slug)
        | (Q(current__isnull=False) & ~Q(current__events=[]))
    )


def movements(meeting: Meeting, calendar: Calendar) -> list[Movement]:
    """The due dates that would move were the calendar `calendar` (a calendar hook).

    `meeting` is the one that is about to change, as it would be saved.
    """
    today = timezone.localdate()
    now = load_calendar()
    moves: list[DateMove] = []
    for chunk in _chunks([mandate.pk for mandate in touched_by(meeting)]):
        parties = _parties_of(chunk)
        before = {each.pk: _dated(_schedule(each, parties, now, today)) for each in chunk}
        after = {each.pk: _dated(_schedule(each, parties, calendar, today)) for each in chunk}
        moves += _moves(chunk, before, after)
    also = [hook(moves) for hook in hooks.moved_with]
    return [
        movement
        for index, move in enumerate(moves)
        for movement in (_movement(move), *(each for found in also for each in found[index]))
        if movement.before != movement.after
    ]


def _movement(move: DateMove) -> Movement:
    before = move.before.day if move.before else None
    after = move.after.day if move.after else None
    return Movement(str(move.mandate), _address(move.mandate), before, after)


_Dates = Mapping[int, Mapping[str, Dated]]


def _moves(mandates: Iterable[Mandate], before: _Dates, after: _Dates) -> list[DateMove]:
    """The dates that differ, mandate by mandate."""
    moves = []
    for mandate in mandates:
        old, new = before.get(mandate.pk, {}), after.get(mandate.pk, {})
        moves += [
            DateMove(mandate, key, old.get(key), new.get(key))
            for key in sorted(old.keys() | new.keys())
            if old.get(key) != new.get(key)
        ]
    return moves


def _dated(schedule: Schedule) -> dict[str, Dated]:
    return {
        due.session.slug if due.session else str(due.day): Dated(
            due.day, due.session.body if due.session else "", _of_documents(due.basis.code)
        )
        for due in schedule.dues
    }


def _stored_dates(mandates: Sequence[Mandate]) -> dict[int, dict[str, Dated]]:
    """The dates that are stored, by mandate; a query for each chunk."""
    found: defaultdict[int, dict[str, Dated]] = defaultdict(dict)
    for start in range(0, len(mandates), _CHUNK):
        rows = Occurrence.objects.filter(mandate__in=mandates[start : start + _CHUNK])
        for key, meeting, body, day, code in rows.order_by("due", "pk").values_list(
            "mandate_id", "meeting__slug", "meeting__body__slug", "due", "basis"
        ):
            found[key][meeting or str(day)] = Dated(day, body or "", _of_documents(code))
    return found


def _of_documents(code: str) -> bool:
    """Whether a basis says that the day is a meeting's deadline for documents."""
    return code.endswith("-documents")


def _address(mandate: Mandate) -> str:
    return reverse("mandates:mandate", args=[mandate.pk])


def _chunks(keys: Sequence[int] | None) -> Iterator[list[Mandate]]:
    """The mandates that have, or had, something to date; a list at a time."""
    stored = Occurrence.objects.filter(mandate=OuterRef("pk"))
    concerned = (
        Mandate.objects.filter(
            Q(current__every__gt="")
            | Q(current__by__gt="")
            | Q(current__until__gt="")
            | Q(current__event__gt="")
            | Q(next_due__isnull=False)
            | Q(undated__gt="")
            | Q(Exists(stored))
        )
        .select_related("current__edition", "instrument")
        .order_by("pk")
    )
    if keys is None:
        keys = list(concerned.values_list("pk", flat=True))
    for start in range(0, len(keys), _CHUNK):
        yield list(concerned.filter(pk__in=keys[start : start + _CHUNK]))


def _parties_of(mandates: Sequence[Mandate]) -> dict[int, _Parties]:
    """Who receives and through whom, by the key of the current wording; one query."""
    rows = (
        Party.objects.filter(wording__in=[mandate.current_id for mandate in mandates])
        .exclude(role=Party.Role.ACTOR)
        .order_by("wording_id", "position")
        .values_list("wording_id", "role", "body__slug")
    )
    slugs: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for wording, role, slug in rows:
        slugs[wording, role].append(slug)
    return {
        wording: _Parties(
            tuple(slugs.get((wording, Party.Role.RECIPIENT), ())),
            tuple(slugs.get((wording, Party.Role.VIA), ())),
        )
        for wording in {wording for wording, _role in slugs}
    }


def _schedule(
    mandate: Mandate, parties: dict[int, _Parties], calendar: Calendar, today: date
) -> Schedule:
    wording = mandate.current
    if wording is None or mandate.state == Mandate.State.ENDED:
        return Schedule()
    if mandate.standing in Mandate.CLOSED:
        return Schedule()
    concerned = parties.get(wording.pk, _Parties((), ()))
    return occurrences(
        deadline_of(wording),
        version=wording.edition.version,
        recipients=concerned.recipients,
        via=concerned.via,
        calendar=calendar,
        today=today,
    )


def _refresh_chunk(mandates: Sequence[Mandate], calendar: Calendar, today: date) -> int:
    parties = _parties_of(mandates)
    stored = _stored_rows(mandates)
    done = _done_with([mandate.pk for mandate in mandates])
    moved: list[Mandate] = []
    fresh: list[Occurrence] = []
    settled: defaultdict[_Kept, list[int]] = defaultdict(list)
    for mandate in mandates:
        schedule = _schedule(mandate, parties, calendar, today)
        rows = _rows(schedule)
        if rows != stored.get(mandate.pk, []):
            moved.append(mandate)
            fresh += [_occurrence(mandate, row) for row in rows]
        kept = _kept(schedule, today, done.get(mandate.pk, ()))
        if kept != (mandate.next_due, mandate.undated, tuple(mandate.undated_values.items())):
            settled[kept].append(mandate.pk)
    Occurrence.objects.filter(mandate__in=moved).delete()
    Occurrence.objects.bulk_create(fresh, batch_size=_CHUNK)
    for (next_due, undated, values), keys in settled.items():
        Mandate.objects.filter(pk__in=keys).update(
            next_due=next_due, undated=undated, undated_values=dict(values)
        )
    return len({mandate.pk for mandate in moved}.union(*settled.values()))


def _done_with(keys: Collection[int]) -> dict[int, set[int | date]]:
    """Meetings, by key, and days of which each mandate's dates are done with."""
    done: defaultdict[int, set[int | date]] = defaultdict(set)
    for hook in hooks.done_with:
        for key, dates in hook(keys).items():
            done[key].update(dates)
    return done


def _kept(schedule: Schedule, today: date, done: Collection[int | date]) -> _Kept:
    open_ones = [
        due
        for due in schedule.dues
        if due.day not in done and (due.session is None or due.session.pk not in done)
    ]
    next_due = Schedule(tuple(open_ones)).next_due(today)
    reason = schedule.undated
    if reason is None:
        return next_due, "", ()
    return next_due, reason.code, tuple(reason.values.items())


def _rows(schedule: Schedule) -> list[_Row]:
    return [
        (
            due.day,
            due.session.pk if due.session else None,
            due.certain,
            due.basis.code,
            tuple(sorted(due.basis.values.items())),
        )
        for due in schedule.dues
    ]


def _stored_rows(mandates: Sequence[Mandate]) -> dict[int, list[_Row]]:
    stored: defaultdict[int, list[_Row]] = defaultdict(list)
    rows = Occurrence.objects.filter(mandate__in=mandates).order_by("pk")
    for key, day, meeting, certain, code, values in rows.values_list(
        "mandate_id", "due", "meeting_id", "certain", "basis", "basis_values"
    ):
        stored[key].append((day, meeting, certain, code, tuple(sorted(values.items()))))
    return stored


def _occurrence(mandate: Mandate, row: _Row) -> Occurrence:
    day, meeting, certain, code, values = row
    return Occurrence(
        mandate=mandate,
        due=day,
        meeting_id=meeting,
        certain=certain,
        basis=code,
        basis_values=dict(values),
    )
