"""`{% load progress %}`: how versions of a report differ, and acts of its trail."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from actionline.mandates.progress.models import Version

register = template.Library()

ACTS = {
    "progress.begin": _("Begun"),
    "progress.submit": _("Handed in"),
    "progress.validate": _("Validated"),
    "progress.return": _("Returned"),
    "progress.recall": _("Taken back"),
    "progress.discard": _("Set aside"),
    "progress.withdraw": _("Withdrawn"),
    "progress.restore": _("Taken up again"),
    "progress.correct": _("Correction begun"),
}
LABELS = (
    ("done", _("What was done")),
    ("ahead", _("What comes next")),
    ("obstacles", _("Obstacles")),
)


@register.filter
def progress_act(verb: str) -> str:
    """What a verb of the audit trail says to a reader."""
    return str(ACTS.get(verb, verb))


@register.inclusion_tag("progress/difference.html")
def difference(old: Version, new: Version) -> dict[str, Any]:
    """The texts of `new` with what came and went since `old`; figures that came and went."""
    then = [str(figure) for figure in old.figures.all()]
    now = [str(figure) for figure in new.figures.all()]
    return {
        "version": new,
        "parts": [
            (label, getattr(old, name), getattr(new, name))
            for name, label in LABELS
            if getattr(old, name) or getattr(new, name)
        ],
        "gone": [each for each in then if each not in now],
        "came": [each for each in now if each not in then],
        "figures_then": then,
        "figures_now": now,
    }
