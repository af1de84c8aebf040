"""What would become of each translation in a file that came in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from actionline.common import languages

from . import checks, queries
from .models import Intake, Translation
from .queries import Text
from .xliff.reading import Unit

AT_ONCE = 500


class Becomes(StrEnum):
    """What becomes of a translation of a file."""

    FAULT = "fault"
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    UNTOUCHED = "untouched"


NAMES = {
    Becomes.FAULT: pgettext_lazy("row of an import", "fault"),
    Becomes.NEW: pgettext_lazy("row of an import", "new"),
    Becomes.CHANGED: pgettext_lazy("row of an import", "changed"),
    Becomes.SAME: pgettext_lazy("row of an import", "the same as here"),
    Becomes.UNTOUCHED: pgettext_lazy("row of an import", "not translated yet"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What would become of one unit; `faults` say why it cannot be taken."""

    unit: Unit
    becomes: Becomes
    text: Text | None = None
    faults: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return str(NAMES[self.becomes])

    @property
    def wanted(self) -> bool:
        return self.becomes in (Becomes.NEW, Becomes.CHANGED)


def units(intake: Intake) -> list[Unit]:
    """The translations of a file that is kept."""
    return [Unit(**unit) for unit in intake.units]


def outcomes(found: Sequence[Unit], language: str, *, approving: bool) -> list[Outcome]:
    """Try each unit against what is here now; nothing is saved. A few queries for 500 units.

    `approving` says whether what the file calls final would be approved.
    """
    times = Counter(unit.id for unit in found)
    told: list[Outcome] = []
    for start in range(0, len(found), AT_ONCE):
        told += _tried(found[start : start + AT_ONCE], language, approving, times)
    return told


def counted(found: Iterable[Outcome]) -> dict[str, int]:
    """How many outcomes there are of each sort, under its name."""
    numbers = Counter(outcome.becomes for outcome in found)
    return {str(each): numbers[each] for each in Becomes}


def _tried(
    some: Sequence[Unit], language: str, approving: bool, times: Counter[str]
) -> list[Outcome]:
    places = [place for unit in some if (place := _place(unit))]
    texts = queries.find_texts(places)
    stored = Translation.objects.filter(queries.translations_of(places, language)).order_by()
    known = {(each.content, each.field, each.key): each for each in stored}
    found = []
    for unit in some:
        place = _place(unit)
        text = texts.get(place) if place else None
        if fault := _misplaced(unit, text, language, times):
            found.append(Outcome(unit, Becomes.FAULT, text, (fault,)))
        elif text is not None:
            found.append(_compared(unit, text, known.get(text.place), approving))
    return found


def _place(unit: Unit) -> tuple[str, str, str] | None:
    parts = unit.id.split(":", 2)
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else None


def _misplaced(unit: Unit, text: Text | None, language: str, times: Counter[str]) -> str:
    """Why a unit has no place here; empty where it has."""
    if unit.language != language:
        told = {"language": unit.language or "–", "wanted": languages.tag(language)}
        return _("It is for another language: %(language)s, not %(wanted)s.") % told
    if text is None:
        return _("There is no such text here, or no longer: %(id)s") % {"id": unit.id[:120]}
    if times[unit.id] > 1:
        return _("The same text stands in the file more than once.")
    if text.source_language == language:
        return _("The text is written in this language.")
    if " ".join(unit.source.split()) != " ".join(text.source.split()):
        return _("The text has changed since it was exported. Export it again.")
    return ""


def _compared(unit: Unit, text: Text, known: Translation | None, approving: bool) -> Outcome:
    if unit.untouched:
        return Outcome(unit, Becomes.UNTOUCHED, text)
    target = checks.tidy(unit.target)
    if faults := checks.faults(text.source, target, text.field):
        return Outcome(unit, Becomes.FAULT, text, tuple(faults))
    if known is None or not known.words:
        return Outcome(unit, Becomes.NEW, text)
    # Who leaves an old translation as it went out has not said that it still holds.
    fresh = known.made_from == text.source or unit.to_review
    pending = approving and unit.final and known.state != Translation.State.APPROVED
    if known.words == target and fresh and not pending:
        return Outcome(unit, Becomes.SAME, text)
    return Outcome(unit, Becomes.CHANGED, text)
