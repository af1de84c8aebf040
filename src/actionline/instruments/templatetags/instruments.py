"""`{% load instruments %}`: the audit trail in words."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

ACTS = {
    "instruments.import": _("Imported"),
    "instruments.read": _("Read"),
    "instruments.read_again": _("Read again"),
    "instruments.correct_head": _("Head corrected"),
    "instruments.correct_provision": _("Provision corrected"),
    "instruments.correct_mandate": _("Mandate corrected"),
    "instruments.take_back": _("Correction taken back"),
    "instruments.accept_all": _("Accepted as read"),
    "instruments.file": _("Filed"),
    "instruments.receive": _("Text received"),
    "instruments.add": _("Added"),
    "instruments.remove": _("Removed"),
    "instruments.rename": _("Title or status changed"),
    "instruments.close_import": _("Import closed"),
    "instruments.discard": _("Import discarded"),
    "instruments.undo": _("Filing undone"),
    "instruments.undo_import": _("Import undone"),
}


@register.filter
def act(verb: str) -> str:
    """What a verb of the audit trail says to a reader; other rooms' verbs as they are."""
    return str(ACTS.get(verb, verb.replace(".", ": ").replace("_", " ")))
