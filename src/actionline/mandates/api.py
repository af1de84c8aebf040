"""What the JSON interface tells of mandates."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet
from django.http import QueryDict

from actionline.common import api
from actionline.common.api import BadParameterError, Parameter, Resource, Telling
from actionline.common.api.filters import DAY

from . import queries
from .api_records import DueRecord, MandateRecord, VersionRecord
from .filters import ALL, CERTAINTY, DUE, Filter
from .models import Course, Kind, Mandate, Occurrence, Party, Wording


def _mandate(mandate: Mandate, telling: Telling) -> MandateRecord:
    current = mandate.current
    assert current is not None  # `_mandates` asks for it
    slug = mandate.instrument.slug
    return MandateRecord(
        id=mandate.pk,
        url=telling.page("mandates:mandate", mandate.pk),
        instrument=slug,
        instrument_name=str(mandate.instrument),
        edition=mandate.version,
        provision_url=telling.page("instruments:edition", slug, mandate.version, at=current.path),
        state=Mandate.State(mandate.state),
        standing=Mandate.Standing(mandate.standing),
        next_due=mandate.next_due,
        undated=mandate.undated_reason,
        versions=[_version(wording) for wording in mandate.wordings.all()],
        due_dates=[_due(occurrence) for occurrence in mandate.occurrences.all()],
    )


def _version(wording: Wording) -> VersionRecord:
    parties = queries.sort_parties(wording)
    return VersionRecord(
        edition=wording.edition.version,
        path=wording.path,
        text=wording.words,
        is_summary=wording.is_summary,
        language=wording.edition.language,
        carry=Wording.Carry(wording.carry),
        confirmed=wording.confirmed,
        kind=Kind(wording.kind),
        force=wording.force,
        action=wording.action,
        actors=[body.slug for body in parties[Party.Role.ACTOR]],
        recipients=[body.slug for body in parties[Party.Role.RECIPIENT]],
        via=[body.slug for body in parties[Party.Role.VIA]],
        every=wording.every,
        by=wording.by,
        until=wording.until,
        events=wording.events or ([wording.event] if wording.event else []),
        certain=wording.certain,
    )


def _due(occurrence: Occurrence) -> DueRecord:
    return DueRecord(
        due=occurrence.due,
        certain=occurrence.certain,
        meeting=occurrence.meeting.slug if occurrence.meeting else None,
        basis=occurrence.explanation,
    )


def _mandates() -> QuerySet[Mandate]:
    """Those with words; all is fetched with them that is told, in six queries."""
    wordings = Wording.objects.select_related("edition").defer("edition__reading")
    dates = Occurrence.objects.select_related("meeting").order_by("due", "pk")
    found = Mandate.objects.filter(current__isnull=False).select_related("instrument", "current")
    return found.defer("search_text", "party_keys").prefetch_related(
        Prefetch("wordings", wordings.order_by("-edition__version", "-pk")),
        "wordings__parties__body",
        Prefetch("occurrences", dates),
    )


def _narrowed(query: QueryDict) -> QuerySet[Mandate]:
    """As the register narrows them down. What it leaves out as not understood is an error."""
    chosen = Filter.from_query(query)
    for parameter in _FILTERS:
        if query.get(parameter.name) and not getattr(chosen, parameter.name):
            raise BadParameterError(parameter.name, "It is not understood.")
    return chosen.mandates()


_FILTERS = (
    Parameter("q", "Words of the mandate and of its instrument, all of which it holds"),
    Parameter("actor", "The body that is asked, by its slug"),
    Parameter("recipient", "The body that it is for, by its slug"),
    Parameter("via", "The body through which it goes, by its slug"),
    Parameter("instrument", "Set by this instrument, by its slug"),
    Parameter("body", "Set by instruments of this body, by its slug"),
    Parameter("kind", "What sort of act is asked for", tuple(Kind.values)),
    Parameter("state", "Those not ended otherwise", (*Mandate.State.values, ALL)),
    Parameter("standing", "What was decided of it", tuple(Mandate.Standing.values)),
    Parameter("status", "How far the work on it is, by rule", tuple(Course.values)),
    Parameter("certainty", "Whether it was read with certainty", tuple(CERTAINTY)),
    Parameter("year", "The version of the edition in which it stands: 2022"),
    Parameter(
        "due",
        "Next due: " + ", ".join(DUE[1:-1]) + " ahead; overdue; none; or due in a year: 2027",
        pattern=rf"^({'|'.join(DUE)}|19[1-9]\d|190[1-9]|[2-9]\d{{3}})$",
    ),
    Parameter("after", "With a due date on this day or later", pattern=DAY),
    Parameter("before", "With a due date on this day or earlier", pattern=DAY),
)

api.register(
    Resource(
        "mandates",
        Mandate,
        MandateRecord,
        _mandates,
        _mandate,
        "What was asked of whom by when, through all editions",
        parameters=_FILTERS,
        narrow=_narrowed,
        within=(Wording, Party, Occurrence),
    )
)
