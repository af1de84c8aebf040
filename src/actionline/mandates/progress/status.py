"""How far a subject is: by rule, not by taste.

`RULES` is the whole of it, read from the top: the first rule that holds gives the status. Each
looks at `Facts` only, and a page shows the rule beside the status with what it saw.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Min, Q
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionline.mandates.models import Course, Evidence, Mandate, Occurrence
from actionline.mandates.stations import SETTLED
from actionline.mandates.subjects import MANDATE, Subject, kind_of

from .models import Status, Version

#: A due date is reported on where a report or a record comes within so many days of it.
GRACE = timedelta(days=30)
#: A due date so near is soon.
SOON = timedelta(days=60)
#: What was told longer ago is old.
OLD = timedelta(days=400)
_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules look at. Days are None where there is none; `told_until` is the end of the
    period of the last validated report, `shown_on` the day of the last piece of evidence."""

    standing: str = ""
    ended: bool = False
    last_due: date | None = None
    next_due: date | None = None
    told_until: date | None = None
    obstacles: bool = False
    evidence: int = 0
    shown_on: date | None = None

    @property
    def known_until(self) -> date | None:
        """Until when something is known of it, by a report or by evidence."""
        return max(filter(None, (self.told_until, self.shown_on)), default=None)


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table."""

    key: str
    course: str
    words: str | Promise
    holds: Callable[[Facts, date], bool]


def _missed(facts: Facts, today: date) -> bool:
    """The last due date is past, and nothing is known of the days around it or after."""
    if facts.last_due is None or facts.last_due >= today:
        return False
    return facts.known_until is None or facts.known_until < facts.last_due - GRACE


def _soon(facts: Facts, today: date) -> bool:
    return facts.next_due is not None and facts.next_due - today <= SOON


def _old(facts: Facts, today: date) -> bool:
    return facts.known_until is not None and today - facts.known_until > OLD


RULES = (
    Rule(
        "completed",
        Course.DONE,
        _("It was decided that it is completed."),
        lambda facts, today: facts.standing == Mandate.Standing.COMPLETED,
    ),
    Rule(
        "settled",
        Course.CLOSED,
        _("It was decided that it is superseded or lapsed, or no edition asks it any longer."),
        lambda facts, today: facts.ended or facts.standing in SETTLED,
    ),
    Rule(
        "missed",
        Course.LATE,
        _("Its last due date is past, and nothing was told or shown from 30 days before it on."),
        _missed,
    ),
    Rule(
        "nothing",
        Course.NONE,
        _("No report was validated, and no evidence given."),
        lambda facts, today: facts.known_until is None,
    ),
    Rule(
        "obstacles",
        Course.AT_RISK,
        _("The last report tells of obstacles, and it is due within 60 days."),
        lambda facts, today: facts.obstacles and _soon(facts, today),
    ),
    Rule(
        "old",
        Course.AT_RISK,
        _("What was told or shown last is more than 400 days old."),
        _old,
    ),
    Rule(
        "known",
        Course.ON_COURSE,
        _("Something was told or shown, no due date was missed, and nothing above holds."),
        lambda facts, today: True,
    ),
)
_BY_KEY = {rule.key: rule for rule in RULES}
_SAW: Mapping[str, str | Promise] = {
    "last_due": _("Last due"),
    "next_due": _("Next due"),
    "told_until": _("Reported until"),
    "obstacles": _("Obstacles told"),
    "evidence": _("Pieces of evidence"),
    "shown_on": _("Last piece of evidence"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A status for a page: the word, the rule, what the rule saw, and as of when."""

    course: Course
    rule: str
    saw: list[tuple[str, str]]
    as_of: date


def find(facts: Facts, today: date) -> Rule:
    """The first rule that holds; the last one always does."""
    return next(rule for rule in RULES if rule.holds(facts, today))


def told(facts: Facts, today: date) -> Told:
    """The status that the facts give on a day, for a page."""
    rule = find(facts, today)
    return Told(Course(rule.course), str(rule.words), _saw(asdict(facts)), today)


def stored(status: Status) -> Told:
    """A status as it was settled, for a page."""
    rule = _BY_KEY.get(status.rule, RULES[-1])
    return Told(Course(status.status), str(rule.words), _saw(status.saw), status.as_of)


def _saw(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(str(label), _value(values.get(name))) for name, label in _SAW.items()]


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, str):
        value = parse_date(value)
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    return gettext("none") if value is None else str(value)


def facts_of(subjects: Collection[Subject], today: date) -> dict[Subject, Facts]:
    """What is known of many subjects, in five queries, and one for each other kind of subject."""
    keys = [subject.mandate_id for subject in subjects if subject.mandate_id is not None]
    words = [subject.about for subject in subjects if subject.about]
    rows = Mandate.objects.filter(pk__in=keys).values_list("pk", "standing", "state").order_by()
    known = {pk: (standing, state == Mandate.State.ENDED) for pk, standing, state in rows}
    dues = _due_dates(keys, today) | _others_due(subjects, today)
    reports = _reports(keys, words)
    pieces = _pieces(keys, words)
    found = {}
    for subject in subjects:
        key = subject.mandate_id if subject.mandate_id is not None else subject.about
        standing, ended = known.get(subject.mandate_id, ("", False))  # type: ignore[arg-type]  # None is no key
        last, ahead = dues.get(key, (None, None))
        until, obstacles = reports.get(key, (None, False))
        number, shown = pieces.get(key, (0, None))
        found[subject] = Facts(standing, ended, last, ahead, until, obstacles, number, shown)
    return found


def _due_dates(keys: Collection[int], today: date) -> dict[int | str, tuple[Any, Any]]:
    rows = Occurrence.objects.filter(mandate__in=keys).order_by().values_list("mandate")
    made = rows.annotate(
        last=Max("due", filter=Q(due__lt=today)), ahead=Min("due", filter=Q(due__gte=today))
    )
    return {key: (last, ahead) for key, last, ahead in made}


def _others_due(subjects: Collection[Subject], today: date) -> dict[int | str, tuple[Any, Any]]:
    """The same of what is no mandate, by the word that names it."""
    by_type: dict[str, list[Subject]] = {}
    for subject in subjects:
        if subject.about:
            by_type.setdefault(subject.type, []).append(subject)
    found: dict[int | str, tuple[Any, Any]] = {}
    for some in by_type.values():
        due = kind_of(some[0]).due([subject.id for subject in some])
        for subject in some:
            day = due.get(subject.id)
            if day is not None:
                found[subject.about] = (day, None) if day < today else (None, day)
    return found


def _reports(keys: Collection[int], words: Collection[str]) -> dict[int | str, tuple[date, bool]]:
    """By subject the end of the last period reported on, and whether obstacles were told."""
    found = Version.objects.filter(state=Version.State.VALIDATED).filter(
        Q(report__mandate__in=keys) | Q(report__about__in=words)
    )
    rows = found.order_by("report__ends", "pk").values_list(
        "report__mandate", "report__about", "report__ends", "obstacles"
    )
    return {mandate or about: (ends, bool(told.strip())) for mandate, about, ends, told in rows}


def _pieces(keys: Collection[int], words: Collection[str]) -> dict[int | str, tuple[int, date]]:
    found = Evidence.objects.filter(Q(mandate__in=keys) | Q(about__in=words)).order_by()
    rows = found.values_list("mandate", "about").annotate(number=Count("pk"), last=Max("at"))
    return {
        mandate or about: (number, timezone.localtime(last).date())
        for mandate, about, number, last in rows
    }


@transaction.atomic
def settle(subjects: Iterable[Subject], *, today: date | None = None) -> None:
    """Keep the status of these subjects as it is today."""
    day = today or timezone.localdate()
    wanted = list(dict.fromkeys(subjects))
    rows = [_row(subject, facts, day) for subject, facts in facts_of(wanted, day).items()]
    of_mandates = [row for row in rows if row.mandate_id is not None]
    Status.objects.bulk_create(
        of_mandates,
        update_conflicts=True,
        unique_fields=["mandate"],
        update_fields=["status", "rule", "saw", "as_of"],
    )
    others = [row for row in rows if row.mandate_id is None]
    if others:
        Status.objects.filter(about__in=[row.about for row in others]).delete()
        Status.objects.bulk_create(others)
    for course in Course.values:
        keys = [row.mandate_id for row in rows if row.mandate_id and row.status == course]
        if keys:
            Mandate.objects.filter(pk__in=keys).exclude(status=course).update(status=course)


def _row(subject: Subject, facts: Facts, day: date) -> Status:
    rule = find(facts, day)
    saw = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(facts).items()
    }
    return Status(
        mandate_id=subject.mandate_id,
        about=subject.about,
        status=rule.course,
        rule=rule.key,
        saw=saw,
        as_of=day,
    )


def settle_all(*, today: date | None = None) -> int:
    """The same for all mandates of the register and whatever else has a status; how many."""
    keys = Mandate.objects.filter(current__isnull=False).order_by("pk").values_list("pk", flat=True)
    wanted = [Subject(MANDATE, str(key)) for key in keys]
    wanted += [row.subject for row in Status.objects.filter(mandate=None)]
    for start in range(0, len(wanted), _AT_ONCE):
        settle(wanted[start : start + _AT_ONCE], today=today)
    return len(wanted)
