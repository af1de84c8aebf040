"""What plans hold: their activities with what was reported of each, their targets as they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionline.common.translations import shown
from actionline.common.translations.shown import Texts
from actionline.mandates.progress import queries as progress
from actionline.mandates.progress.models import Version
from actionline.reporting import markup
from actionline.reporting.blocks import Block, Cell, Grid, Sentence, paragraph
from actionline.reporting.facts import progress_record
from actionline.reporting.telling import Telling, some
from actionline.roadmaps.models import ActivityVersion, Edition, TargetVersion
from actionline.roadmaps.status import standing

#: `line`: action lines of the plans; `body`: who keeps them; `targets`, `activities`: what is told.
PARAMETERS = frozenset({"line", "body", "activities", "targets"})
ACTIVITY, TARGET = "roadmaps.activity", "roadmaps.target"


def plans(telling: Telling, parameters: Mapping[str, Any]) -> Iterator[Block]:
    """The activities and the targets of the published plans. Seven queries at most."""
    narrowed: dict[str, Any] = {"edition__state": Edition.State.PUBLISHED}
    for name, field in (("line", "line__code__in"), ("body", "body__slug__in")):
        value = parameters.get(name)
        if value:
            wanted = value if isinstance(value, list) else [value]
            about = telling.facts.about
            narrowed[f"edition__plan__{field}"] = [e.replace("{about}", about) for e in wanted]
    if parameters.get("activities", True):
        rows = ActivityVersion.objects.filter(**narrowed).select_related(
            "edition__plan__body", "edition__plan__line", "edition__plan__shape", "lead"
        )
        order = ("edition__plan_id", "position", "pk")
        yield from _activities(telling, list(rows.defer("edition__frozen").order_by(*order)))
    if parameters.get("targets", True):
        targets = TargetVersion.objects.filter(**narrowed).select_related("edition", "target")
        found = targets.defer("edition__frozen").prefetch_related("target__observations")
        yield from _targets(telling, list(found.order_by("edition__plan_id", "position", "pk")))


def _activities(telling: Telling, rows: Sequence[ActivityVersion]) -> Iterator[Block]:
    if not rows:
        return
    facts = telling.facts
    words = [f"{ACTIVITY}:{row.activity_id}" for row in rows]
    reported: dict[str, list[Version]] = defaultdict(list)
    for version in progress.validated(facts.starts, facts.ends, (), about=words):
        reported[version.report.about].append(version)
    told = ngettext(
        "The plans hold %(number)s activity.", "The plans hold %(number)s activities.", len(rows)
    ) % {"number": telling.number(len(rows))}
    yield paragraph("activities", Sentence("number", told, some(words)))
    versions = [version for each in reported.values() for version in each]
    texts = shown.load([*rows, *versions], telling.language)
    for row, word in zip(rows, words, strict=True):
        yield paragraph(
            f"a{row.activity_id}", *_activity(telling, texts, row, word, reported[word])
        )


def _activity(
    telling: Telling,
    texts: Texts,
    row: ActivityVersion,
    word: str,
    versions: Sequence[Version],
) -> Iterator[Sentence]:
    """Its name and who carries it out, then what was reported of it."""
    title, language = _said(telling, texts, row, "title")
    lead = row.lead or row.edition.plan.body
    yield Sentence("title", f"**{title.replace('*', '')}**", (word,), language)
    asked = _("Carried out by: %(body)s.%(language)s") % {
        "body": markup.escape(lead.name),
        "language": telling.in_language(language),
    }
    yield Sentence("lead", asked, (word,))
    for version in versions:
        done, said_in = _said(telling, texts, version, "done")
        sources = (progress_record(version), word)
        label = _("Reported for %(period)s:%(language)s") % {
            "period": version.report.period,
            "language": telling.in_language(said_in),
        }
        yield Sentence(f"r{version.report_id}-who", label, sources)
        yield Sentence(f"r{version.report_id}-done", done, sources, said_in)
    if not versions:
        yield Sentence("nothing", _("Nothing was reported on this in the period."), (word,))


def _said(telling: Telling, texts: Texts, record: Any, name: str) -> tuple[str, str]:
    """A text with its language, empty for that of the report: an approved translation, or as it
    was written."""
    words = texts.of(record, name)
    if words.language == telling.language and not words.engine and not words.outdated:
        return markup.escape(words.text), ""
    language = str(record.language)
    own = markup.escape(getattr(record, name))
    return own, "" if language == telling.language else language


def _targets(telling: Telling, rows: Sequence[TargetVersion]) -> Iterator[Block]:
    """A table of the targets: what is missing is shown as missing."""
    if not rows:
        return
    texts = shown.load(rows, telling.language)
    made = []
    for row in rows:
        stands = standing(row, row.target.observations.all())
        title, language = _said(telling, texts, row, "title")
        last = stands.last
        made.append(
            (
                Cell(title, (f"{TARGET}:{row.target_id}",), language),
                Cell(markup.escape(row.unit)),
                Cell(_dated(telling, row.baseline, row.baseline_day)),
                Cell(_dated(telling, last.value if last else None, last.day if last else None)),
                Cell(_dated(telling, row.value, row.day)),
                Cell(str(stands.status.label)),
            )
        )
    columns = (
        (_("Indicator"), 3),
        (_("Unit"), 2),
        (_("Baseline"), 2),
        (_("Last value"), 2),
        (_("Target value"), 2),
        (_("How it stands"), 2),
    )
    note = _("Each value with its day; its source is on the page of the target.")
    yield Block(
        "targets", "table", grid=Grid(_("Targets of the plans"), columns, tuple(made), note)
    )


def _dated(telling: Telling, value: Decimal | None, day: Any) -> str:
    if value is None:
        return _("missing")
    told = markup.escape(number_format(value.normalize(), use_l10n=True, force_grouping=True))
    return f"{told} ({telling.day(day)})" if day else told
