"""What the JSON interface tells of decisions."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.db.models import QuerySet
from django.http import QueryDict
from pydantic import Field

from actionline.common import api
from actionline.common.api import WRITTEN, Parameter, Record, Resource, Telling, checked
from actionline.common.api.filters import DAY
from actionline.mandates.models import Kind, Mandate

from . import queries
from .exports import row
from .forms import STANDS, STOOD, DecisionFilter
from .models import Decision


class DecisionRecord(Record):
    """What was decided of a mandate, with both names."""

    id: int
    url: str = Field(description="Its lasting page")
    mandate: int = Field(description="The number of the mandate")
    mandate_url: str
    instrument: str = Field(description="The slug of the instrument: itu/pp/res-140")
    path: str = Field(description="The place of the mandate in the text")
    outcome: Annotated[Mandate.Standing, WRITTEN]
    superseded_by: int | None = Field(description="The mandate that takes its place")
    reason: str
    language: str = Field(description="The language of the reason")
    stands: bool = Field(description="false: a later decision stands in its place")
    edition: str = Field(description="The version of the edition on whose words it was decided")
    words_changed: bool = Field(description="true: the mandate says something else since")
    proposed_by: str = Field(description="Who proposed it: a name, or an office")
    proposed_at: datetime
    validated_by: str = Field(description="Who validated it, never the same person")
    validated_at: datetime


def _decision(decision: Decision, telling: Telling) -> DecisionRecord:
    return DecisionRecord.model_validate(row(decision, telling.site))


def _narrowed(query: QueryDict) -> QuerySet[Decision]:
    chosen = DecisionFilter(query)
    checked(chosen)
    return chosen.decisions()


api.register(
    Resource(
        "decisions",
        Decision,
        DecisionRecord,
        queries.public,
        _decision,
        "What was decided of mandates, by whom and why",
        parameters=(
            Parameter("outcome", "What was decided", tuple(Mandate.Standing.values)),
            Parameter("body", "Of mandates that this body is asked or works on, by its slug"),
            Parameter("instrument", "Of mandates that this instrument sets, by its slug"),
            Parameter("kind", "Of mandates that ask for such an act", tuple(Kind.values)),
            Parameter("now", "Whether it stands, or stood earlier", (STANDS, STOOD)),
            Parameter("after", "Validated on this day or later", pattern=DAY),
            Parameter("before", "Validated on this day or earlier", pattern=DAY),
        ),
        narrow=_narrowed,
    )
)
