"""What the page of the register needs around its rows: choices, chips, the sentence on top."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionline.framework.models import Body
from actionline.instruments.models import Instrument

from . import sentence, tags
from .facets import Facets, facets
from .filters import ALL, DUE, FACETS, ORDERS, TAGS, Filter
from .models import Mandate
from .sentence import LABELS, Chip, Names
from .stations import stations

#: As many choices a facet offers, the most frequent ones; others are found by their words.
MOST_CHOICES = 60
YEARS_AHEAD = 4

_FIRST = ("actor", "recipient", "kind", "due")
_FIELDS = (*FACETS, *TAGS, "missing", "due")
_ANY = {
    "state": _("In force"),
    "certainty": _("Any"),
    "due": _("Any time"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a field; `count` is None where none is told."""

    value: str
    label: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form beside the list; `any` is its first option, which narrows nothing."""

    name: str
    label: str
    value: str
    any: str
    choices: list[Choice]

    @property
    def first(self) -> bool:
        """Whether it stands in the first row; the others are folded away."""
        return self.name in _FIRST

    @property
    def tags(self) -> bool:
        """Whether its choices are tags, which can also be given."""
        return self.name in TAGS


@dataclass(frozen=True, slots=True)
class Register:
    """The register as a filter shows it, without its rows."""

    chosen: Filter
    total: int
    sentence: str
    chips: list[Chip]
    fields: list[Field]
    orders: list[Choice]

    @property
    def more(self) -> bool:
        """Whether something is on that would be folded away."""
        return bool(self.chosen.active.keys() - {"q", *_FIRST}) or self.chosen.sort != "due"


def register(chosen: Filter) -> Register:
    """All that stands round the rows of a filter, in seven queries."""
    counted = facets(chosen)
    names = names_of(chosen, counted)
    return Register(
        chosen=chosen,
        total=counted.total,
        sentence=sentence.sentence(chosen, counted.total, names),
        chips=sentence.chips(chosen, names),
        fields=[
            _field(name, chosen, counted, names) for name in (*FACETS, *TAGS, "missing", "due")
        ],
        orders=[Choice(name, sentence.value_label("sort", name, names)) for name in ORDERS],
    )


def names_of(chosen: Filter, counted: Facets | None = None) -> Names:
    """What the bodies and instruments of a filter and of its choices are called."""
    slugs = {chosen.instrument}
    if counted is not None:
        slugs |= {slug for slug, _count in counted.counts["instrument"].most_common(MOST_CHOICES)}
    return Names(
        bodies={body.slug: body for body in Body.objects.all()},
        instruments={
            row.slug: str(row) for row in Instrument.objects.filter(slug__in=slugs - {""})
        },
        terms=tags.terms(),
    )


def _field(name: str, chosen: Filter, counted: Facets, names: Names) -> Field:
    value = getattr(chosen, name)
    if name in TAGS:
        found = getattr(names.terms, name)
        choices = [Choice(code, sentence.value_label(name, code, names)) for code in found]
    elif name == "missing":
        choices = [Choice(one.key, str(one.gap)) for one in stations()]
    elif name == "due":
        choices = [Choice(due, sentence.value_label(name, due, names)) for due in _periods(value)]
    else:
        choices = _counted(name, value, counted.counts[name], names)
    return Field(name, str(LABELS[name]), value, str(_ANY.get(name, _("All"))), choices)


def _periods(value: str) -> list[str]:
    this = timezone.localdate().year
    years = [str(year) for year in range(this, this + YEARS_AHEAD)]
    return [*DUE, *years, *({value} - {*DUE, *years, ""})]


def _counted(name: str, value: str, counts: Mapping[str, int], names: Names) -> list[Choice]:
    """The most frequent choices, and the one that is on, by name; the newest edition first."""
    frequent = sorted(counts, key=lambda one: (-counts[one], one))[:MOST_CHOICES]
    if name == "state":
        frequent = [*Mandate.State.values, ALL]
    shown = {*frequent, value} - {""}
    choices = [
        Choice(one, sentence.value_label(name, one, names), _count(name, one, counts))
        for one in shown
    ]
    if name == "state":
        return sorted(choices, key=lambda choice: frequent.index(choice.value))
    return sorted(choices, key=lambda choice: choice.label.casefold(), reverse=name == "year")


def _count(name: str, value: str, counts: Mapping[str, int]) -> int:
    return sum(counts.values()) if (name, value) == ("state", ALL) else counts.get(value, 0)
