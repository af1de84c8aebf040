"""The page on which an import is checked: uncertain places first, then the text in parts.

A document may have thousands of provisions; what is shown of them at once is bounded, whatever
its length. Corrections are kept with the import, so that they last from part to part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from actionline.framework.models import Body
from actionline.instruments import actions, drafts, remarks, validation
from actionline.instruments.actions.drafting import provision_stamp, stamp
from actionline.instruments.forms import HeadForm, ProvisionForm
from actionline.instruments.models import Import, Instrument
from actionline.instruments.rendering import Shown, clauses, direction, show

Json = dict[str, Any]

#: Provisions of the text shown on one page.
PER_PAGE = 100
#: Uncertain places shown with their choices at once; the rest follows as these are settled.
AT_ONCE = 25
#: Clauses listed beside the text; in a longer document those of the part that is shown.
MOST_CONTENTS = 100
#: Instruments on file offered while the head's is typed.
MOST_KNOWN = 500


@dataclass(frozen=True, slots=True)
class Content:
    """A clause in the list beside the text."""

    heading: str
    url: str


def place_of(item: Import, position: int) -> str:
    """The address of a provision within the part of the text that it stands in."""
    assert item.draft is not None  # it has been read
    part, path = position // PER_PAGE + 1, item.draft["provisions"][position]["path"]
    query = f"?page={part}" if part > 1 else ""
    return f"{item.get_absolute_url()}{query}#{path}"


def preview_page(
    request: HttpRequest,
    item: Import,
    *,
    form: HeadForm | None = None,
    problems: Sequence[validation.Problem] = (),
    filed_before: actions.AlreadyFiledError | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of an import; `form` is a head that was refused, `problems` what stands in the
    way of filing it, `filed_before` what is on file in its place."""
    draft = item.draft
    if draft is None:
        return render(request, "instruments/import_closed.html", {"import": item})
    pages = Paginator(range(len(draft["provisions"])), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    unsure = drafts.uncertain(draft)
    may_file = request.user.has_perm("instruments.file")
    open_here = may_file and item.state == Import.State.PREVIEW
    first = open_here and page.number == 1
    cautions = remarks.cautions(draft)
    chosen = unsure[:AT_ONCE] if first else []
    shown = {one.position: one for one in shown_at(item, [*page, *chosen], cautions)}
    context = {
        "import": item,
        "open": open_here,
        "may_file": may_file,
        "first": first,
        "head": draft["document"],
        "form": form or HeadForm(initial={**draft["document"], "seen": stamp(draft["document"])}),
        "known": Instrument.objects.values_list("slug", "title")[:MOST_KNOWN] if first else [],
        "uncertain": [(shown[position], _choices(item, shown[position])) for position in chosen],
        "uncertain_count": len(unsure),
        "page": page,
        "clauses": clauses(shown[position] for position in page),
        "contents": _contents(item, page),
        "general_warnings": [one for one in cautions if not one["path"]],
        "counts": {name: len(draft[name]) for name in ("provisions", "citations", "mandates")},
        "problems": _placed(item, problems),
        "filed_before": filed_before,
        "seen": stamp(draft),
        "direction": direction(draft["document"]["language"]),
    }
    return render(request, "instruments/import.html", context, status=status)


def shown_at(
    item: Import, positions: Iterable[int], cautions: Sequence[Json] | None = None
) -> list[Shown]:
    """Provisions of the draft with what was found at each, and why it is uncertain."""
    draft, reading = item.draft, item.reading
    assert draft is not None and reading is not None  # it has been read
    wanted = dict.fromkeys(positions)
    paths = {draft["provisions"][position]["path"] for position in wanted}
    found = {
        name: _by_path(listed, paths)
        for name, listed in (
            ("citations", draft["citations"]),
            ("footnotes", draft["footnotes"]),
            ("mandates", draft["mandates"]),
            ("warnings", remarks.cautions(draft) if cautions is None else cautions),
        )
    }
    names = {body.slug: body.name for body in Body.objects.all()}
    doubts = remarks.doubts(draft, paths)
    corrections = item.corrections
    shown = []
    for position in wanted:
        provision, read = draft["provisions"][position], reading["provisions"][position]
        path = provision["path"]
        shown.append(
            show(
                provision,
                position,
                mandate=next((_named(one, names) for one in found["mandates"].get(path, ())), None),
                warnings=found["warnings"].get(path, ()),
                footnotes=found["footnotes"].get(path, ()),
                extra={
                    "citations": found["citations"].get(path, ()),
                    "doubts": doubts.get(path, ()),
                    "place": place_of(item, position),
                    "corrected": read["path"] in corrections.get("provisions", {}),
                    "asked_anew": read["path"] in corrections.get("mandates", {}),
                },
            )
        )
    return shown


def _by_path(found: Iterable[Json], paths: set[str]) -> Mapping[str, list[Json]]:
    by_path: dict[str, list[Json]] = {}
    for one in found:
        if one["path"] in paths:
            by_path.setdefault(one["path"], []).append(one)
    return by_path


def _named(mandate: Json, names: Mapping[str, str]) -> Json:
    """A mandate with the names of its bodies."""
    named = {
        role: [names.get(slug, slug) for slug in mandate[role]]
        for role in ("actors", "recipients", "via")
    }
    return {**mandate, "named": named}


def _choices(item: Import, one: Shown) -> ProvisionForm:
    """The form with which an uncertain place is settled."""
    seen = provision_stamp(item.draft or {}, one.position)
    return ProvisionForm(item=one.item, prefix=f"p{one.position}", initial={"seen": seen})


def _contents(item: Import, page: Page[int]) -> list[Content]:
    """The clauses with the places where they begin."""
    provisions = (item.draft or {})["provisions"]
    begins: dict[str, int] = {}
    for position, provision in enumerate(provisions):
        begins.setdefault(provision["clause"], position)
    if len(begins) > MOST_CONTENTS:
        begins = {clause: at for clause, at in begins.items() if at in page.object_list}
    return [
        Content(
            provisions[at].get("heading") or clause.replace("-", " "),
            f"{place_of(item, at).partition('#')[0]}#{clause}",
        )
        for clause, at in begins.items()
    ]


def _placed(
    item: Import, problems: Iterable[validation.Problem]
) -> list[tuple[validation.Problem, str]]:
    """Problems with where they can be put right: on this page, the first one, or a later one."""
    provisions = (item.draft or {})["provisions"]
    positions = {f"#{one['path']}"[:81]: at for at, one in enumerate(provisions)}
    placed = []
    for problem in problems:
        at = positions.get(problem.place[:81])
        here = problem.place if problem.place.startswith("#") else f"#id_{problem.place}"
        placed.append((problem, here if at is None or at < PER_PAGE else place_of(item, at)))
    return placed
