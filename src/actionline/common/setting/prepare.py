"""Makes a document fit to be set: what setters may rely on.

- Every text is `text.clean`, every language a code or empty, every address may be followed.
- Every row of a table has as many cells as the table has columns.
- Levels of sections begin at 1 and grow by one at a time, as PDF/UA-1 and readers of headings ask.
- Drawings hold nothing but shapes and words (`svg.safe`).
- Keys are unique and fit to be anchors; what had none gets one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote, urlsplit

from . import svg
from .document import (
    Block,
    Column,
    Document,
    Head,
    Label,
    ListOf,
    Paragraph,
    Picture,
    Run,
    Section,
    Source,
    Table,
)
from .text import clean

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)
_NOT_IN_KEYS = re.compile(r"[^\w.:-]+")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*")
#: Word takes a file for broken that has an address with other signs, or a longer one.
_SAFE, _LONGEST = "%/:?#@!$&'()*+,;=~-._", 2000
_DEEPEST = 6


def prepared(document: Document) -> Document:
    """The same document, fit to be set; raises ValueError where its language is none."""
    language = _language(document.language)
    if not language:
        raise ValueError(f"no language of a document: {document.language!r}")
    maker = _Maker(language, document.site.rstrip("/"))
    return replace(
        document,
        title=_seen(document.title) or _seen(document.head.symbol) or "–",
        subtitle=clean(document.subtitle),
        draft=clean(document.draft),
        digest=clean(document.digest),
        language=language,
        address=maker.address(document.address),
        head=_head(document.head),
        sections=tuple(maker.sections(document.sections)),
    )


def _head(head: Head) -> Head:
    return replace(
        head,
        organisation=clean(head.organisation),
        meeting=clean(head.meeting),
        symbol=clean(head.symbol),
        labels=tuple(Label(clean(each.name), clean(each.text)) for each in head.labels),
        summary=clean(head.summary),
        action_required=clean(head.action_required),
    )


def _seen(words: str) -> str:
    """Clean words, empty where nobody could see them: PDF/UA-1 has no heading without words."""
    words = clean(words).strip()
    return words if any(unicodedata.category(sign)[0] not in "CMZ" for sign in words) else ""


def _language(code: str) -> str:
    return code.lower() if _LANGUAGE.fullmatch(code) else ""


class _Maker:
    """Keeps what was given out: keys, and how deep the sections are."""

    def __init__(self, language: str, site: str) -> None:
        self.language = language
        self.site = site
        self.taken: set[str] = set()

    def sections(self, sections: tuple[Section, ...]) -> Iterator[Section]:
        above = 0
        for place, section in enumerate(sections, start=1):
            heading, number = _seen(section.heading), _seen(section.number)
            level = max(1, min(section.level, above + 1, _DEEPEST))
            above = level if heading or number else above
            yield replace(
                section,
                key=self._key(section.key, f"section-{place}"),
                heading=heading,
                number=number,
                level=level,
                language=self._other(section.language),
                blocks=tuple(self._block(each) for each in section.blocks),
            )

    def address(self, url: str) -> str:
        """An address that may be followed, with the site's before one of its own; else empty."""
        url = clean(url).strip()
        try:
            parts = urlsplit(url)
            host = parts.hostname or ""
        except ValueError:
            return ""
        if parts.scheme in {"http", "https"} and len(url) <= _LONGEST:
            return quote(url, safe=_SAFE) if _HOST.fullmatch(host) else ""
        if parts.scheme == "mailto":
            return quote(url, safe=_SAFE) if "@" in parts.path else ""
        own = not parts.scheme and url.startswith("/") and not url.startswith("//")
        return f"{self.site}{quote(url, safe=_SAFE)}" if own else ""

    def _block(self, block: Block) -> Block:
        key = self._key(block.key, "")
        match block:
            case Paragraph():
                return replace(
                    block, key=key, number=clean(block.number), runs=self._runs(block.runs)
                )
            case ListOf():
                return replace(block, key=key, items=tuple(self._runs(i) for i in block.items))
            case Table():
                return replace(self._table(block), key=key)
            case Picture():
                return replace(
                    block,
                    key=key,
                    svg=svg.safe(block.svg),
                    alternative=clean(block.alternative) or clean(block.table.caption) or "–",
                    table=self._table(block.table),
                )

    def _table(self, table: Table) -> Table:
        columns = tuple(
            Column(clean(each.heading), each.align, max(1, each.width)) for each in table.columns
        )
        wide = len(columns)
        rows = (tuple(self._runs(cell) for cell in row[:wide]) for row in table.rows)
        return replace(
            table,
            caption=clean(table.caption),
            number=clean(table.number),
            note=clean(table.note),
            columns=columns,
            rows=tuple(row + ((),) * (wide - len(row)) for row in rows),
        )

    def _runs(self, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        return tuple(self._run(each) for each in runs if each.text or each.note or each.sources)

    def _run(self, run: Run) -> Run:
        return replace(
            run,
            text=clean(run.text),
            language=self._other(run.language),
            url=self.address(run.url),
            note=clean(run.note),
            sources=tuple(self._source(each) for each in run.sources),
            key=_NOT_IN_KEYS.sub("-", run.key),
        )

    def _other(self, code: str) -> str:
        """A language where it is another than the document's."""
        language = _language(code)
        return "" if language == self.language else language

    def _source(self, source: Source) -> Source:
        return replace(source, title=clean(source.title), url=self.address(source.url))

    def _key(self, wanted: str, otherwise: str) -> str:
        key = _NOT_IN_KEYS.sub("-", wanted) or otherwise
        if not key:
            return ""
        unique, again = key, 2
        while unique in self.taken:
            unique, again = f"{key}-{again}", again + 1
        self.taken.add(unique)
        return unique
