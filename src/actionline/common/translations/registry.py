"""Which texts can be translated: rooms register them in `AppConfig.ready()`.

    register(
        Content(
            "framework.matrixlink",
            _("Reasons in the matrix"),
            records=lambda: MatrixLink.objects.all(),
            fields=(Field("reason", _("Why"), longest=2000),),
            told=told_links,
        )
    )

The text stays on the record, with its language. The record is known by its key, by default
that of the database; a room whose rows are made anew at each loading gives a lasting one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Model, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.utils.functional import Promise

from actionline.common.records import Told

PRIMARY_KEY = Cast("pk", CharField())
LANGUAGE = F("language")


@dataclass(frozen=True, slots=True)
class Field:
    """A text of a record. `longest` is in characters and holds for each language."""

    name: str
    label: str | Promise
    longest: int = 4000
    paragraphs: bool = False  # whether line breaks mean something


def key_of_record(record: Any) -> str | None:
    return str(record.pk)


def language_of_record(record: Any) -> str:
    return str(record.language)


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """The translatable texts of one kind of record.

    `records` gives those that are translated; `key` and `key_of` name one, in the database and in
    Python; so do `language` and `language_of` the language it is written in. `told` answers for
    many keys at once how the record is called and where it is shown. `order` is that of the desk.
    `changed` is told the keys of records whose public words changed, in the transaction that does
    so, the end of the audit trail held.
    """

    name: str  # the model's label: "framework.matrixlink"
    title: str | Promise
    records: Callable[[], QuerySet[Any]]
    fields: tuple[Field, ...]
    told: Callable[[Collection[str]], Mapping[str, Told]]
    key: Combinable = PRIMARY_KEY
    key_of: Callable[[Any], str | None] = key_of_record
    language: Combinable = LANGUAGE
    language_of: Callable[[Any], str] = language_of_record
    order: tuple[str, ...] = ()
    translate: str = "translations.translate"  # who may write drafts
    approve: str = "translations.approve"
    changed: Callable[[Collection[str]], None] | None = None

    def field(self, name: str) -> Field | None:
        """The field of that name."""
        return next((field for field in self.fields if field.name == name), None)


@dataclass(frozen=True, slots=True)
class Look:
    """How a record on a page leads to a content: its key (None: not for translation), its
    language, and which of its attributes is which field."""

    content: str
    key_of: Callable[[Any], str | None]
    language_of: Callable[[Any], str]
    fields: Mapping[str, str]


_contents: dict[str, Content] = {}
_looks: dict[type[Model], Look] = {}


def register(content: Content) -> None:
    """Make texts known; the last registration of a name counts."""
    _contents[content.name] = content
    own = {field.name: field.name for field in content.fields}
    look = Look(content.name, content.key_of, content.language_of, own)
    _looks[content.records().model] = look


def also(model: type[Model], look: Look) -> None:
    """Let records of another model show the translations of a content."""
    _looks[model] = look


def contents() -> list[Content]:
    """All that can be translated, in the order in which the rooms registered."""
    return list(_contents.values())


def find(name: str) -> Content | None:
    return _contents.get(name)


def look_of(record: object) -> Look | None:
    """How a record leads to its translations; None where its room registered none."""
    return _looks.get(type(record))  # type: ignore[arg-type]  # anything may be asked for
