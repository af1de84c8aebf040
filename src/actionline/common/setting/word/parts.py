"""The parts of the package of a Word file and how they hang together (ECMA-376, part 2)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from actionline.common.setting import text
from actionline.common.setting.document import Document, Run

from . import runs, styles
from .body import LINE, Body

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
#: The parts beside the text: what a relation to them is called, and the file.
_BESIDE = (
    ("styles", "styles"),
    ("numbering", "numbering"),
    ("settings", "settings"),
    ("footnotes", "footnotes"),
    ("header", "header1"),
    ("header", "header2"),
    ("footer", "footer1"),
)


def of(body: Body) -> Iterator[tuple[str, bytes]]:
    """Name and content of each part; the text comes first, since others hold what it counted."""
    document = body.document
    told = f"<w:body>{body.xml()}{_page(body)}</w:body>"
    made = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _roots(),
        "docProps/core.xml": _core(document),
        "word/document.xml": _part("document", told),
        "word/_rels/document.xml.rels": _relations(body),
        "word/styles.xml": _part("styles", styles.xml(body.language)),
        "word/numbering.xml": _part("numbering", body.numbers.xml()),
        "word/settings.xml": _part("settings", _settings(document)),
        "word/footnotes.xml": _part("footnotes", _SEPARATORS + "".join(body.notes)),
        "word/header1.xml": _part("hdr", _header(body, first=True)),
        "word/header2.xml": _part("hdr", _header(body, first=False)),
        "word/footer1.xml": _part("ftr", _footer(body)),
    }
    for name, content in made.items():
        yield name, (_HEAD + content).encode()
    for number, picture in enumerate(body.pictures, start=1):
        yield f"word/media/picture{number}.png", picture


def _part(root: str, content: str) -> str:
    return f"<w:{root} {_SPACES}>{content}</w:{root}>"


def _types() -> str:
    beside = "".join(
        f'<Override PartName="/word/{file}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for kind, file in _BESIDE
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>{beside}'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _roots() -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/relationships/officeDocument"'
        ' Target="word/document.xml"/>'
        f'<Relationship Id="r2" Type="{_PACKAGE}/relationships/metadata/core-properties"'
        ' Target="docProps/core.xml"/></Relationships>'
    )


def _relations(body: Body) -> str:
    relation = '<Relationship Id="{}" Type="' + _OFFICE + '/relationships/{}" Target={}/>'
    parts = [relation.format(file, kind, quoteattr(f"{file}.xml")) for kind, file in _BESIDE]
    parts += [
        relation.format(f"picture{number}", "image", f'"media/picture{number}.png"')
        for number in range(1, len(body.pictures) + 1)
    ]
    parts += [
        relation.format(f"link{number}", "hyperlink", f'{quoteattr(url)} TargetMode="External"')
        for url, number in body.links.items()
    ]
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(parts)}</Relationships>'


def _core(document: Document) -> str:
    head = document.head
    made = (
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{head.day.isoformat()}T00:00:00Z'
        "</dcterms:created>"
        if head.day
        else ""
    )
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(document.title)}</dc:title>"
        f"<dc:creator>{escape(head.organisation)}</dc:creator>"
        f"<dc:identifier>{escape(head.symbol)}</dc:identifier>"
        f"<dc:language>{escape(runs.tag(document.language))}</dc:language>"
        f"<cp:contentStatus>{escape(document.draft)}</cp:contentStatus>{made}"
        "</cp:coreProperties>"
    )


def _settings(document: Document) -> str:
    right = "ar-SA" if not text.right_to_left(document.language) else runs.tag(document.language)
    return (
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        '<w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="{right}"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
    )


_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr>'
    "<w:r><w:separator/></w:r></w:p></w:footnote>"
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:spacing w:after="0"/>'
    "</w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
)


def _header(body: Body, *, first: bool) -> str:
    """The mark of a draft on every page, from the second on the document's number beside it."""
    draft = body.plain(body.document.draft, strong=True)
    symbol = body.words((Run(body.document.head.symbol, code=True),))
    return body.paragraph("Header", draft if first else f"{draft}<w:r><w:tab/></w:r>{symbol}")


def _footer(body: Body) -> str:
    """Page of pages; it runs from left to right in any language."""
    field = '<w:fldSimple w:instr=" {} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    words = f"{field.format('PAGE')}<w:r><w:t>/</w:t></w:r>{field.format('NUMPAGES')}"
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{words}</w:p>'


def _page(body: Body) -> str:
    """A4 with the margins of the PDF."""
    side = (11906 - LINE) // 2
    way = "<w:bidi/>" if body.rtl else ""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="header2"/>'
        '<w:headerReference w:type="first" r:id="header1"/>'
        '<w:footerReference w:type="default" r:id="footer1"/>'
        '<w:footerReference w:type="first" r:id="footer1"/>'
        f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1474" w:right="{side}"'
        f' w:bottom="1361" w:left="{side}" w:header="709" w:footer="624" w:gutter="0"/>'
        f"<w:titlePg/>{way}</w:sectPr>"
    )
