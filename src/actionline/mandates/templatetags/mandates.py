"""`{% load mandates %}`: words and their changes, and acts of the audit trail."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from actionline.instruments.rendering import direction, redline
from actionline.instruments.worddiff import word_spans
from actionline.mandates.basis import often as period

register = template.Library()

ACTS = {
    "mandates.carry": _("Taken from a filed edition"),
    "mandates.undo_carry": _("Filing undone"),
    "mandates.summarise": _("Taken from the starter data"),
    "mandates.confirm": _("Confirmed"),
    "mandates.correct": _("Corrected"),
    "mandates.set_kind": _("Kind set"),
    "mandates.pair": _("Joined with one of an earlier edition"),
    "mandates.separate": _("Separated from the one of an earlier edition"),
    "mandates.undo": _("Change taken back"),
}

register.filter("direction", direction)


@register.filter
def act(verb: str) -> str:
    """What a verb of the audit trail says to a reader."""
    return str(ACTS.get(verb, verb))


@register.filter
def changed_from(new: str, old: str) -> SafeString:
    """`new` with the words that came since `old` as <ins>, those that went as <del>."""
    return redline(word_spans(old, new))


@register.filter
def often(duration: str) -> str:
    """An ISO 8601 period in words; itself where it is none of whole years or months."""
    known = duration[1:-1].isdecimal() and duration.startswith("P") and duration[-1] in "YM"
    return period(duration) if known else duration
