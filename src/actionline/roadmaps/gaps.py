"""What an edition lacks, told before it is published. Gaps warn; they forbid nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from .activity_forms import text_of
from .models import ActivityVersion, Part, TargetVersion
from .queries import Loaded

Kind = Part.Kind


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing: of what, in words, and where it is written. `part` groups."""

    part: str
    title: str
    told: str
    url: str


def gaps(loaded: Loaded) -> list[Gap]:
    """Everything that the shape expects and the edition lacks, in the order of the shape."""
    found: list[Gap] = []
    for part in loaded.of(Part.Within.PLAN):
        found += _of_part(part, loaded)
    return found


def _url(loaded: Loaded, view: str, *more: object) -> str:
    edition = loaded.edition
    return reverse(f"roadmaps:{view}", args=[edition.plan.slug, edition.number, *more])


def _of_part(part: Part, loaded: Loaded) -> Iterator[Gap]:
    if part.kind == Kind.TEXT:
        passage = loaded.passages.get(part.key)
        if part.expected and not (passage and passage.text):
            url = _url(loaded, "passage", part.key)
            yield Gap(part.name, "", _("Nothing is written yet."), url)
    elif part.kind == Kind.ACTIVITIES:
        if part.expected and not loaded.activities:
            yield Gap(part.name, "", _("There is no activity."), _url(loaded, "activities"))
        for version in loaded.activities:
            yield from _of_activity(part, version, loaded)
    elif part.kind == Kind.TARGETS:
        if part.expected and not loaded.targets:
            yield Gap(part.name, "", _("There is no target."), _url(loaded, "targets"))
        for target in loaded.targets:
            yield from _of_target(part, target, loaded)
    else:
        yield from _of_items(part, loaded)


def _of_items(part: Part, loaded: Loaded) -> Iterator[Gap]:
    items = loaded.items.get(part.key, [])
    url = _url(loaded, "items", part.key)
    if part.expected and not items:
        yield Gap(part.name, "", _("There is no entry."), url)
    served = {version.item_id for version in loaded.activities}
    for item in items:
        own = _url(loaded, "item", item.pk)
        if item.pk not in served:
            yield Gap(part.name, item.title, _("No activity serves it."), own)
        if part.kind == Kind.DEADLINES and item.due is None:
            yield Gap(part.name, item.title, _("It has no deadline."), own)


def _of_activity(part: Part, version: ActivityVersion, loaded: Loaded) -> Iterator[Gap]:
    for asked in loaded.of(Part.Within.ACTIVITY):
        if asked.expected and not _is_told(asked, version):
            told = _("“%(name)s” is empty.") % {"name": asked.name}
            url = _url(loaded, "activity_step", version.pk, asked.step)
            yield Gap(part.name, version.title, told, url)


def _is_told(asked: Part, version: ActivityVersion) -> bool:
    """Whether an activity that was loaded with its numbers says what is asked."""
    if asked.kind == Kind.TEXT:
        return bool(text_of(version, asked.key))
    answers = {
        Kind.ITEM: version.item_id,
        Kind.BODY: version.lead_id,
        Kind.PERIOD: version.starts and version.ends,
        Kind.MANDATES: getattr(version, "many_mandates", 0),
        Kind.GOALS: getattr(version, "many_goals", 0),
        Kind.OBJECTIVES: getattr(version, "many_objectives", 0),
    }
    return bool(answers[Kind(asked.kind)])


def _of_target(part: Part, target: TargetVersion, loaded: Loaded) -> Iterator[Gap]:
    url = _url(loaded, "target_form", target.pk)
    missing = (
        (target.baseline is None or target.baseline_day is None, _("It has no baseline.")),
        (
            target.baseline is not None and not target.baseline_source,
            _("Its baseline has no source."),
        ),
        (target.value is None or target.day is None, _("It has no target value, or no date.")),
        (not target.unit, _("It has no unit.")),
        (not target.source, _("It is not said where its figures come from.")),
    )
    for lacks, told in missing:
        if lacks:
            yield Gap(part.name, target.title, told, url)
