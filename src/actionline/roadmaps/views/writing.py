"""Writing an edition, part by part, in short forms."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionline.mandates.filters import Filter
from actionline.roadmaps import actions, queries
from actionline.roadmaps.activity_forms import ActivityForm, steps
from actionline.roadmaps.forms import BulkForm, ItemForm, PassageForm, Revised, TargetForm
from actionline.roadmaps.models import (
    ActivityVersion,
    Edition,
    Item,
    Part,
    Passage,
    Planned,
    TargetVersion,
)
from actionline.roadmaps.tasks import tasks

from . import finding

_METHODS = ["GET", "HEAD", "POST"]
#: Mandates that are offered at once beside those that are ticked.
MOST_OFFERED = 30
_LISTS = (Part.Kind.ITEMS, Part.Kind.DEADLINES)


def _edition(request: HttpRequest, slug: str, number: int) -> Edition:
    """An edition that may change now; PermissionDenied, 404 for one that is published."""
    found = finding.own_edition(request, slug, number)
    if not found.is_open:
        raise Http404
    if not finding.may_change(request, found):
        raise PermissionDenied
    return found


def _part(edition: Edition, key: str, *kinds: str) -> Part:
    for part in edition.plan.shape.parts.all():
        if part.within == Part.Within.PLAN and part.key == key and part.kind in kinds:
            return part
    raise Http404


def _base(edition: Edition, **more: Any) -> dict[str, Any]:
    return {"edition": edition, "plan": edition.plan, **more}


def _writers(view: finding.View) -> Any:
    """For those who write; where the edition does not change now, its page says so."""

    @wraps(view)
    def asked(request: HttpRequest, slug: str, number: int, **more: Any) -> HttpResponse:
        try:
            return view(request, slug, number, **more)
        except actions.ClosedError:
            messages.error(request, _("Nothing was done: this edition is not being written now."))
            return redirect("roadmaps:edition", slug, number)

    return finding.writers(asked)


def _saved(request: HttpRequest, form: Revised, verb: Any, **values: Any) -> Planned | None:
    """Do it; None where somebody else changed the same meanwhile, which the form then says, with
    the revision that they left: to save once more puts one's own words in place."""
    try:
        done: Planned = verb(**values, revision=form.cleaned_data["revision"], by=request.user)
    except actions.ChangedError as error:
        told = _("Somebody changed this meanwhile. Compare, then save once more.")
        form.add_error(None, told)
        form.data = form.data.copy()  # type: ignore[attr-defined]  # what was sent
        form.data["revision"] = str(error.now.revision if error.now else 0)  # type: ignore[index]  # the copy
        form.now = error.now  # type: ignore[attr-defined]  # for the page
        return None
    messages.success(request, _("Saved."))
    return done


@_writers
@require_safe
def overview(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What is to be written, each part with how far it is."""
    edition = finding.own_edition(request, slug, number)
    if not finding.may_change(request, edition):
        return redirect(edition)
    context = _base(edition, tasks=tasks(queries.load(edition)))
    return render(request, "roadmaps/edit/overview.html", context)


@_writers
@require_http_methods(_METHODS)
def passage(request: HttpRequest, slug: str, number: int, key: str) -> HttpResponse:
    """The text of one part."""
    edition = _edition(request, slug, number)
    part = _part(edition, key, Part.Kind.TEXT)
    found = edition.passages.filter(key=key).first() or Passage(text="", revision=0)
    initial = {"text": found.text, "revision": found.revision}
    form = PassageForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"].replace("\r\n", "\n")
        if _saved(request, form, actions.write_passage, edition=edition, key=key, text=text):
            return redirect("roadmaps:edit", slug, number)
    context = _base(edition, form=form, title=part.name, hint=part.help)
    return render(request, "roadmaps/edit/form.html", context)


def _add(request: HttpRequest, edition: Edition, kind: Any, form: BulkForm, **more: Any) -> bool:
    """Add the lines of a form; whether it was done."""
    if request.method != "POST" or not form.is_valid():
        return False
    rows = [{"title": line, **more} for line in form.cleaned_data["lines"]]
    actions.add(edition=edition, kind=kind, rows=rows, by=request.user)
    return True


def _bulk(request: HttpRequest, longest: int) -> BulkForm:
    return BulkForm(request.POST if request.method == "POST" else None, longest=longest)


@_writers
@require_http_methods(_METHODS)
def items(request: HttpRequest, slug: str, number: int, key: str) -> HttpResponse:
    """The entries of one list: add, arrange, take out."""
    edition = _edition(request, slug, number)
    part = _part(edition, key, *_LISTS)
    form = _bulk(request, 400)
    if _add(request, edition, Item, form, key=key):
        return redirect("roadmaps:items", slug, number, key)
    rows = edition.items.filter(key=key).order_by("position", "pk")
    context = _base(edition, form=form, part=part, rows=rows, kind="entry")
    return render(request, "roadmaps/edit/rows.html", context)


@_writers
@require_http_methods(_METHODS)
def activities(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The activities: add, arrange, take out; each has its short forms."""
    edition = _edition(request, slug, number)
    part = _kind(edition, Part.Kind.ACTIVITIES)
    form = _bulk(request, 300)
    if _add(request, edition, ActivityVersion, form):
        return redirect("roadmaps:activities", slug, number)
    loaded = queries.load(edition)
    rows = [each for group in loaded.groups for each in group.activities]
    shown = steps(loaded.of(Part.Within.ACTIVITY))
    context = _base(edition, form=form, part=part, rows=rows, kind="activity", steps=shown)
    return render(request, "roadmaps/edit/rows.html", context)


@_writers
@require_http_methods(_METHODS)
def targets(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The targets: add, arrange, take out."""
    edition = _edition(request, slug, number)
    part = _kind(edition, Part.Kind.TARGETS)
    form = _bulk(request, 300)
    if _add(request, edition, TargetVersion, form):
        return redirect("roadmaps:targets", slug, number)
    rows = edition.targetversions.order_by("position", "pk")
    context = _base(edition, form=form, part=part, rows=rows, kind="target")
    return render(request, "roadmaps/edit/rows.html", context)


def _kind(edition: Edition, kind: str) -> Part:
    for part in edition.plan.shape.parts.all():
        if part.within == Part.Within.PLAN and part.kind == kind:
            return part
    raise Http404


@_writers
@require_POST
def arrange(request: HttpRequest, slug: str, number: int, kind: str, key: int) -> HttpResponse:
    """Move a row up or down, or take it out."""
    edition = _edition(request, slug, number)
    if kind not in finding.KINDS:
        raise Http404
    record: Any = finding.row_of(edition, finding.KINDS[kind], key)  # type: ignore[type-var]  # one of the three
    do = request.POST.get("do")
    if do == "remove":
        actions.remove(record=record, by=request.user)
        messages.success(request, _("It is taken out; the history can bring it back."))
    elif do in ("up", "down"):
        actions.arrange(record=record, up=do == "up", by=request.user)
    if isinstance(record, Item):
        return redirect("roadmaps:items", slug, number, record.key)
    return redirect(
        "roadmaps:activities" if kind == "activity" else "roadmaps:targets", slug, number
    )


def _changed(request: HttpRequest, record: Any, form: Any) -> bool:
    """Whether a form was sent and kept."""
    if request.method != "POST" or not form.is_valid():
        return False
    return bool(_saved(request, form, actions.change, record=record, values=form.values()))


@_writers
@require_http_methods(_METHODS)
def item(request: HttpRequest, slug: str, number: int, key: int) -> HttpResponse:
    """One entry of a list."""
    edition = _edition(request, slug, number)
    found = finding.row_of(edition, Item, key)
    part = _part(edition, found.key, *_LISTS)
    form = ItemForm(
        request.POST if request.method == "POST" else None,
        item=found,
        deadline=part.kind == Part.Kind.DEADLINES,
    )
    if _changed(request, found, form):
        return redirect("roadmaps:items", slug, number, found.key)
    context = _base(edition, form=form, title=found.title)
    return render(request, "roadmaps/edit/form.html", context)


@_writers
@require_http_methods(_METHODS)
def target_form(request: HttpRequest, slug: str, number: int, key: int) -> HttpResponse:
    """One target."""
    edition = _edition(request, slug, number)
    found = finding.row_of(edition, TargetVersion, key)
    activities = edition.activityversions.order_by("position", "pk")
    form = TargetForm(
        request.POST if request.method == "POST" else None,
        target=found,
        activities=list(activities.values_list("activity", "title")),
    )
    if _changed(request, found, form):
        return redirect("roadmaps:targets", slug, number)
    return render(request, "roadmaps/edit/form.html", _base(edition, form=form, title=found.title))


@_writers
@require_http_methods(_METHODS)
def activity_step(
    request: HttpRequest, slug: str, number: int, key: int, step: str
) -> HttpResponse:
    """One step of an activity."""
    edition = _edition(request, slug, number)
    found = finding.row_of(edition, ActivityVersion, key)
    parts = list(edition.plan.shape.parts.filter(within=Part.Within.ACTIVITY))
    order = steps(parts)
    if step not in order:
        raise Http404
    form = ActivityForm(
        request.POST if request.method == "POST" else None,
        version=found,
        step=step,
        parts=parts,
        items=list(edition.items.all()),
        line=edition.plan.line,
    )
    following = order.index(Part.Step(step)) + 1
    then = order[following] if following < len(order) else None
    if _changed(request, found, form):
        go_on = then is not None and "then" in request.POST
        if go_on:
            return redirect("roadmaps:activity_step", slug, number, key, then)
        return redirect("roadmaps:activities", slug, number)
    context = _base(edition, form=form, version=found, step=Part.Step(step), steps=order, then=then)
    if form.asks_mandates:
        context["offered"] = _offered(request, edition, form)
    return render(request, "roadmaps/edit/activity.html", context)


def _offered(request: HttpRequest, edition: Edition, form: ActivityForm) -> list[Any]:
    """The mandates to tick: those that are ticked, and those that the words find, or else those
    that the plan would answer; each with whether it is ticked."""
    words = request.GET.get("q", "").strip()[:200]
    found = Filter(q=words).mandates() if words else queries.asked_of(edition.plan)
    keys = list(found.order_by("instrument__slug", "position", "pk")[:MOST_OFFERED])
    ticked = form.ticked
    wanted = queries.mandates_told().filter(pk__in={*ticked, *(each.pk for each in keys)})
    return sorted(
        ((mandate, mandate.pk in ticked) for mandate in wanted), key=lambda each: not each[1]
    )
