"""How many mandates each choice beside the register would show.

Mandates that are alike in all that is counted are grouped by the database; what is left is
adding up. Each facet is counted as if it alone were not chosen. Two queries in all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count

from .filters import ALL, CERTAINTY, COLUMNS, FACETS, NOBODY, PARTIES, Filter
from .models import Mandate

#: Facets that are counted in groups; instruments are too many for that.
GROUPED = tuple(name for name in FACETS if name != "instrument")
_COLUMNS = tuple(name for name in GROUPED if name not in PARTIES)
_FACET_OF_ROLE = {str(role): name for name, role in PARTIES.items()}
_CERTAINTY = {sure: value for value, sure in CERTAINTY.items()}

#: The values that a group of mandates has in each facet.
_Values = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Facets:
    """`total` mandates pass the filter; `counts[facet][value]` would with that choice."""

    total: int
    counts: dict[str, Counter[str]]


def facets(chosen: Filter) -> Facets:
    """Count what a filter lets through, and what it would with another choice."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    total = 0
    for values, number in _groups(chosen):
        missed = [name for name in GROUPED if not _passes(chosen, name, values[name])]
        if not missed:
            total += number
        for name in missed if missed else GROUPED:
            if len(missed) < 2:
                counts[name].update(dict.fromkeys(values[name], number))
    counts["instrument"].update(_by_instrument(chosen))
    return Facets(total, counts)


def _groups(chosen: Filter) -> Iterator[tuple[_Values, int]]:
    """What the words, the dates and the instrument let through, in groups of like ones."""
    columns = [COLUMNS[name] for name in _COLUMNS]
    grouped = chosen.mandates(without=GROUPED).values_list(*columns, "party_keys")
    for *values, party_keys, number in grouped.annotate(number=Count("pk")):
        group: _Values = {
            name: (_text(value),) if value not in (None, "") else ()
            for name, value in zip(_COLUMNS, values, strict=True)
        }
        group["holder"] = group["holder"] or (NOBODY,)
        group |= dict.fromkeys(PARTIES, ())
        for role, _colon, slug in (key.partition(":") for key in party_keys.split()):
            group[_FACET_OF_ROLE[role]] += (slug,)
        yield group, number


def _text(value: str | bool) -> str:
    return _CERTAINTY[value] if isinstance(value, bool) else value


def _passes(chosen: Filter, name: str, values: tuple[str, ...]) -> bool:
    value = getattr(chosen, name)
    if name == "state" and value not in Mandate.State.values:
        return value == ALL or values != (Mandate.State.ENDED.value,)
    return not value or value in values


def _by_instrument(chosen: Filter) -> dict[str, int]:
    counted = chosen.mandates(without=("instrument",)).values_list(COLUMNS["instrument"])
    return dict(counted.annotate(number=Count("pk")))
