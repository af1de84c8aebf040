"""A new draft: shown against what stands before it is taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from actionline.reading.compare import word_spans
from actionline.reading.model import Side, Span
from actionline.reporting import actions, definitions, markup, merging, queries
from actionline.reporting.blocks import Block, all_from_json
from actionline.reporting.merging import Choice, Fate, Merged
from actionline.reporting.models import Redraft, Report

#: Blocks of a section and language that the page shows; how many more there are is told.
MOST_SHOWN = 60
_QUIET = (Fate.SAME, Fate.KEPT)


@dataclass(frozen=True, slots=True)
class Shown:
    """A block that does not simply stay; `name` is its field, where there is a choice."""

    merged: Merged
    name: str
    spans: tuple[Any, ...]
    mine: str
    new: str


@dataclass(frozen=True, slots=True)
class Part:
    """A section in a language: what becomes of its blocks."""

    heading: str
    language: str
    open: bool  # the original, and where there is something to choose
    counts: dict[str, int]
    shown: list[Shown]
    more: int


@login_required
@permission_required("reporting.manage", raise_exception=True)
def redraft(request: HttpRequest, key: int, redraft: int) -> HttpResponse:
    """What a new draft would change: taken with the choices of the conflicts."""
    report = queries.readable(key, request.user)
    found = get_object_or_404(report.redrafts, pk=redraft)
    if request.method == "POST" and found.state == Redraft.State.WAITING:
        return _take(request, report, found)
    parts = list(_parts(report, found)) if found.state == Redraft.State.WAITING else []
    context = {
        "report": report,
        "redraft": found,
        "parts": [part for part in parts if part.shown],
        "conflicts": sum(part.counts["conflict"] for part in parts),
        "changes": sum(sum(part.counts[name] for name in _LOUD) for part in parts),
        "last": report.redrafts.filter(state=Redraft.State.APPLIED).values_list("pk", flat=True)[
            :1
        ],
    }
    return render(request, "reporting/redraft.html", context)


#: What a form may send as a choice.
_CHOICES = frozenset(choice.value for choice in Choice)
_LOUD = ("new", "updated", "gone", "conflict")


def _parts(report: Report, redraft: Redraft) -> Iterator[Part]:
    shape = definitions.read(redraft.shape)
    headings = {each.key: str(each.heading) for each in shape.sections}
    standing = {(row.key, row.language): row for row in report.sections.all()}
    languages = sorted(report.languages, key=lambda code: code != report.language)
    for section, told in redraft.content.items():
        for language in languages:
            row = standing.get((section, language))
            merged = merging.merge(
                row.generated if row else (),
                row.now if row else (),
                all_from_json(told.get(language, ())),
            )
            loud = [each for each in merged if each.fate not in _QUIET]
            loud.sort(key=lambda each: each.fate is not Fate.CONFLICT)
            yield Part(
                headings.get(section, section),
                language,
                language == report.language or any(e.fate is Fate.CONFLICT for e in loud),
                merging.counts(merged),
                [_shown(each, section, language) for each in loud[:MOST_SHOWN]],
                max(0, len(loud) - MOST_SHOWN),
            )


def _shown(merged: Merged, section: str, language: str) -> Shown:
    mine, new = _text(merged.mine), _text(merged.theirs)
    name = f"choice:{section}:{language}:{merged.key}"
    either = merged.theirs or merged.mine
    spans = word_spans if either is None or either.grid is None else _rows
    return Shown(merged, name, spans(mine, new), mine, new)


def _rows(old: str, new: str) -> tuple[Span, ...]:
    """Of a table the caption, and the rows that stand on one side only."""
    was, now = old.split("\n"), new.split("\n")
    before, after = set(was), set(now)
    found = [Span(f"{now[0] or was[0]}\n")]
    found += [Span(f"{row}\n", Side.OLD) for row in was[1:] if row not in after]
    found += [Span(f"{row}\n", Side.NEW) for row in now[1:] if row not in before]
    return tuple(found)


def _text(block: Block | None) -> str:
    if block is None or block.out:
        return ""
    if block.grid is None:
        return markup.plain(block.text)
    rows = (" | ".join(markup.plain(cell.text) for cell in row) for row in block.grid.rows)
    return "\n".join([block.grid.caption, *rows])


def _take(request: HttpRequest, report: Report, redraft: Redraft) -> HttpResponse:
    try:
        number = actions.take_redraft(
            redraft=redraft, choices=choices(request.POST), by=request.user
        )
    except actions.HeldError as error:
        told = _("%(person)s writes a section just now. Wait, or take it from them.")
        messages.error(request, told % {"person": error.holder})
        return redirect("reporting:redraft", report.pk, redraft.pk)
    except actions.ClosedError:
        messages.error(request, _("The report is not being drafted any longer."))
        return redirect("reporting:desk", report.pk)
    told = ngettext("%(number)d section changed.", "%(number)d sections changed.", number)
    messages.success(request, told % {"number": number})
    return redirect("reporting:desk", report.pk)


def choices(sent: QueryDict) -> dict[tuple[str, str, str], Choice]:
    """The choices of the conflicts, by section, language and block."""
    found = {}
    for name, value in sent.items():
        what, *place = name.split(":", 3)
        if what == "choice" and len(place) == 3 and str(value) in _CHOICES:
            found[place[0], place[1], place[2]] = Choice(str(value))
    return found


@login_required
@permission_required("reporting.manage", raise_exception=True)
@require_POST
def discard(request: HttpRequest, key: int, redraft: int) -> HttpResponse:
    report = queries.readable(key, request.user)
    found = get_object_or_404(report.redrafts, pk=redraft)
    actions.discard_redraft(redraft=found, by=request.user)
    messages.success(request, _("The new draft is discarded; the report is as it was."))
    return redirect("reporting:desk", report.pk)


@login_required
@permission_required("reporting.manage", raise_exception=True)
@require_POST
def undo(request: HttpRequest, key: int, redraft: int) -> HttpResponse:
    report = queries.readable(key, request.user)
    found = get_object_or_404(report.redrafts, pk=redraft)
    try:
        left = actions.undo_redraft(redraft=found, by=request.user)
    except actions.HeldError as error:
        told = _("%(person)s writes a section just now. Wait, or take it from them.")
        messages.error(request, told % {"person": error.holder})
    except actions.ClosedError:
        messages.error(request, _("It cannot be taken back any longer."))
    else:
        messages.success(request, _("The report stands as before the new draft."))
        if left:
            names = {each.key: str(each.heading) for each in report.defined.sections}
            told = _("Written since, and left as they are: %(sections)s")
            listed = _(", ").join(names.get(key, key) for key in left)
            messages.warning(request, told % {"sections": listed})
    return redirect("reporting:desk", report.pk)
