"""From a report to mandates and back: the line, what a sentence rests on, what is told where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

from actionline.common import ui
from actionline.common.setting import sentences
from actionline.common.setting.document import Document, Run, Source
from actionline.common.translations import shown as translations
from actionline.common.translations.shown import Texts
from actionline.common.ui import Node, Stage
from actionline.mandates.models import Mandate, Wording

from .definitions import Definition, SectionShape
from .facts import MANDATE, PROVISION
from .models import Report, SentenceSource

#: Reports that a mandate's page names; the page says how many more there are.
MOST_REPORTS = 20


def asked_by(shape: Definition) -> list[Mandate]:
    """The mandates by which a kind of report was asked for."""
    slugs = {slug for slug, _path in shape.asked_by}
    rows = Mandate.objects.filter(current__isnull=False, instrument__slug__in=slugs)
    rows = rows.filter(current__path__in={path for _slug, path in shape.asked_by})
    found = {
        (row.instrument.slug, row.current.path): row
        for row in rows.select_related("instrument", "current__edition").defer(
            "search_text", "current__edition__reading"
        )
        if row.current
    }
    return [found[place] for place in shape.asked_by if place in found]


def line_of(report: Report) -> list[Node]:
    """The line of a report: the resolution and the mandate that asked for it, its evidence."""
    links: dict[Stage, tuple[str, str]] = {Stage.REPORT: (str(report.year), "")}
    asked = asked_by(report.defined)
    if asked:
        first = asked[0]
        mandate = reverse("mandates:mandate", args=[first.pk])
        path = first.current.path if first.current else ""
        links[Stage.RESOLUTION] = (str(first.instrument), first.instrument.get_absolute_url())
        links[Stage.MANDATE] = (path, mandate)
    kinds = [MANDATE, PROVISION]
    records = report.sources.exclude(record_type__in=kinds).values("record_type", "record_id")
    number = records.distinct().count()
    if number:
        told = ngettext("%(number)s record", "%(number)s records", number)
        annex = next((each.key for each in report.defined.sections if _has_evidence(each)), "")
        place = f"#{annex}" if annex else ""
        links[Stage.EVIDENCE] = (told % {"number": number_format(number)}, place)
    return ui.the_line(Stage.REPORT, links)


def _has_evidence(section: SectionShape) -> bool:
    return any(maker.name == "evidence" for maker in section.makers)


@dataclass(frozen=True, slots=True)
class Rests:
    """What a sentence rests on: `asked` are its mandates with their words, `records` the rest."""

    key: str
    runs: tuple[Run, ...]
    language: str
    records: tuple[Source, ...]
    asked: tuple[tuple[Source, Wording | None, Source | None], ...]
    texts: Texts


def rests_on(document: Document, key: str) -> Rests | None:
    """The sentence of this key, and what it rests on; None where the document has none."""
    for section in document.sections:
        for block in section.blocks:
            for line in sentences.lines(block):
                for each in sentences.sentences(line):
                    if each.key == key:
                        return _rests(document, key, each.runs, each.sources)
    return None


def _rests(document: Document, key: str, runs: tuple[Run, ...], sources: Sequence[Source]) -> Rests:
    mandates = [each for each in sources if each.record_type == MANDATE]
    places = {each.record_id: each for each in sources if each.record_type == PROVISION}
    rows = Mandate.objects.filter(pk__in=[each.record_id for each in mandates])
    wordings = {
        str(row.pk): row.current
        for row in rows.select_related("current__edition").defer("current__edition__reading")
    }
    others = tuple(each for each in sources if each.record_type not in (MANDATE, PROVISION))
    texts = translations.load(filter(None, wordings.values()), get_language() or "en")
    asked = tuple(
        (each, wordings.get(each.record_id), places.get(each.record_id)) for each in mandates
    )
    return Rests(key, runs, document.language, others, asked, texts)


@dataclass(frozen=True, slots=True)
class ToldIn:
    """A report that tells of a record, with how many sentences, and the first of them."""

    report: Report
    number: int
    key: str


def told_in(record_type: str, record_id: object, request: HttpRequest) -> list[ToldIn]:
    """The reports that tell of a record: those that are published, to officers all."""
    rows = SentenceSource.objects.filter(record_type=record_type, record_id=str(record_id))
    if not request.user.has_perm("reporting.manage"):
        rows = rows.filter(report__state=Report.State.PUBLISHED)
    counted: dict[int, tuple[str, int]] = {}
    for report, key in rows.order_by("-report", "pk").values_list("report", "key")[:1000]:
        first, number = counted.get(report, (key, 0))
        counted[report] = (first, number + 1)
    reports = Report.objects.in_bulk(list(counted)[:MOST_REPORTS])
    return [
        ToldIn(reports[key], number, first)
        for key, (first, number) in counted.items()
        if key in reports
    ]


def section(request: HttpRequest, mandate: Mandate) -> SafeString | str:
    """“Told in these reports” on a mandate's page."""
    found = told_in(MANDATE, mandate.pk, request)
    if not found:
        return ""
    return render_to_string("reporting/told_in.html", {"found": found}, request)


def thread(mandate: Mandate) -> Mapping[Stage, tuple[str, str]]:
    """Where the line of a mandate leads: to the published reports that tell of it."""
    rows = SentenceSource.objects.filter(
        record_type=MANDATE, record_id=str(mandate.pk), report__state=Report.State.PUBLISHED
    )
    number = rows.values("report").distinct().count()
    if not number:
        return {}
    told = ngettext("%(number)s report", "%(number)s reports", number)
    return {Stage.REPORT: (told % {"number": number_format(number)}, "#reports")}
