"""`{% load mandates %}`: words and their changes, and acts of the audit trail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionline.instruments.rendering import direction, redline
from actionline.mandates.basis import often
from actionline.reading.compare import word_spans

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
    "mandates.give_evidence": _("Said to be evidence"),
    "mandates.withdraw_evidence": _("Taken back"),
    "mandates.restore_evidence": _("Given again"),
    "mandates.lead_evidence": _("Led over to another record"),
}

register.filter("direction", direction)
register.filter("often", often)


@register.filter
def act(verb: str) -> str:
    """What a verb of the audit trail says to a reader."""
    return str(ACTS.get(verb, verb))


@register.filter
def changed_from(new: str, old: str) -> SafeString:
    """`new` with the words that came since `old` as <ins>, those that went as <del>."""
    return redline([(span.side, span.text) for span in word_spans(old, new)])


@register.filter
def named(slugs: Iterable[str], names: Mapping[str, object]) -> str:
    """The names of what is known by slug, the slugs of the rest, in a row."""
    return gettext(", ").join(str(names.get(slug, slug)) for slug in slugs)
