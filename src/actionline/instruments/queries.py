"""Questions that more than one page asks, each in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from actionline.common.models import AuditEntry

from .models import Citation, Edition, Import, Instrument, Proposal
from .rendering import Link

#: How the list of instruments can be sorted; the slug settles ties.
ORDERS = {
    "name": [F("body__position").asc(nulls_last=True), F("kind").desc(), F("slug").asc()],
    "title": [F("title").asc(), F("slug").asc()],
    "newest": [F("latest").desc(nulls_last=True), F("slug").asc()],
    "cited": [F("citing").desc(), F("slug").asc()],
}
_MOST_WORDS = 8


def instruments() -> QuerySet[Instrument]:
    """Instruments with `latest` (version), `edition_count`, `proposal_count` and `citing`:
    how many times provisions cite it."""
    editions = Edition.objects.filter(instrument=OuterRef("pk")).order_by("-version")
    return Instrument.objects.select_related("body").annotate(
        latest=Subquery(editions.values("version")[:1]),
        edition_count=_count(Edition, "instrument"),
        proposal_count=_count(Proposal, "instrument"),
        citing=_count(Citation, "cited"),
    )


def _count(model: type[Model], name: str) -> Coalesce:
    rows = model._default_manager.filter(**{name: OuterRef("pk")}).order_by().values(name)
    return Coalesce(Subquery(rows.annotate(rows=Count("pk")).values("rows")), 0)


def search(found: QuerySet[Instrument], words: str) -> QuerySet[Instrument]:
    """Those that have every word in their title, short title or slug."""
    for word in words.split()[:_MOST_WORDS]:
        found = found.filter(
            Q(title__icontains=word) | Q(short_title__icontains=word) | Q(slug__icontains=word)
        )
    return found


#: What the list of instruments can be narrowed down by.
FILTERS = ("q", "body", "kind", "status")


def narrowed(found: QuerySet[Instrument], chosen: Mapping[str, Any]) -> QuerySet[Instrument]:
    """Those that the values of an InstrumentFilter let through."""
    found = search(found, chosen.get("q", ""))
    for name in FILTERS[1:]:
        if chosen.get(name):
            found = found.filter(**{name: chosen[name]})
    return found


def citations_of(record: Edition | Proposal) -> list[Citation]:
    """What `record` cites, each with the instrument cited and that one's editions."""
    owner = "provision__edition" if isinstance(record, Edition) else "provision__proposal"
    found = Citation.objects.filter(**{owner: record}).select_related("provision", "cited")
    return list(
        found.prefetch_related("cited__editions").order_by("provision__position", "start", "pk")
    )


def address(citation: Citation) -> str:
    """Where a citation leads: a place on the same page, an edition, an instrument, or nowhere."""
    if citation.target.startswith("#"):
        return citation.target
    if citation.cited is None:
        return ""
    versions = {edition.version for edition in citation.cited.editions.all()}
    if not versions:
        return citation.cited.get_absolute_url()
    version = citation.version if citation.version in versions else max(versions)
    url = reverse("instruments:edition", args=[citation.cited.slug, version])
    fragment = citation.fragment or ""
    return f"{url}#{fragment}" if "/" in fragment else url


def links(citations: Iterable[Citation], texts: Mapping[str, str]) -> dict[str, list[Link]]:
    """Links to set into the texts of provisions, by path; `texts` has the provisions shown.

    A reference to a place that is not on the page is left as it is.
    """
    found: dict[str, list[Link]] = {}
    for citation in citations:
        path = citation.provision.path
        url = address(citation)
        if not url or (url.startswith("#") and url[1:] not in texts):
            continue
        start, end = citation.start, citation.end
        if not end:
            start = texts.get(path, "").find(citation.text)
            end = start + len(citation.text)
        if start >= 0:
            found.setdefault(path, []).append(Link(start, end, url))
    return found


@dataclass(frozen=True)
class Citing:
    """An edition or proposal that cites an instrument, and in how many provisions."""

    name: str
    url: str
    provisions: int


def citing(instrument: Instrument) -> list[Citing]:
    """Who cites `instrument`: editions by instrument, the newest first, then proposals."""
    cited = Count("provisions", distinct=True)
    of_it = Q(provisions__citations__cited=instrument)
    editions = Edition.objects.filter(of_it).select_related("instrument").defer("reading")
    proposals = Proposal.objects.filter(of_it).select_related("instrument").defer("reading")
    records: list[Any] = [
        *editions.annotate(cited=cited).order_by("instrument__slug", "-version"),
        *proposals.annotate(cited=cited).order_by("instrument__slug", "pk"),
    ]
    return [Citing(str(record), record.get_absolute_url(), record.cited) for record in records]


@dataclass(frozen=True)
class Edge:
    """One instrument cites another, this many times."""

    source: int
    cited: int
    mentions: int


def edges() -> list[Edge]:
    """Who cites whom, by keys of instruments, the most mentions first.

    Of each instrument its newest edition counts, and proposals; what cites itself does not.
    """
    newer = Edition.objects.filter(
        instrument=OuterRef("provision__edition__instrument"),
        version__gt=OuterRef("provision__edition__version"),
    )
    source = Coalesce("provision__edition__instrument", "provision__proposal__instrument")
    found = (
        Citation.objects.filter(cited__isnull=False)
        .exclude(Exists(newer))
        .values_list(source, "cited")
        .order_by()
        .annotate(mentions=Count("pk"))
    )
    every = (Edge(*row) for row in found)
    return sorted(
        (edge for edge in every if edge.source != edge.cited),
        key=lambda edge: (-edge.mentions, edge.source, edge.cited),
    )


def history(instrument: Instrument) -> QuerySet[AuditEntry]:
    """The audit trail of an instrument and, of the same acts, of its texts and imports.

    What other rooms did in those acts is told on their own pages.
    """
    own = AuditEntry.objects.filter(
        record_type=instrument._meta.label_lower, record_id=str(instrument.pk)
    ).order_by()
    acts = Q(batch__in=own.exclude(batch="").values("batch"), verb__startswith="instruments.")
    return AuditEntry.objects.filter(Q(pk__in=own.values("pk")) | acts).select_related("by")


def imports() -> QuerySet[Import]:
    """Imports, newest first, with what a row of their list names."""
    return Import.objects.select_related(
        "source", "created_by", "edition__instrument", "proposal__instrument"
    ).defer("reading", "draft", "corrections", "edition__reading", "proposal__reading")
