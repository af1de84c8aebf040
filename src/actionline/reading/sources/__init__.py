"""From a document's bytes to its paragraphs.

`open_source` looks at the content, never at the name: people rename files.
"""

from __future__ import annotations

from actionline.reading.errors import ReadingError
from actionline.reading.limits import MAX_FILE_BYTES
from actionline.reading.model import Source

_SAVE_AS = "save it as .docx and try again"

# How other kinds of file begin, what to call them, what the person can do.
_STRANGERS: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "a Rich Text file", _SAVE_AS),
    (b"\x89PNG", "a picture (PNG)", "run text recognition (OCR) on it and save the text"),
    (b"\xff\xd8\xff", "a picture (JPEG)", "run text recognition (OCR) on it and save the text"),
    (b"GIF8", "a picture (GIF)", "run text recognition (OCR) on it and save the text"),
    (b"II*\0", "a picture (TIFF)", "run text recognition (OCR) on it and save the text"),
    (b"MM\0*", "a picture (TIFF)", "run text recognition (OCR) on it and save the text"),
    (b"RIFF", "a picture or a recording", "give the document itself"),
    (b"\x1f\x8b", "a compressed file (gzip)", "unpack it first"),
    (b"BZh", "a compressed file (bzip2)", "unpack it first"),
    (b"\xfd7zXZ", "a compressed file (xz)", "unpack it first"),
    (b"7z\xbc\xaf", "an archive (7z)", "unpack it first"),
    (b"Rar!", "an archive (RAR)", "unpack it first"),
    (b"PK\x05\x06", "an empty archive (ZIP)", "give the document itself"),
    (b"PK\x07\x08", "an archive in several parts (ZIP)", "give the document itself"),
    (b"%!PS", "a PostScript file", "save it as PDF with a text layer"),
    (b"\x7fELF", "a program", "give the document itself"),
    (b"MZ\x90", "a program", "give the document itself"),
    (b"SQLite format 3", "a database", "give the document itself"),
)

# What a ZIP package holds, told by the folder or file that only that kind has.
_PACKAGES: tuple[tuple[str, str, str], ...] = (
    ("xl/", "an Excel workbook", "give the resolution as .docx, .pdf or text"),
    ("ppt/", "a PowerPoint presentation", "give the resolution as .docx, .pdf or text"),
    ("META-INF/container.xml", "an e-book (EPUB)", "give the resolution as .docx, .pdf or text"),
    ("content.xml", "an OpenDocument file (such as .odt)", _SAVE_AS),
    ("index.xml", "a Pages document", _SAVE_AS),
    ("Index/", "a Pages document", _SAVE_AS),
)


def open_source(data: bytes, name: str) -> Source:
    """The paragraphs of a document given as bytes; `name` is only what to call it.

    Word (.docx), PDF with a text layer, Akoma Ntoso and plain text are read. Raises
    ReadingError for all else, saying what the file is and what to do.
    """
    if not data:
        raise ReadingError(f"{name}: the file is empty; give the document itself")
    if len(data) > MAX_FILE_BYTES:
        raise ReadingError(
            f"{name}: the file is larger than {MAX_FILE_BYTES // 1_000_000} MB, far more than a "
            "resolution has; give the resolution alone"
        )
    if data.startswith(b"PK\x03\x04"):
        return _open_package(data, name)
    if data.startswith(b"%PDF-") or (b"%PDF-" in data[:1024] and b" obj" in data):
        from actionline.reading.sources.pdf import open_pdf

        return open_pdf(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise ReadingError(f"{name}: {_compound_file(data)}")
    for beginning, what, remedy in _STRANGERS:
        if data.startswith(beginning):
            raise ReadingError(f"{name}: this is {what}, which cannot be read; {remedy}")
    root = _root_element(data)
    if root == "akomaNtoso":
        from actionline.reading.sources.akoma import open_akoma

        return open_akoma(data, name)
    if root is not None:
        what = "a web page (HTML)" if root.lower() == "html" else f"an XML file ({root})"
        raise ReadingError(
            f"{name}: this is {what}, which cannot be read; save it as .docx or as text"
        )
    from actionline.reading.sources.plain import open_text

    return open_text(data, name)


def _open_package(data: bytes, name: str) -> Source:
    """A ZIP package: a Word document or something else, told by what it holds."""
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise ReadingError(
            f"{name}: the file is damaged or cut short; fetch it again or {_SAVE_AS}"
        ) from error
    if any(member.startswith("word/") for member in members):
        from actionline.reading.sources.word import open_word

        return open_word(data, name)
    for mark, what, remedy in _PACKAGES:
        if any(member.startswith(mark) for member in members):
            raise ReadingError(f"{name}: this is {what}, which cannot be read; {remedy}")
    raise ReadingError(f"{name}: this is an archive (ZIP), not a document; unpack it first")


def _compound_file(data: bytes) -> str:
    """What an OLE compound file is; its folder names its parts in UTF-16."""

    def holds(part: str) -> bool:
        return part.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return "the document is protected by a password; remove the password and save it again"
    if holds("WordDocument"):
        return f"this is an old Word file (.doc), which cannot be read; {_SAVE_AS}"
    return f"this is a file of an old office program, which cannot be read; {_SAVE_AS}"


def _root_element(data: bytes) -> str | None:
    """The local name of the first element, None where the bytes are no markup."""
    head = data[:8192]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head.decode("utf-16", "ignore")
    else:
        text = head.decode("utf-8", "ignore")
    text = text.lstrip("\ufeff \t\r\n")
    while text.startswith(("<?", "<!--")):
        text = text.partition("-->" if text.startswith("<!--") else ">")[2].lstrip()
    if text[:9].upper() == "<!DOCTYPE":
        return text[9:].lstrip().partition(">")[0].partition(" ")[0].partition("[")[0]
    if not text.startswith("<"):
        return None
    tag = text[1:].partition(">")[0].split(maxsplit=1)[:1]
    local = tag[0].rstrip("/").rpartition(":")[2] if tag else ""
    return local if local.isidentifier() else None
