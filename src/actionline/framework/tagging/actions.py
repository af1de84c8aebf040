"""The verbs of tags."""

from __future__ import annotations

from collections.abc import Collection

import rules
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction

from actionline.common import audit
from actionline.common.records import RecordType
from actionline.framework.models import (
    ActionLine,
    GdcObjective,
    Goal,
    TaggedRecord,
    Target,
)

from .queries import Tags, tags_of

#: The kinds of tags, as a record's relations are called.
_KINDS = ("lines", "goals", "targets", "objectives")


def tag_record(
    *,
    kind: RecordType,
    record_id: str,
    lines: Collection[ActionLine],
    goals: Collection[Goal],
    targets: Collection[Target],
    objectives: Collection[GdcObjective],
    by: AbstractBaseUser,
) -> Tags:
    """Give a record these tags in place of those it has; a target brings its goal.

    Raises PermissionDenied without the right that the record type asks for.
    """
    if not rules.has_perm(kind.permission, by):
        raise PermissionDenied
    with transaction.atomic():
        audit.hold()
        tagged, _created = TaggedRecord.objects.select_for_update().get_or_create(
            record_type=kind.key, record_id=record_id
        )
        before = tags_of(kind.key, record_id)
        tagged.lines.set(lines)
        tagged.goals.set({goal.pk for goal in goals} | {target.goal_id for target in targets})
        tagged.targets.set(targets)
        tagged.objectives.set(objectives)
        after = tags_of(kind.key, record_id)
        if before != after:
            audit.record(
                verb="framework.tag_record",
                target=tagged,
                by=by,
                before=before.codes(),
                after=after.codes(),
            )
    return after


def change_tags(
    *, kind: RecordType, record_ids: Collection[str], tags: Tags, add: bool, by: AbstractBaseUser
) -> int:
    """Give many records `tags` beside those they have, or take these off; how many changed.

    A goal that is taken off takes its targets with it. Raises PermissionDenied without the right
    that the record type asks for. A fixed number of queries, whatever the number of records.
    """
    if not rules.has_perm(kind.permission, by):
        raise PermissionDenied
    with transaction.atomic():
        audit.hold()
        before = _stored(kind, record_ids)
        if add:
            missing = sorted(set(record_ids) - before.keys())
            TaggedRecord.objects.bulk_create(
                TaggedRecord(record_type=kind.key, record_id=record_id) for record_id in missing
            )
            before |= _stored(kind, missing)
        for name in _KINDS:
            _change(name, [tagged for tagged, _codes in before.values()], tags, add=add)
        after = _stored(kind, record_ids)
        changes = [
            (tagged, codes, after[record_id][1])
            for record_id, (tagged, codes) in before.items()
            if codes != after[record_id][1]
        ]
        return audit.record_many(verb="framework.tag_record", changes=changes, by=by)


def forget_tags(*, record_type: str, record_ids: Collection[str]) -> None:
    """Delete the tags of records that are gone."""
    TaggedRecord.objects.filter(record_type=record_type, record_id__in=record_ids).delete()


def _stored(
    kind: RecordType, record_ids: Collection[str]
) -> dict[str, tuple[TaggedRecord, dict[str, list[str]]]]:
    """The tagged records among these, each with the codes of its tags."""
    found = TaggedRecord.objects.filter(record_type=kind.key, record_id__in=record_ids)
    return {
        tagged.record_id: (
            tagged,
            {name: [term.code for term in getattr(tagged, name).all()] for name in _KINDS},
        )
        for tagged in found.order_by("pk").prefetch_related(*_KINDS)
    }


def _change(name: str, tagged: Collection[TaggedRecord], tags: Tags, *, add: bool) -> None:
    """Add the terms of one kind to tagged records, or take them off."""
    relation = TaggedRecord._meta.get_field(name)
    column = f"{relation.m2m_reverse_field_name()}_id"  # type: ignore[union-attr]  # many to many
    through = getattr(TaggedRecord, name).through
    terms = {term.pk for term in getattr(tags, name)}
    if add:
        if name == "goals":
            terms |= {target.goal_id for target in tags.targets}
        through.objects.bulk_create(
            [
                through(**{"taggedrecord_id": record.pk, column: term})
                for record in tagged
                for term in terms
            ],
            ignore_conflicts=True,
            batch_size=400,
        )
        return
    if name == "targets":
        terms |= set(Target.objects.filter(goal__in=tags.goals).values_list("pk", flat=True))
    keys = [record.pk for record in tagged]
    through.objects.filter(**{"taggedrecord_id__in": keys, f"{column}__in": terms}).delete()
