"""From a report to records and back: the line, what a sentence rests on, what is told where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
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
from actionline.roadmaps.models import Activity
from actionline.roadmaps.records import ACTIVITY

from . import queries
from .definitions import Definition, SectionShape
from .facts import MANDATE, PROVISION
from .models import Edition, Report, SentenceSource

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


def line_of(report: Report, edition: Edition | None) -> list[Node]:
    """The line of an edition, or of a report as it is being written: the resolution and the
    mandate that asked for it, its evidence."""
    links: dict[Stage, tuple[str, str]] = {Stage.REPORT: (str(report.year), "")}
    asked = asked_by(report.defined)
    if asked:
        first = asked[0]
        mandate = reverse("mandates:mandate", args=[first.pk])
        path = first.current.path if first.current else ""
        links[Stage.RESOLUTION] = (str(first.instrument), first.instrument.get_absolute_url())
        links[Stage.MANDATE] = (path, mandate)
    kinds = [MANDATE, PROVISION]
    records = report.sources.filter(edition=edition).exclude(record_type__in=kinds)
    number = records.order_by().values("record_type", "record_id").distinct().count()
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
    """A report that tells of a record, with how many sentences, and that of them which tells of
    the fewest records: it says most about this one."""

    report: Report
    number: int
    key: str
    published: bool


def told_in(record_type: str, record_id: object, request: HttpRequest) -> list[ToldIn]:
    """The reports that tell of a record: in the edition that the public reads, to officers also
    those of which none is published."""
    read = Q(edition__isnull=False)
    if request.user.has_perm("reporting.manage"):
        read |= ~Q(report__in=queries.published())
    rows = SentenceSource.objects.filter(
        read, record_type=record_type, record_id=str(record_id)
    ).order_by("-report", "pk")
    found: dict[int, list[str]] = defaultdict(list)
    published = set()
    for report, key, edition in rows.values_list("report", "key", "edition")[:1000]:
        found[report].append(key)
        if edition is not None:
            published.add(report)
    if not found:
        return []
    reports = Report.objects.select_related("definition", "line")
    shown = reports.in_bulk(list(found)[:MOST_REPORTS])
    keys = {key for told in found.values() for key in told}
    alike = SentenceSource.objects.filter(read, report__in=shown, key__in=keys).order_by()
    counts = alike.values_list("report", "key").annotate(number=Count("pk"))
    records_of: dict[int, dict[str, int]] = defaultdict(dict)
    for report, key, number in counts:
        records_of[report][key] = number
    return [
        ToldIn(
            shown[report],
            len(told),
            min(told, key=records_of[report].__getitem__),
            report in published,
        )
        for report, told in found.items()
        if report in shown
    ]


def section(request: HttpRequest, record_type: str, record_id: object) -> SafeString | str:
    """“Told in these reports” on a record's page."""
    found = told_in(record_type, record_id, request)
    if not found:
        return ""
    return render_to_string("reporting/told_in.html", {"found": found}, request)


def of_mandate(request: HttpRequest, mandate: Mandate) -> SafeString | str:
    """The same on a mandate's page."""
    return section(request, MANDATE, mandate.pk)


def of_activity(request: HttpRequest, activity: Activity) -> SafeString | str:
    """The same on the page of an activity."""
    return section(request, ACTIVITY, activity.pk)


def thread(mandate: Mandate) -> Mapping[Stage, tuple[str, str]]:
    """Where the line of a mandate leads: to the published reports that tell of it."""
    return _thread(MANDATE, mandate.pk)


def thread_of_activity(activity: Activity) -> Mapping[Stage, tuple[str, str]]:
    """Where the line of an activity leads, likewise."""
    return _thread(ACTIVITY, activity.pk)


def _thread(record_type: str, record_id: object) -> Mapping[Stage, tuple[str, str]]:
    rows = SentenceSource.objects.filter(
        record_type=record_type, record_id=str(record_id), edition__isnull=False
    )
    number = rows.values("report").distinct().count()
    if not number:
        return {}
    told = ngettext("%(number)s report", "%(number)s reports", number)
    return {Stage.REPORT: (told % {"number": number_format(number)}, "#reports")}
