"""Several documents in several forms, one file after the other: what a job does and may stop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from . import pdf, word
from .document import Document

Form = Literal["docx", "pdf"]
FORMS: tuple[Form, ...] = ("docx", "pdf")
MEDIA: dict[Form, str] = {"docx": word.MEDIA, "pdf": "application/pdf"}
#: PDF files that are set at the same time; Word files are written meanwhile.
_TOGETHER = 2


@dataclass(frozen=True, slots=True)
class File:
    """A document in a form."""

    document: Document
    form: Form
    content: bytes


def each(documents: Iterable[Document], forms: Iterable[Form] = FORMS) -> Iterator[File]:
    """The files, as each is ready. Whoever stops taking them stops what is being set (`close()`,
    or an exception in the loop). Raises `pdf.SettingError` for the first that cannot be set."""
    wanted = frozenset(forms)
    under_way: list[tuple[Document, pdf.Setting]] = []
    try:
        for document in documents:
            if "pdf" in wanted:
                under_way.append((document, pdf.start(document)))
            if "docx" in wanted:
                yield File(document, "docx", word.write(document))
            while len(under_way) >= _TOGETHER:
                yield _done(under_way)
        while under_way:
            yield _done(under_way)
    finally:
        for _document, setting in under_way:
            setting.stop()


def _done(under_way: list[tuple[Document, pdf.Setting]]) -> File:
    document, setting = under_way[0]
    content = setting.result()
    del under_way[0]
    return File(document, "pdf", content)
