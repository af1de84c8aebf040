"""Taking files of translations, and taking them back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionline.common import audit, languages
from actionline.common.models import AuditEntry
from actionline.common.translations import checks, intakes
from actionline.common.translations.intakes import Outcome
from actionline.common.translations.models import Intake, Translation
from actionline.common.translations.xliff.reading import XliffError, read

from . import words as verbs

#: As many are written in one transaction; others write in between.
AT_ONCE = 100
Counted = Callable[[list[Outcome]], Iterable[Outcome]]


def try_intake(*, name: str, data: bytes, approve: bool, by: Any) -> Intake:
    """Read a file and keep it to be looked at; no translation is written.

    Raises PermissionDenied, XliffError.
    """
    verbs.must(by, "translations.translate")
    if approve:
        verbs.must(by, "translations.approve")
    units = read(data)
    language = units[0].language
    if not languages.known(language):
        message = _("The file is for a language that is not kept here: %(language)s")
        raise XliffError(message % {"language": language or "–"})
    return Intake.objects.create(
        name=name[:200],
        language=language,
        units=[asdict(unit) for unit in units],
        approve=approve,
        by=by,
    )


def take_intake(*, intake: Intake, by: Any, counted: Counted = lambda outcomes: outcomes) -> int:
    """Take all that is new or changed and has no fault; how many. What was taken before is left,
    so that a run that was broken off is taken up again.

    `counted` is asked for each. Raises PermissionDenied.
    """
    verbs.must(by, "translations.approve" if intake.approve else "translations.translate")
    batch = intake.batch or f"xliff-{intake.pk}-{timezone.now():%Y%m%dT%H%M%S%f}"
    Intake.objects.filter(pk=intake.pk).update(batch=batch)
    tried = intakes.outcomes(intakes.units(intake), intake.language, approving=intake.approve)
    wanted = [outcome for outcome in tried if outcome.wanted]
    for content in {outcome.text.content for outcome in wanted if outcome.text}:
        verbs.must(by, content.approve if intake.approve else content.translate)
    some: list[Outcome] = []
    for outcome in counted(wanted):
        some.append(outcome)
        if len(some) == AT_ONCE:
            _take(intake, some, batch, by)
            some = []
    _take(intake, some, batch, by)
    return _end(intake, batch, by)


@transaction.atomic
def _take(intake: Intake, some: list[Outcome], batch: str, by: Any) -> None:
    audit.hold()
    changes = []
    for outcome in some:
        assert outcome.text is not None
        stored = verbs.hold(outcome.text, intake.language)
        words, source = checks.tidy(outcome.unit.target), outcome.text.source
        approving = intake.approve and outcome.unit.final
        make = verbs.approved_words if approving else verbs.draft_words
        people = {"translated_by": by} | ({"approved_by": by} if approving else {})
        changes.append(verbs.put(stored, make(words, source), **people))
        stored.save()
    verbs.tell_changed(changes)
    audit.record_many(verb="translations.import", changes=changes, by=by, batch=batch)


@transaction.atomic
def _end(intake: Intake, batch: str, by: Any) -> int:
    audit.hold()
    stored = Intake.objects.select_for_update().get(pk=intake.pk)
    entries = AuditEntry.objects.filter(batch=batch, verb="translations.import")
    stored.state, stored.taken = Intake.State.TAKEN, entries.count()
    stored.save(update_fields=["state", "taken"])
    after = {"language": stored.language, "taken": stored.taken}
    audit.record(verb="translations.take", target=stored, by=by, after=after, batch=batch)
    return stored.taken


@transaction.atomic
def undo_intake(*, intake: Intake, by: Any) -> tuple[int, int]:
    """Put back what the file changed, save what was changed since: how many of each.

    Raises PermissionDenied.
    """
    verbs.must(by, "translations.approve" if intake.approve else "translations.translate")
    audit.hold()
    stored = Intake.objects.select_for_update().get(pk=intake.pk)
    imported = AuditEntry.objects.filter(batch=stored.batch, verb="translations.import")
    entries = list(imported.order_by("-number")) if stored.batch else []
    keys = {entry.record_id for entry in entries}
    found = Translation.objects.select_for_update().filter(pk__in=keys)
    rows = {str(row.pk): row for row in found}
    changes = []
    for entry in entries:
        row = rows.get(entry.record_id)
        if row is not None and entry.after == verbs.snapshot(row):
            before = verbs.EMPTY | (entry.before or {})
            changes.append(verbs.put(row, before, **verbs.people_of(before, by)))
            row.save()
    verbs.tell_changed(changes)
    undone = f"{stored.batch}-undo"
    audit.record_many(verb="translations.undo", changes=changes, by=by, batch=undone)
    stored.state = Intake.State.UNDONE
    stored.batch = ""  # taken again, it is another batch
    stored.save(update_fields=["state", "batch"])
    back = len(changes)
    audit.record(verb="translations.undo_take", target=stored, by=by, after={"back": back})
    return back, len(entries) - back


def discard_intake(*, intake: Intake, by: Any) -> None:
    """Throw away a file that was only tried. Raises PermissionDenied."""
    verbs.must(by, "translations.translate")
    Intake.objects.filter(pk=intake.pk, state=Intake.State.TRIED).delete()
