"""Fields that records of several rooms have."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema


class Record(BaseModel):
    """A record as the interface gives it; its fields are the contract, and stay."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _Written:
    """Writes the values of a choice where the field is described. By name they would be confused:
    several models have a `Kind` or a `State`."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "enum": handler.resolve_ref_schema(handler(schema))["enum"]}


WRITTEN = _Written()


class Names(Record):
    """A name in the six languages; null where it is not known in one."""

    ar: str | None = Field(description="Arabic")
    en: str = Field(description="English")
    es: str | None = Field(description="Spanish")
    fr: str | None = Field(description="French")
    ru: str | None = Field(description="Russian")
    zh: str | None = Field(description="Chinese")


def names(term: Any) -> Names:
    """The names of a term of the vocabulary (`framework.models.Named`)."""
    return Names(
        ar=term.name_ar or None,
        en=term.name_en,
        es=term.name_es or None,
        fr=term.name_fr or None,
        ru=term.name_ru or None,
        zh=term.name_zh or None,
    )
