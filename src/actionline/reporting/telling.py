"""Facts as one language tells them: texts in it where there is an approved translation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from actionline.common import languages
from actionline.common.translations import shown
from actionline.common.translations.shown import Texts
from actionline.framework.models import ActionLine, Body
from actionline.mandates.progress.models import Version

from . import markup
from .blocks import Record, Sentence
from .facts import Asked, Facts, evidence_record
from .sources import resolve

#: Records that a sentence about many names at most; a table has all.
MOST_SOURCES = 40


@dataclass(frozen=True, slots=True)
class Said:
    """Words in a language; empty for that of the report."""

    text: str
    language: str


@dataclass
class Telling:
    """What generators draw on in the active language. What takes queries is asked for once."""

    facts: Facts
    language: str
    _titles: dict[Record, str] = field(default_factory=dict)

    @cached_property
    def texts(self) -> Texts:
        """Translations of the mandates' words and of what was reported."""
        wordings = [each.row.wording for each in self.facts.asked]
        versions = [version for each in self.facts.asked for version in each.progress]
        return shown.load([*wordings, *versions], self.language)

    @cached_property
    def titles(self) -> Mapping[Record, str]:
        """What the evidence of all mandates is called; what is not public is left out."""
        wanted = {evidence_record(one) for each in self.facts.asked for one in each.evidence}
        return {record: source.title for record, source in resolve(wanted).items()}

    @cached_property
    def lines(self) -> Mapping[str, ActionLine]:
        return {line.code: line for line in ActionLine.objects.all()}

    def said(self, record: object, name: str) -> Said:
        """A text of a record: its approved translation, else as it was written."""
        words = self.texts.of(record, name)
        translated = words.language == self.language and not words.engine and not words.outdated
        own = str(getattr(record, name) or "")
        if words.text == own or translated:
            language = "" if words.language in ("", self.language) else words.language
            return Said(markup.escape(words.text), language)
        return Said(markup.escape(own), self._language_of(record))

    def _language_of(self, record: object) -> str:
        if isinstance(record, Version):
            return record.language
        edition = getattr(record, "edition", None)
        return str(getattr(edition, "language", ""))

    def quoted(self, key: str, asked: Asked, sources: tuple[Record, ...]) -> Sentence:
        """What a mandate asks, in its own words; ours, where the document is not at hand, stand
        without quotation marks."""
        said = self.said(asked.row.wording, "words")
        quote = (
            said.text if asked.row.wording.is_summary else _("“%(words)s”") % {"words": said.text}
        )
        return Sentence(key, quote, sources, said.language)

    def in_language(self, said_in: str) -> str:
        """“ [in English]”, where words are not in the language of the report; else nothing."""
        if not said_in:
            return ""
        return " " + _("[in %(language)s]") % {"language": languages.name(said_in)}

    def bodies(self, bodies: Iterable[Body]) -> str:
        return self.listed(markup.escape(body.name) for body in bodies)

    def listed(self, words: Iterable[str]) -> str:
        """One after the other, with the comma of the language."""
        return _(", ").join(words)

    def number(self, number: int) -> str:
        return str(number_format(number, use_l10n=True, force_grouping=True))

    def day(self, day: object) -> str:
        return str(date_format(day, "DATE_FORMAT"))  # type: ignore[arg-type]  # a date

    def place(self, asked: Asked) -> str:
        """The instrument and the place in it, as markup."""
        instrument = markup.escape(asked.mandate.instrument)
        return f"{instrument}{_(', ')}`{asked.row.wording.path}`"


def some(records: Iterable[Record]) -> tuple[Record, ...]:
    """The first of many records, each once."""
    found: dict[Record, None] = {}
    for record in records:
        found.setdefault(record)
        if len(found) == MOST_SOURCES:
            break
    return tuple(found)


def of_all(asked: Sequence[Asked]) -> tuple[Record, ...]:
    """The first of many mandates, as sources of a sentence about all of them."""
    return some(each.record for each in asked)
