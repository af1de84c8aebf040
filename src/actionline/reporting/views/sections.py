"""A section: read, held, written, compared with its versions, talked about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from actionline.common import documents
from actionline.common.setting.document import Document
from actionline.reading.compare import word_spans
from actionline.reporting import actions, markup, queries
from actionline.reporting.blocks import Block
from actionline.reporting.documenting import document
from actionline.reporting.leading import leading
from actionline.reporting.models import Comment, Report, Section
from actionline.reporting.writing_form import WritingForm, posted

MOST_VERSIONS = 50


@dataclass(frozen=True, slots=True)
class _Place:
    report: Report
    section: Section
    shape: Any

    @property
    def address(self) -> tuple[Any, ...]:
        return (self.report.pk, self.section.language, self.section.key)


def _place(request: HttpRequest, key: int, language: str, section: str) -> _Place:
    report = queries.readable(key, request.user)
    rows = Section.objects.select_related("held_by", "changed_by")
    found = get_object_or_404(rows, report=report, language=language, key=section)
    found.report = report
    shape = report.defined.section(section)
    if shape is None:
        raise Http404
    return _Place(report, found, shape)


@login_required
@require_safe
def section(request: HttpRequest, key: int, language: str, section: str) -> HttpResponse:
    """The section as it reads, who holds it, what was said of it."""
    place = _place(request, key, language, section)
    context = {
        **_context(request, place),
        "article": documents.html(leading(_alone(place), key), level=2),
        "comments": _comments(place),
        "may_write": place.report.is_open
        and request.user.has_perm("reporting.write", place.section),
    }
    return render(request, "reporting/section.html", context)


def _alone(place: _Place) -> Document:
    """The section as a document, without the head."""
    from dataclasses import replace

    told = document(place.report, place.section.language, {place.section.key: place.section.now})
    only = tuple(each for each in told.sections if each.key == place.section.key)
    bare = tuple(replace(each, heading="", number="") for each in only)
    return replace(told, head=type(told.head)(), title="", subtitle="", draft="", sections=bare)


def _context(request: HttpRequest, place: _Place) -> dict[str, Any]:
    holder = place.section.holder()
    return {
        "report": place.report,
        "section": place.section,
        "shape": place.shape,
        "mine": holder is not None and holder == request.user.pk,
        "held": holder is not None and holder != request.user.pk,
        "manages": request.user.has_perm("reporting.manage"),
        "now": timezone.now(),
    }


def _comments(place: _Place) -> list[tuple[Comment, list[Comment]]]:
    """The threads of the section: each first comment with its answers."""
    rows = place.report.comments.filter(section=place.section.key).select_related(
        "by", "resolved_by"
    )
    answers: dict[int, list[Comment]] = {}
    first = []
    for row in rows.order_by("at", "pk"):
        if row.answers_id is None:
            first.append(row)
        else:
            answers.setdefault(row.answers_id, []).append(row)
    return [(each, answers.get(each.pk, [])) for each in first]


@login_required
@require_POST
def hold(request: HttpRequest, key: int, language: str, section: str) -> HttpResponse:
    """Take the section to write it."""
    place = _place(request, key, language, section)
    if not place.report.is_open:
        messages.error(request, _("The report is not being drafted any longer."))
        return redirect("reporting:section", *place.address)
    try:
        actions.take_hold(section=place.section, by=request.user)
    except actions.HeldError as error:
        messages.error(request, _told_held(error))
        return redirect("reporting:section", *place.address)
    return redirect("reporting:edit", *place.address)


def _told_held(error: actions.HeldError) -> str:
    return _("%(person)s writes this section just now.") % {"person": error.holder}


@login_required
def edit(request: HttpRequest, key: int, language: str, section: str) -> HttpResponse:
    """The section as fields, one for each paragraph; what is sent is never lost."""
    place = _place(request, key, language, section)
    if not request.user.has_perm("reporting.write", place.section):
        messages.error(request, _("This section is written by others."))
        return redirect("reporting:section", *place.address)
    sent = request.POST if request.method == "POST" else None
    if sent is not None:
        answer = _save(request, place)
        if answer is not None:
            return answer
    elif place.section.holder() != request.user.pk:
        return redirect("reporting:section", *place.address)
    original = actions.original_of(place.section)
    form = WritingForm(place.section, page=_page(request), original=original, sent=sent)
    context = {**_context(request, place), "form": form, "fields": form.fields()}
    return render(request, "reporting/edit.html", context)


def _page(request: HttpRequest) -> int:
    given = request.GET.get("page", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 1


def _save(request: HttpRequest, place: _Place) -> HttpResponse | None:
    """Keep what was sent; None where it cannot be kept, and the page shows it again."""
    given = request.POST.get("number", "")
    number = int(given) if given.isdigit() and len(given) < 9 else -1
    try:
        made = actions.save(
            section=place.section, number=number, written=posted(request.POST), by=request.user
        )
    except actions.HeldError as error:
        messages.error(request, _told_held(error) + " " + _still_here())
        return None
    except actions.ChangedError:
        messages.error(request, _("Somebody saved this section meanwhile.") + " " + _still_here())
        return None
    except actions.ClosedError:
        messages.error(
            request, _("The report is not being drafted any longer.") + " " + _still_here()
        )
        return None
    if made is not None:
        messages.success(request, _("It is saved."))
    if "done" in request.POST:
        actions.release(section=place.section, by=request.user)
        return redirect("reporting:section", *place.address)
    return redirect(request.get_full_path())


def _still_here() -> str:
    return _("What you wrote stands below, beside what is kept now.")


@login_required
@require_POST
def keep(request: HttpRequest, key: int, language: str, section: str) -> HttpResponse:
    """Hold it longer (a small script asks while somebody writes)."""
    place = _place(request, key, language, section)
    try:
        actions.keep_hold(section=place.section, by=request.user)
    except actions.HeldError:
        return HttpResponse(status=409)
    return HttpResponse(status=204)


@login_required
@require_POST
def release(request: HttpRequest, key: int, language: str, section: str) -> HttpResponse:
    place = _place(request, key, language, section)
    actions.release(section=place.section, by=request.user)
    return redirect("reporting:section", *place.address)


@login_required
@require_POST
def take_away(request: HttpRequest, key: int, language: str, section: str) -> HttpResponse:
    """Take it from who has it; they are told."""
    place = _place(request, key, language, section)
    actions.break_hold(section=place.section, by=request.user)
    messages.success(request, _("The section is free; they are told."))
    return redirect("reporting:section", *place.address)


@login_required
@require_safe
def history(request: HttpRequest, key: int, language: str, section: str) -> HttpResponse:
    """The versions of a section, each with what it changed."""
    place = _place(request, key, language, section)
    versions = list(place.section.versions.select_related("by")[: MOST_VERSIONS + 1])
    given = request.GET.get("number", "")
    shown = next((each for each in versions if str(each.number) == given), None)
    before = next((each for each in versions if shown and each.number < shown.number), None)
    context = {
        **_context(request, place),
        "versions": versions[:MOST_VERSIONS],
        "shown": shown,
        "differences": _differences(before, shown) if shown else [],
        "may_write": place.report.is_open
        and request.user.has_perm("reporting.write", place.section),
    }
    return render(request, "reporting/history.html", context)


def _differences(before: Any, after: Any) -> list[Any]:
    """Block by block the words that changed."""
    was = _texts(before.blocks) if before else {}
    now = _texts(after.blocks)
    keys = [*now, *(key for key in was if key not in now)]
    return [
        word_spans(was.get(key, ""), now.get(key, ""))
        for key in keys
        if was.get(key, "") != now.get(key, "")
    ]


def _texts(told: Any) -> dict[str, str]:
    from actionline.reporting.blocks import all_from_json

    return {block.key: "" if block.out else _text(block) for block in all_from_json(told)}


def _text(block: Block) -> str:
    if block.grid is None:
        return markup.plain(block.text)
    rows = (" | ".join(markup.plain(cell.text) for cell in row) for row in block.grid.rows)
    return "\n".join([block.grid.caption, *rows])


@login_required
@require_POST
def restore(
    request: HttpRequest, key: int, language: str, section: str, number: int
) -> HttpResponse:
    """Bring a version back."""
    place = _place(request, key, language, section)
    version = get_object_or_404(place.section.versions, number=number)
    try:
        actions.restore(section=place.section, version=version, by=request.user)
    except actions.HeldError as error:
        messages.error(request, _told_held(error))
    except actions.ClosedError:
        messages.error(request, _("The report is not being drafted any longer."))
    else:
        actions.release(section=place.section, by=request.user)
        messages.success(request, _("That version stands again."))
    return redirect("reporting:history", *place.address)


@login_required
@require_POST
def comment(request: HttpRequest, key: int) -> HttpResponse:
    """Say something of a section."""
    report = queries.readable(key, request.user)
    section, text = request.POST.get("section", ""), _text_of(request.POST)
    if report.defined.section(section) is None:
        raise Http404
    language = request.POST.get("language", "")
    language = language if language in report.languages else report.language
    if text:
        block = request.POST.get("block", "")[:200]
        made = actions.comment(
            report=report, section=section, text=text, block=block, by=request.user
        )
        return _to_comment(report, language, made)
    messages.error(request, _("Write something first."))
    return redirect("reporting:section", report.pk, language, section)


@login_required
@require_POST
def answer(request: HttpRequest, key: int, comment: int) -> HttpResponse:
    report = queries.readable(key, request.user)
    found = get_object_or_404(report.comments, pk=comment)
    text = _text_of(request.POST)
    if text:
        found = actions.answer(to=found, text=text, by=request.user)
    return _to_comment(report, report.language, found)


@login_required
@require_POST
def resolve(request: HttpRequest, key: int, comment: int) -> HttpResponse:
    report = queries.readable(key, request.user)
    found = get_object_or_404(report.comments, pk=comment)
    actions.resolve(of=found, resolved="open" not in request.POST, by=request.user)
    return _to_comment(report, report.language, found)


def _text_of(sent: Mapping[str, str]) -> str:
    return sent.get("text", "").strip().replace("\x00", "")[:4000]


def _to_comment(report: Report, language: str, comment: Comment) -> HttpResponse:
    from django.urls import reverse

    page = reverse("reporting:section", args=[report.pk, language, comment.section])
    return redirect(f"{page}#comment-{comment.pk}")
