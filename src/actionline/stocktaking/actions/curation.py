"""Repositories, stories, and the entries that a report names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from actionline.common import attachments, audit
from actionline.stocktaking.models import Chosen, Project, Repository, Story

from .pictures import made_anew

Record = TypeVar("Record", Repository, Story)


class ChangedRecordError(Exception):
    """Somebody else saved it since it was opened."""


def _may(by: Any) -> None:
    if not by.has_perm("stocktaking.manage"):
        raise PermissionDenied
    audit.hold()


@transaction.atomic
def save_repository(
    *,
    repository: Repository,
    values: Mapping[str, Any],
    by: Any,
    picture: File[bytes] | None = None,
) -> Repository:
    """Keep a new repository, or the changes to one; `values` has the version that was opened.

    Raises PermissionDenied, ChangedRecordError, and ValidationError for a bad picture.
    """
    _may(by)
    found = _locked(repository, values)
    _kept(found, values, "stocktaking.repository", by)
    _with_picture(found, picture, by)
    return found


@transaction.atomic
def save_story(
    *, story: Story, values: Mapping[str, Any], by: Any, picture: File[bytes] | None = None
) -> Story:
    """Keep a new story, or the changes to one; as `save_repository`."""
    _may(by)
    found = _locked(story, values)
    if values["published"] and found.published_at is None:
        found.published_at = timezone.now()
    _kept(found, values, "stocktaking.story", by)
    _with_picture(found, picture, by)
    return found


def _locked(record: Record, values: Mapping[str, Any]) -> Record:
    if not record.pk:
        return record
    found = type(record)._default_manager.select_for_update().get(pk=record.pk)
    if found.version != values["version"]:
        raise ChangedRecordError
    return found


def _kept(record: Repository | Story, values: Mapping[str, Any], verb: str, by: Any) -> None:
    fields = {name: value for name, value in values.items() if name != "version"}
    before = {name: getattr(record, name) for name in fields} if record.pk else None
    for name, value in fields.items():
        setattr(record, name, value)
    record.version += 1
    record.save()
    if before != fields:
        audit.record(verb=verb, target=record, by=by, before=before, after=fields)


def _with_picture(record: Repository | Story, file: File[bytes] | None, by: Any) -> None:
    """The new picture in the place of the one that was there."""
    if file is None:
        return
    kept = attachments.attach(record=record, file=made_anew(file), by=by)
    for old in attachments.of(record).exclude(pk=kept.pk):
        attachments.remove(attachment=old, by=by)


@transaction.atomic
def remove(*, record: Repository | Story, by: Any) -> None:
    """Take a repository or a story away for good; the audit trail keeps what it said."""
    _may(by)
    for picture in attachments.of(record):
        attachments.remove(attachment=picture, by=by)
    told = {"title": str(record), "published": record.published}
    verb = f"stocktaking.remove_{record._meta.model_name}"
    audit.record(verb=verb, target=record, by=by, before=told)
    record.delete()


@transaction.atomic
def choose(*, year: int, seen: Collection[int], chosen: Collection[int], by: Any) -> int:
    """Of the projects seen, have the report of a year name those chosen and no others; gives how
    many changed. PermissionDenied."""
    _may(by)
    there = set(
        Chosen.objects.filter(year=year, project__in=seen).values_list("project_id", flat=True)
    )
    published = Project.objects.filter(pk__in=set(chosen) & set(seen))
    wanted = set(published.exclude(state=Project.State.MERGED).values_list("pk", flat=True))
    Chosen.objects.filter(year=year, project__in=there - wanted).delete()
    Chosen.objects.bulk_create(
        [Chosen(year=year, project_id=key) for key in sorted(wanted - there)]
    )
    changed = there ^ wanted
    for project in Project.objects.filter(pk__in=changed).order_by("pk"):
        verb = "stocktaking.choose" if project.pk in wanted else "stocktaking.unchoose"
        audit.record(verb=verb, target=project, by=by, after={"year": year})
    return len(changed)
