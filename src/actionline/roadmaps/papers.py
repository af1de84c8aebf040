"""An edition as a document to be set as Word or PDF, in the reader's language.

Headings and names are in that language; what people wrote is in it where it is translated, and
says its own language where it is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from actionline.common.setting.document import (
    Block,
    Column,
    Document,
    Head,
    Label,
    ListOf,
    Paragraph,
    Run,
    Section,
    Source,
    Table,
)
from actionline.common.translations import shown
from actionline.common.translations.shown import Texts

from . import queries
from .models import ActivityVersion, Edition, Item, Part, Planned
from .queries import Links, Loaded, Measured
from .records import ACTIVITY, TARGET
from .showing import told_fields

Cells = tuple[tuple[Run, ...], ...]


def document(edition: Edition) -> Document:
    """The edition in the active language, with what it names as sources."""
    return _Maker(queries.load(edition, whole=True)).document()


class _Maker:
    """One edition with its translations."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.edition = loaded.edition
        rows: list[Planned] = [*loaded.passages.values(), *loaded.activities, *loaded.targets]
        rows += [item for items in loaded.items.values() for item in items]
        for row in rows:
            row.edition = self.edition
        self.texts: Texts = shown.load(rows)

    def document(self) -> Document:
        edition, plan = self.edition, self.edition.plan
        labels = [
            Label(_("Kept by"), plan.body.name),
            Label(_("Edition"), edition.label),
            Label(_("Period"), f"{_day(edition.starts)} – {_day(edition.ends)}"),
        ]
        day = edition.published_at.date() if edition.published_at else None
        return Document(
            title=str(plan),
            language=get_language() or "en",
            head=Head(day=day, labels=tuple(labels)),
            sections=tuple(self._sections()),
            draft="" if edition.is_public else str(edition.get_state_display()),
            digest=edition.digest,
            address=edition.get_absolute_url(),
        )

    def _sections(self) -> Iterator[Section]:
        for part in self.loaded.of(Part.Within.PLAN):
            blocks = tuple(self._blocks(part))
            if blocks:
                yield Section(part.key, part.name, blocks)
            if part.kind == Part.Kind.ACTIVITIES:
                yield from self._activities()

    def _blocks(self, part: Part) -> Iterator[Block]:
        if part.kind == Part.Kind.TEXT:
            passage = self.loaded.passages.get(part.key)
            yield from self._paragraphs(passage, "text") if passage else ()
        elif part.kind == Part.Kind.ACTIVITIES:
            yield self._overview(part)
        elif part.kind == Part.Kind.TARGETS:
            yield self._targets(part)
        elif items := self.loaded.items.get(part.key):
            yield ListOf(tuple(self._item(item) for item in items), ordered=True)

    def _run(self, record: Planned, name: str, *, strong: bool = False) -> Run:
        words = self.texts.of(record, name)
        return Run(words.text, language=words.language, strong=strong)

    def _paragraphs(self, record: Planned, name: str) -> Iterator[Paragraph]:
        words = self.texts.of(record, name)
        for line in filter(None, words.text.splitlines()):
            yield Paragraph((Run(line, language=words.language),))

    def _item(self, item: Item) -> tuple[Run, ...]:
        runs = [self._run(item, "title", strong=True)]
        if item.due:
            runs.append(Run(f" ({_day(item.due)})"))
        if item.text:
            runs += [Run(" "), self._run(item, "text")]
        if item.source:
            runs.append(Run(f" [{item.source}]", language=self.edition.language))
        return tuple(runs)

    def _overview(self, part: Part) -> Table:
        """The activities in a table: when, by whom, what each answers and contributes to."""
        columns = (
            Column(_("Activity"), width=4),
            Column(_("Timeframe"), width=2),
            Column(_("Carried out by"), width=2),
            Column(_("SDG targets"), width=2),
        )
        return Table(part.name, columns, tuple(self._row(row) for row in self.loaded.activities))

    def _row(self, version: ActivityVersion) -> Cells:
        title = self._run(version, "title")
        source = Source(ACTIVITY, str(version.activity_id), title.text, self._url(version))
        lead = version.lead or self.edition.plan.body
        return (
            (Run(title.text, language=title.language, sources=self._sources(source)),),
            (Run(_period(version.starts, version.ends)),),
            (Run(lead.name),),
            _codes(self.loaded.links[version.pk]) or (Run("—"),),
        )

    def _url(self, version: ActivityVersion) -> str:
        return version.activity.get_absolute_url()

    def _sources(self, source: Source) -> tuple[Source, ...]:
        """A draft's activities have no page yet."""
        return (source,) if self.edition.is_public else ()

    def _activities(self) -> Iterator[Section]:
        parts = self.loaded.of(Part.Within.ACTIVITY)
        for version in self.loaded.activities:
            blocks = tuple(self._of_activity(version, parts))
            title = self.texts.of(version, "title").text
            yield Section(f"activity-{version.activity_id}", title, blocks, level=2)

    def _of_activity(self, version: ActivityVersion, parts: Sequence[Part]) -> Iterator[Block]:
        for field in told_fields(version, parts):
            if field.column:
                words = self.texts.of(version, field.column)
                told = Run(words.text, language=words.language)
            else:
                told = Run(field.text, language=self.edition.language)
            yield Paragraph((_label(field.name), told))
        yield Paragraph((_label(_("Timeframe")), Run(_period(version.starts, version.ends))))
        links = self.loaded.links[version.pk]
        mandates = [
            (
                Run(str(each.instrument), url=reverse("mandates:mandate", args=[each.pk])),
                Run(" "),
                Run(each.current.path if each.current else "", code=True),
            )
            for each in links.mandates
        ]
        if mandates:
            yield Paragraph((_label(_("Mandates that it answers")),))
            yield ListOf(tuple(mandates))
        named = [str(each) for each in links.objectives]
        if named:
            yield Paragraph((_label(_("GDC objectives")), Run(_(", ").join(named))))

    def _targets(self, part: Part) -> Table:
        columns = (
            Column(_("Indicator"), width=4),
            Column(_("Baseline"), "end", 2),
            Column(_("Target value"), "end", 2),
            Column(_("Last observed"), "end", 2),
            Column(_("How it stands"), width=2),
        )
        rows = tuple(self._measured(each) for each in self.loaded.measured)
        return Table(part.name, columns, rows)

    def _measured(self, each: Measured) -> Cells:
        target, last = each.target, each.standing.last
        title, unit = self._run(target, "title"), self.texts.of(target, "unit")
        source = Source(TARGET, str(target.target_id), title.text, target.target.get_absolute_url())
        named = Run(title.text, language=title.language, sources=self._sources(source))
        words = (named, Run(f" ({unit.text})", language=unit.language)) if unit.text else (named,)
        return (
            words,
            (Run(_figure(target.baseline, target.baseline_day)),),
            (Run(_figure(target.value, target.day)),),
            (Run(_figure(last.value, last.day) if last else "—"),),
            (Run(str(each.standing.status.label)),),
        )


def _codes(links: Links) -> tuple[Run, ...]:
    """The codes of SDG targets, each by itself so that it keeps its direction."""
    runs: list[Run] = []
    for target in links.sdg_targets:
        runs += [Run(_(", "))] if runs else []
        runs.append(Run(target.code, code=True))
    return tuple(runs)


def _label(name: str) -> Run:
    return Run(f"{name}{_(': ')}", strong=True)


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def _period(starts: date | None, ends: date | None) -> str:
    days: Iterable[str] = (_day(day) if day else "…" for day in (starts, ends))
    return " – ".join(days) if starts or ends else "—"


def _figure(value: Decimal | None, day: date | None) -> str:
    if value is None:
        return "—"
    shown_value = number_format(value.normalize(), force_grouping=True)
    return f"{shown_value} ({_day(day)})" if day else shown_value
