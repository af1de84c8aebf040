"""Due dates as pages show them, each in a fixed number of queries.

What is open is an `Occurrence` without a `Mark`; what is done or dropped is a `Mark`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import pgettext

from actionline.framework.models import DocumentDeadline, Meeting
from actionline.mandates.models import Mandate, Occurrence, Party
from actionline.mandates.settling import party_keys

from .models import Mark
from .steps import Rules, StepDate

#: Days within which something is due soon.
SOON_DAYS = timedelta(days=30)
_RELATED = (
    "mandate__instrument",
    "mandate__current__edition__instrument",
    "mandate__holder",
    "meeting__body",
)
#: What is long and not shown.
_LONG = ("mandate__search_text", "mandate__current__edition__reading")
OVERDUE, SOON_STATE, LATER = "overdue", "soon", "later"
OPEN = (OVERDUE, SOON_STATE, LATER)


@dataclass(frozen=True, slots=True)
class Due:
    """One due date on a page: open, or done with (`mark`); `moment` is the deadline that it is."""

    mandate: Mandate
    day: date
    meeting: Meeting | None
    certain: bool
    explanation: str
    state: str
    steps: tuple[StepDate, ...]
    mark: Mark | None = None
    moment: DocumentDeadline | None = None
    next_step: StepDate | None = None

    @property
    def anchor(self) -> str:
        """What it hangs on, for addresses: the meeting's slug or the day."""
        if self.meeting:
            return self.meeting.slug
        day = self.mark.day if self.mark and self.mark.day else self.day
        return day.isoformat()

    @property
    def key(self) -> str:
        return f"{self.mandate.pk}:{self.anchor}"

    @property
    def label(self) -> str:
        """Its state in a word."""
        labels = {
            OVERDUE: pgettext("a due date", "overdue"),
            SOON_STATE: pgettext("a due date", "due soon"),
            LATER: pgettext("a due date", "open"),
        }
        return labels.get(self.state) or str(Mark.State(self.state).label)


def open_plain() -> QuerySet[Occurrence]:
    """What is due and not done with; nothing fetched with it. A mandate that ended, or was decided
    to be done with, has no dates."""
    own = Mark.objects.filter(mandate=OuterRef("mandate")).order_by()
    return Occurrence.objects.filter(
        ~Exists(own.filter(meeting=OuterRef("meeting"))), ~Exists(own.filter(day=OuterRef("due")))
    )


def open_ones() -> QuerySet[Occurrence]:
    """The same with all that is shown of one."""
    return open_plain().select_related(*_RELATED).defer(*_LONG)


def marks() -> QuerySet[Mark]:
    """What is done with, and all that is shown of it."""
    found = Mark.objects.filter(mandate__current__isnull=False)
    return found.select_related(*_RELATED, "by").defer(*_LONG)


def done_with(keys: Collection[int]) -> dict[int, list[int | date]]:
    """The meetings and days whose dates are done with, by mandate (a hook)."""
    found: dict[int, list[int | date]] = {}
    rows = Mark.objects.filter(mandate__in=keys).order_by()
    for key, meeting, day in rows.values_list("mandate_id", "meeting_id", "day"):
        hangs = day if meeting is None else meeting
        assert hangs is not None  # one of the two, as a constraint sees to
        found.setdefault(key, []).append(hangs)
    return found


def fetched(found: QuerySet[Any], keys: Iterable[int]) -> list[Any]:
    """The rows with these keys in that order. Keys first: sorting thousands of whole rows to show
    fifty takes several times as long."""
    order = list(keys)
    rows = {row.pk: row for row in found.filter(pk__in=order)}
    return [rows[key] for key in order if key in rows]


def steps_of(rules: Rules, occurrence: Occurrence) -> tuple[StepDate, ...]:
    """The steps before a due date; its mandate and its meeting's body are fetched with it."""
    meeting = occurrence.meeting
    return rules.steps(
        occurrence.due,
        kind=occurrence.mandate.kind,
        body=meeting.body.slug if meeting else "",
        documents=occurrence.basis.endswith("-documents"),
    )


def state_of(day: date, today: date) -> str:
    if day < today:
        return OVERDUE
    return SOON_STATE if day <= today + SOON_DAYS else LATER


def rows_of_open(occurrences: Iterable[Occurrence], rules: Rules, today: date) -> list[Due]:
    """Open ones as they are shown; one query for the deadlines of their meetings."""
    found = list(occurrences)
    moments = _moments(each.meeting_id for each in found if each.basis.endswith("-documents"))
    return [_row(each, steps_of(rules, each), _moment(each, moments), today) for each in found]


def _row(
    occurrence: Occurrence,
    steps: tuple[StepDate, ...],
    moment: DocumentDeadline | None,
    today: date,
) -> Due:
    return Due(
        mandate=occurrence.mandate,
        day=occurrence.due,
        meeting=occurrence.meeting,
        certain=occurrence.certain,
        explanation=occurrence.explanation,
        state=state_of(occurrence.due, today),
        steps=steps if occurrence.due >= today else (),
        moment=moment,
        next_step=next((step for step in steps if step.day >= today), None),
    )


def rows_of_marks(found: Iterable[Mark]) -> list[Due]:
    """What is done with, as it is shown."""
    return [
        Due(
            mandate=each.mandate,
            day=each.due,
            meeting=each.meeting,
            certain=True,
            explanation="",
            state=each.state,
            steps=(),
            mark=each,
        )
        for each in found
    ]


def _moments(meetings: Iterable[int | None]) -> dict[int, DocumentDeadline]:
    kind = DocumentDeadline.Kind.SECRETARIAT
    rows = DocumentDeadline.objects.filter(meeting__in=set(meetings) - {None}, kind=kind)
    return {each.meeting_id: each for each in rows.select_related("meeting")}


def _moment(
    occurrence: Occurrence, moments: dict[int, DocumentDeadline]
) -> DocumentDeadline | None:
    """The deadline that a due date is, with its time and zone."""
    if occurrence.meeting_id is None or not occurrence.basis.endswith("-documents"):
        return None
    found = moments.get(occurrence.meeting_id)
    return found if found is not None and found.due == occurrence.due else None


def of_mandate(mandate: Mandate, rules: Rules, today: date) -> list[Due]:
    """All due dates of a mandate by day, those done with among them."""
    shown = rows_of_open(open_ones().filter(mandate=mandate).order_by("due", "pk"), rules, today)
    return sorted(shown + rows_of_marks(marks().filter(mandate=mandate)), key=lambda each: each.day)


def concerning(slug: str) -> Q:
    """Of mandates that a body leads, or is asked."""
    keys = party_keys([(Party.Role.ACTOR, slug)])
    return Q(mandate__holder__slug=slug) | Q(mandate__party_keys__contains=keys)


def working(slugs: Sequence[str]) -> Q:
    """Of mandates that one of these bodies leads or, where none leads, is asked."""
    asked = Q(pk__in=[])
    for slug in slugs:
        asked |= Q(mandate__party_keys__contains=party_keys([(Party.Role.ACTOR, slug)]))
    return Q(mandate__holder__slug__in=slugs) | (Q(mandate__holder=None) & asked)


def find(mandate: Mandate, anchor: str) -> Occurrence | None:
    """The due date of a mandate that hangs on a meeting (its slug) or a day."""
    dates = Occurrence.objects.filter(mandate=mandate).select_related("meeting__body")
    hangs: dict[str, Any] = {"meeting__slug": anchor}
    if is_day(anchor):
        hangs = {"meeting": None, "due": date.fromisoformat(anchor)}
    return dates.filter(**hangs).first()


def is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
