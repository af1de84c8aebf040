"""A Word file's package: a zip of parts, opened without trusting it.

Nothing is ever written to disk, so names such as `../../x` lead nowhere. Every part is
unpacked as a stream and given up as soon as it passes the limits of `limits.py`; what is
unpacked from one file counts together.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from actionline.reading.errors import ReadingError
from actionline.reading.limits import MAX_FILE_BYTES, MAX_RATIO, MAX_UNPACKED_BYTES
from actionline.reading.sources.word_xml import Element, Tally, parse_xml

DAMAGED = (
    "This file is damaged or was not fully transferred: send it again, or save it anew in Word."
)
TOO_LARGE = (
    "This file unpacks to more than a resolution can hold: "
    "save only the resolution itself as a new .docx file."
)
LOCKED = "This file is protected by a password: remove the password in Word and save it again."
LEGACY = "This is a file of Word 97-2003 (.doc): open it in Word and save it as .docx."
NOT_WORD = "This package holds no Word document: save the text as .docx and try again."

COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DIRECTORY_ENTRY = b"PK\x01\x02"
MAX_ENTRIES = 10_000  # entries of the directory; Word writes fewer than a hundred
CHUNK = 1 << 16
FREE_RATIO_BYTES = 1 << 20  # below this much text any ratio will do

_ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
)


class Package:
    """The parts of one package, unpacked on demand and within the limits."""

    def __init__(self, data: bytes) -> None:
        """Open the package in `data`; ReadingError when it is none, locked or damaged."""
        if len(data) > MAX_FILE_BYTES:
            raise ReadingError(TOO_LARGE)
        if data.startswith(COMPOUND_FILE):
            raise ReadingError(LOCKED if _is_encrypted(data) else LEGACY)
        # The directory is read into memory whole, so its length is looked at first.
        if data.count(DIRECTORY_ENTRY) > MAX_ENTRIES:
            raise ReadingError(TOO_LARGE)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _ZIP_FAULTS as fault:
            raise ReadingError(DAMAGED) from fault
        self._entries = {info.filename.lstrip("/"): info for info in self._archive.infolist()}
        self._unpacked = 0
        self._tally = Tally()

    def bytes_of(self, name: str) -> bytes | None:
        """The bytes of the part `name`, None when there is no such part."""
        info = self._entries.get(name)
        if info is None:
            return None
        if info.flag_bits & 1:
            raise ReadingError(LOCKED)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ReadingError(DAMAGED)
        try:
            return self._unpack(info)
        except _ZIP_FAULTS as fault:
            raise ReadingError(DAMAGED) from fault

    def _unpack(self, info: zipfile.ZipInfo) -> bytes:
        chunks = []
        size = 0
        with self._archive.open(info) as stream:
            while chunk := stream.read(CHUNK):
                size += len(chunk)
                packed = max(info.compress_size, 1)
                if size > FREE_RATIO_BYTES and size > packed * MAX_RATIO:
                    raise ReadingError(TOO_LARGE)
                if self._unpacked + size > MAX_UNPACKED_BYTES:
                    raise ReadingError(TOO_LARGE)
                chunks.append(chunk)
        self._unpacked += size
        return b"".join(chunks)

    def xml_of(self, name: str) -> Element | None:
        """The root element of the XML part `name`, None when there is no such part."""
        data = self.bytes_of(name)
        return None if data is None else parse_xml(data, self._tally)

    def targets(self, name: str) -> dict[str, str]:
        """Where the relationships of the part `name` lead: kind (`styles`, …) -> part.

        `name` is empty for the package itself. Of several of a kind the first counts.
        """
        folder, file = posixpath.split(name)
        root = self.xml_of(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, str] = {}
        for relation in root.children if root is not None else ():
            if relation.attributes.get("TargetMode") == "External":
                continue
            kind = relation.attributes.get("Type", "").rpartition("/")[2]
            target = posixpath.join("/", folder, relation.attributes.get("Target", ""))
            found.setdefault(kind, posixpath.normpath(target).lstrip("/"))
        return found


def _is_encrypted(data: bytes) -> bool:
    """Whether an OLE compound file is an encrypted package rather than a legacy document."""
    return "EncryptedPackage".encode("utf-16-le") in data
