"""What the JSON interface tells of organisations. Of people it tells nothing."""

from __future__ import annotations

from typing import Annotated

from django.db.models import QuerySet
from django.http import QueryDict
from pydantic import Field

from actionline.common import api
from actionline.common.api import WRITTEN, Parameter, Record, Resource, Telling

from . import queries
from .models import Organisation


class OrganisationRecord(Record):
    id: int
    url: str = Field(description="Its lasting page")
    name: str
    acronym: str
    type: Annotated[Organisation.Type, WRITTEN]
    economy: str | None = Field(description="Its country, by the ISO 3166-1 alpha-3 code")
    membership: str | None = Field(description="In what way it is a member, by its slug")
    website: str


def _organisation(organisation: Organisation, telling: Telling) -> OrganisationRecord:
    return OrganisationRecord(
        id=organisation.pk,
        url=telling.page("organisations:organisation", organisation.pk),
        name=organisation.name,
        acronym=organisation.acronym,
        type=Organisation.Type(organisation.type),
        economy=organisation.economy.iso3 if organisation.economy else None,
        membership=organisation.membership.slug if organisation.membership else None,
        website=organisation.website,
    )


def _organisations() -> QuerySet[Organisation]:
    return queries.organisations(all_of_them=False)


def _narrowed(query: QueryDict) -> QuerySet[Organisation]:
    words, kind = query.get("q", ""), query.get("type", "")
    return queries.organisations(words=words, kind=kind, all_of_them=False)


api.register(
    Resource(
        "organisations",
        Organisation,
        OrganisationRecord,
        _organisations,
        _organisation,
        "Organisations that the secretariat verified",
        parameters=(
            Parameter("q", "Words of the name or the acronym"),
            Parameter("type", "Of this type", tuple(Organisation.Type.values)),
        ),
        narrow=_narrowed,
    )
)
