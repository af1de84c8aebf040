"""What the values of facets are called, in the active language."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Hashable, Mapping
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from actionline.accounts.models import Organisation
from actionline.common import keeping, languages
from actionline.framework.models import Economy, EconomyGroup, Target, Term

from . import choices

#: The facets whose names are those of a list that entries choose from.
_LISTS = {
    "line": "lines",
    "goal": "goals",
    "objective": "objectives",
    "type": "entity_types",
    "coverage": "coverage",
    "status": "status",
    "beneficiary": "beneficiaries",
}
#: The facets whose values stand in the order of their list; the others by their number.
IN_ORDER = frozenset({"line", "goal", "objective", "status", "coverage"})
_GROUPS = ("region", "itu_region", "group")


def _economies() -> Mapping[str, str]:
    return _names_of(Economy, "iso3")


def _targets() -> Mapping[str, str]:
    """With their code before the name, kept in one piece where that runs from right to left."""
    found = _names_of(Target, "code")
    return {code: f"\u2066{code}\u2069 {name}" for code, name in found.items()}


def _names_of(model: type[Term], key: str) -> Mapping[str, str]:
    """The names of a long list, which every page needs: without making records of the rows."""
    own = f"name_{(get_language() or 'en').partition('-')[0]}"
    rows: Any = model._default_manager.values_list(key, own, "name_en")
    return {value: name or english for value, name, english in rows}


#: The facets with long lists.
_LONG: Mapping[str, Callable[[], Mapping[str, str]]] = {"economy": _economies, "target": _targets}


Lists = dict[str, Mapping[str, str]]
#: The lists that this process has read, by language, with what they are as of and the moment up to
#: which they hold.
_known: dict[str, tuple[Hashable, float, Lists]] = {}


def _read_before(request: HttpRequest | None) -> Lists:
    """The lists in the active language as far as they were read since anything changed: reading
    five hundred names took a tenth of the time of a page."""
    if not settings.PAGES_KEPT:
        return {}
    language, now = get_language() or "en", time.monotonic()
    version = keeping.version(request)[0] if request else keeping.end()
    known = _known.get(language)
    if known is None or known[0] != version or known[1] < now:
        known = _known[language] = (version, now + keeping.SECONDS, {})
    return known[2]


class Names:
    """Names of values by facet; each list is read once, when it is asked for. Within the
    answer to a `request` what they are as of need not be asked again."""

    def __init__(
        self, organisations: Collection[str] = (), request: HttpRequest | None = None
    ) -> None:
        self._organisations = organisations
        self._lists = _read_before(request)

    def of(self, facet: str, value: str) -> str:
        """What a value is called; itself where nothing is known of it."""
        if facet == "language":
            return languages.name(value)
        return self.all(facet).get(value, value)

    def all(self, facet: str) -> Mapping[str, str]:
        """The names of a facet in the order of its list; none where values are their own names."""
        if facet in _LISTS and facet not in self._lists:
            found = choices.SOURCES[_LISTS[facet]]()
            self._lists[facet] = {choice.value: choice.label for choice in found}
        if facet in _LONG and facet not in self._lists:
            self._lists[facet] = _LONG[facet]()
        if facet in _GROUPS and facet not in self._lists:
            groups = {group.slug: group.name for group in EconomyGroup.objects.all()}
            self._lists |= dict.fromkeys(_GROUPS, groups)
        if facet == "organisation":
            return self._of_organisations
        return self._lists.get(facet, {})

    @cached_property
    def _of_organisations(self) -> Mapping[str, str]:
        keys = [int(key) for key in self._organisations if key.isdecimal() and len(key) < 10]
        found = Organisation.objects.filter(pk__in=keys, verified_at__isnull=False)
        return {str(key): name for key, name in found.order_by().values_list("pk", "name")}
