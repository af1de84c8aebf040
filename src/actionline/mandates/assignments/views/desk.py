"""The desk of what nobody leads: suggestions, one at a time or many, and taking an act back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from actionline.accounts.models import User
from actionline.common import work
from actionline.common.keeping import made
from actionline.common.models import AuditEntry
from actionline.common.tables import writing
from actionline.common.translations import shown as translations
from actionline.framework.models import Body
from actionline.instruments.actions.errors import RefusedError
from actionline.mandates import queries as register_queries
from actionline.mandates.assignments import actions, bulk
from actionline.mandates.assignments.actions.recording import may_take_back, new_batch
from actionline.mandates.assignments.models import Assignment
from actionline.mandates.assignments.queries import working_bodies
from actionline.mandates.assignments.suggesting import Suggestion, suggestions
from actionline.mandates.assignments.table import DESK_COLUMNS
from actionline.mandates.models import Mandate
from actionline.mandates.register import register
from actionline.mandates.views.public import CountedPaginator

PER_PAGE = 50
#: Entries of an act that its page names; it says how many more there are.
SHOWN = 50
Shown = TypeVar("Shown", bound=Callable[..., HttpResponseBase])


def officers(view: Shown) -> Shown:
    """Strangers are sent to sign in; people without the right see who has it."""
    allowed = permission_required("assignments.assign", raise_exception=True)(view)
    return login_required(allowed)


@officers
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What nobody leads, each with who should."""
    chosen = bulk.desk_filter(request.GET)
    shown = made(request, lambda: register(chosen), "mandates.register", chosen)
    keys = chosen.sorted().values_list("pk", flat=True)
    page = CountedPaginator(keys, PER_PAGE, shown.total).get_page(request.GET.get("page"))
    rows = register_queries.rows(list(page.object_list))
    found = suggestions([(row.mandate.pk, row.mandate.party_keys) for row in rows])
    context = {
        "register": shown,
        "fields": [field for field in shown.fields if field.name != "holder"],
        "chips": [chip for chip in shown.chips if chip.query != chosen.query(holder="")],
        "page": page,
        "rows": [(row, found.get(row.mandate.pk)) for row in rows],
        "texts": SimpleLazyObject(lambda: translations.load(row.wording for row in rows)),
        "bodies": working_bodies(),
        "query": chosen.query(holder=""),
    }
    return render(request, "assignments/desk.html", context)


@officers
@require_safe
def desk_export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The desk as a table that can be brought back as assignments."""
    if form not in writing.FORMS:
        raise Http404
    rows = _suggested(bulk.desk_filter(request.GET).sorted())
    return writing.response(rows, columns=DESK_COLUMNS, form=form, name="unassigned")


def _suggested(mandates: QuerySet[Mandate]) -> Iterator[dict[str, object]]:
    found = mandates.select_related("instrument", "current").defer("search_text")
    some: list[Mandate] = []
    for mandate in found.iterator(chunk_size=500):
        some.append(mandate)
        if len(some) == 500:
            yield from _lines(some)
            some = []
    yield from _lines(some)


def _lines(mandates: list[Mandate]) -> Iterator[dict[str, object]]:
    known = suggestions([(mandate.pk, mandate.party_keys) for mandate in mandates])
    for mandate in mandates:
        one: Suggestion | None = known.get(mandate.pk)
        parts: list[tuple[Body | None, str]] = [(one.lead, "lead")] if one else [(None, "")]
        parts += [(body, "supporting") for body in one.supporting] if one else []
        for body, role in parts:
            yield {
                "mandate": mandate.pk,
                "body": body.slug if body else "",
                "role": role,
                "since": "",
                "instructions": "",
                "place": str(mandate),
                "text": mandate.current.words if mandate.current else "",
                "reason": one.reason if one else "",
            }


@officers
@require_POST
def assign_many(request: HttpRequest) -> HttpResponse:
    """Say first what would be done, then do it."""
    posted = request.POST
    mandates = bulk.chosen(posted)
    preview = _preview(posted, mandates)
    if preview is None or not preview.plans:
        nothing = _("Nothing was done: choose mandates, and a body or what is suggested.")
        messages.error(request, nothing)
        return redirect(_desk(posted))
    sure = posted.get("one") or (
        posted.get("confirm") and posted.get("seen") == str(len(preview.plans))
    )
    if not sure or preview.too_many:
        context = {
            "preview": preview,
            "posted": [(name, value) for name, values in posted.lists() for value in values
                       if name not in ("csrfmiddlewaretoken", "confirm", "seen")],
            "changed": bool(posted.get("confirm")) and not preview.too_many,
            "most": actions.MOST_AT_ONCE,
            "later": len(preview.plans) > bulk.AT_ONCE,
            "back": _desk(posted),
        }  # fmt: skip
        return render(request, "assignments/assign_many.html", context)
    assert isinstance(request.user, User)
    instructions = posted.get("instructions", "")[:2000]
    query = urlencode({"query": posted.get("query", "")[:2000]})
    if len(preview.plans) > bulk.AT_ONCE:
        batch = new_batch()
        job = work.start(
            kind=bulk.ASSIGN,
            by=request.user,
            arguments={
                "plans": bulk.as_rows(preview.plans),
                "batch": batch,
                "instructions": instructions,
                "by": request.user.pk,
            },
            then=f"{reverse('assignments:act', args=[batch])}?{query}",
        )
        return redirect(job)
    try:
        done = actions.assign(plans=preview.plans, by=request.user, instructions=instructions)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect(_desk(posted))
    _say(request, done)
    return redirect(f"{reverse('assignments:act', args=[done.batch])}?{query}")


def _preview(posted: QueryDict, mandates: list[tuple[int, str]]) -> bulk.Preview | None:
    get = posted.get
    if get("act") == "assign" and not get("one"):
        body = working_bodies().filter(slug=get("body", "")).first()
        role = get("role", Assignment.Role.LEAD)
        if body is None or role not in Assignment.Role.values:
            return None
        return bulk.to_body(mandates, body, role)
    return bulk.as_suggested(mandates)


def _desk(posted: QueryDict) -> str:
    query = posted.get("query", "")[:2000]
    return f"{reverse('assignments:desk')}?{query}" if query else reverse("assignments:desk")


def _say(request: HttpRequest, done: actions.Done) -> None:
    told = ngettext(
        "%(number)s mandate was assigned.", "%(number)s mandates were assigned.", done.number
    )
    messages.success(request, told % {"number": done.number})
    if done.skipped:
        left = ngettext(
            "%(number)s had a lead already and was left alone.",
            "%(number)s had a lead already and were left alone.",
            done.skipped,
        )
        messages.info(request, left % {"number": done.skipped})


@login_required
@require_safe
def act(request: HttpRequest, batch: str) -> HttpResponse:
    """What one act assigned, and taking it back."""
    entries = AuditEntry.objects.filter(batch=batch, verb__startswith="assignments.")
    some = list(entries.order_by("pk")[: SHOWN + 1])
    officer = request.user.has_perm("assignments.assign")
    if not some and officer:  # it was stopped before anything was done
        return redirect(_desk(request.GET))
    if not some or not (officer or may_take_back(some, request.user)):
        raise Http404
    context = {
        "entries": some[:SHOWN],
        "more": entries.count() - SHOWN if len(some) > SHOWN else 0,
        "first": some[0],
        "batch": batch,
        "may_undo": may_take_back(some, request.user),
        "back": _desk(request.GET),
    }
    return render(request, "assignments/act.html", context)


@login_required
@require_POST
def undo(request: HttpRequest, batch: str) -> HttpResponse:
    """Take one act back."""
    assert isinstance(request.user, User)
    officer = request.user.has_perm("assignments.assign")
    back = _desk(request.POST) if officer else reverse("assignments:mine")
    if AuditEntry.objects.filter(batch=batch).count() > bulk.AT_ONCE:
        arguments = {"batch": batch, "by": request.user.pk}
        return redirect(work.start(kind=bulk.UNDO, by=request.user, arguments=arguments, then=back))
    try:
        done = actions.undo(batch=batch, by=request.user)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        told = ngettext(
            "Taken back for %(number)s mandate.", "Taken back for %(number)s mandates.", done.number
        )
        messages.success(request, told % {"number": done.number})
    return redirect(back)
