"""Pages that everybody may read: published reports, one report, the tables behind them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actionline.common import attachments, languages, permissions, ui
from actionline.common.keeping import kept
from actionline.common.models import AuditEntry
from actionline.common.tables import writing
from actionline.common.translations import shown as translations
from actionline.framework.models import Body
from actionline.mandates import evidence, hooks, subjects
from actionline.mandates.models import Course, Mandate
from actionline.mandates.progress import listing, queries, rules, status
from actionline.mandates.progress.models import Report, Version
from actionline.mandates.progress.states import MOVES, OPEN, WRITTEN

PER_PAGE = 30
FORMS = ("csv", "xlsx", "json")


@require_safe
@kept
def reports(request: HttpRequest) -> HttpResponse:
    """The published reports, as the address filters them."""
    wanted = listing.Filter.from_query(request.GET)
    found = listing.with_rows(wanted.narrow(queries.published()))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    versions = list(page.object_list)
    told = listing.names(versions)
    context = {
        "page": page,
        "rows": [(version, told[version.pk]) for version in versions],
        "texts": translations.load(versions),
        "filter": wanted,
        "bodies": Body.objects.filter(
            pk__in=Report.objects.exclude(body=None).order_by().values("body")
        ),
        "languages": [(code, languages.name(code)) for code in settings.CONTENT_LANGUAGES],
        "forms": FORMS,
        "may_write": request.user.has_perm("progress.write"),
    }
    return render(request, "progress/list.html", context)


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The same reports as a table, sent as it is written."""
    if form not in FORMS:
        raise Http404
    found = listing.Filter.from_query(request.GET).narrow(queries.published())
    rows = listing.rows(found, request.build_absolute_uri("/").rstrip("/"))
    name = f"progress-{timezone.localdate():%Y-%m-%d}"
    return writing.response(rows, columns=listing.COLUMNS, form=form, name=name)


@require_safe
@kept
def report(request: HttpRequest, key: int) -> HttpResponse:
    """One report: the version that stands, and for those who work on it the one under way."""
    found = get_object_or_404(Report.objects.select_related("body", "mandate__current"), pk=key)
    versions = list(
        found.versions.select_related("written_by", "submitted_by", "decided_by").prefetch_related(
            "figures"
        )
    )
    for version in versions:
        version.report = found
    return render(request, "progress/report.html", page(request, found, versions))


def page(request: HttpRequest, found: Report, versions: list[Version]) -> dict[str, Any]:
    """What the page of a report shows to this reader. Http404 where that is nothing."""
    user = request.user
    standing = next((each for each in versions if each.state == Version.State.VALIDATED), None)
    under_way = next((each for each in versions if each.state in OPEN), None)
    works = user.is_authenticated and any(user.has_perm("progress.read", each) for each in versions)
    inside = works and _works_on(user, found)
    public = standing is not None and standing.public
    if not (public or inside):
        raise Http404
    main = standing if standing is not None else under_way or versions[0]
    subject = found.subject
    about = subjects.told([subject]).get(subject)
    moves = MOVES.open_to(user, under_way) if under_way and inside else []
    if standing is not None and inside:
        moves_of_standing = [m for m in MOVES.open_to(user, standing) if m.verb == "withdraw"]
    else:
        moves_of_standing = []
    shown = [each for each in (main, under_way) if each is not None]
    return {
        "report": found,
        "subject": subject,
        "about": about,
        "main": main,
        "under_way": under_way if inside and under_way is not main else None,
        "line": ui.the_line(ui.Stage.PROGRESS, _line(found, about)),
        "texts": translations.load({each.pk: each for each in shown}.values()),
        "files": attachments.of(main),
        "inside": inside,
        "moves": [move for move in moves if move.verb not in ("submit", "replace")],
        "withdrawable": moves_of_standing,
        "restorable": (
            versions[0]
            if inside
            and versions[0].state == Version.State.WITHDRAWN
            and under_way is None
            and user.has_perm("progress.write", versions[0])
            else None
        ),
        "may_edit": bool(
            inside
            and under_way
            and under_way.state in WRITTEN
            and user.has_perm("progress.write", under_way)
        ),
        "may_correct": bool(
            inside and standing and not under_way and user.has_perm("progress.write", standing)
        ),
        "versions": _told(versions, inside),
        "history": _history(found) if inside else [],
    }


def _works_on(user: Any, found: Report) -> bool:
    if user.is_officer or user.pk == found.created_by_id:
        return True
    subject = found.subject
    return rules.reports_on_subject(user, subject) or bool(rules.publishes_for(user, subject))


def _told(versions: list[Version], inside: bool) -> list[tuple[Version, Version | None]]:
    """The versions that a reader sees, each with the one that it followed, the newest first."""
    seen = [
        each
        for each in versions
        if inside or (not each.internal and each.state in ("validated", "replaced"))
    ]
    seen = [each for each in seen if each.validated_at is not None or inside]
    return [
        (each, seen[place + 1] if place + 1 < len(seen) else None)
        for place, each in enumerate(seen)
    ]


def _line(found: Report, about: Any) -> dict[ui.Stage, tuple[str, str]]:
    """Where the thread of a report leads: to its mandate, and from there on."""
    line: dict[ui.Stage, tuple[str, str]] = {ui.Stage.PROGRESS: (found.period, "")}
    mandate = found.mandate
    if mandate is None:
        if about is not None:
            line[ui.Stage.PLAN] = (about.title, about.url)
            line |= _mandate_of(found.subject)
        return line
    here = about.url if about else ""
    for thread in hooks.threads:
        for stage, (text, url) in thread(mandate).items():
            if stage != ui.Stage.PROGRESS:
                line[stage] = (text, here + url if url.startswith("#") else url)
    return line | evidence.thread_of(mandate)


def _mandate_of(subject: subjects.Subject) -> dict[ui.Stage, tuple[str, str]]:
    keys = subjects.kind_of(subject).mandates([subject.id]).get(subject.id, ())
    found = Mandate.objects.filter(pk__in=keys, current__isnull=False)
    first = found.select_related("instrument", "current").order_by("pk").first()
    return evidence.thread_of(first) if first is not None else {}


def _history(found: Report) -> list[AuditEntry]:
    entries = AuditEntry.objects.filter(record_type=queries.REPORT, record_id=str(found.pk))
    return list(entries.select_related("by"))


@require_safe
def rules_page(request: HttpRequest) -> HttpResponse:
    """The rules of the status, and the way of a report, as the code reads them."""
    moves = [
        (
            move.words,
            [MOVES.states(source).label for source in move.sources],
            MOVES.states(move.target).label,
            permissions.words(move.permission),
            move.needs_reason,
        )
        for move in MOVES
    ]
    found = [(rule.words, Course(rule.course).label) for rule in status.RULES]
    return render(request, "progress/rules.html", {"rules": found, "moves": moves})
