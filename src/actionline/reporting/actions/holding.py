"""Who holds a section: one person at a time writes it, until they let go or are long silent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from actionline.common import audit
from actionline.reporting import notices
from actionline.reporting.models import Section
from actionline.reporting.models.writing import HELD


class HeldError(Exception):
    """Somebody else writes the section; until when it is theirs at the least."""

    def __init__(self, section: Section) -> None:
        super().__init__(f"{section} is held")
        self.holder = section.held_by
        self.until: datetime | None = section.held_until


def locked(section: Section) -> Section:
    """The section with its row locked, and its report."""
    rows = Section.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("report", "held_by").get(pk=section.pk)


def check_held(section: Section, by: Any) -> None:
    """HeldError where somebody else writes it; PermissionDenied for who may not."""
    if not by.has_perm("reporting.write", section):
        raise PermissionDenied
    holder = section.holder()
    if holder is not None and holder != by.pk:
        raise HeldError(section)


@transaction.atomic
def take_hold(*, section: Section, by: Any) -> Section:
    """Have a section for oneself. HeldError, PermissionDenied."""
    found = locked(section)
    check_held(found, by)
    _hold(found, by)
    return found


@transaction.atomic
def keep_hold(*, section: Section, by: Any) -> Section:
    """Have it for longer: who writes is there. HeldError where it went to somebody else."""
    return take_hold(section=section, by=by)


@transaction.atomic
def release(*, section: Section, by: Any) -> None:
    """Let go of it, if one has it."""
    found = locked(section)
    if found.held_by_id == by.pk:
        let_go(found)


@transaction.atomic
def break_hold(*, section: Section, by: Any) -> None:
    """Take it from who has it, and tell them: an officer may. PermissionDenied."""
    if not by.has_perm("reporting.manage"):
        raise PermissionDenied
    audit.hold()
    found = locked(section)
    holder = found.held_by if found.holder() is not None else None
    let_go(found)
    if holder is not None and holder.pk != by.pk:
        notices.hold_broken(found, holder, by)
        audit.record(
            verb="reporting.break_hold",
            target=found.report,
            by=by,
            after={"section": found.key, "language": found.language},
        )


def _hold(section: Section, by: Any) -> None:
    section.held_by, section.held_until = by, timezone.now() + HELD
    section.save(update_fields=["held_by", "held_until"])


def let_go(section: Section) -> None:
    section.held_by, section.held_until = None, None
    section.save(update_fields=["held_by", "held_until"])
