"""`{% load reporting %}`: words that changed, acts of the audit trail."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from actionline.common import languages
from actionline.instruments.rendering import redline

register = template.Library()

ACTS = {
    "reporting.start": _("Begun"),
    "reporting.draft": _("Drafted from the data"),
    "reporting.head": _("Head of the document filled in"),
    "reporting.edited": _("Section edited"),
    "reporting.restored": _("Version brought back"),
    "reporting.break_hold": _("Section taken from who wrote it"),
    "reporting.redraft": _("Drafted again"),
    "reporting.discard_redraft": _("New draft discarded"),
    "reporting.undo_redraft": _("New draft taken back"),
    "reporting.comment": _("Commented on"),
    "reporting.answer": _("Comment answered"),
    "reporting.resolve": _("Comment settled or opened"),
    "reporting.invite": _("Editor invited"),
    "reporting.uninvite": _("Editor removed"),
    "reporting.submit": _("Submitted for review"),
    "reporting.return": _("Returned for changes"),
    "reporting.sign": _("Signed off"),
    "reporting.publish": _("Published"),
    "reporting.reopen": _("Opened for a new edition"),
}


@register.filter
def act(verb: str) -> str:
    """What a verb of the audit trail says to a reader."""
    return str(ACTS.get(verb, verb))


@register.filter
def changed(spans: Iterable[Any]) -> SafeString:
    """Words with those marked that stand on one side only (`word_spans`)."""
    return redline((span.side, span.text) for span in spans)


@register.filter
def own_name(code: str) -> str:
    """What a language is called in itself."""
    return languages.own_name(code)


@register.filter
def language_name(code: str) -> str:
    """What a language is called in the language of the page."""
    return languages.name(code)
