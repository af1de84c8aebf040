"""The package of a Word file with tracked changes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime

from actionline.reading.model import FootnoteText, Paragraph
from actionline.reading.redline import parts
from actionline.reading.redline.markup import Markup

# The same text and date give the same file, byte for byte.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PAGE = (
    '<w:sectPr><w:pgSz w:w="11907" w:h="16840"/><w:pgMar w:top="1418" w:right="1134"'
    ' w:bottom="1418" w:left="1134" w:header="720" w:footer="720" w:gutter="0"/>{bidi}</w:sectPr>'
)


def write_redline(
    paragraphs: Sequence[Paragraph],
    footnotes: Sequence[FootnoteText] = (),
    *,
    language: str = "en",
    date: datetime | None = None,
) -> bytes:
    """A Word file of these paragraphs, what stands on one side as a tracked change.

    paragraphs  as the reader gives them; of `auto` labels nothing is written: labels are
                part of the text; `style`, or else `level`, decides the look
    footnotes   the notes that the paragraphs call for, by number (and side)
    language    of the six; Arabic is set from right to left
    date        when the changes were made; now where it is None

    Reading the file again gives the same text on either side, save characters that XML
    cannot hold; `verify_redline` makes sure.
    """
    right_to_left = language == "ar"
    made = datetime.now(UTC) if date is None else date.astimezone(UTC)
    markup = Markup(made, footnotes, right_to_left)
    body = markup.body(paragraphs) + _PAGE.format(bidi="<w:bidi/>" if right_to_left else "")
    content = {
        "[Content_Types].xml": parts.CONTENT_TYPES,
        "_rels/.rels": parts.PACKAGE_RELATIONSHIPS,
        "word/_rels/document.xml.rels": parts.DOCUMENT_RELATIONSHIPS,
        "word/document.xml": parts.xml_part("document", f"<w:body>{body}</w:body>"),
        "word/styles.xml": parts.styles_part(language),
        "word/footnotes.xml": parts.xml_part("footnotes", markup.footnotes()),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)
    return target.getvalue()
