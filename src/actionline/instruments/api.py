"""What the JSON interface tells of instruments, their texts and proposals."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import QueryDict

from actionline.common import api
from actionline.common.api import Parameter, Resource, Telling

from . import exports, queries
from .api_records import (
    CitationRecord,
    EditionRecord,
    Footnote,
    InstrumentRecord,
    ProposalRecord,
    ProvisionRecord,
)
from .forms import InstrumentFilter
from .models import Citation, Edition, Instrument, Proposal, Provision


def _instrument(instrument: Instrument, telling: Telling) -> InstrumentRecord:
    told = vars(instrument)  # with what `queries.instruments` counts
    return InstrumentRecord(
        slug=instrument.slug,
        url=telling.page("instruments:instrument", instrument.slug),
        title=instrument.title,
        short_title=instrument.short_title,
        kind=Instrument.Kind(instrument.kind),
        status=Instrument.Status(instrument.status),
        number=instrument.number,
        body=instrument.body.slug if instrument.body else None,
        latest=told["latest"],
        editions=told["edition_count"],
        proposals=told["proposal_count"],
        cited=told["citing"],
        source=instrument.source,
    )


def _edition(edition: Edition, telling: Telling) -> EditionRecord:
    place = [edition.instrument.slug, edition.version]
    return EditionRecord(
        id=edition.pk,
        url=telling.page("instruments:edition", *place),
        instrument=edition.instrument.slug,
        version=edition.version,
        title=edition.title,
        adopted=edition.adopted,
        place=edition.place,
        language=edition.language,
        is_summary=edition.is_summary,
        source_note=edition.source_note,
        filed_at=edition.filed_at,
        files={
            form: telling.page("instruments:edition_file", *place, form) for form in exports.FORMS
        },
    )


def _proposal(proposal: Proposal, telling: Telling) -> ProposalRecord:
    return ProposalRecord(
        id=proposal.pk,
        url=telling.page("instruments:proposal", proposal.pk),
        instrument=proposal.instrument.slug,
        action=Proposal.Action(proposal.action),
        reference=proposal.reference,
        title=proposal.title,
        version=proposal.version,
        base=proposal.base.version if proposal.base else None,
        language=proposal.language,
        filed_at=proposal.filed_at,
        files={
            form: telling.page("instruments:proposal_file", proposal.pk, form)
            for form in exports.FORMS
        },
    )


def _text(provision: Provision) -> Edition | Proposal:
    text = provision.edition or provision.proposal
    assert text is not None  # the constraint of the model
    return text


def _place(provision: Provision, telling: Telling) -> str:
    if provision.edition:
        place = [provision.edition.instrument.slug, provision.edition.version]
        return telling.page("instruments:edition", *place, at=provision.path)
    return telling.page("instruments:proposal", provision.proposal_id, at=provision.path)


def _provision(provision: Provision, telling: Telling) -> ProvisionRecord:
    text = _text(provision)
    return ProvisionRecord(
        id=provision.pk,
        url=_place(provision, telling),
        instrument=text.instrument.slug,
        edition=provision.edition.version if provision.edition else None,
        proposal=provision.proposal_id,
        path=provision.path,
        parent=provision.parent or None,
        position=provision.position,
        kind=provision.kind,
        clause=provision.clause,
        heading=provision.heading,
        label=provision.label,
        text=provision.text,
        base_label=provision.base_label,
        base_text=provision.base_text,
        change=provision.change,
        certain=provision.certain,
        footnotes=[
            Footnote(number=str(note["number"]), text=note["text"]) for note in provision.footnotes
        ],
        language=text.language,
    )


def _citation(citation: Citation, telling: Telling) -> CitationRecord:
    provision = citation.provision
    return CitationRecord(
        id=citation.pk,
        url=_place(provision, telling),
        instrument=_text(provision).instrument.slug,
        edition=provision.edition.version if provision.edition else None,
        proposal=provision.proposal_id,
        path=provision.path,
        text=citation.text,
        target=citation.target,
        version=citation.version,
        fragment=citation.fragment,
        on_file=citation.cited_id is not None or citation.target.startswith("#"),
    )


def _editions() -> QuerySet[Edition]:
    return Edition.objects.select_related("instrument").defer("reading")


def _proposals() -> QuerySet[Proposal]:
    found = Proposal.objects.select_related("instrument", "base")
    return found.defer("reading", "base__reading")


def _provisions() -> QuerySet[Provision]:
    found = Provision.objects.select_related("edition__instrument", "proposal__instrument")
    return found.defer("spans", "edition__reading", "proposal__reading")


def _citations() -> QuerySet[Citation]:
    texts = ("provision__edition__instrument", "provision__proposal__instrument")
    unread = ("provision__edition__reading", "provision__proposal__reading")
    return Citation.objects.select_related(*texts).defer(*unread, "provision__spans")


def _instruments(query: QueryDict) -> QuerySet[Instrument]:
    return queries.narrowed(Instrument.objects.all(), api.checked(InstrumentFilter(query)))


def _editions_of(query: QueryDict) -> QuerySet[Edition]:
    slug = query.get("instrument")
    return Edition.objects.filter(instrument__slug=slug) if slug else Edition.objects.all()


def _proposals_of(query: QueryDict) -> QuerySet[Proposal]:
    slug = query.get("instrument")
    return Proposal.objects.filter(instrument__slug=slug) if slug else Proposal.objects.all()


def _within(query: QueryDict, at: str) -> Q:
    """Provisions, or what hangs on them, of the texts that an address names."""
    narrow = Q()
    if slug := query.get("instrument"):
        of_edition = Q(**{f"{at}edition__in": Edition.objects.filter(instrument__slug=slug)})
        of_proposal = Q(**{f"{at}proposal__in": Proposal.objects.filter(instrument__slug=slug)})
        narrow &= of_edition | of_proposal
    if version := query.get("edition"):
        narrow &= Q(**{f"{at}edition__version": version})
    if key := query.get("proposal"):
        narrow &= Q(**{f"{at}proposal": int(key)})
    return narrow


def _provisions_of(query: QueryDict) -> QuerySet[Provision]:
    found = Provision.objects.filter(_within(query, ""))
    kind = query.get("kind")
    return found.filter(kind=kind) if kind else found


def _citations_of(query: QueryDict) -> QuerySet[Citation]:
    found = Citation.objects.filter(_within(query, "provision__"))
    cited = query.get("cited")
    return found.filter(target=cited) if cited else found


_OF_INSTRUMENT = Parameter("instrument", "Of this instrument, by its slug")
_OF_TEXT = (
    _OF_INSTRUMENT,
    Parameter("edition", "Of editions of this version: 2022"),
    Parameter("proposal", "Of this proposal, by its id", pattern=r"^\d{1,18}$"),
)

for _resource in (
    Resource(
        "instruments", Instrument, InstrumentRecord, queries.instruments, _instrument,
        "Resolutions, decisions and outcome documents", "slug", "instrument",
        (
            Parameter("q", "Words in the title, the short title or the slug"),
            Parameter("body", "Adopted by this body, by its slug"),
            Parameter("kind", "Of this kind", tuple(Instrument.Kind.values)),
            Parameter("status", "Of this status", tuple(Instrument.Status.values)),
        ),
        _instruments,
    ),
    Resource(
        "editions", Edition, EditionRecord, _editions, _edition,
        "Adopted states of instruments", parameters=(_OF_INSTRUMENT,), narrow=_editions_of,
    ),
    Resource(
        "proposals", Proposal, ProposalRecord, _proposals, _proposal,
        "Submitted changes to instruments", parameters=(_OF_INSTRUMENT,), narrow=_proposals_of,
    ),
    Resource(
        "provisions", Provision, ProvisionRecord, _provisions, _provision,
        "Paragraphs of editions and of proposals",
        parameters=(
            *_OF_TEXT,
            Parameter("kind", "Of this part", ("preambular", "operative", "annex")),
        ),
        narrow=_provisions_of,
    ),
    Resource(
        "citations", Citation, CitationRecord, _citations, _citation,
        "What provisions cite",
        parameters=(*_OF_TEXT, Parameter("cited", "Of this instrument, by its slug")),
        narrow=_citations_of,
    ),
):  # fmt: skip
    api.register(_resource)
