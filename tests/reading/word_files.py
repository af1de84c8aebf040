"""Word files built by code, for the tests: bodies are written as WordprocessingML."""

from __future__ import annotations

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{MAIN}" xmlns:r="{RELATIONS}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
WHO = 'w:id="7" w:author="Editor" w:date="2026-01-02T03:04:05Z"'
PARTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "settings": "settings",
    "comments": "comments",
}


def document(body: str, root: str = "document") -> str:
    """The main part around the content of the body."""
    return f"<w:{root} {NAMESPACES}><w:body>{body}</w:body></w:{root}>"


def packed(parts: dict[str, str | bytes], **options: int) -> bytes:
    """A package of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", options.get("compression", zipfile.ZIP_DEFLATED)) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def word_parts(body: str, **parts: str) -> dict[str, str | bytes]:
    """The parts of a Word file; `parts` give the content of styles, numbering, footnotes …"""
    types = "".join(
        f'<Override PartName="/word/{PARTS[kind]}.xml" ContentType="application/vnd.'
        f'openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for kind in parts
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{PARTS[kind]}.xml"/>'
        for number, kind in enumerate(parts)
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{package}/content-types"><Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.'
            'openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
            f"{types}</Types>"
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1"'
            f' Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>'
        ),
        "word/document.xml": document(body),
        **{
            f"word/{PARTS[kind]}.xml": f"<w:{kind} {NAMESPACES}>{content}</w:{kind}>"
            for kind, content in parts.items()
        },
    }


def word_file(body: str, **parts: str) -> bytes:
    """A Word file with this body."""
    return packed(word_parts(body, **parts))


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def gone(text: str) -> str:
    """Deleted text."""
    inner = f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'
    return f"<w:del {WHO}>{inner}</w:del>"


def come(text: str) -> str:
    """Inserted text."""
    return f"<w:ins {WHO}>{run(text)}</w:ins>"


def paragraph(content: str, properties: str = "", mark: str = "") -> str:
    """A paragraph; `mark` ("ins", "del", …) is the change its mark records."""
    at_mark = f"<w:rPr><w:{mark} {WHO}/></w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{properties}{at_mark}</w:pPr>{content}</w:p>"


def listed(content: str, num_id: int = 1, level: int = 0, mark: str = "") -> str:
    """A paragraph of a list."""
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>'
    return paragraph(content, properties, mark)


def level(place: int, number_format: str, text: str, more: str = "", start: int = 1) -> str:
    """A level of a list's definition."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>'
        f'{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(identifier: int, levels: str) -> str:
    """The definition of a list."""
    return f'<w:abstractNum w:abstractNumId="{identifier}">{levels}</w:abstractNum>'


def number_list(num_id: int, abstract_id: int, overrides: str = "") -> str:
    """A list that follows a definition."""
    return f'<w:num w:numId="{num_id}"><w:abstractNumId w:val="{abstract_id}"/>{overrides}</w:num>'
