"""Putting a backup back: all of it, or nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

import actionline
from actionline.common import triggers

from . import rows
from .archive import BackupError, Manifest, Reader
from .saving import files, migrations

#: What a database has before anybody uses it: Django's, and the end of an empty audit trail.
_FRESH = {"contenttypes.contenttype", "auth.permission", "common.audithead"}


def restore(path: Path, *, replace: bool = False) -> Manifest:
    """Put the backup at `path` into this site; everything that is here goes, with `replace`.

    It is read once to the end before anything is touched. Rows are put in within one
    transaction, and files change places with the old ones just before it is committed. Raises
    BackupError, with the site as it was, and OSError.
    """
    reader = Reader(path)
    try:
        reader.verify()
        _same_version(reader.manifest)
        call_command("migrate", verbosity=0, interactive=False)
        if not replace:
            _nothing_here()
        with _files_of(reader) as put_in_place, transaction.atomic():
            _fill(reader)
            put_in_place()
        _secret(reader)
    finally:
        reader.close()
    return reader.manifest


def _same_version(manifest: Manifest) -> None:
    if manifest.migrations != migrations():
        raise BackupError(
            f"The backup was made by Actionline {manifest.version}, whose database is not that of "
            f"this one ({actionline.__version__}). Restore it with that version, then upgrade."
        )


def _nothing_here() -> None:
    used = [
        model._meta.label_lower
        for model in rows.tables()
        if model._meta.label_lower not in _FRESH and model._base_manager.exists()
    ]
    if used or any(files()):
        what = used[0] if used else str(settings.MEDIA_ROOT)
        raise BackupError(f"There is something here already ({what}). --replace puts it away.")


def _fill(reader: Reader) -> None:
    """Empty all tables and put in the rows, compared by number with the manifest."""
    triggers.take_down(connection)
    rows.empty()
    for model in rows.tables():
        name = f"tables/{model._meta.label_lower}.jsonl"
        if name not in reader.manifest.parts:
            raise BackupError(f"The backup is not whole: {name} is missing.")
        try:
            count = rows.write(model, reader.lines(name))
        except (ValueError, TypeError, ValidationError, DatabaseError) as error:
            raise BackupError(f"A row of {name} cannot be put in: {error}.") from error
        if count != reader.manifest.parts[name].rows:
            raise BackupError(f"The backup is damaged: {name} has {count} rows.")
    try:
        connection.check_constraints()
    except IntegrityError as error:
        raise BackupError(f"Rows of the backup do not fit together: {error}.") from error
    rows.reset_counters()
    triggers.put_up(connection)


@contextmanager
def _files_of(reader: Reader) -> Iterator[_Swap]:
    """The files of the backup, unpacked beside the present ones; what is left over goes."""
    home = Path(settings.MEDIA_ROOT)
    home.parent.mkdir(parents=True, exist_ok=True)
    swap = _Swap(home, Path(tempfile.mkdtemp(prefix=f".{home.name}-", dir=home.parent)))
    try:
        for name, path in reader.names("files"):
            target = swap.fresh / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as file:
                file.writelines(reader.chunks(name))
        yield swap
    except BaseException:
        swap.back()
        raise
    finally:
        swap.clear()


class _Swap:
    """The folder of files and the one that takes its place."""

    def __init__(self, home: Path, work: Path) -> None:
        self.home, self._work = home, work
        self.fresh, self._old = work / "fresh", work / "old"
        self.fresh.mkdir()
        self._swapped = False

    def __call__(self) -> None:
        if self.home.exists():
            self.home.rename(self._old)
        self._swapped = True
        self.fresh.rename(self.home)

    def back(self) -> None:
        """Undo it: the transaction failed after all."""
        if self._swapped:
            shutil.rmtree(self.home, ignore_errors=True)
            if self._old.exists():
                self._old.rename(self.home)

    def clear(self) -> None:
        shutil.rmtree(self._work)


def _secret(reader: Reader) -> None:
    """The secret that signed people's sessions, where this site's is not given by a setting."""
    if "secret" not in reader.manifest.parts or "ACTIONLINE_SECRET_KEY" in os.environ:
        return
    path = Path(settings.DATA_DIR) / "secret"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.writelines(reader.chunks("secret"))
