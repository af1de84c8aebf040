"""Pages that everybody may read, and drafts for those who write them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from actionline.common import documents, permissions, ui
from actionline.common.keeping import kept
from actionline.common.translations import shown as translations
from actionline.framework.models import ActionLine
from actionline.roadmaps import comparing, hooks, queries
from actionline.roadmaps.exports import FORMS
from actionline.roadmaps.forms import ObservationForm
from actionline.roadmaps.models import Activity, Edition, Part, Shape, Target
from actionline.roadmaps.showing import told_fields
from actionline.roadmaps.states import MOVES
from actionline.roadmaps.status import Status, line_of, milestones, standing
from actionline.roadmaps.timeline import timeline as drawn
from actionline.roadmaps.trajectory import trajectory

from . import finding

PER_PAGE = 50


@require_safe
@kept
def plans(request: HttpRequest) -> HttpResponse:
    """All plans, as the address narrows them down; drafts for those who write them."""
    shape, line = (request.GET.get(name, "")[:60] for name in ("shape", "line"))
    found = queries.listed(shape=shape, line=line, drafts=request.user.has_perm("roadmaps.write"))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(plan, queries.open_edition(plan, request.user)) for plan in page],
        "shapes": Shape.objects.all(),
        "lines": ActionLine.objects.all(),
        "shape": shape,
        "line": line,
        "may_begin": request.user.has_perm("roadmaps.publish"),
    }
    return render(request, "roadmaps/list.html", context)


@require_safe
@kept
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """A plan: the edition that the public reads; where there is none, its draft."""
    found = finding.plan(slug)
    shown = found.current or found.editions.first()
    if shown is None:
        raise Http404
    shown.plan = found
    if not request.user.has_perm("roadmaps.see", shown):
        raise Http404
    return _edition(request, shown)


@require_safe
@kept
def edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One edition: its texts, lists, activities and targets."""
    return _edition(request, finding.seen_edition(request, slug, number))


def _edition(request: HttpRequest, shown: Edition) -> HttpResponse:
    loaded = queries.load(shown)
    passages = list(loaded.passages.values())
    items = [item for rows in loaded.items.values() for item in rows]
    for row in (*passages, *items, *loaded.activities, *loaded.targets):
        row.edition = shown
    editions = [each for each in queries.of_plan(shown.plan) if each.is_public or each == shown]
    context = {
        "edition": shown,
        "plan": shown.plan,
        "loaded": loaded,
        "parts": _parts(loaded),
        "measured": loaded.measured,
        "texts": translations.load([*passages, *items, *loaded.activities, *loaded.targets]),
        "editions": editions,
        "forms": FORMS,
        "papers": documents.FORMS,
        "moves": _moves(request, shown),
        "may_write": request.user.has_perm("roadmaps.write", shown),
        "may_change": finding.may_change(request, shown),
        "may_publish": request.user.has_perm("roadmaps.publish", shown),
        "open": queries.open_edition(shown.plan, request.user),
    }
    return render(request, "roadmaps/edition.html", context)


def _parts(loaded: queries.Loaded) -> list[tuple[Part, Any]]:
    """The parts of the plan with what stands in each: a passage, or entries."""
    found: list[tuple[Part, Any]] = []
    for part in loaded.of(Part.Within.PLAN):
        if part.kind == Part.Kind.TEXT:
            found.append((part, loaded.passages.get(part.key)))
        else:
            found.append((part, loaded.items.get(part.key, [])))
    return found


def _moves(request: HttpRequest, shown: Edition) -> list[Any]:
    return MOVES.open_to(request.user, shown) if shown.is_open else []


@require_safe
@kept
def timeline(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The activities over time, drawn and as a table."""
    shown = finding.seen_edition(request, slug, number)
    activities = list(queries.scheduled(shown))
    context = {
        "edition": shown,
        "plan": shown.plan,
        "activities": activities,
        "timeline": drawn(shown, activities),
        "texts": translations.load(activities),
    }
    return render(request, "roadmaps/timeline.html", context)


@require_safe
@kept
def coverage(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The mandates that the plan would answer and no activity of it does."""
    shown = finding.seen_edition(request, slug, number)
    asked = queries.asked_of(shown.plan).count()
    page = Paginator(queries.unanswered(shown), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "edition": shown,
        "plan": shown.plan,
        "page": page,
        "texts": translations.load(mandate.current for mandate in page),
        "asked": asked,
        "left": page.paginator.count,
        "answered": asked - page.paginator.count,
    }
    return render(request, "roadmaps/coverage.html", context)


@require_safe
@kept
def compare(request: HttpRequest, slug: str, number: int, other: int) -> HttpResponse:
    """What differs between two editions, the older first."""
    old = finding.seen_edition(request, slug, min(number, other))
    new = finding.seen_edition(request, slug, max(number, other))
    context = {"old": old, "new": new, "plan": new.plan, "sections": comparing.compare(old, new)}
    return render(request, "roadmaps/compare.html", context)


@require_safe
def activity(request: HttpRequest, key: int) -> HttpResponse:
    """An activity as the newest published edition has it, with its line and what followed."""
    found = queries.activity(key)
    version = found.current if found else None
    if found is None or version is None:
        raise Http404
    parts = list(found.plan.shape.parts.filter(within=Part.Within.ACTIVITY))
    mandates = list(queries.mandates_told().filter(planned=version))
    targets = queries.targets_of(version.edition).filter(activity=found)
    context = {
        "activity": found,
        "version": version,
        "plan": found.plan,
        "edition": version.edition,
        "line": ui.the_line(ui.Stage.PLAN, _thread(found, mandates)),
        "fields": told_fields(version, parts),
        "mandates": mandates,
        "goals": version.sdg_targets.all(),
        "objectives": version.objectives.all(),
        "measured": [(each, standing(each, each.target.observations.all())) for each in targets],
        "editions": queries.earlier(version),
        "texts": translations.load([version, *(mandate.current for mandate in mandates)]),
        "sections": [made for each in hooks.activity_sections if (made := each(request, found))],
    }
    return render(request, "roadmaps/activity.html", context)


def _thread(found: Activity, mandates: list[Any]) -> dict[ui.Stage, tuple[str, str]]:
    """The resolution and the mandate that it answers; several lead to the list on the page."""
    line: dict[ui.Stage, tuple[str, str]] = {}
    if len(mandates) == 1:
        one = mandates[0]
        line[ui.Stage.RESOLUTION] = (str(one.instrument), one.instrument.get_absolute_url())
        path = one.current.path if one.current else str(one)
        line[ui.Stage.MANDATE] = (path, reverse("mandates:mandate", args=[one.pk]))
    elif mandates:
        instruments = {str(each.instrument): each.instrument for each in mandates}
        first = next(iter(instruments.values()))
        name = str(first)
        if len(instruments) > 1:
            told = ngettext("%(number)s instrument", "%(number)s instruments", len(instruments))
            name = told % {"number": number_format(len(instruments))}
        url = first.get_absolute_url() if len(instruments) == 1 else "#mandates"
        line[ui.Stage.RESOLUTION] = (name, url)
        told = ngettext("%(number)s mandate", "%(number)s mandates", len(mandates))
        line[ui.Stage.MANDATE] = (told % {"number": number_format(len(mandates))}, "#mandates")
    line[ui.Stage.PLAN] = (found.plan.subject, found.plan.get_absolute_url())
    for thread in hooks.threads:
        line |= thread(found)
    return line


@require_safe
def target(request: HttpRequest, key: int) -> HttpResponse:
    """A target: its line, what was observed, how it stands and by which rule."""
    found = get_object_or_404(queries.targets(), pk=key, current__isnull=False)
    return render(request, "roadmaps/target.html", target_context(request, found))


def target_context(
    request: HttpRequest, found: Target, form: ObservationForm | None = None
) -> dict[str, Any]:
    """What the page of a target shows."""
    version = found.current
    assert version is not None  # asked for
    observations = list(queries.observations_of([found.pk]))
    may_report = request.user.has_perm("roadmaps.report", found)
    return {
        "target": found,
        "version": version,
        "plan": found.plan,
        "edition": version.edition,
        "standing": standing(version, observations),
        "statuses": Status,
        "line": line_of(version),
        "milestones": milestones(version),
        "observations": observations,
        "trajectory": trajectory(version, observations),
        "texts": translations.load([version]),
        "form": (form or ObservationForm()) if may_report else None,
    }


@require_safe
def states(request: HttpRequest) -> HttpResponse:
    """The way of an edition, as its table."""
    names = dict(Edition.State.choices)
    rows = [
        (
            move.words,
            [names[source] for source in move.sources],
            names[move.target],
            permissions.words(move.permission),
            move.needs_reason,
        )
        for move in MOVES
    ]
    return render(request, "roadmaps/states.html", {"rows": rows})
