"""The file itself: a zip with `manifest.json`, `tables/…jsonl`, `files/…` and the secret.

The manifest names every other part with its length and SHA-256, the version of Actionline and
the migrations, without which the rows cannot be understood.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

FORMAT = 1
MANIFEST = "manifest.json"
_AT_A_TIME = 1024 * 1024


class BackupError(Exception):
    """What is wrong with a backup, or with the place that it should go to, in a sentence."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the file: its length in bytes and SHA-256, and for a table its rows."""

    size: int
    sha256: str
    rows: int | None = None


@dataclass(slots=True)
class Manifest:
    """What a backup holds and what made it; `made` is ISO 8601, UTC."""

    version: str
    made: str
    database: str
    migrations: list[str]
    parts: dict[str, Part] = field(default_factory=dict)
    format: int = FORMAT


class Writer:
    """Writes parts into a file that is open for writing."""

    def __init__(self, file: IO[bytes], manifest: Manifest) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self._manifest = manifest

    def add(self, name: str, chunks: Iterable[bytes], *, lines: bool = False) -> None:
        """Add a part; `lines` where each chunk is a row of a table."""
        digest, size, count = hashlib.sha256(), 0, 0
        with self._zip.open(name, "w", force_zip64=True) as part:
            for chunk in chunks:
                part.write(chunk)
                digest.update(chunk)
                size += len(chunk)
                count += 1
        rows = count if lines else None
        self._manifest.parts[name] = Part(size, digest.hexdigest(), rows)

    def finish(self) -> None:
        """Write the manifest, which is the last part."""
        told = json.dumps(asdict(self._manifest), ensure_ascii=False, indent=1)
        self._zip.writestr(MANIFEST, told)
        self._zip.close()


class Reader:
    """A backup that is read. Raises BackupError where it is none, or not whole."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
            told = json.loads(self._zip.read(MANIFEST))
            self.manifest = _manifest(told)
        except OSError as error:
            raise BackupError(f"{path} cannot be read: {error.strerror}.") from error
        except (zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
            raise BackupError(f"{path} is no backup of Actionline.") from error
        if self.manifest.format != FORMAT:
            raise BackupError(f"{path} is of a form that this version does not know.")

    def close(self) -> None:
        self._zip.close()

    def verify(self) -> None:
        """Read every part once and compare it with the manifest; no name may lead elsewhere."""
        missing = self.manifest.parts.keys() ^ (set(self._zip.namelist()) - {MANIFEST})
        if missing:
            raise BackupError(f"The backup is not whole: {min(missing)}.")
        for name in self.manifest.parts:
            path = PurePosixPath(name)
            if path.is_absolute() or ".." in path.parts:
                raise BackupError(f"The backup is not one of ours: {name}.")
        for name, part in self.manifest.parts.items():
            digest, size = hashlib.sha256(), 0
            for chunk in self.chunks(name):
                digest.update(chunk)
                size += len(chunk)
            if (size, digest.hexdigest()) != (part.size, part.sha256):
                raise BackupError(f"The backup is damaged: {name} is not what was written.")

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content of a part, not more of it than the manifest says."""
        left = self.manifest.parts[name].size + 1
        try:
            with self._zip.open(name) as part:
                while left > 0 and (chunk := part.read(min(_AT_A_TIME, left))):
                    left -= len(chunk)
                    yield chunk
        except (zipfile.BadZipFile, OSError, EOFError) as error:
            raise BackupError(f"The backup is damaged: {name} cannot be read.") from error

    def lines(self, name: str) -> Iterator[Any]:
        """The rows of a table."""
        with self._zip.open(name) as part:
            for row in part:
                yield json.loads(row)

    def names(self, folder: str) -> Iterator[tuple[str, PurePosixPath]]:
        """The parts in a folder, each with its path in it."""
        for name in self.manifest.parts:
            path = PurePosixPath(name)
            if path.parts[0] == folder and len(path.parts) > 1:
                yield name, path.relative_to(folder)


def _manifest(told: dict[str, Any]) -> Manifest:
    parts = {name: Part(**part) for name, part in told.pop("parts").items()}
    return Manifest(**told, parts=parts)
