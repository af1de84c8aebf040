"""Pages that everybody may read."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from actionline.common.keeping import kept
from actionline.common.translations import shown as translations
from actionline.instruments import comparison, exports, graph, hooks, queries, remarks
from actionline.instruments.forms import InstrumentFilter
from actionline.instruments.models import Edition, Instrument, Proposal, Provision
from actionline.instruments.rendering import Clause, as_read, clauses, direction, show

PER_PAGE = 50


def page_of(request: HttpRequest, rows: Any, per_page: int = PER_PAGE) -> Page[Any]:
    """The page of `rows` that the address asks for."""
    return Paginator(rows, per_page).get_page(request.GET.get("page"))


@require_safe
@kept
def instruments(request: HttpRequest) -> HttpResponse:
    """All instruments, filtered and sorted by the address."""
    form = InstrumentFilter(request.GET)
    form.is_valid()
    chosen = form.cleaned_data
    found = queries.narrowed(queries.instruments(), chosen)
    found = found.order_by(*queries.ORDERS[chosen.get("sort") or "name"])
    filtered = any(chosen.get(name) for name in queries.FILTERS)
    # Asked for by the template only where the list has to be made.
    page = SimpleLazyObject(lambda: page_of(request, found))
    texts = SimpleLazyObject(lambda: translations.load(page.object_list))
    context = {"form": form, "page": page, "filtered": filtered, "texts": texts}
    return render(request, "instruments/list.html", context)


@require_safe
@kept
def instrument(request: HttpRequest, slug: str) -> HttpResponse:
    """One instrument: its editions and proposals, what it cites and who cites it."""
    editions = Edition.objects.defer("reading").select_related("source")
    proposals = Proposal.objects.defer("reading").select_related("base")
    shown = get_object_or_404(
        Instrument.objects.select_related("body").prefetch_related(
            Prefetch("editions", editions.order_by("-version")), Prefetch("proposals", proposals)
        ),
        slug=slug,
    )
    current = next(iter(shown.editions.all()), None)
    latest: Edition | Proposal | None = current or next(iter(shown.proposals.all()), None)
    context = {
        "instrument": shown,
        "current": current,
        "clauses": _plain_clauses(current) if current else [],
        "cites": _cites(latest) if latest else [],
        "text_url": latest.get_absolute_url() if latest else "",
        "citing": queries.citing(shown),
        "panels": hooks.rendered_panels(request, latest) if latest else [],
        "line": hooks.line(str(shown), latest),
        "forms": exports.FORMS,
        "texts": translations.load([shown]),
    }
    return render(request, "instruments/instrument.html", context)


@require_safe
@kept
def edition(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """One edition: its clauses, each provision with a permanent link."""
    shown = _edition(slug, version)
    others = shown.instrument.editions.exclude(pk=shown.pk).order_by("-version")
    rows = list(shown.provisions.all())
    texts = translations.load([shown, *rows])
    context = {
        "edition": shown,
        "instrument": shown.instrument,
        "clauses": _linked_clauses(shown, rows, texts),
        "texts": texts,
        "direction": direction(shown.language),
        "others": others.defer("reading").select_related("instrument"),
        "proposals": shown.proposals.defer("reading").select_related("instrument"),
        "cautions": remarks.cautions(shown.reading) if shown.reading else [],
        "panels": hooks.rendered_panels(request, shown),
        "line": hooks.line(str(shown), shown),
        "forms": exports.FORMS,
    }
    return render(request, "instruments/edition.html", context)


@require_safe
def proposal(request: HttpRequest, key: int) -> HttpResponse:
    """A proposal: its changes in line or, with `?view=sides`, beside what they replace."""
    shown = get_object_or_404(
        Proposal.objects.select_related("instrument__body", "base__instrument", "source"), pk=key
    )
    items = [show(as_read(row), row.position) for row in shown.provisions.all()]
    changed = [one for one in items if one.item["change"] not in (None, "kept")]
    context = {
        "proposal": shown,
        "instrument": shown.instrument,
        "clauses": clauses(changed if request.GET.get("only") == "changed" else items),
        "sides": request.GET.get("view") == "sides",
        "changed_count": len(changed),
        "direction": direction(shown.language),
        "cites": _cites(shown),
        "cautions": remarks.cautions(shown.reading) if shown.reading else [],
        "panels": hooks.rendered_panels(request, shown),
        "line": hooks.line(str(shown), shown),
        "forms": exports.FORMS,
        "file_base": shown.get_absolute_url().removesuffix("/"),
        "compare_url": _compare_url(shown),
    }
    return render(request, "instruments/proposal.html", context)


@require_safe
def compare(request: HttpRequest, slug: str, version: str, other: str) -> HttpResponse:
    """An edition against another one, or against a proposal (`proposal-12`)."""
    old, new = compared_records(slug, version, other)
    compared = comparison.compared(exports.resolution(old), exports.resolution(new))
    items = [show(item, position) for position, item in enumerate(compared)]
    changed = [one for one in items if one.item["change"] != "kept"]
    context = {
        "old": old,
        "new": new,
        "redline": reverse("instruments:redline", args=[slug, version, other]),
        "instrument": old.instrument,
        "clauses": clauses(changed if request.GET.get("only") == "changed" else items),
        "sides": request.GET.get("view") == "sides",
        "changed_count": len(changed),
        "direction": direction(new.language),
    }
    return render(request, "instruments/compare.html", context)


@require_safe
def citation_graph(request: HttpRequest) -> HttpResponse:
    """Who cites whom, as a drawing and as a table."""
    edges = queries.edges()
    page = page_of(request, edges)
    keys = {key for edge in [*edges[: graph.MAX_EDGES], *page] for key in (edge.source, edge.cited)}
    found = Instrument.objects.filter(pk__in=keys)
    names = {item.pk: graph.Named(str(item), item.get_absolute_url()) for item in found}
    rows = [(names[edge.source], names[edge.cited], edge.mentions) for edge in page]
    context = {"drawing": graph.draw(edges, names), "rows": rows, "page": page}
    return render(request, "instruments/graph.html", context)


@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """Who did what to an instrument, and when."""
    shown = get_object_or_404(Instrument, slug=slug)
    context = {"instrument": shown, "page": page_of(request, queries.history(shown))}
    return render(request, "instruments/history.html", context)


def compared_records(slug: str, version: str, other: str) -> tuple[Edition, Edition | Proposal]:
    """The two texts that the address of a comparison names; not found is 404."""
    old = _edition(slug, version)
    if not other.startswith("proposal-"):
        return old, _edition(slug, other)
    key = other.removeprefix("proposal-")
    if not key.isdecimal():
        raise Http404
    proposals = old.instrument.proposals.select_related("instrument__body")
    return old, get_object_or_404(proposals, pk=int(key))


def _compare_url(proposal: Proposal) -> str:
    """Where a proposal is compared with the edition it revises; empty without one."""
    if proposal.base is None:
        return ""
    places = [proposal.instrument.slug, proposal.base.version, f"proposal-{proposal.pk}"]
    return reverse("instruments:compare", args=places)


def _edition(slug: str, version: str) -> Edition:
    editions = Edition.objects.select_related("instrument__body", "source")
    return get_object_or_404(editions, instrument__slug=slug, version=version)


def _plain_clauses(record: Edition) -> list[Clause]:
    return clauses(show(as_read(row), row.position) for row in record.provisions.all())


def _linked_clauses(
    record: Edition, rows: list[Provision], translated: translations.Texts
) -> list[Clause]:
    items = [as_read(row) for row in rows]
    texts = {item["path"]: item["text"] or "" for item in items}
    links = queries.links(queries.citations_of(record), texts)
    return clauses(
        show(
            item,
            position,
            links.get(item["path"], ()),
            footnotes=item["footnotes"],
            extra={"translated": translated.translation(row, "text")},
        )
        for position, (item, row) in enumerate(zip(items, rows, strict=True))
    )


def _cites(record: Edition | Proposal) -> list[dict[str, Any]]:
    """What a record cites outside itself, each target once, with the places."""
    found: dict[tuple[str, str | None], dict[str, Any]] = {}
    for citation in queries.citations_of(record):
        if citation.target.startswith("#"):
            continue
        entry = found.setdefault(
            (citation.target, citation.version),
            {"citation": citation, "url": queries.address(citation), "paths": []},
        )
        entry["paths"].append(citation.provision.path)
    return list(found.values())
