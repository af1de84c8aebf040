"""From the sections of a report to the document that is set: numbers, head, records with names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from actionline.common import charts, languages
from actionline.common.setting import document as setting
from actionline.common.setting import text
from actionline.common.setting.document import Document, Head, Label, Run, Source

from . import markup
from .blocks import Block, Cell, Chart, Grid, Record, Sentence
from .definitions import Definition, SectionShape
from .models import Report
from .sources import resolve

#: The letter that documents of the United Nations system end with in each language.
LETTERS = {"en": "E", "fr": "F", "es": "S", "ru": "R", "ar": "A", "zh-hans": "C"}


def document(
    report: Report,
    language: str,
    sections: Mapping[str, Sequence[Block]],
    *,
    digest: str = "",
    final: bool = False,
) -> Document:
    """A report in one language. `sections` has the blocks by key; `final` is a frozen edition.

    A query for each kind of record that the sentences tell of.
    """
    with override(language):
        found = resolve(
            record for each in sections.values() for block in each for _k, record in block.records()
        )
        numbers = _Numbers(language, found)
        shape = report.defined
        standing = {
            section.key: [block for block in sections.get(section.key, ()) if not block.out]
            for section in shape.sections
        }
        shown = _filled(shape.sections, standing) if final else shape.sections
        made = tuple(numbers.section(section, standing[section.key]) for section in shown)
        draft = "" if final else _("Draft of %(day)s") % {"day": _day(timezone.localdate())}
        return Document(
            title=report.title,
            language=language,
            head=head(report, shape, language),
            sections=made,
            subtitle=report.period,
            draft=draft,
            digest=digest,
            address=settings.SITE_URL + report.get_absolute_url(),
        )


def _filled(
    sections: Sequence[SectionShape], blocks: Mapping[str, Sequence[Block]]
) -> list[SectionShape]:
    """The sections that have something, and those above them."""
    found: list[SectionShape] = []
    below = 0  # the level of the last that was taken: one above it has something below it
    for section in reversed(sections):
        if blocks[section.key] or section.level < below:
            found.append(section)
            below = section.level
    return found[::-1]


def head(report: Report, shape: Definition, language: str) -> Head:
    """What stands above it; what nobody filled in is as the definition has it."""
    values: Mapping[str, Any] = report.head
    told = {
        "year": report.year,
        "yy": f"{report.year % 100:02}",
        "letter": LETTERS.get(language, ""),
    }
    symbol = str(values.get("symbol") or shape.symbol)
    for name, value in told.items():
        symbol = symbol.replace(f"{{{name}}}", str(value))
    labels = [
        Label(str(label.name), str(values.get(label.key) or label.text.told(**told)))
        for label in shape.labels
    ]
    labels.append(Label(_("Original"), languages.name(report.language)))
    return Head(
        organisation=str(shape.organisation),
        meeting=report.meeting.name if report.meeting else "",
        symbol=symbol.replace("{number}", "…"),
        day=timezone.localdate(report.signed_at) if report.signed_at else timezone.localdate(),
        labels=tuple(label for label in labels if label.text),
        summary=str(values.get(f"summary-{language}") or ""),
        action_required=str(shape.action),
    )


@dataclass
class _Numbers:
    """Counts sections, paragraphs and tables as they come; annexes count their paragraphs anew."""

    language: str
    sources: Mapping[Record, Source]
    levels: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    paragraphs: int = 0
    tables: int = 0
    annexes: int = 0

    def section(self, shape: SectionShape, blocks: Sequence[Block]) -> setting.Section:
        number = self._number(shape)
        return setting.Section(
            key=shape.key,
            heading=str(shape.heading),
            blocks=tuple(self._block(block) for block in blocks),
            number=number,
            level=shape.level,
            annex=shape.annex,
        )

    def _number(self, shape: SectionShape) -> str:
        if shape.annex:
            self.annexes, self.paragraphs = self.annexes + 1, 0
            return _("Annex %(number)s") % {"number": self.annexes}
        if not shape.numbered and shape.level == 1:
            return ""
        level = min(shape.level, 3)
        self.levels[level] += 1
        self.levels[level + 1 :] = [0] * (3 - level)
        return text.heading(self.levels[level], level, self.language)

    def _block(self, block: Block) -> setting.Block:
        match block.kind:
            case "table":
                assert block.grid is not None
                return self._table(block.grid, block.key)
            case "chart":
                assert block.grid is not None and block.chart is not None
                table = self._table(block.grid, f"{block.key}-table")
                told = _("%(title)s. The table has the same figures.") % {
                    "title": block.chart.title
                }
                return setting.Picture(drawn(block.key, block.chart), told, table, block.key)
            case "list":
                items = tuple(tuple(self._runs(each)) for each in block.sentences)
                return setting.ListOf(items, block.ordered, block.key)
        number = ""
        if block.numbered:
            self.paragraphs += 1
            number = f"{self.paragraphs}."
        return setting.Paragraph(tuple(self._paragraph(block.sentences)), number, block.key)

    def _paragraph(self, sentences: Iterable[Sentence]) -> Iterator[Run]:
        text = ""
        for sentence in sentences:
            if text and not markup.ends_without_blank(text):
                yield Run(" ")
            yield from self._runs(sentence)
            text = sentence.text

    def _runs(self, sentence: Sentence) -> Iterator[Run]:
        """The runs of a sentence, its records at the last of them."""
        spans = markup.parse(sentence.text) or [markup.Span("")]
        for place, span in enumerate(spans, 1):
            last = place == len(spans)
            yield Run(
                span.text,
                language=sentence.language,
                strong=span.strong,
                emphasis=span.emphasis,
                code=span.code,
                url=span.url,
                note=span.note,
                sources=self._known(sentence.sources) if last else (),
                by_hand=sentence.by_hand,
                key=sentence.key,
            )

    def _table(self, grid: Grid, key: str) -> setting.Table:
        self.tables += 1
        return setting.Table(
            caption=grid.caption,
            columns=tuple(
                setting.Column(heading, "end" if width < 0 else "start", abs(width))
                for heading, width in grid.columns
            ),
            rows=tuple(
                tuple(
                    self._cell(cell, f"{key}.{down}-{along}") for along, cell in enumerate(row, 1)
                )
                for down, row in enumerate(grid.rows, 1)
            ),
            number=_("Table %(number)s") % {"number": self.tables},
            note=grid.note,
            key=key,
        )

    def _cell(self, cell: Cell, key: str) -> tuple[Run, ...]:
        """The runs of a cell; its key is its place, where it tells of records."""
        sources = self._known(cell.sources)
        spans = markup.parse(cell.text) or [markup.Span("")]
        return tuple(
            Run(
                span.text,
                language=cell.language,
                code=span.code,
                strong=span.strong,
                emphasis=span.emphasis,
                sources=sources if place == len(spans) else (),
                key=key if sources else "",
            )
            for place, span in enumerate(spans, 1)
        )

    def _known(self, records: Iterable[Record]) -> tuple[Source, ...]:
        return tuple(self.sources[record] for record in records if record in self.sources)


def drawn(key: str, chart: Chart) -> str:
    """A chart as SVG, in the direction of the active language."""
    told = key.replace(".", "-")
    if chart.form == "columns":
        years = {int(label): number for label, number in chart.numbers if label.isdecimal()}
        return render_to_string(
            "common/charts/columns.svg", {"chart": charts.columns(told, chart.title, years)}
        )
    return render_to_string(
        "common/charts/bars.svg", {"chart": charts.bars(told, chart.title, chart.numbers)}
    )


def _day(day: Any) -> str:
    return str(date_format(day, "DATE_FORMAT"))
