"""Finding the marked strings of the code: calls of gettext in Python, tags in templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[2]

#: Function -> which of its arguments are texts; ("c" marks the context). None: the first.
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
REMARK = "Translators:"
SUFFIXES = {".html", ".svg", ".txt"}
_CONTINUED = re.compile(r"^[ \t]+", re.M)


@dataclass(frozen=True, slots=True)
class Marked:
    """A string marked for translation. `plural` and `context` are None where there is none."""

    text: str
    plural: str | None
    context: str | None
    remarks: tuple[str, ...]

    @property
    def key(self) -> tuple[str | None, str]:
        """What gettext looks a translation up by."""
        return self.context, self.text


def marked_strings(source: Path = SOURCE) -> dict[tuple[str | None, str], Marked]:
    """Every marked string under `source` by its key, once, with the remarks of all places.

    A string that stands with a plural in one place and without in another keeps the plural.
    """
    found: dict[tuple[str | None, str], Marked] = {}
    for path in sorted(source.rglob("*")):
        for one in _strings_of(path):
            known = found.get(one.key, one)
            remarks = tuple(dict.fromkeys(known.remarks + one.remarks))
            found[one.key] = Marked(one.text, known.plural or one.plural, one.context, remarks)
    return found


def _strings_of(path: Path) -> Iterator[Marked]:
    if path.suffix == ".py" and "migrations" not in path.parts:
        text = path.read_text(encoding="utf-8")
        if "gettext" in text:
            yield from python_strings(text)
    elif path.suffix in SUFFIXES and "templates" in path.parts:
        yield from template_strings(path.read_text(encoding="utf-8"))


def template_strings(text: str) -> Iterator[Marked]:
    """The marked strings of a Django template.

    Django turns a template into calls of gettext between blanked-out words. Their indentation
    means nothing, but Python's tokeniser would stumble over it.
    """
    return python_strings(_CONTINUED.sub("", templatize(text)))


def python_strings(text: str) -> Iterator[Marked]:
    """The marked strings of Python code; what is not a plain string cannot be found."""
    file = BytesIO(text.encode())
    for _line, texts, remarks, context in extract("python", file, KEYWORDS, [REMARK]):
        first, plural = (texts, None) if isinstance(texts, str) else (texts[0], texts[1])
        if first:
            yield Marked(first, plural, context, tuple(remarks))
