"""Taking a document in: it is read first and kept only when it could be."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from actionline.accounts.models import User
from actionline.common import audit
from actionline.instruments import reader
from actionline.instruments.models import Edition, Import, SourceFile
from actionline.reading.errors import ReadingError
from actionline.reading.limits import MAX_FILE_BYTES

from .drafting import redraft
from .errors import Actor, AlreadyUploadedError, RefusedError, require_officer

Json = dict[str, Any]


def upload(
    *, data: bytes, name: str, by: Actor, again: bool = False, later: bool = False
) -> Import:
    """Read a document and make an import of it, to be checked.

    A document above `reader.SMALL_BYTES`, or any where `later` is asked, is kept unread, for
    the worker. Raises ReadingError
    for what cannot be read (nothing is kept then), AlreadyUploadedError where the same file is
    here and `again` is not asked.
    """
    person = require_officer(by)
    name = name[-255:]
    if len(data) > MAX_FILE_BYTES:
        raise ReadingError(f"{name}: more than {MAX_FILE_BYTES // 1024**2} MB; give it in parts")
    digest = hashlib.sha256(data).hexdigest()
    known = SourceFile.objects.filter(sha256=digest).first()
    if known is not None and not again and known.imports.filter(state__in=_ALIVE).exists():
        raise AlreadyUploadedError(known)
    later = later or len(data) > reader.SMALL_BYTES
    read = None if later else _read(data, name)
    with transaction.atomic():
        audit.hold()
        source = known or _keep(data, digest, name, person)
        item = Import(source=source, name=name, created_by=person)
        if read is not None:
            _take(item, read)
        item.save()
        audit.record(
            verb="instruments.import",
            target=item,
            by=person,
            after={"name": name, "sha256": digest, "state": item.state},
        )
        if read is None:
            transaction.on_commit(lambda: _enqueue(item.pk))
    return item


def read_waiting(*, item: Import) -> None:
    """Read an import that waits; called by the worker, which acts for nobody."""
    if item.state != Import.State.WAITING:
        return
    with item.source.file.open() as file:
        data = file.read()
    try:
        read: Json | None = _read(data, item.name)
        error = ""
    except ReadingError as problem:
        read, error = None, str(problem)
    with transaction.atomic():
        audit.hold()
        waiting = Import.objects.select_for_update().select_related("source").get(pk=item.pk)
        if waiting.state != Import.State.WAITING:
            return
        if read is None:
            waiting.state, waiting.error = Import.State.FAILED, error
        else:
            _take(waiting, read)
            waiting.source.save(update_fields=["media"])
        waiting.save()
        after = {"state": waiting.state, "error": error}
        audit.record(verb="instruments.read", target=waiting, after=after)


def read_again(*, item: Import, by: Actor) -> Import:
    """Read the kept source anew, corrections kept; a new import where this one is closed."""
    person = require_officer(by)
    if item.state == Import.State.WAITING:
        raise RefusedError("This document is still waiting to be read.")
    with item.source.file.open() as file:
        data = file.read()
    read = _read(data, item.name)
    with transaction.atomic():
        audit.hold()
        fresh = Import.objects.select_for_update().select_related("source").get(pk=item.pk)
        if fresh.state not in (Import.State.PREVIEW, Import.State.FAILED):
            fresh = Import(
                source=fresh.source,
                name=fresh.name,
                created_by=person,
                corrections=fresh.corrections,
            )
        _take(fresh, read)
        fresh.save()
        audit.record(
            verb="instruments.read_again", target=fresh, by=person, after={"state": fresh.state}
        )
    return fresh


_ALIVE = (Import.State.WAITING, Import.State.PREVIEW, Import.State.FILED)


def _read(data: bytes, name: str) -> Json:
    """The reading; where old and new run together, aligned with the older edition on file."""
    read = reader.read(data, name)
    if read["tracking"] != "flattened":
        return read
    head = read["document"]
    older = Edition.objects.filter(
        instrument__slug=head["instrument"] or "",
        version=head["base_version"] or "",
        is_summary=False,
        reading__isnull=False,
    ).first()
    return reader.read(data, name, base=older.reading) if older else read


def _take(item: Import, read: Json) -> None:
    """Put a fresh reading into an import."""
    media = read.pop("media")
    if item.source.media != media:
        item.source.media = media
        item.source.save(update_fields=["media"])
    item.reading = read
    item.draft = redraft(read, item.corrections) if item.corrections else read
    item.state, item.error = Import.State.PREVIEW, ""


def _keep(data: bytes, digest: str, name: str, by: User | None) -> SourceFile:
    """The kept file; its name is its digest, so that a second copy takes no room."""
    source = SourceFile(sha256=digest, name=name, media="", size=len(data), uploaded_by=by)
    path = source.file.field.generate_filename(source, f"{digest[:2]}/{digest}")
    if source.file.storage.exists(path):
        source.file.name = path
    else:
        source.file.save(f"{digest[:2]}/{digest}", ContentFile(data), save=False)
    source.save()
    return source


def _enqueue(key: int) -> None:
    from actionline.instruments.tasks import read_import

    read_import.enqueue(key)
