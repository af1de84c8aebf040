"""A person's corrections of a reading, each kept by itself and each taken back by itself.

`seen` is the stamp (`drafting.stamp`) of what the person's page showed; where that no longer
stands, ConflictError is raised and nothing is saved. None does not check.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from actionline.common import audit
from actionline.instruments import drafts
from actionline.instruments.models import Import

from .drafting import provision_stamp, redraft, stamp
from .errors import Actor, ConflictError, RefusedError, require_officer

Json = dict[str, Any]


def correct_head(*, item: Import, fields: Json, by: Actor, seen: str | None = None) -> Import:
    """Set fields of the head (`instrument`, `version`, …); empty text means not stated."""

    def change(fresh: Import, corrections: Json) -> Json:
        draft, reading = _read(fresh)
        _check(seen, stamp(draft["document"]))
        chosen = {name: value or None for name, value in fields.items()}
        kept = {**corrections.get("document", {}), **chosen}
        changed = {
            name: value for name, value in kept.items() if value != reading["document"][name]
        }
        return {**corrections, "document": changed}

    return _correct(item, by, "instruments.correct_head", change)


def correct_provision(
    *, item: Import, position: int, choice: Json, by: Actor, seen: str | None = None
) -> Import:
    """Set what a provision is: `choice` as `drafts` describes it, by its position in the text."""

    def change(fresh: Import, corrections: Json) -> Json:
        draft, reading = _read(fresh)
        _check(seen, provision_stamp(draft, position))
        path = reading["provisions"][position]["path"]
        return {**corrections, "provisions": {**corrections.get("provisions", {}), path: choice}}

    return _correct(item, by, "instruments.correct_provision", change)


def correct_mandate(
    *, item: Import, position: int, mandate: Json | None, by: Actor, seen: str | None = None
) -> Import:
    """Set what a provision asks of whom by when; None where it asks nothing."""

    def change(fresh: Import, corrections: Json) -> Json:
        draft, reading = _read(fresh)
        _check(seen, provision_stamp(draft, position))
        path = reading["provisions"][position]["path"]
        return {**corrections, "mandates": {**corrections.get("mandates", {}), path: mandate}}

    return _correct(item, by, "instruments.correct_mandate", change)


def take_back(*, item: Import, position: int, by: Actor, kind: str = "provisions") -> Import:
    """Drop the correction of a provision (`kind` provisions) or of its mandate (mandates)."""

    def change(fresh: Import, corrections: Json) -> Json:
        _draft, reading = _read(fresh)
        path = reading["provisions"][position]["path"]
        kept = {key: value for key, value in corrections.get(kind, {}).items() if key != path}
        return {**corrections, kind: kept}

    return _correct(item, by, "instruments.take_back", change)


def accept_all(*, item: Import, by: Actor, seen: str | None = None) -> Import:
    """Accept every provision that is still uncertain as it was read."""

    def change(fresh: Import, corrections: Json) -> Json:
        draft, reading = _read(fresh)
        _check(seen, stamp(draft))
        chosen = dict(corrections.get("provisions", {}))
        for position in drafts.uncertain(draft):
            chosen[reading["provisions"][position]["path"]] = {"choice": drafts.Choice.AS_READ}
        return {**corrections, "provisions": chosen}

    return _correct(item, by, "instruments.accept_all", change)


def _correct(item: Import, by: Actor, verb: str, change: Callable[[Import, Json], Json]) -> Import:
    """Change the corrections and redraft; the redrafting, which takes time, locks nothing."""
    person = require_officer(by)
    while True:
        shown = Import.objects.select_related("source").get(pk=item.pk)
        before = shown.corrections
        after = {kind: kept for kind, kept in change(shown, before).items() if kept}
        if after == before:
            return shown
        draft = redraft(_read(shown)[1], after)
        with transaction.atomic():
            audit.hold()
            fresh = Import.objects.select_for_update().get(pk=item.pk)
            if fresh.corrections != before or fresh.reading != shown.reading:
                continue  # somebody corrected another place meanwhile: draft again on top
            _read(fresh)
            fresh.corrections, fresh.draft = after, draft
            fresh.save(update_fields=["corrections", "draft", "changed_at"])
            audit.record(
                verb=verb,
                target=fresh,
                by=person,
                before=_minus(before, after),
                after=_minus(after, before),
            )
        return fresh


def _read(item: Import) -> tuple[Json, Json]:
    """Draft and reading of an import that can still be corrected."""
    if item.state != Import.State.PREVIEW or item.reading is None or item.draft is None:
        raise RefusedError(
            _("This import is closed: only one that is to be checked can be corrected.")
        )
    return item.draft, item.reading


def _check(seen: str | None, now: str) -> None:
    if seen is not None and seen != now:
        raise ConflictError


def _minus(some: Json, others: Json) -> Json:
    """The corrections of `some` that are not in `others`, for the audit trail."""
    found: Json = {}
    for kind, kept in some.items():
        other = others.get(kind, {})
        changed = {key: value for key, value in kept.items() if other.get(key, ...) != value}
        if changed:
            found[kind] = changed
    return found
