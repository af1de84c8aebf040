"""Tiny PDFs made by hand, so that no office program is needed to test the reader of PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

FONTS = {"roman": "Times-Roman", "italic": "Times-Italic", "bold": "Times-Bold"}


@dataclass(frozen=True)
class Piece:
    """Words set at a place: points from the left and from the bottom of a page of A4."""

    x: float
    y: float
    text: str
    font: str = "roman"
    size: float = 11


def pdf_of(*pages: Sequence[Piece], trailer: bytes = b"") -> bytes:
    """A PDF with the given pages; `trailer` is added to the file's trailer dictionary."""
    fonts = b" ".join(b"/%s %d 0 R" % (name.encode(), 3 + at) for at, name in enumerate(FONTS))
    first = 3 + len(FONTS)
    kids = b" ".join(b"%d 0 R" % (first + 2 * at) for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        *(
            b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
            % base.encode()
            for base in FONTS.values()
        ),
    ]
    for at, pieces in enumerate(pages):
        content = b"\n".join(map(_shown, pieces))
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << %s >> >> >>" % (first + 2 * at + 1, fonts),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    return file_of(objects, trailer)


def file_of(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF file of objects numbered from 1, the first of them the catalogue."""
    parts = [b"%PDF-1.4\n"]
    parts += [b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate(objects, 1)]
    ends = list(accumulate(map(len, parts)))
    entries = b"".join(b"%010d 00000 n \n" % offset for offset in ends[:-1])
    size = len(objects) + 1
    return b"".join(
        [
            *parts,
            b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, entries),
            b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (size, trailer),
            b"startxref\n%d\n%%%%EOF\n" % ends[-1],
        ]
    )


def column(*texts: str, x: float = 70, top: float = 760, leading: float = 14) -> list[Piece]:
    """Lines one under the other."""
    return [Piece(x, top - leading * at, text) for at, text in enumerate(texts)]


def _shown(piece: Piece) -> bytes:
    text = piece.text.encode("cp1252")
    for character in (b"\\", b"(", b")"):
        text = text.replace(character, b"\\" + character)
    place = b"%.2f %.2f" % (piece.x, piece.y)
    return b"BT /%s %.2f Tf %s Td (%s) Tj ET" % (piece.font.encode(), piece.size, place, text)
