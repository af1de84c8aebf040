"""Writing, approving and taking back translations, one text at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import rules
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from actionline.common import audit
from actionline.common.models import AuditEntry
from actionline.common.translations import checks, queries, registry
from actionline.common.translations.models import Translation
from actionline.common.translations.queries import Text

State = Translation.State
#: A row with what it was and what it is.
Change = tuple[Translation, dict[str, str], dict[str, str]]
#: What an entry of the audit trail holds of a translation, before and after.
FIELDS = ("state", "text", "source", "engine", "draft", "draft_source")
EMPTY = {"state": State.MISSING.value} | dict.fromkeys(FIELDS[1:], "")


class StaleError(Exception):
    """The text or its translation has changed since the person began."""


class FaultsError(Exception):
    """The words cannot be a translation of the text: `faults` say why."""

    def __init__(self, faults: Iterable[str]) -> None:
        super().__init__(" ".join(faults))


class NothingBeforeError(Exception):
    """There is no earlier state of it, or it has changed in between."""


@dataclass(frozen=True, slots=True)
class Approved:
    """How many were approved, and how many were left: missing, outdated or faulty."""

    approved: int
    left: int


def save(
    *, text: Text, language: str, words: str, seen: str, approve: bool, by: Any
) -> Translation:
    """Keep a draft or, with `approve`, put it before the public.

    `seen` is the stamp (`checks.stamp`) of what the person had before them. Raises
    PermissionDenied, StaleError, FaultsError.
    """
    must(by, text.content.translate)
    if approve:
        must(by, text.content.approve)
    words = checks.tidy(words)
    if faults := checks.faults(text.source, words, text.field):
        raise FaultsError(faults)
    with transaction.atomic():
        audit.hold()
        stored = hold(text, language)
        now = queries.find_text(*text.place)
        if now is None or checks.stamp(now.source, stored) != seen:
            raise StaleError
        own = by if words != stored.words or not stored.translated_by_id else stored.translated_by
        values = approved_words(words, now.source) if approve else draft_words(words, now.source)
        people: dict[str, Any] = {
            "translated_by": own,
            "approved_by": by if approve else stored.approved_by,
        }
        verb = "translations.approve" if approve else "translations.draft"
        change(stored, verb, values, by=by, **people)
    return stored


def approve_many(*, places: Iterable[tuple[str, str, str]], language: str, by: Any) -> Approved:
    """Approve the drafts and machine translations of these texts that are up to date.

    Raises PermissionDenied where one of them is not the person's to approve.
    """
    wanted = list(dict.fromkeys(places))
    batch = f"translations-{timezone.now():%Y%m%dT%H%M%S%f}"
    changes = []
    with transaction.atomic():
        audit.hold()
        now = queries.find_texts(wanted)
        for text in now.values():
            must(by, text.content.approve)
        condition = queries.translations_of(wanted, language)
        rows = Translation.objects.select_for_update().filter(condition).order_by("pk")
        for stored in rows:
            found = now.get((stored.content, stored.field, stored.key))
            if found is not None and _fit(found, stored):
                values = approved_words(stored.words, found.source)
                changes.append(put(stored, values, approved_by=by))
                stored.save()
        tell_changed(changes)
        audit.record_many(verb="translations.approve", changes=changes, by=by, batch=batch)
    return Approved(len(changes), len(wanted) - len(changes))


def _fit(text: Text, stored: Translation) -> bool:
    waiting = stored.state in (State.DRAFT, State.MACHINE)
    fresh = stored.made_from == text.source
    return waiting and fresh and not checks.faults(text.source, stored.words, text.field)


@transaction.atomic
def take_machine(*, text: Text, language: str, words: str, engine: str, by: Any) -> bool:
    """Keep what a machine made of a text; whether it was wanted: nothing that a person wrote or
    approved is replaced. Raises PermissionDenied, FaultsError."""
    must(by, text.content.translate)
    words = checks.tidy(words)
    if faults := checks.faults(text.source, words, text.field):
        raise FaultsError(faults)
    audit.hold()
    stored = hold(text, language)
    if stored.state not in (State.MISSING, State.MACHINE):
        return False
    values = EMPTY | {
        "state": State.MACHINE.value,
        "text": words,
        "source": text.source,
        "engine": engine,
    }
    change(stored, "translations.machine", values, by=by, translated_by=None, approved_by=None)
    return True


@transaction.atomic
def withdraw(*, translation: Translation, by: Any) -> None:
    """Take the public words off the pages; they stay as a draft where there is none.

    Raises PermissionDenied, NothingBeforeError where nothing is public.
    """
    content = registry.find(translation.content)
    must(by, content.approve if content else "translations.approve")
    audit.hold()
    stored = Translation.objects.select_for_update().get(pk=translation.pk)
    if not stored.text:
        raise NothingBeforeError
    change(
        stored,
        "translations.withdraw",
        EMPTY | draft_words(stored.words, stored.made_from),
        by=by,
        approved_by=None,
    )


@transaction.atomic
def undo(*, translation: Translation, by: Any) -> None:
    """Put a translation back to what it was before its last change.

    Raises PermissionDenied (what is public is taken back by who may approve),
    NothingBeforeError.
    """
    content = registry.find(translation.content)
    must(by, content.translate if content else "translations.translate")
    audit.hold()
    stored = Translation.objects.select_for_update().get(pk=translation.pk)
    last = history(stored).first()
    if last is None or last.after != snapshot(stored):
        raise NothingBeforeError
    before = EMPTY | (last.before or {})
    if (before["text"], before["engine"]) != (stored.text, stored.engine):
        must(by, content.approve if content else "translations.approve")
    change(stored, "translations.undo", before, by=by, **people_of(before, by))


def history(translation: Translation) -> Any:
    """What was done to a translation, the newest first."""
    return AuditEntry.objects.filter(
        record_type=Translation._meta.label_lower, record_id=str(translation.pk)
    ).select_related("by")


def people_of(values: Mapping[str, str], by: Any) -> dict[str, Any]:
    """Who answers for words that were put back: who put them back."""
    approved = values["text"] and not values["engine"]
    return {
        "translated_by": by if values["draft"] or approved else None,
        "approved_by": by if approved else None,
    }


def must(by: Any, permission: str) -> None:
    if not rules.has_perm(permission, by):
        raise PermissionDenied


def hold(text: Text, language: str) -> Translation:
    """The row of a text, made where there is none, locked until the transaction ends."""
    content, field, key = text.place
    stored, _made = Translation.objects.select_for_update().get_or_create(
        content=content, field=field, key=key, language=language
    )
    return stored


def snapshot(stored: Translation) -> dict[str, str]:
    return {name: str(getattr(stored, name)) for name in FIELDS}


def draft_words(words: str, source: str) -> dict[str, str]:
    """The fields that a draft sets; what is public stays."""
    return {"state": State.DRAFT.value, "draft": words, "draft_source": source}


def approved_words(words: str, source: str) -> dict[str, str]:
    return EMPTY | {"state": State.APPROVED.value, "text": words, "source": source}


def change(
    stored: Translation,
    verb: str,
    values: Mapping[str, str],
    *,
    by: Any,
    batch: str = "",
    **people: Any,
) -> None:
    """Set the fields of a row that is held, and write it down."""
    entry = put(stored, values, **people)
    stored.save()
    tell_changed([entry])
    audit.record_many(verb=verb, changes=[entry], by=by, batch=batch)


def tell_changed(changes: Iterable[Change]) -> None:
    """Tell the rooms of which records the public words changed; the rows are saved."""
    keys: dict[str, set[str]] = {}
    for stored, before, after in changes:
        if any(before[name] != after[name] for name in ("text", "engine")):
            keys.setdefault(stored.content, set()).add(stored.key)
    for name, own in keys.items():
        content = registry.find(name)
        if content and content.changed:
            content.changed(own)


def put(stored: Translation, values: Mapping[str, str], **people: Any) -> Change:
    """Set the fields of a row, unsaved; what the audit trail is to say of it."""
    before = snapshot(stored)
    for name, value in {**values, **people}.items():
        setattr(stored, name, value)
    stored.changed_at = timezone.now()
    return stored, before, snapshot(stored)
