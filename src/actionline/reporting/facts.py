"""What a report is drafted from: the mandates in its scope, and what its period has of each.

Gathered once for all languages, in a fixed number of queries; time grows with the number of rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from actionline.framework.models import Meeting, TaggedRecord
from actionline.mandates import queries as mandate_queries
from actionline.mandates.deadlines.models import Mark
from actionline.mandates.models import Evidence, Mandate, Occurrence, Party
from actionline.mandates.progress import queries as progress_queries
from actionline.mandates.progress.models import Version
from actionline.mandates.queries import Row
from actionline.mandates.settling import party_keys

from .blocks import Record
from .definitions import Definition

MANDATE = "mandates.mandate"
PROGRESS = "progress.report"
_BATCH = 500
#: How parameters narrow mandates down: the lists that each looks into.
SELECTIONS = frozenset(
    {"instrument", "kind", "standing", "actor", "recipient", "via", "line", "path"}
)


@dataclass(frozen=True, slots=True)
class DueDate:
    """A due date of the period; `mark` is what somebody said of it: done, or dropped."""

    day: date
    meeting: Meeting | None
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A mandate with its parties, its action lines, and what the period has of it."""

    row: Row
    lines: frozenset[str]
    progress: tuple[Version, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    due: tuple[DueDate, ...] = ()

    @property
    def mandate(self) -> Mandate:
        return self.row.mandate

    @property
    def record(self) -> Record:
        return f"{MANDATE}:{self.row.mandate.pk}"

    @property
    def sources(self) -> tuple[Record, ...]:
        """The mandate, the place in the resolution, and its evidence: a thread as a whole."""
        return (self.record, self.words_record, *(evidence_record(each) for each in self.evidence))

    @property
    def words_record(self) -> Record:
        """The resolution's own words: the provision, named by the mandate that stands in it."""
        return f"{PROVISION}:{self.row.mandate.pk}"


#: Not a record of its own: the place of a mandate's words in their edition.
PROVISION = "mandates.provision"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a report of a period is drafted from, mandates in the order of their instruments."""

    definition: Definition
    starts: date
    ends: date
    year: int
    about: str
    meeting: Meeting | None
    asked: tuple[Asked, ...]
    by_place: Mapping[tuple[str, str], Asked] = field(default_factory=dict)

    def select(self, parameters: Mapping[str, Any]) -> list[Asked]:
        """The mandates that fit all of these; each value is a word or a list of words.

        `{about}` stands for what the report is about; `has` keeps those that the period has
        `progress`, `evidence`, a `due` date or anything (`any`) of.
        """
        wanted = {
            name: {str(each).replace("{about}", self.about) for each in _listed(value)}
            for name, value in parameters.items()
            if name in SELECTIONS
        }
        has = parameters.get("has", "")
        return [
            each
            for each in self.asked
            if all(_values(each, name) & values for name, values in wanted.items())
            and (not has or _has(each, has))
        ]


def gather(
    definition: Definition,
    *,
    starts: date,
    ends: date,
    year: int,
    about: str = "",
    meeting: Meeting | None = None,
) -> Facts:
    """Everything that the generators of a report may tell of."""
    rows = [mandate_queries.row(mandate) for mandate in _in_scope(definition, about)]
    keys = [row.mandate.pk for row in rows]
    lines = _lines(keys)
    progress = _progress(keys, starts, ends)
    evidence = _evidence(keys, starts, ends)
    due = _due(keys, starts, ends)
    asked = tuple(
        Asked(
            row,
            frozenset(lines.get(row.mandate.pk, ())),
            tuple(progress.get(row.mandate.pk, ())),
            tuple(evidence.get(row.mandate.pk, ())),
            tuple(due.get(row.mandate.pk, ())),
        )
        for row in rows
    )
    by_place = {(each.mandate.instrument.slug, each.row.wording.path): each for each in asked}
    return Facts(definition, starts, ends, year, about, meeting, asked, by_place)


def _in_scope(definition: Definition, about: str) -> Iterable[Mandate]:
    """The mandates that stand, those of the scope; `line` in it may be `{about}`."""
    scope = definition.scope
    found = Mandate.objects.filter(current__isnull=False).exclude(state=Mandate.State.ENDED)
    if instruments := _listed(scope.get("instrument")):
        found = found.filter(instrument__slug__in=instruments)
    if kinds := _listed(scope.get("kind")):
        found = found.filter(kind__in=kinds)
    for name, role in _ROLES.items():
        if slugs := _listed(scope.get(name)):
            asked = Q()
            for slug in slugs:
                asked |= Q(party_keys__contains=party_keys([(role, slug)]))
            found = found.filter(asked)
    if codes := [code.replace("{about}", about) for code in _listed(scope.get("line"))]:
        tagged = TaggedRecord.objects.filter(record_type=MANDATE, lines__code__in=codes)
        found = found.filter(
            pk__in=[int(key) for key in tagged.values_list("record_id", flat=True)]
        )
    order = ("instrument__slug", "position", "pk")
    return mandate_queries.with_rows(found).order_by(*order)


_ROLES = {"actor": Party.Role.ACTOR, "recipient": Party.Role.RECIPIENT, "via": Party.Role.VIA}


def _lines(keys: Sequence[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    rows = TaggedRecord.objects.filter(record_type=MANDATE, lines__isnull=False).order_by()
    wanted = set(keys)
    for key, code in rows.values_list("record_id", "lines__code"):
        if int(key) in wanted:
            found[int(key)].add(code)
    return found


def _progress(keys: Collection[int], starts: date, ends: date) -> dict[int, list[Version]]:
    """What was reported publicly of a time within the period, the oldest first."""
    found: dict[int, list[Version]] = defaultdict(list)
    wanted = set(keys)
    for version in progress_queries.validated(starts, ends):
        if version.report.mandate_id in wanted:
            found[version.report.mandate_id].append(version)
    return found


def _evidence(keys: Sequence[int], starts: date, ends: date) -> dict[int, list[Evidence]]:
    """The evidence that was given in the period, the oldest first."""
    found: dict[int, list[Evidence]] = defaultdict(list)
    zone = timezone.get_current_timezone()
    first = datetime.combine(starts, time(), zone)
    last = datetime.combine(ends + timedelta(days=1), time(), zone)
    rows = Evidence.objects.filter(at__gte=first, at__lt=last, mandate__isnull=False)
    wanted = set(keys)
    for each in rows.order_by("at", "pk"):
        if each.mandate_id in wanted:
            found[each.mandate_id].append(each)
    return found


def _due(keys: Sequence[int], starts: date, ends: date) -> dict[int, list[DueDate]]:
    """The dates of the period, with what was said of each; a date that is done with may have no
    occurrence any longer."""
    wanted = set(keys)
    found: dict[int, list[DueDate]] = defaultdict(list)
    marks: dict[tuple[int, Any], Mark] = {}
    for mark in Mark.objects.filter(due__range=(starts, ends)).select_related("meeting"):
        marks[mark.mandate_id, mark.meeting_id or mark.day] = mark
    rows = Occurrence.objects.filter(due__range=(starts, ends)).select_related("meeting")
    for row in rows.order_by("due", "pk"):
        said = marks.pop((row.mandate_id, row.meeting_id or row.due), None)
        if row.mandate_id in wanted:
            found[row.mandate_id].append(DueDate(row.due, row.meeting, said))
    for mark in marks.values():
        if mark.mandate_id in wanted:
            found[mark.mandate_id].append(DueDate(mark.due, mark.meeting, mark))
    for dates in found.values():
        dates.sort(key=lambda each: each.day)
    return found


def _values(asked: Asked, name: str) -> set[str]:
    """What a mandate has to be held against a parameter."""
    mandate = asked.mandate
    match name:
        case "instrument":
            return {mandate.instrument.slug}
        case "kind":
            return {mandate.kind}
        case "standing":
            return {mandate.standing}
        case "line":
            return set(asked.lines)
        case "path":
            return {asked.row.wording.path}
        case "actor":
            return {body.slug for body in asked.row.actors}
        case "recipient":
            return {body.slug for body in asked.row.recipients}
    return {body.slug for body in asked.row.via}


def _has(asked: Asked, what: str) -> bool:
    match what:
        case "progress":
            return bool(asked.progress)
        case "evidence":
            return bool(asked.evidence)
        case "due":
            return bool(asked.due)
    return bool(asked.progress or asked.evidence)


def _listed(value: Any) -> list[str]:
    if not value:
        return []
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def evidence_record(evidence: Evidence) -> Record:
    return f"{evidence.record_type}:{evidence.record_id}"


def progress_record(version: Version) -> Record:
    return f"{PROGRESS}:{version.report_id}"
