"""Where a report is written: how far it is, who writes, what changed, what comes next."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from actionline.common import work as background
from actionline.common.models import AuditEntry
from actionline.common.states import WrongStateError
from actionline.reporting import actions, queries, setting, work
from actionline.reporting.forms import HeadForm, InviteForm, ReasonForm, StartForm
from actionline.reporting.models import Definition, Redraft, Report
from actionline.reporting.states import MOVES

#: Entries of the audit trail of a report that its desk shows.
MOST_HISTORY = 30


@login_required
@permission_required("reporting.manage", raise_exception=True)
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a report, and have it drafted."""
    definition = get_object_or_404(Definition, slug=slug)
    sent = (request.POST,) if request.method == "POST" else ()
    form = StartForm(*sent, shape=definition.shape)
    if request.method == "POST" and form.is_valid():
        made = actions.start(definition=definition, by=request.user, **form.values())
        _start_draft(request, made)
        return redirect("reporting:desk", made.pk)
    context = {"definition": definition, "form": form, "shape": definition.shape}
    return render(request, "reporting/start.html", context)


@login_required
@require_safe
def desk(request: HttpRequest, key: int) -> HttpResponse:
    """A report as those see it who write it."""
    report = queries.readable(key, request.user)
    language = request.GET.get("in", report.language)
    if language not in report.languages:
        language = report.language
    rows = queries.sections_of(report, language)
    shapes = {each.key: each for each in report.defined.sections}
    changes = queries.changes_since(report) if report.drafted_at else AuditEntry.objects.none()
    context = {
        "report": report,
        "language": language,
        "rows": [(row, shapes[row.key]) for row in rows if row.key in shapes],
        "words": sum(row.words for row in rows),
        "now": timezone.now(),
        "moves": MOVES.open_to(request.user, report),
        "changed": changes[:1000].count(),
        "waiting": report.redrafts.filter(state=Redraft.State.WAITING).defer("content").first(),
        "taken": report.redrafts.filter(state=Redraft.State.APPLIED).defer("content").first(),
        "job": queries.job_of(report, request.user, [work.DRAFT, setting.SET, setting.SET_DRAFT]),
        "comments": _threads(report),
        "editors": list(report.editors.select_related("person")),
        "editions": list(report.editions.defer("content").select_related("edited_by", "signed_by")),
        "manages": request.user.has_perm("reporting.manage"),
        "forms": setting.FORMS,
        "history": _history(report),
    }
    if context["job"]:
        context["title"] = background.title(context["job"].kind)
        context["lost"] = background.lost(context["job"])
    return render(request, "reporting/desk.html", context)


def _threads(report: Report) -> list[Any]:
    """The comments that are not settled, the newest first."""
    found = report.comments.filter(answers=None, resolved_at=None).select_related("by")
    return list(found.order_by("-pk")[:50])


def _history(report: Report) -> Any:
    entries = AuditEntry.objects.filter(
        record_type=report._meta.label_lower, record_id=str(report.pk)
    )
    return entries.select_related("by")[:MOST_HISTORY]


@login_required
@permission_required("reporting.manage", raise_exception=True)
@require_POST
def draft(request: HttpRequest, key: int) -> HttpResponse:
    """Have the report drafted from what the data says now."""
    report = queries.readable(key, request.user)
    if not report.is_open:
        messages.error(request, _("The report is not being drafted any longer."))
    else:
        _start_draft(request, report)
    return redirect("reporting:desk", report.pk)


def _start_draft(request: HttpRequest, report: Report) -> None:
    arguments = {"report": report.pk, "by": request.user.pk}
    background.start(kind=work.DRAFT, by=request.user, arguments=arguments)


@login_required
@require_safe
def changes(request: HttpRequest, key: int) -> HttpResponse:
    """What changed in the data since the draft; what the report tells of is marked."""
    report = queries.readable(key, request.user)
    found = list(queries.changes_since(report)[: queries.MOST_CHANGES + 1])
    entries = found[: queries.MOST_CHANGES]
    told = queries.told_of(report, entries)
    context = {
        "report": report,
        "entries": [(each, (each.record_type, each.record_id) in told) for each in entries],
        "more": len(found) > len(entries),
    }
    return render(request, "reporting/changes.html", context)


@login_required
@permission_required("reporting.manage", raise_exception=True)
def head(request: HttpRequest, key: int) -> HttpResponse:
    """Fill in the head of the document."""
    report = queries.readable(key, request.user)
    sent = (request.POST,) if request.method == "POST" else ()
    form = HeadForm(*sent, report=report)
    if request.method == "POST" and form.is_valid():
        actions.change_head(report=report, values=form.cleaned_data, by=request.user)
        messages.success(request, _("It is saved."))
        return redirect("reporting:desk", report.pk)
    return render(request, "reporting/head.html", {"report": report, "form": form})


@login_required
def move(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """Ask before a report goes on its way, and why where that has to be said."""
    report = queries.readable(key, request.user)
    try:
        step = MOVES.check(verb, report, by=request.user)
    except WrongStateError:
        messages.error(request, _("The report has gone on meanwhile."))
        return redirect("reporting:desk", report.pk)
    form = ReasonForm(request.POST or None) if step.needs_reason else None
    if request.method == "POST" and (form is None or form.is_valid()):
        reason = form.cleaned_data["reason"] if form else ""
        try:
            moved = actions.move(report=report, verb=verb, by=request.user, reason=reason)
        except (WrongStateError, ValidationError) as error:
            told = error.messages[0] if isinstance(error, ValidationError) else ""
            messages.error(request, told or _("The report has gone on meanwhile."))
        else:
            edition = moved.editions.first()
            if verb == "publish" and edition is not None:
                setting.start(edition=edition, by=request.user)
            messages.success(request, _("It is done."))
        return redirect("reporting:desk", report.pk)
    context = {
        "report": report,
        "step": step,
        "form": form,
        "back": reverse("reporting:desk", args=[report.pk]),
        "open_comments": report.comments.filter(answers=None, resolved_at=None).count(),
        "long": _too_long(report),
        "behind": _behind(report),
    }
    return render(request, "reporting/move.html", context)


def _behind(report: Report) -> list[tuple[str, int]]:
    """The languages that are behind the original, each with how many paragraphs are."""
    rows = report.sections.filter(behind__gt=0).order_by()
    found = dict(rows.values_list("language").annotate(number=Sum("behind")))
    return [(code, found[code]) for code in report.languages if code in found]


def _too_long(report: Report) -> list[str]:
    """The sections of the original that are longer than their limit."""
    limits = {each.key: each for each in report.defined.sections if each.words}
    rows = report.sections.filter(language=report.language).values_list("key", "words")
    return [
        str(limits[key].heading)
        for key, words in rows
        if key in limits and words > limits[key].words
    ]


@login_required
@permission_required("reporting.manage", raise_exception=True)
def editors(request: HttpRequest, key: int) -> HttpResponse:
    """Who writes the report, and inviting others."""
    report = queries.readable(key, request.user)
    sent = (request.POST,) if request.method == "POST" else ()
    form = InviteForm(*sent, report=report)
    if request.method == "POST" and form.is_valid():
        actions.invite(
            report=report,
            person=form.cleaned_data["email"],
            sections=form.cleaned_data["sections"],
            by=request.user,
        )
        messages.success(request, _("They are invited."))
        return redirect("reporting:editors", report.pk)
    names = {each.key: str(each.heading) for each in report.defined.sections}
    rows = [
        (editor, [names.get(section, section) for section in editor.sections])
        for editor in report.editors.select_related("person")
    ]
    context = {"report": report, "form": form, "rows": rows}
    return render(request, "reporting/editors.html", context)


@login_required
@permission_required("reporting.manage", raise_exception=True)
@require_POST
def uninvite(request: HttpRequest, key: int, editor: int) -> HttpResponse:
    report = queries.readable(key, request.user)
    found = report.editors.filter(pk=editor).first()
    if found is None:
        raise Http404
    actions.uninvite(editor=found, by=request.user)
    messages.success(request, _("They write it no longer."))
    return redirect("reporting:editors", report.pk)
