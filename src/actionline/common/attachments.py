"""Files at records: what may come in, who may add, read and remove them.

A room says who, in `AppConfig.ready`, with the names of permissions that are asked for the
record itself; no name means everybody:

    attachments.register(Mandate, read="", write="mandates.confirm")
"""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from . import audit
from .models import Attachment

MOST_BYTES = 20 * 1024 * 1024
_OFFICE = "application/vnd.openxmlformats-officedocument."
#: What the first bytes say; office files are told from what is in them.
_SIGNS = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}
_PARTS = {
    "word/document.xml": f"{_OFFICE}wordprocessingml.document",
    "xl/workbook.xml": f"{_OFFICE}spreadsheetml.sheet",
    "ppt/presentation.xml": f"{_OFFICE}presentationml.presentation",
}


@dataclass(frozen=True, slots=True)
class Rights:
    """The model of a record, and the permissions to read and to change what is attached."""

    model: type[models.Model]
    read: str
    write: str


_rights: dict[str, Rights] = {}


def register(model: type[models.Model], *, read: str, write: str) -> None:
    """Let files be attached to the records of a model."""
    _rights[model._meta.label_lower] = Rights(model, read, write)


def of(record: models.Model) -> QuerySet[Attachment]:
    """The files at a record."""
    return Attachment.objects.filter(record_type=record._meta.label_lower, record_id=str(record.pk))


@transaction.atomic
def attach(*, record: models.Model, file: File[bytes], by: Any) -> Attachment:
    """Keep a file at a record. Raises PermissionDenied, and ValidationError that says why not."""
    rights = _rights[record._meta.label_lower]
    if not _may(by, rights.write, record):
        raise PermissionDenied
    if not file.size or file.size > MOST_BYTES:
        most = filesizeformat(MOST_BYTES)
        raise ValidationError(
            _("A file has to have content, and at most %(most)s.") % {"most": most}
        )
    attachment = Attachment(
        record_type=record._meta.label_lower,
        record_id=str(record.pk),
        name=_plain_name(file.name or ""),
        sha256=_digest(file),
        size=file.size,
        media_type=media_type(file),
        by=by,
    )
    audit.hold()
    if not default_storage.exists(attachment.path):
        file.seek(0)
        default_storage.save(attachment.path, file)
    attachment.save()
    told = {"name": attachment.name, "sha256": attachment.sha256}
    audit.record(verb="common.attach", target=record, by=by, after=told)
    return attachment


@transaction.atomic
def remove(*, attachment: Attachment, by: Any) -> None:
    """Take a file away; its content goes when no other record has it. PermissionDenied."""
    record = record_of(attachment)
    if record is None or not _may(by, _rights[attachment.record_type].write, record):
        raise PermissionDenied
    told = {"name": attachment.name, "sha256": attachment.sha256}
    path = attachment.path
    audit.hold()
    attachment.delete()
    audit.record(verb="common.detach", target=record, by=by, before=told)
    if not Attachment.objects.filter(sha256=told["sha256"]).exists():
        transaction.on_commit(lambda: default_storage.delete(path))


def may_read(person: Any, attachment: Attachment) -> bool:
    """Whether somebody may have the file: as they may its record, while there is one."""
    record = record_of(attachment)
    return record is not None and _may(person, _rights[attachment.record_type].read, record)


def record_of(attachment: Attachment) -> models.Model | None:
    """The record that a file is at; None when it is gone."""
    rights = _rights.get(attachment.record_type)
    if rights is None:
        return None
    return rights.model._default_manager.filter(pk=attachment.record_id).first()


def media_type(file: File[bytes]) -> str:
    """What a file is, from its content; its name says nothing. ValidationError for other kinds."""
    file.seek(0)
    head = file.read(16)
    for sign, found in _SIGNS.items():
        if head.startswith(sign):
            return found
    found = _office(file) if head.startswith(b"PK\x03\x04") else _text(file)
    if not found:
        raise ValidationError(
            _("Use PDF, Word, Excel or PowerPoint without macros, PNG, JPEG or plain text.")
        )
    return found


def _office(file: File[bytes]) -> str:
    """Office files without macros; other zip files are nothing."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return ""
    if any(name.endswith("vbaProject.bin") for name in names):
        return ""
    return next((kind for part, kind in _PARTS.items() if part in names), "")


def _text(file: File[bytes]) -> str:
    file.seek(0)
    try:
        text = file.read().decode()
    except UnicodeDecodeError:
        return ""
    odd = any(letter < " " and letter not in "\t\n\r\f" for letter in text)
    return "" if odd or text.lstrip("\ufeff \t\r\n").startswith("<") else "text/plain"


def _digest(file: File[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _plain_name(name: str) -> str:
    """The last part of a name, without control characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in last if letter.isprintable())[-200:] or "file"


def _may(person: Any, permission: str, record: models.Model) -> bool:
    return not permission or bool(person.has_perm(permission, record))


def copy(attachment: Attachment, *, to: models.Model, by: Any) -> Attachment:
    """The same file at another record, without a second copy of its content.

    Part of an act that has asked for permission to change both records.
    """
    return Attachment.objects.create(
        record_type=to._meta.label_lower,
        record_id=str(to.pk),
        name=attachment.name,
        sha256=attachment.sha256,
        size=attachment.size,
        media_type=attachment.media_type,
        by=by,
    )
