"""The text of a Word file as WordprocessingML: paragraphs, lists, tables, pictures, notes.

Everything is written as XML at once: a table of thousands of rows takes as long as its text.
Children stand in the order of the schema (ECMA-376, 17.3 and 17.4), which Word insists on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr

from actionline.common.setting import pdf, svg, text
from actionline.common.setting.document import (
    Block,
    Column,
    Document,
    ListOf,
    Paragraph,
    Picture,
    Run,
    Section,
    Table,
)
from actionline.common.setting.pdf import data

from . import runs
from .numbers import Numbers
from .styles import identifier

#: A line on paper in twentieths of a point, and units of a drawing in a point.
LINE = 9184
_UNITS = 12700


class Body:
    """What one document is made of: its text, and what other parts hold of it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.language = document.language
        self.rtl = text.right_to_left(document.language)
        self.numbers = Numbers(document.language)
        self.notes: list[str] = []
        self.links: dict[str, int] = {}
        self.pictures: list[bytes] = []

    def xml(self) -> str:
        """What stands in `w:body`, but for the last section's properties."""
        parts = [*self._head()]
        for section in self.document.sections:
            parts.extend(self._section(section))
        parts.extend(self._last())
        return "".join(parts)

    def paragraph(self, style: str, words: str, before: str = "", after: str = "") -> str:
        """A paragraph of a style; `words` are runs, `before` and `after` what `w:pPr` holds before
        and after the direction."""
        way = "<w:bidi/>" if self.rtl else ""
        name = f'<w:pStyle w:val="{identifier(style)}"/>' if style else ""
        return f"<w:p><w:pPr>{name}{before}{way}{after}</w:pPr>{words}</w:p>"

    def plain(self, words: str, *, strong: bool = False) -> str:
        return runs.plain(words, self.language, strong=strong)

    def _head(self) -> Iterator[str]:
        document, head, words = self.document, self.document.head, self.document.words
        if head.organisation or head.meeting or head.symbol:
            yield self._masthead()
            yield self.paragraph("Small Print", "")
        facts = [(words.date, text.day(head.day, self.language) if head.day else "")]
        for name, told in [*facts, *((each.name, each.text) for each in head.labels)]:
            if told:
                yield self.paragraph(
                    "Document Fact",
                    f"{self.plain(name)}<w:r><w:tab/></w:r>{self.plain(told)}",
                )
        yield self.paragraph("Title", self.plain(document.title))
        if document.subtitle:
            yield self.paragraph("Subtitle", self.plain(document.subtitle))
        summary = [(words.summary, head.summary), (words.action_required, head.action_required)]
        told = "".join(
            self.paragraph("Summary Name", self.plain(name)) + self.paragraph("", self.plain(each))
            for name, each in summary
            if each
        )
        if told:
            yield self._grid("Summary", [(told, LINE)])

    def _masthead(self) -> str:
        head = self.document.head
        left = self.paragraph("Document Body", self.plain(head.organisation))
        if head.meeting:
            left += self.paragraph("", self.plain(head.meeting))
        symbol = self.words((Run(head.symbol, code=True),))
        right = self.paragraph("Document Symbol", symbol)
        return self._grid("DocumentHead", [(left, LINE - 3000), (right, 3000)])

    def _grid(self, style: str, cells: list[tuple[str, int]]) -> str:
        """A row of cells that lays out."""
        widths = "".join(f'<w:gridCol w:w="{width}"/>' for _words, width in cells)
        row = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{words}</w:tc>'
            for words, width in cells
        )
        return (
            f"<w:tbl>{self._table_properties(style)}"
            f"<w:tblGrid>{widths}</w:tblGrid><w:tr>{row}</w:tr></w:tbl>"
        )

    def _section(self, section: Section) -> Iterator[str]:
        breaks = "<w:pageBreakBefore/>" if section.annex else ""
        if section.heading or section.number:
            number = (
                f"{section.number}\u2003" if section.number and section.heading else section.number
            )
            words = self.words((Run(number), Run(section.heading, language=section.language)))
            yield self.paragraph(f"Heading {section.level}", words, breaks)
        elif breaks:
            yield self.paragraph("", "", breaks)
        for block in section.blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph():
                yield self._numbered(block)
            case ListOf():
                style = "Lettered Item" if block.ordered else "Bulleted Item"
                counted = _counted(self.numbers.of_items(block.ordered))
                for item in block.items:
                    yield self.paragraph(style, self.words(item), counted)
            case Table():
                yield from self._table(block)
            case Picture():
                yield self._picture(block)
                yield from self._table(block.table)

    def _numbered(self, paragraph: Paragraph) -> str:
        words = self.words(paragraph.runs)
        if not paragraph.number:
            return self.paragraph("", words)
        number = self.numbers.of_paragraph(paragraph.number)
        if number:
            return self.paragraph("Numbered Paragraph", words, _counted(number))
        typed = f"{self.plain(paragraph.number)}<w:r><w:tab/></w:r>"
        return self.paragraph("Numbered Paragraph", typed + words)

    def _table(self, table: Table) -> Iterator[str]:
        if not table.columns:
            return
        caption = table.title
        if caption:
            yield self.paragraph("Caption", self.plain(caption))
        widths = _widths(table.columns)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        properties = self._table_properties("Report", caption, headed=True)
        yield f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>"
        columns = list(zip(table.columns, widths, strict=True))
        headings = (
            self._cell("Table Heading", column, width).replace(
                _WORDS, self.plain(column.heading), 1
            )
            for column, width in columns
        )
        yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(headings)}</w:tr>"
        frames = [self._cell("Table Text", *each).split(_WORDS) for each in columns]
        for row in table.rows:
            cells = (
                f"{opening}{self.words(cell)}{closing}"
                for (opening, closing), cell in zip(frames, row, strict=True)
            )
            yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"
        yield "</w:tbl>"
        yield self.paragraph("Table Note", self.plain(table.note))

    def _cell(self, style: str, column: Column, width: int) -> str:
        """A cell with `_WORDS` where its words come."""
        end = '<w:jc w:val="right"/>' if column.align == "end" else ""  # the end, where text is rtl
        paragraph = self.paragraph(style, _WORDS, after=end)
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph}</w:tc>'

    def _table_properties(self, style: str, caption: str = "", *, headed: bool = False) -> str:
        way = "<w:bidiVisual/>" if self.rtl else ""
        named = f"<w:tblCaption w:val={quoteattr(caption)}/>" if caption else ""
        on = int(headed)
        return (
            f'<w:tblPr><w:tblStyle w:val="{style}"/>{way}<w:tblW w:w="{LINE}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{"00A0" if headed else "0000"}"'
            f' w:firstRow="{on}" w:lastRow="0" w:firstColumn="{on}" w:lastColumn="0"'
            f' w:noHBand="1" w:noVBand="1"/>{named}</w:tblPr>'
        )

    def _picture(self, picture: Picture) -> str:
        self.pictures.append(pdf.picture(picture.svg, self.language))
        number = len(self.pictures)
        wide, high = svg.size(picture.svg)
        width = data.drawing(picture.svg, self.language)["width"]
        size = f'cx="{int(width * _UNITS)}" cy="{int(width * high / wide * _UNITS)}"'
        name = f'id="{number}" name="Picture {number}" descr={quoteattr(picture.alternative)}'
        drawn = _DRAWING.format(size=size, name=name, number=number)
        return self.paragraph("", f"<w:r>{drawn}</w:r>", before="<w:keepNext/>", after=_CENTRED)

    def words(self, given: Iterable[Run]) -> str:
        """Runs, with their links and notes."""
        return "".join(map(self._run, given))

    def _run(self, run: Run) -> str:
        words = runs.run(run, self.language)
        if run.url and words:
            number = self.links.setdefault(run.url, len(self.links) + 1)
            words = f'<w:hyperlink r:id="link{number}" w:history="1">{words}</w:hyperlink>'
        return words + (self._note(run.note) if run.note else "")

    def _note(self, note: str) -> str:
        mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>{}</w:r>'
        words = mark.format("<w:footnoteRef/>") + self.plain(f" {note}")
        number = len(self.notes) + 1
        paragraph = self.paragraph("Footnote Text", words)
        self.notes.append(f'<w:footnote w:id="{number}">{paragraph}</w:footnote>')
        return mark.format(f'<w:footnoteReference w:id="{number}"/>')

    def _last(self) -> Iterator[str]:
        document, words = self.document, self.document.words
        if document.address:
            linked = document.address if document.address.startswith("http") else ""
            address = self.words((Run(document.address, code=True, url=linked),))
            yield self.paragraph("Small Print", self.plain(words.online), "<w:keepNext/>")
            yield self.paragraph("Small Print", address)
        if document.digest:
            yield self.paragraph("Small Print", self.plain(words.digest), "<w:keepNext/>")
            yield self.paragraph("Small Print", self.words((Run(document.digest, code=True),)))
        if not (document.address or document.digest or document.sections):
            yield self.paragraph("", "")  # a text may not end with a table


def _counted(number: int) -> str:
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'


def _widths(columns: tuple[Column, ...]) -> list[int]:
    shares = sum(column.width for column in columns)
    return [LINE * column.width // shares for column in columns]


#: Where the words of a cell come; XML holds no such sign, so no text does.
_WORDS = "\x00"
_CENTRED = '<w:jc w:val="center"/>'
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_DRAWING = (
    '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
    '<wp:docPr {name}/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    f'<a:graphicData uri="{_PICTURE}"><pic:pic xmlns:pic="{_PICTURE}"><pic:nvPicPr>'
    "<pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
    '<a:blip r:embed="picture{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect">'
    "<a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>"
    "</w:drawing>"
)
