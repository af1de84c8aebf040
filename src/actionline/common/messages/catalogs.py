"""Reading, merging, writing and compiling the files of translations."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from actionline.common.files import whole_file
from actionline.common.messages import LOCALE, PLURALS, MessagesError, po_file
from actionline.common.messages.extraction import Marked

_HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def read(language: str, locale: Path = LOCALE) -> Catalog:
    """The translations on file, none where there is no file. Raises MessagesError."""
    path = po_file(language, locale)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        content = header(language).encode()
    except OSError as error:
        raise MessagesError(f"{path} cannot be read: {error.strerror}.") from error
    try:
        return read_po(BytesIO(content), charset="utf-8", abort_invalid=True)
    except (PoFileError, ValueError) as error:  # what it makes of a broken plural or quote
        raise MessagesError(f"{path} is no file of messages: {error}.") from error


def merged(language: str, known: Catalog, marked: Iterable[Marked]) -> Catalog:
    """Exactly the strings marked in the code, each with the translation known for it, or none.

    Nothing is guessed from similar strings, and what the code no longer says is let go.
    """
    catalog = read_po(BytesIO(header(language).encode()))
    for one in marked:
        text = (one.text, one.plural) if one.plural else one.text
        message = catalog.add(
            text, context=one.context, auto_comments=one.remarks, string=_blank(catalog, one)
        )
        old = known.get(one.text, one.context)
        if old and old.string and isinstance(old.string, str) == isinstance(message.string, str):
            message.string = old.string
            message.flags |= old.flags & {"fuzzy"}
            message.user_comments = list(old.user_comments)
    return catalog


def _blank(catalog: Catalog, one: Marked) -> str | tuple[str, ...]:
    return ("",) * catalog.num_plurals if one.plural else ""


def as_file(language: str, catalog: Catalog) -> bytes:
    """The file of a language: sorted, without dates, places in the code or line numbers."""
    body = BytesIO()
    write_po(body, catalog, width=98, no_location=True, omit_header=True, sort_output=True)
    return header(language).encode() + body.getvalue().strip() + b"\n"


def write(language: str, catalog: Catalog, locale: Path = LOCALE) -> bool:
    """Write the file of a language; whether it changed. Raises MessagesError."""
    content = as_file(language, catalog)
    path = po_file(language, locale)
    try:
        if path.exists() and path.read_bytes() == content:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _put(path, content)
    except OSError as error:
        raise MessagesError(f"{path} cannot be written: {error.strerror}.") from error
    return True


def compile_language(language: str, locale: Path = LOCALE) -> None:
    """Make the `.mo` of a language; what is empty or fuzzy stays English. Raises MessagesError."""
    compiled = BytesIO()
    write_mo(compiled, read(language, locale))
    path = po_file(language, locale).with_suffix(".mo")
    try:
        _put(path, compiled.getvalue())
    except OSError as error:
        raise MessagesError(f"{path} cannot be written: {error.strerror}.") from error


def header(language: str) -> str:
    """The first entry of a file: what gettext has to know of the language."""
    return _HEADER.format(language=language, plurals=PLURALS[language])


def _put(path: Path, content: bytes) -> None:
    with whole_file(path) as file:
        file.write(content)
    path.chmod(0o644)
