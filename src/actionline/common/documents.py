"""Documents as rooms set them: with the words of their language and the address of this site.

    documents.html(document)              # for a page that loads common/document.css
    documents.word(document), documents.pdf(document)
    for file in progress.of(documents.files(made), total): ...

`common/setting` does the setting and knows nothing of Django: docs/developers/setting.md.
"""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from .setting import batch
from .setting import html as setting_html
from .setting import pdf as setting_pdf
from .setting import word as setting_word
from .setting.batch import FORMS, MEDIA, File, Form
from .setting.document import Document, Words
from .setting.pdf import SettingError

logger = logging.getLogger(__name__)

__all__ = ["FORMS", "MEDIA", "File", "Form", "SettingError", "files", "html", "pdf", "word"]


def html(document: Document, *, level: int = 1) -> SafeString:
    """The document as part of a page; its title is a heading of `level`."""
    written = setting_html.write(replace(document, words=words(document.language)), level=level)
    return SafeString(written)  # the setter escapes every text


def word(document: Document) -> bytes:
    """The document as a Word file; raises SettingError."""
    with _telling():
        return setting_word.write(_addressed(document))


def pdf(document: Document) -> bytes:
    """The document as PDF; raises SettingError."""
    with _telling():
        return setting_pdf.write(_addressed(document))


def files(
    documents: Iterable[Document], forms: Iterable[Form] = FORMS
) -> Generator[File, None, None]:
    """The documents in each form, as each file is ready; raises SettingError."""
    with _telling():
        yield from batch.each(map(_addressed, documents), forms)


def words(language: str) -> Words:
    """The words that stand in every document, in a language."""
    with override(language):
        return Words(
            document=_("Document"),
            date=_("Date"),
            summary=_("Summary"),
            action_required=_("Action required"),
            notes=_("Notes"),
            back=_("Back to the text"),
            note=_("Note {number}"),
            sources=_("Sources"),
            source=_("Source: {title}"),
            sources_of=_("Sources of this sentence: {number}"),
            online=_("This document online, with the sources of each sentence"),
            digest=_("Digest of this edition (SHA-256)"),
        )


@contextmanager
def _telling() -> Iterator[None]:
    """SettingError says what people can do with, in the language of the page; the log says why."""
    try:
        yield
    except SettingError as error:
        logger.warning("A document could not be set: %s", error)
        told = {
            "late": _("The document is too long to be set in time."),
            "letters": _("This site has no letters for the script of this document."),
            "failed": _(
                "The document could not be set. Whoever runs this site finds why in its log."
            ),
        }
        raise SettingError(told[error.kind], error.kind) from error


def _addressed(document: Document) -> Document:
    return replace(document, words=words(document.language), site=settings.SITE_URL)
