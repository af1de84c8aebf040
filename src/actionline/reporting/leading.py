"""A document whose sentences each lead to one page: what several records stand behind is shown
there, so that the text is not followed by long lists of links. Sentences in a row that rest on the
same records have one link, at the end of the last."""

from __future__ import annotations

from dataclasses import replace

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import ngettext, override

from actionline.common.setting import sentences
from actionline.common.setting.document import (
    Block,
    Document,
    ListOf,
    Paragraph,
    Picture,
    Run,
    Source,
    Table,
)

#: The kind of a source that stands for several.
SEVERAL = "reporting.sources"


def leading(document: Document, report: int) -> Document:
    """The document with one source for each sentence: its only record, or the page with all."""
    with override(document.language):
        sections = tuple(
            replace(section, blocks=tuple(_block(block, report) for block in section.blocks))
            for section in document.sections
        )
    return replace(document, sections=sections)


def _block(block: Block, report: int) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, runs=_line(block.runs, report))
    if isinstance(block, ListOf):
        return replace(block, items=tuple(_line(item, report) for item in block.items))
    if isinstance(block, Picture):
        return replace(block, table=_table(block.table, report))
    return _table(block, report)


def _table(table: Table, report: int) -> Table:
    rows = tuple(tuple(_line(cell, report) for cell in row) for row in table.rows)
    return replace(table, rows=rows)


def _line(runs: tuple[Run, ...], report: int) -> tuple[Run, ...]:
    told = list(sentences.sentences(runs))
    keyed = [each.sources for each in told if each.key]
    rests = iter([*keyed[1:], ()])
    found: list[Run] = []
    for sentence in told:
        if not sentence.key:
            found += sentence.runs
            continue
        *others, last = (replace(run, sources=()) for run in sentence.runs)
        found += [*others, replace(last, sources=_leads(sentence, next(rests), report))]
    return tuple(found)


def _leads(
    sentence: sentences.Sentence, following: tuple[Source, ...], report: int
) -> tuple[Source, ...]:
    """The one source of a sentence; none where that which follows rests on the same."""
    if sentence.sources == following:
        return ()
    return sentence.sources if len(sentence.sources) < 2 else (_page(sentence, report),)


def _page(sentence: sentences.Sentence, report: int) -> Source:
    number = len(sentence.sources)
    told = ngettext("%(number)s record", "%(number)s records", number)
    return Source(
        SEVERAL,
        sentence.key,
        told % {"number": number_format(number)},
        reverse("reporting:sources", args=[report, sentence.key]),
    )
