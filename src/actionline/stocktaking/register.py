"""A search of the register, read from the address: the one definition of what is asked.

The page, its map, feed and files, and the searches that people keep all read the same query string.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionline.common.search import Answer, Query, Sort

from .indexing import PROJECTS

#: The facets in the order of the page, with their names; those of the address and the index alike.
FACETS = MappingProxyType(
    {
        "line": _("Action line"),
        "goal": _("Goal"),
        "target": _("Target"),
        "objective": _("GDC objective"),
        "region": _("Region"),
        "itu_region": _("ITU region"),
        "group": _("Group of economies"),
        "economy": _("Country"),
        "type": _("Type of entity"),
        "coverage": _("Coverage"),
        "status": pgettext_lazy("of a project", "Status"),
        "year": _("Year"),
        "language": _("Language"),
        "beneficiary": _("Beneficiaries"),
        "organisation": _("Organisation"),
    }
)
PAGE = 20
#: Values beyond these are left out, and so are letters beyond these of each.
MOST_VALUES, _LONGEST = 60, 100
_NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked: words, values of facets, the order. `as_typed` takes no word for an error."""

    q: str = ""
    values: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NOTHING)
    sort: Sort | None = None
    as_typed: bool = False

    @classmethod
    def from_query(cls, query: QueryDict) -> Search:
        """Read it from an address. What cannot be meant is left out; nothing is an error."""
        found = {
            name: values
            for name in FACETS
            if (values := tuple(dict.fromkeys(_tidy(query.getlist(name)))))
        }
        sort = query.get("sort", "")
        return cls(
            q=" ".join(query.get("q", "").replace("\0", " ").split())[:1000],
            values=found,
            sort=Sort(sort) if sort in list(Sort) else None,
            as_typed=query.get("as_typed") == "1",
        )

    @property
    def order(self) -> Sort:
        """The order that is meant: with words, what answers them best comes first."""
        return self.sort or (Sort.RELEVANCE if self.q else Sort.NEWEST)

    @property
    def narrows(self) -> bool:
        """Whether anything is asked."""
        return bool(self.q or self.values)

    def as_query(self, **further: str) -> str:
        """As a query string, with further parameters."""
        pairs = [("q", self.q), *self.pairs()]
        pairs += [("sort", self.sort or ""), ("as_typed", "1" if self.as_typed else "")]
        return urlencode([(name, value) for name, value in [*pairs, *further.items()] if value])

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each value that is chosen, with its facet."""
        for name, values in self.values.items():
            for value in values:
                yield name, value

    def without(self, name: str, value: str = "") -> Search:
        """The same without one value of a facet, without the facet, or (`q`) the words."""
        if name == "q":
            return replace(self, q="", as_typed=False)
        left = tuple(each for each in self.values.get(name, ()) if value and each != value)
        return self.with_values(name, left)

    def with_values(self, name: str, values: tuple[str, ...]) -> Search:
        """The same with these values of a facet in the place of others."""
        others = {other: own for other, own in self.values.items() if other != name}
        return replace(self, values=others | ({name: values} if values else {}))

    def with_words(self, query: Query) -> Search:
        return replace(self, q=query.text)

    def answer(self, *, page: int = 1, size: int = PAGE) -> Answer:
        """A page of what is found, with the counts of every facet."""
        return PROJECTS.search(
            Query.parse(self.q),
            self.values,
            sort=self.order,
            start=(max(page, 1) - 1) * size,
            size=size,
            mend=not self.as_typed,
        )

    def keys(self, *, after: int = -1) -> Iterator[int]:
        """The keys of all projects found, in their order: for files, however many there are."""
        return PROJECTS.ids(Query.parse(self.q), self.values, after=after)

    def among(self, keys: Collection[int]) -> set[int]:
        """Those of these projects that are found."""
        return PROJECTS.among(keys, Query.parse(self.q), self.values)


def _tidy(values: list[str]) -> Iterator[str]:
    for value in values[:MOST_VALUES]:
        if value.strip() and len(value) <= _LONGEST and value.isprintable():
            yield value.strip()
