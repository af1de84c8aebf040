"""A document as part of a page: HTML that reads, prints and leads to its sources without a script.

`write(document)` gives `<article class="document">`; `common/document.css` is its style. Every
text in it is escaped, so that the page may take it as it is. Anchors are the keys of sections,
paragraphs and sentences, the same from draft to draft.

A sentence that tells of one record ends with a small link to it; of several, with a link to the
list of sources at the end of its section, from where links lead to each and back. In a cell the
words themselves are the link.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from . import sentences, text
from .document import Block, Document, ListOf, Paragraph, Picture, Run, Section, Source, Table
from .prepare import prepared
from .sentences import Sentence


def write(document: Document, *, level: int = 1) -> str:
    """The document; its title is a heading of `level`, sections follow below."""
    return _Writer(prepared(document), level).written()


class _Writer:
    """One document; keeps its notes and which anchors are taken."""

    def __init__(self, document: Document, level: int) -> None:
        self.document = document
        self.level = level
        self.notes: list[str] = []
        self.taken: set[str] = set()
        self.cited: list[tuple[str, Sentence]] = []

    def written(self) -> str:
        document = self.document
        parts = [
            f'<article class="document" {_speaks(document.language)}>',
            *self._head(),
            *(part for section in document.sections for part in self._section(section)),
            *self._notes(),
            *self._foot(),
            "</article>",
        ]
        return "\n".join(parts)

    def _head(self) -> Iterator[str]:
        document, head, words = self.document, self.document.head, self.document.words
        yield '<header class="document-head">'
        if head.organisation:
            yield f'<p class="document-body">{escape(head.organisation)}</p>'
        if head.meeting:
            yield f'<p class="document-meeting">{escape(head.meeting)}</p>'
        rows = [(words.document, head.symbol)]
        if head.day:
            rows.append((words.date, text.day(head.day, document.language)))
        rows += [(each.name, each.text) for each in head.labels]
        yield from _facts(rows)
        yield f'<h{self.level} class="document-title">{escape(document.title)}</h{self.level}>'
        if document.subtitle:
            yield f'<p class="lede">{escape(document.subtitle)}</p>'
        if document.draft:
            yield f'<p class="document-draft">{escape(document.draft)}</p>'
        told = [(words.summary, head.summary), (words.action_required, head.action_required)]
        yield from _facts(told, "document-summary")
        yield "</header>"

    def _section(self, section: Section) -> Iterator[str]:
        self.cited = []
        anchor = self._anchor(section.key)
        classes = "document-section document-annex" if section.annex else "document-section"
        yield f'<section class="{classes}" id="{anchor}" aria-labelledby="{anchor}-heading">'
        if section.heading or section.number:
            level = min(6, self.level + section.level)
            number = f'<span class="document-number">{escape(section.number)}</span> '
            words = self._run(Run(section.heading, language=section.language))
            yield (
                f'<h{level} id="{anchor}-heading">{number if section.number else ""}'
                f"{words}</h{level}>"
            )
        for block in section.blocks:
            yield from self._block(block)
        yield from self._sources()
        yield "</section>"

    def _block(self, block: Block) -> Iterator[str]:
        identified = f' id="{self._anchor(block.key)}"' if block.key else ""
        match block:
            case Paragraph():
                number = f'<span class="document-number">{escape(block.number)}</span> '
                words = self._words(block.runs)
                yield f"<p{identified}>{number if block.number else ''}{words}</p>"
            case ListOf():
                yield from self._list(block, identified)
            case Table():
                yield from self._table(block, identified)
            case Picture():
                name = escape(block.alternative)
                yield f'<figure class="chart document-chart"{identified}>'
                yield f'<div class="table-scroll" tabindex="0" role="region" aria-label="{name}">'
                yield f'<div role="img" aria-label="{name}">{block.svg}</div></div></figure>'
                yield from self._table(block.table, "")

    def _list(self, block: ListOf, identified: str) -> Iterator[str]:
        if not block.ordered:
            items = (f"<li>{self._words(item)}</li>" for item in block.items)
            yield f'<ul class="document-list"{identified}>{"".join(items)}</ul>'
            return
        yield f'<ol class="document-list document-lettered" role="list"{identified}>'
        for place, item in enumerate(block.items):
            letter = f"{text.letter(place, self.document.language)})"
            yield (
                f'<li><span class="document-letter">{letter}</span> '
                f"<span>{self._words(item)}</span></li>"
            )
        yield "</ol>"

    def _table(self, table: Table, identified: str) -> Iterator[str]:
        name = table.title
        label = f' role="region" aria-label="{escape(name)}"' if name else ""
        yield f'<div class="table-scroll" tabindex="0"{label}{identified}>'
        yield '<table class="table document-table">'
        if name:
            yield f"<caption>{escape(name)}</caption>"
        headings = (
            f'<th scope="col"{_figures(column.align)}>{escape(column.heading)}</th>'
            for column in table.columns
        )
        yield f"<thead><tr>{''.join(headings)}</tr></thead><tbody>"
        for row in table.rows:
            cells = []
            for place, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
                tag, scope = ("th", ' scope="row"') if place == 0 else ("td", "")
                words = self._cell(cell)
                cells.append(f"<{tag}{scope}{_figures(column.align)}>{words}</{tag}>")
            yield f"<tr>{''.join(cells)}</tr>"
        yield "</tbody></table></div>"
        if table.note:
            yield f'<p class="meta document-table-note">{escape(table.note)}</p>'

    def _words(self, runs: Iterable[Run]) -> str:
        return "".join(map(self._sentence, sentences.sentences(runs)))

    def _cell(self, runs: Iterable[Run]) -> str:
        """The words of a cell, which lead to what they tell of where nothing in them leads away."""
        told = list(sentences.sentences(runs))
        if len(told) != 1 or any(run.url or run.note for run in told[0].runs):
            return "".join(map(self._sentence, told))
        (sentence,) = told
        words = "".join(map(self._run, sentence.runs))
        anchor = self._anchor_of(sentence)
        url, name = self._leads(sentence, anchor) if sentence.sources and words else ("", "")
        if url:
            words = f'<a href="{escape(url)}" title="{escape(name)}">{words}</a>'
        return f'<span id="{anchor}">{words}</span>' if anchor else words

    def _sentence(self, sentence: Sentence) -> str:
        words = "".join(map(self._run, sentence.runs))
        if not sentence.key and not sentence.sources:
            return words
        anchor = self._anchor_of(sentence)
        mark = self._mark(sentence, anchor) if sentence.sources else ""
        return f'<span id="{anchor}">{words}</span>{mark}' if anchor else f"{words}{mark}"

    def _mark(self, sentence: Sentence, anchor: str) -> str:
        """A small link to what the sentence tells of."""
        url, name = self._leads(sentence, anchor)
        if not url:
            return ""
        return (
            f'<a class="document-source" href="{escape(url)}" aria-label="{escape(name)}"'
            f' title="{escape(name)}"><span aria-hidden="true">●</span></a>'
        )

    def _leads(self, sentence: Sentence, anchor: str) -> tuple[str, str]:
        """Where a sentence with sources leads, and what that is called."""
        words, first = self.document.words, sentence.sources[0]
        if len(sentence.sources) == 1:
            return first.url, words.source.replace("{title}", first.title)
        self.cited.append((anchor, sentence))
        number = str(len(sentence.sources))
        return f"#sources-{anchor}", words.sources_of.replace("{number}", number)

    def _sources(self) -> Iterator[str]:
        """The list at the end of a section, of sentences that tell of several records."""
        if not self.cited:
            return
        words = self.document.words
        yield f'<aside class="document-sources" aria-label="{escape(words.sources)}">'
        yield f'<p class="document-sources-title">{escape(words.sources)}</p><ul>'
        for anchor, each in self.cited:
            links = "; ".join(map(_source, each.sources))
            yield f'<li id="sources-{anchor}">{self._back(anchor)} {links}</li>'
        yield "</ul></aside>"

    def _back(self, anchor: str) -> str:
        name = escape(self.document.words.back)
        return (
            f'<a class="document-back" href="#{anchor}" aria-label="{name}" title="{name}">'
            '<span aria-hidden="true">↑</span></a>'
        )

    def _run(self, run: Run) -> str:
        words = escape(run.text)
        if run.code:
            words = f'<code class="symbol" dir="ltr">{words}</code>'
        if run.emphasis:
            words = f"<em>{words}</em>"
        if run.strong:
            words = f"<strong>{words}</strong>"
        if run.url:
            words = f'<a href="{escape(run.url)}">{words}</a>'
        if run.language:
            words = f"<span {_speaks(run.language)}>{words}</span>"
        return words + (self._note(run.note) if run.note else "")

    def _note(self, note: str) -> str:
        self.notes.append(note)
        number = len(self.notes)
        name = escape(self.document.words.note.replace("{number}", str(number)))
        return (
            f'<sup class="document-note"><a id="note-{number}-mark" href="#note-{number}"'
            f' aria-label="{name}">{number}</a></sup>'
        )

    def _notes(self) -> Iterator[str]:
        if not self.notes:
            return
        name = escape(self.document.words.notes)
        yield f'<section class="document-notes" aria-label="{name}"><ol>'
        for number, note in enumerate(self.notes, start=1):
            back = self._back(f"note-{number}-mark")
            yield f'<li id="note-{number}">{escape(note)} {back}</li>'
        yield "</ol></section>"

    def _foot(self) -> Iterator[str]:
        document, words = self.document, self.document.words
        if document.digest:
            yield (
                f'<p class="meta document-digest">{escape(words.digest)} '
                f'<code class="symbol" dir="ltr">{escape(document.digest)}</code></p>'
            )

    def _anchor_of(self, sentence: Sentence) -> str:
        """Where links lead to a sentence; empty where none does."""
        wanted = sentence.key or (f"told-{len(self.taken)}" if len(sentence.sources) > 1 else "")
        return self._anchor(wanted) if wanted else ""

    def _anchor(self, wanted: str) -> str:
        """An anchor that no other part of the document has."""
        unique, again = wanted, 2
        while unique in self.taken:
            unique, again = f"{wanted}-{again}", again + 1
        self.taken.add(unique)
        return escape(unique)


def _speaks(language: str) -> str:
    return f'lang="{escape(text.tag(language))}" dir="{text.direction(language)}"'


def _figures(align: str) -> str:
    return ' class="number"' if align == "end" else ""


def _facts(rows: Iterable[tuple[str, str]], kind: str = "") -> Iterator[str]:
    told = [(name, words) for name, words in rows if words]
    if told:
        yield f'<dl class="summary-list {kind}">' if kind else '<dl class="summary-list">'
        for name, words in told:
            yield f"<div><dt>{escape(name)}</dt><dd>{escape(words)}</dd></div>"
        yield "</dl>"


def _source(source: Source) -> str:
    title = escape(source.title) or escape(source.record_id)
    return f'<a href="{escape(source.url)}">{title}</a>' if source.url else title
