"""What was done in an edition, told for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionline.common.models import AuditEntry

from .actions import undoable
from .models import Edition
from .trees import MODELS

VERBS = {
    "roadmaps.write_passage": _("Text written"),
    "roadmaps.add": _("Added"),
    "roadmaps.change": _("Changed"),
    "roadmaps.arrange": _("Moved"),
    "roadmaps.remove": _("Taken out"),
    "roadmaps.undo": _("Taken back"),
}
#: What columns are called that are no parts of a shape.
_NAMES = {
    "title": pgettext_lazy("of an entry", "Title"),
    "text": _("Text"),
    "starts": _("Begins on"),
    "ends": _("Ends on"),
    "item_id": _("Stands under"),
    "lead_id": _("Who carries it out"),
    "mandates": _("Mandates"),
    "sdg_targets": _("SDG targets"),
    "objectives": _("GDC objectives"),
    "more": _("Further texts"),
    "activity_id": _("Measures"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done: in words, what it was done to, which fields changed, and whether it
    can be taken back now."""

    entry: AuditEntry
    words: str
    title: str
    fields: tuple[str, ...]
    undoable: bool


def chronicle(entries: Sequence[AuditEntry], edition: Edition) -> list[Step]:
    """The steps behind entries of an edition; a query or four for each that changed something."""
    names = {part.key: part.name for part in edition.plan.shape.parts.all()}
    names |= {key: str(name) for key, name in _NAMES.items()}
    return [
        Step(
            entry,
            str(VERBS.get(entry.verb, entry.verb)),
            names.get(entry.title, entry.title),
            tuple(_fields(entry, names)),
            edition.is_open and undoable(entry) is not None,
        )
        for entry in entries
    ]


def _fields(entry: AuditEntry, names: dict[str, str]) -> list[str]:
    if entry.verb != "roadmaps.change":
        return []
    model: Any = MODELS[entry.record_type]
    found = []
    for name in entry.after or {}:
        known = names.get(name)
        if known is None:
            known = str(model._meta.get_field(name.removesuffix("_id")).verbose_name)
        found.append(known)
    return found
