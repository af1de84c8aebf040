"""A pair as a Word file with real tracked changes (ECMA-376 part 1, 17.13.5)."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from tests.reading.flatten import Line, lines
from tests.reading.pairs import Pair

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WHO = 'w:author="A delegate" w:date="2026-05-04T09:00:00Z"'

_PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    ),
}


def to_tracked_docx(pair: Pair) -> bytes:
    """The file. Accepting all changes gives `plain(pair, new=True)`, rejecting them the old."""
    body = "".join(_paragraph(line, number) for number, line in enumerate(lines(pair)))
    closing = "<w:p><w:r><w:t>____________________</w:t></w:r></w:p>"  # takes the last mark
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{body}{closing}</w:body></w:document>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**_PARTS, "word/document.xml": document}.items():
            entry = zipfile.ZipInfo(name, date_time=(2026, 5, 4, 9, 0, 0))
            archive.writestr(entry, '<?xml version="1.0" encoding="UTF-8"?>\n' + content)
    return file.getvalue()


def _paragraph(line: Line, number: int) -> str:
    runs = []
    if line.state == "kept":
        if line.old_label == line.new_label:
            runs.append(_run(line.new_label or "", "kept", number))
        else:
            runs.append(_run(line.old_label or "", "deleted", number))
            runs.append(_run(line.new_label or "", "inserted", number))
    else:
        runs.append(_run(line.new_label or line.old_label or "", line.state, number))
    if line.old_label or line.new_label:
        runs.append(_run("\t", line.state, number))
    for piece in line.pieces:
        if piece.old == piece.new:
            runs.append(_run(piece.new, line.state, number))
            continue
        if line.stands(False):
            runs.append(_run(piece.old, "deleted", number))
        if line.stands(True):
            runs.append(_run(piece.new, "inserted", number))
    mark = {"inserted": "ins", "deleted": "del"}.get(line.state)
    changed = f'<w:{mark} w:id="{number}" {_WHO}/>' if mark else ""
    return f"<w:p><w:pPr><w:rPr>{changed}</w:rPr></w:pPr>{''.join(runs)}</w:p>"


def _run(words: str, state: str, number: int) -> str:
    if not words:
        return ""
    name = "delText" if state == "deleted" else "t"
    parts = [
        f'<w:{name} xml:space="preserve">{escape(part)}</w:{name}>' if part else ""
        for part in words.split("\t")
    ]
    run = f"<w:r>{'<w:tab/>'.join(parts)}</w:r>"
    mark = {"inserted": "ins", "deleted": "del"}.get(state)
    return f'<w:{mark} w:id="{number}" {_WHO}>{run}</w:{mark}>' if mark else run
