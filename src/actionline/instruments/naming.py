"""What an instrument is called, from its slug: `itu/pp/res-140` is Resolution 140."""

from __future__ import annotations

from dataclasses import dataclass

from .models import Instrument

_KINDS = {
    "res": Instrument.Kind.RESOLUTION,
    "dec": Instrument.Kind.DECISION,
    "doc": Instrument.Kind.DOCUMENT,
}


@dataclass(frozen=True)
class Names:
    """Kind and number of an instrument; outcome documents have no number."""

    kind: Instrument.Kind
    number: str

    def short_title(self, acronym: str) -> str:
        """`PP Resolution 140`; empty without a number, so that the title is shown."""
        if not self.number:
            return ""
        return " ".join(part for part in (acronym, str(self.kind.label), self.number) if part)


def of(slug: str) -> Names:
    """The names that the last segment of a slug gives."""
    last = slug.rpartition("/")[2]
    prefix, _, rest = last.partition("-")
    if prefix not in _KINDS or not rest:
        return Names(Instrument.Kind.OUTCOME, "")
    return Names(_KINDS[prefix], rest.replace("-", "/").upper())
