"""The verbs: bring a table, say which column is which, try it, take it, take it back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionline.common import audit, work

from . import jobs
from .matching import lacking, match
from .models import ColumnProfile, TableImport
from .reading import FileError, read
from .table import Table, find
from .tasks import clear_import

#: How long a file is kept; the import that it came with stays known when it was taken.
KEPT = timedelta(days=30)
MOST_BYTES = 200 * 2**20
#: Files up to so many bytes are tried and taken while the person waits.
_AT_ONCE = 256 * 1024
_SHEET_AT_ONCE = 24 * 1024  # a spreadsheet is packed

State = TableImport.State


def bring(*, table: type[Table[Any]], file: File[bytes], profile: str, by: Any) -> TableImport:
    """Keep a file that somebody wants to take; its columns are matched by their headings.

    It is tried at once where every column that is needed was found. Raises PermissionDenied,
    and FileError for a file that is no table.
    """
    _must(by, table)
    if not file.size:
        raise FileError(_("The file is empty."))
    if file.size > MOST_BYTES:
        raise FileError(_("The file is larger than 200 megabytes. Bring it in parts."))
    headings = read(file.file).headings  # type: ignore[arg-type]
    kept = ColumnProfile.objects.filter(table=table.name, name=profile).first()
    file.seek(0)
    with transaction.atomic():
        importing = TableImport(
            table=table.name,
            name=_plain_name(file.name or ""),
            sha256=_digest(file),
            headings=list(headings),
            mapping=match(table, headings, kept.mapping if kept else None),
            by=by,
        )
        importing.file.save("table", file, save=False)
        importing.save()
        clear_import.using(run_after=timezone.now() + KEPT).enqueue(importing.pk)
    if not lacking(table, importing.mapping):
        _start(importing, jobs.TRY, by)
    return importing


@transaction.atomic
def map_columns(
    *, importing: TableImport, mapping: Mapping[str, str], keep_as: str, by: Any
) -> None:
    """Say which heading stands for which column, and keep that as a profile where it has a name."""
    table = _must(by, importing.table)
    fresh = _held(importing, State.NEW, State.TRIED)
    fresh.mapping = {
        name: heading
        for name, heading in mapping.items()
        if heading in fresh.headings and table.column(name)
    }
    fresh.state = State.NEW
    fresh.save(update_fields=["mapping", "state"])
    if keep_as:
        ColumnProfile.objects.update_or_create(
            table=fresh.table, name=keep_as, defaults={"mapping": fresh.mapping}
        )
        after = {"table": fresh.table, "profile": keep_as, "mapping": fresh.mapping}
        audit.record(verb="tables.keep_profile", target=fresh, by=by, after=after)


def try_out(*, importing: TableImport, by: Any) -> None:
    """Try every row, again if it was tried before."""
    table = _must(by, importing.table)
    with transaction.atomic():
        fresh = _held(importing, State.NEW, State.TRIED)
        if lacking(table, fresh.mapping):
            raise FileError(_("Say first which columns stand for those that are needed."))
    _start(fresh, jobs.TRY, by)


def take(*, importing: TableImport, good_only: bool, by: Any) -> None:
    """Take what was tried; or go on where that was interrupted.

    FileError where rows have faults and all were asked for.
    """
    table = _must(by, importing.table)
    with transaction.atomic():
        fresh = _held(importing, State.TRIED, State.TAKING)
        if fresh.state == State.TRIED:
            if fresh.faulty and not (good_only and table.allows_part):
                raise FileError(_("Rows have faults; nothing was taken."))
            fresh.good_only = good_only
            fresh.state, fresh.passed, fresh.taken = State.TAKING, 0, 0
            fresh.save()
    _start(fresh, jobs.TAKE, by)


def undo(*, importing: TableImport, by: Any) -> None:
    """Take back what was taken, save what was changed since."""
    table = _must(by, importing.table)
    if not table.allows_undo:
        raise PermissionDenied
    with transaction.atomic():
        fresh = _held(importing, State.TAKEN)
    _start(fresh, jobs.UNDO, by)


@transaction.atomic
def discard(*, importing: TableImport, by: Any) -> None:
    """Throw away a file that was not taken."""
    _must(by, importing.table)
    fresh = _held(importing, State.NEW, State.TRIED)
    fresh.file.delete(save=False)
    fresh.delete()


@transaction.atomic
def forget_profile(*, profile: ColumnProfile, by: Any) -> None:
    """Throw a kept profile away."""
    _must(by, profile.table)
    profile.delete()


def _must(by: Any, table: type[Table[Any]] | str) -> type[Table[Any]]:
    found = find(table) if isinstance(table, str) else table
    if found is None or not found.takes or not by.has_perm(found.permission):
        raise PermissionDenied
    return found


def _held(importing: TableImport, *states: str) -> TableImport:
    """The import as it is now, locked; FileError where somebody went on with it meanwhile."""
    fresh = TableImport.objects.select_for_update().filter(pk=importing.pk).first()
    if fresh is None or fresh.state not in states or (fresh.job and fresh.job.open):
        raise FileError(_("Somebody went on with this file meanwhile."))
    return fresh


def _start(importing: TableImport, kind: str, by: Any) -> None:
    """Do it now where it is short, else have the worker do it."""
    arguments: dict[str, Any] = {"key": importing.pk}
    if kind != jobs.TRY:
        arguments["by"] = by.pk
    if _is_short(importing):
        importing.job = None
        importing.save(update_fields=["job"])
        _now(kind, arguments)
    else:
        importing.job = work.start(kind=kind, by=by, arguments=arguments)
        importing.save(update_fields=["job"])


def _now(kind: str, arguments: Mapping[str, Any]) -> None:
    with suppress(work.WorkError):  # the import keeps its message
        jobs.RUN[kind](None, **arguments)


def _is_short(importing: TableImport) -> bool:
    with importing.file.open("rb") as file:
        packed = file.read(2) == b"PK"
    return importing.file.size <= (_SHEET_AT_ONCE if packed else _AT_ONCE)


def _digest(file: File[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _plain_name(name: str) -> str:
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in last if letter.isprintable())[-200:] or "table"
