"""A document as a Word file: real styles, headings, numbers, notes, tables and languages.

It is written as WordprocessingML (ECMA-376) part by part. `write` gives the same bytes for the same
document.
"""

from __future__ import annotations

import io
import zipfile

from actionline.common.setting.document import Document
from actionline.common.setting.prepare import prepared

from . import parts
from .body import Body

MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def write(document: Document) -> bytes:
    """The file; raises ValueError where the document has no language, and `pdf.SettingError` where
    a picture cannot be drawn."""
    body = Body(prepared(document))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.of(body):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return file.getvalue()
