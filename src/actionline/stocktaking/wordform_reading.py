"""A form that was filled in and comes back: a Word file -> answers by the keys of the questions.

The file comes from outside. It is opened as documents are (`reading.sources.package`): no macros,
no entities, bounded in what it unpacks to; only `word/document.xml` is looked at, and of it only
tables.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from django.utils.translation import override

from actionline.common import attachments
from actionline.reading.errors import ReadingError
from actionline.reading.sources.package import Package
from actionline.reading.sources.word_xml import Element

from . import answers as checking
from . import choices
from .forms import FIGURES, LINKS
from .models import Question
from .wordform import FORM, MEDIA

_K = Question.Kind
MOST_BYTES = 5 * 1024 * 1024
_MOST_UNPACKED = 12 * 1024 * 1024  # of the text of the form; a long one has less than one
_MOST_ROWS = 4000
_BREAKS = {"w:br": "\n", "w:cr": "\n", "w:tab": "\t"}
_DELETED = frozenset(("w:del", "w:moveFrom", "w:txbxContent", "w:tbl"))
_BETWEEN = re.compile(r"[,;،؛、，；]")
_SIGNS = str.maketrans("", "", "\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u200b\ufeff")
_TICKS = "☒☑✓✔•·–-*\t "
_LEFT_EMPTY = ("☐", "□")


class NoFormError(Exception):
    """The file is not a form of ours; the message tells the person why."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form says: of which entry, template and state it was made, and the answers to the
    questions that stand in it. `unknown` are rows whose key no question has."""

    entry: int | None
    template: int | None
    version: int | None
    answers: Mapping[str, Any] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()


def read(data: bytes, questions: Sequence[Question]) -> Filled:
    """Read a form against the questions of its entry. NoFormError."""
    rows = list(_rows(_document(data)))
    told = next((cells[1] for cells in rows if cells[0] == FORM and len(cells) > 1), None)
    if told is None:
        raise NoFormError(
            _("This is not the form: upload the Word file that you took away from this entry.")
        )
    entry, template, version = _mark(told)
    asked = {question.key: question for question in questions}
    given: dict[str, list[list[str]]] = {}
    unknown: list[str] = []
    for cells in rows:
        key, rest = cells[0], cells[1:]
        if key in asked:
            given.setdefault(key, []).append(rest)
        elif key != FORM and re.fullmatch(r"[a-z][a-z0-9_-]{0,59}", key):
            unknown.append(key)
    answers = {
        key: checking.as_stored(asked[key], _answer(asked[key], found))
        for key, found in given.items()
        if asked[key].kind != _K.PICTURES
    }
    return Filled(entry, template, version, answers, tuple(dict.fromkeys(unknown)))


def _document(data: bytes) -> Element:
    """The root of the text of a Word file. NoFormError, in one sentence."""
    if len(data) > MOST_BYTES:
        raise NoFormError(_("This file is too large for the form: at most 5 MB."))
    try:
        if attachments.media_type(ContentFile(data)) != MEDIA:
            raise NoFormError(_("This is no Word file (.docx)."))
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if package.getinfo("word/document.xml").file_size > _MOST_UNPACKED:
                raise NoFormError(_("This file unpacks to more than the form can hold."))
        root = Package(data).xml_of("word/document.xml")
    except ValidationError as error:
        raise NoFormError(_("This is no Word file (.docx) without macros.")) from error
    except (ReadingError, zipfile.BadZipFile, KeyError, OSError) as error:
        message = _("This file cannot be read: open it in Word, save it as .docx and try again.")
        raise NoFormError(message) from error
    if root is None:
        raise NoFormError(_("This is no Word file (.docx)."))
    return root


def _rows(root: Element) -> Iterator[list[str]]:
    """The cells of all rows of all tables; a row without a key goes on with the one above."""
    count = 0
    for table in _find(root, "w:tbl"):
        key = ""
        for row in _find(table, "w:tr"):
            cells = [_text(cell) for cell in _find(row, "w:tc")]
            count += 1
            if count > _MOST_ROWS:
                raise NoFormError(_("This file unpacks to more than the form can hold."))
            if not cells:
                continue
            key = " ".join(cells[0].split()) or key
            yield [key, *cells[1:]]


def _find(element: Element, name: str) -> Iterator[Element]:
    """The outermost elements of a name, also those in content controls."""
    for child in element.children:
        if child.name == name:
            yield child
        elif child.name not in {"w:del", "w:moveFrom"}:
            yield from _find(child, name)


def _text(cell: Element) -> str:
    """The words of a cell, a line for each paragraph; what a tracked change deletes is left out."""
    lines = ["".join(_words(paragraph)) for paragraph in _find(cell, "w:p")]
    return "\n".join(lines).translate(_SIGNS).strip()


def _words(element: Element) -> Iterator[str]:
    if element.name == "w:t":
        yield element.text
    elif element.name in _BREAKS:
        yield _BREAKS[element.name]
    elif element.name not in _DELETED:
        for child in element.children:
            yield from _words(child)


def _mark(text: str) -> tuple[int | None, int | None, int | None]:
    parts = text.split("/")
    if len(parts) != 3 or not all(re.fullmatch(r"[0-9]{1,15}", part) for part in parts):
        return None, None, None
    return int(parts[0]), int(parts[1]), int(parts[2])


def _answer(question: Question, rows: Sequence[Sequence[str]]) -> Any:
    """An answer as it was typed, in the form that `answers.as_stored` takes."""
    if question.kind in {_K.LINKS, _K.FIGURES}:
        names = [key for key, _label, _type in (LINKS if question.kind == _K.LINKS else FIGURES)]
        return [dict(zip(names, row, strict=False)) for row in rows]
    text = "\n".join(cell for row in rows for cell in row[:1])
    if question.kind in {_K.DATE, _K.NUMBER}:
        return _with_digits(text)
    if question.kind not in {_K.ONE, _K.SOME}:
        return text
    values = list(_values(question, text))
    return values if question.kind == _K.SOME else "".join(values[:1])


def _with_digits(text: str) -> str:
    """Digits of any script as those that dates and numbers are kept in."""
    return "".join(
        str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in text
    ).strip()


def _values(question: Question, text: str) -> Iterator[str]:
    """The codes that are meant: written as codes, as names in any language, or as both."""
    known = _Known(question)
    for line in text.splitlines():
        whole = line.strip(_TICKS)
        if not whole or line.lstrip().startswith(_LEFT_EMPTY):
            continue
        if found := known.code(whole):
            yield found
            continue
        for part in _BETWEEN.split(whole):
            piece = part.strip(_TICKS)
            if piece:
                yield known.code(piece) or piece


class _Known:
    """What a list offers, by code and by name; names are looked up where a code is none."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._codes = {_folded(choice.value): choice.value for choice in choices.of(question)}
        self._names: dict[str, str] | None = None

    def code(self, text: str) -> str:
        """The code that a text means; empty where it means none."""
        wanted = _folded(text)
        if wanted in self._codes:
            return self._codes[wanted]
        if self._names is None:
            self._names = dict(self._all_names())
        if wanted in self._names:
            return self._names[wanted]
        return self._codes.get(_folded(re.split(r"\s*[–—-]\s+|\s{1,}", text, maxsplit=1)[0]), "")

    def _all_names(self) -> Iterator[tuple[str, str]]:
        for language, _name in settings.LANGUAGES:
            with override(language):
                for choice in choices.of(self._question):
                    yield _folded(choice.label), choice.value
                    yield _folded(choice.label.rpartition("\u2069")[2]), choice.value


def _folded(text: str) -> str:
    return " ".join(text.translate(_SIGNS).casefold().split())
