"""Resources: a list of records of one type, and each record by its key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.urls import reverse

from .fields import Record
from .filters import Parameter

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Telling:
    """What records are told with: the site that was asked, for addresses of pages. `kept` is for
    what a room wants to read once for all records of an answer."""

    site: str
    kept: dict[str, Any] = field(default_factory=dict)

    def page(self, view: str, *parts: Any, at: str = "") -> str:
        """The lasting address of a page, `at` a place on it."""
        return f"{self.site}{reverse(view, args=parts)}{'#' if at else ''}{at}"


@dataclass(frozen=True)
class Resource(Generic[M]):
    """A public record type.

    `rows` gives all that everybody may see, with whatever `tell` needs, in a fixed number of
    queries; `narrow` those that the parameters of an address let through, or BadParameterError.
    Lists go by the database key, so that a page's end stays where it is whatever is added.
    `key` is the field by which one record is asked for.
    """

    name: str  # in addresses: "action-lines"
    model: type[M]
    record: type[Record]
    rows: Callable[[], QuerySet[M]]
    tell: Callable[[M, Telling], Record]
    summary: str
    key: str = "pk"
    path: str = ""  # the converter of addresses that finds the key, where it is a special one
    parameters: tuple[Parameter, ...] = ()
    narrow: Callable[[QueryDict], QuerySet[M]] | None = None
    #: In the place of `narrow` where a search finds them: the keys that the parameters let
    #: through, in order, those beyond the second argument.
    found: Callable[[QueryDict, int], Iterable[int]] | None = None
    #: Further models that are told within these records.
    within: tuple[type[Model], ...] = ()

    @property
    def converter(self) -> str:
        """The converter of addresses that finds the key."""
        return self.path or ("int" if self.key == "pk" else "str")


_resources: dict[str, Resource[Any]] = {}


def register(resource: Resource[Any]) -> None:
    """Make a resource known; the last one of a name counts."""
    _resources[resource.name] = resource


def every() -> list[Resource[Any]]:
    """All resources, in the order in which rooms registered them."""
    return list(_resources.values())
