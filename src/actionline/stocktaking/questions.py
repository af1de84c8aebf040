"""The questions that fill a field of the project, and the form of their answers.

A template chooses, orders, words and limits them (`models.Question`); what it asks beyond them is
its own and is kept in `Project.answers`. `Submission.answers` holds, by key:

- `line`, `text`, `one`: a text, `""` where there is none; `date`: `"2026-11-30"`;
  `number`: as typed
- `some`: a list of values in the order of the choices
- `links`: `[{"url": "https://…", "text": "…"}]`
- `figures`: `[{"what": "people trained", "value": "1200", "unit": "people"}]`
- `pictures`: `[{"attachment": 12, "alt": "…"}]`
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .models import Question

_K = Question.Kind


@dataclass(frozen=True, slots=True)
class Core:
    """A question that every template may ask: the kind of its answer, and where its list comes
    from (`choices.py`), if it has one. `contact` answers go to the contact, never public."""

    key: str
    kind: str
    source: str = ""
    contact: bool = False


CORE: Mapping[str, Core] = MappingProxyType(
    {
        core.key: core
        for core in (
            Core("entity_name", _K.LINE),
            Core("entity_type", _K.ONE, "entity_types"),
            Core("entity_economy", _K.ONE, "economies"),
            Core("contact_name", _K.LINE, contact=True),
            Core("contact_email", _K.LINE, contact=True),
            Core("contact_phone", _K.LINE, contact=True),
            Core("title", _K.LINE),
            Core("summary", _K.TEXT),
            Core("description", _K.TEXT),
            Core("lines", _K.SOME, "lines"),
            Core("targets", _K.SOME, "targets"),
            Core("goals", _K.SOME, "goals"),
            Core("objectives", _K.SOME, "objectives"),
            Core("coverage", _K.ONE, "coverage"),
            Core("economies", _K.SOME, "economies"),
            Core("status", _K.ONE, "status"),
            Core("starts", _K.DATE),
            Core("ends", _K.DATE),
            Core("beneficiaries", _K.SOME, "beneficiaries"),
            Core("gender", _K.TEXT),
            Core("results", _K.TEXT),
            Core("figures", _K.FIGURES),
            Core("partnerships", _K.TEXT),
            Core("challenges", _K.TEXT),
            Core("perspectives", _K.TEXT),
            Core("replicability", _K.TEXT),
            Core("sustainability", _K.TEXT),
            Core("links", _K.LINKS),
            Core("pictures", _K.PICTURES),
        )
    }
)
