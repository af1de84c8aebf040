"""Counting how far the threads of all mandates reach.

Sets of keys as bitmaps: one for each station, one for each instrument, body, action line and goal;
every figure is the size of an intersection. Each station costs one query.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from actionline.framework.models import ActionLine, Body, Goal, TaggedRecord
from actionline.instruments.models import Instrument
from actionline.mandates.filters import Filter
from actionline.mandates.models import Mandate
from actionline.mandates.stations import SETTLED, Station, stations

RECORD = "mandates.mandate"
#: The station from which on a mandate counts as answered.
ANSWERED_FROM = "evidence"
#: What the mandates are counted by -> its heading, and the field of the register's filter.
BY: Mapping[str, tuple[str | Promise, str]] = {
    "instrument": (_("Instrument"), "instrument"),
    "asked": (_("Body that is asked"), "actor"),
    "lead": (_("Body that leads the work"), "holder"),
    "line": (_("Action line"), "line"),
    "goal": (_("Goal"), "goal"),
}


@dataclass(frozen=True, slots=True)
class Count:
    """One line: how many mandates, how many of them reach each station and lack it, and at which
    one each ends. `furthest` has the settled first, then the stations from the last to the first,
    then those that reach none; together they are `total`."""

    label: str
    total: int
    settled: int
    reached: tuple[int, ...]
    lacking: tuple[int, ...]
    furthest: tuple[int, ...]
    answered: int
    #: What narrows the register down to it, by field; empty where no filter does.
    narrowed: Mapping[str, str]

    @property
    def share(self) -> float:
        """How much is answered, from 0 to 1; 0 where nothing is asked."""
        return self.answered / self.total if self.total else 0.0

    def query(self, **further: str) -> str:
        """The register's address for it."""
        return Filter(**{**self.narrowed, **further}).query()


@dataclass(frozen=True, slots=True)
class Dashboard:
    """All mandates in one count, and those of each value of `by`; the fullest first."""

    by: str
    stations: tuple[Station, ...]
    all: Count
    rows: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class _Sets:
    settled: BitMap
    stations: tuple[tuple[Station, BitMap], ...]

    def count(self, label: str, keys: BitMap, narrowed: Mapping[str, str]) -> Count:
        rest = keys - self.settled
        settled = len(keys) - len(rest)
        reached, lacking = [], []
        for _station, having in self.stations:
            number = rest.intersection_cardinality(having)
            reached.append(number)
            lacking.append(len(rest) - number)
        furthest = [settled]
        answered = settled
        for station, having in reversed(self.stations):
            here = rest & having
            rest = rest - here
            furthest.append(len(here))
            if station.order >= self.answering:
                answered += len(here)
        return Count(
            label=label,
            total=len(keys),
            settled=settled,
            reached=tuple(reached),
            lacking=tuple(lacking),
            furthest=(*furthest, len(rest)),
            answered=answered,
            narrowed=narrowed,
        )

    @property
    def answering(self) -> int:
        return next(one.order for one, _set in self.stations if one.key == ANSWERED_FROM)


def dashboard(by: str, *, internal: bool = False) -> Dashboard:
    """The mandates that stand, counted by one of BY; KeyError for something else.

    `internal` counts what is not public yet, too. A fixed number of queries.
    """
    _heading, field = BY[by]
    known = tuple(stations())
    standing = Mandate.objects.filter(current__isnull=False).exclude(state=Mandate.State.ENDED)
    rows = list(
        standing.order_by().values_list(
            "pk", "instrument_id", "standing", "holder_id", "party_keys"
        )
    )
    everything = BitMap(row[0] for row in rows)
    sets = _Sets(
        BitMap(row[0] for row in rows if row[2] in SETTLED),
        tuple((one, BitMap(one.reached(internal))) for one in known),
    )
    groups, labels = _GROUPED[by](rows)
    counted = [
        sets.count(labels[key], keys & everything, {field: str(key)})
        for key, keys in groups.items()
        if key in labels
    ]
    counted.sort(key=lambda count: (-count.total, count.label))
    whole = sets.count("", everything, {})
    return Dashboard(by, known, whole, tuple(one for one in counted if one.total))


_Row = tuple[int, int, str, int | None, str]
_Groups = tuple[Mapping[str, BitMap], Mapping[str, str]]


def _gathered(pairs: Iterable[tuple[str, int]]) -> dict[str, BitMap]:
    keys: defaultdict[str, list[int]] = defaultdict(list)
    for group, key in pairs:
        keys[group].append(key)
    return {group: BitMap(members) for group, members in keys.items()}


def _by_instrument(rows: Sequence[_Row]) -> _Groups:
    found = Instrument.objects.filter(pk__in={row[1] for row in rows})
    named = {one.pk: (one.slug, str(one)) for one in found}
    groups = _gathered((named[row[1]][0], row[0]) for row in rows)
    return groups, dict(named.values())


def _by_asked(rows: Sequence[_Row]) -> _Groups:
    # Many mandates have the same parties: each such text is taken apart once.
    alike = _gathered((row[4], row[0]) for row in rows)
    groups: defaultdict[str, list[BitMap]] = defaultdict(list)
    for parties, keys in alike.items():
        for party in parties.split():
            role, _colon, slug = party.partition(":")
            if role == "actor":
                groups[slug].append(keys)
    joined = {slug: reduce(BitMap.__or__, sets) for slug, sets in groups.items()}
    return joined, {body.slug: body.name for body in Body.objects.all()}


def _by_lead(rows: Sequence[_Row]) -> _Groups:
    bodies = {body.pk: body for body in Body.objects.all()}
    groups = _gathered((bodies[row[3]].slug, row[0]) for row in rows if row[3] is not None)
    return groups, {body.slug: body.name for body in bodies.values()}


def _by_line(rows: Sequence[_Row]) -> _Groups:
    labels = {line.code: f"{line.number} {line.name}" for line in ActionLine.objects.all()}
    return _tagged("lines__code"), labels


def _by_goal(rows: Sequence[_Row]) -> _Groups:
    labels = {goal.code: f"{goal.label} {goal.name}" for goal in Goal.objects.all()}
    return _tagged("goals__number"), labels


def _tagged(field: str) -> dict[str, BitMap]:
    tagged = TaggedRecord.objects.filter(record_type=RECORD, **{f"{field}__isnull": False})
    pairs = tagged.order_by().values_list(field, "record_id")
    return _gathered((str(code), int(key)) for code, key in pairs)


_GROUPED = {
    "instrument": _by_instrument,
    "asked": _by_asked,
    "lead": _by_lead,
    "line": _by_line,
    "goal": _by_goal,
}
