"""The verb of tags."""

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
