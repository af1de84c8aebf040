"""Texts of a page in the reader's language, for `{% translated %}`.

texts = shown.load(links)          # one query for the page
texts.of(link, "reason").text      # the translation, or the text as it was written
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from actionline.common import languages

from . import registry
from .models import Translation
from .queries import translations_of

Place = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """What is shown: words in a language. `missing`: they should be in another; `engine` names
    the machine that made them; `outdated`: the text has changed since."""

    text: str
    language: str
    missing: bool = False
    engine: str = ""
    outdated: bool = False

    @property
    def tag(self) -> str:
        """The language as HTML says it."""
        return languages.tag(self.language)

    @property
    def direction(self) -> str:
        return languages.direction(self.language)


@dataclass(frozen=True)
class Texts:
    """The texts of a page: `stored` translations by place, in `language`."""

    language: str
    stored: Mapping[Place, Translation]
    asked: tuple[tuple[Any, str], ...] = ()

    def of(self, record: Any, name: str) -> Words:
        """One text of a record. One that nobody registered is shown as it is."""
        text = _raw(record, name)
        look = registry.look_of(record)
        language = look.language_of(record) if look else ""
        place = _place(record, name)
        if place is None or language == self.language or not text:
            return Words(text, language)
        found = self.stored.get(place)
        if found is None:
            return Words(text, language, missing=True)
        return Words(found.text, self.language, False, found.engine, found.source != text)

    def translation(self, record: Any, name: str) -> Words | None:
        """The translation of a text; None where the text is shown as it was written."""
        words = self.of(record, name)
        return (
            words if words.language == self.language and words.text != _raw(record, name) else None
        )

    @property
    def words(self) -> list[Words]:
        """All that was loaded."""
        return [self.of(record, name) for record, name in self.asked]

    @property
    def missing(self) -> int:
        """How many texts of the page are not there in its language."""
        return sum(words.missing for words in self.words)

    @property
    def by_machine(self) -> int:
        return sum(bool(words.engine) for words in self.words)


def load(records: Iterable[Any], language: str = "") -> Texts:
    """The translations of everything that these records hold, in one query; in none where all
    are written in the reader's language."""
    wanted = language or get_language() or "en"
    asked = [(record, name) for record in records for name in _names(record)]
    places = {
        place
        for record, name in asked
        if (place := _place(record, name)) and _language(record) != wanted
    }
    if not places:
        return Texts(wanted, {}, tuple(asked))
    found = Translation.objects.filter(translations_of(places, wanted)).exclude(text="")
    stored = {(each.content, each.field, each.key): each for each in found.order_by()}
    return Texts(wanted, stored, tuple(asked))


def _raw(record: Any, name: str) -> str:
    return str(getattr(record, name) or "")


def _names(record: Any) -> list[str]:
    look = registry.look_of(record)
    if look is None:
        return []
    names = {field: name for name, field in look.fields.items()}  # each field once
    return list(names.values())


def _place(record: Any, name: str) -> Place | None:
    look = registry.look_of(record)
    key = look.key_of(record) if look else None
    if look is None or key is None or name not in look.fields:
        return None
    return (look.content, look.fields[name], key)


def _language(record: Any) -> str:
    look = registry.look_of(record)
    return look.language_of(record) if look else ""
