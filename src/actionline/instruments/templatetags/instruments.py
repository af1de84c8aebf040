"""`{% load instruments %}`: the audit trail and periods in words."""

from __future__ import annotations

import re

from django import template
from django.utils.translation import gettext, ngettext
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


_PERIOD = re.compile(r"P([0-9]{1,3})([YMW])\Z")


@register.filter
def period(duration: str) -> str:
    """An ISO 8601 duration as how often something is due: `P1Y` is every year."""
    match = _PERIOD.match(duration)
    if match is None:
        return duration
    count = int(match[1])
    if count == 1:  # apart, for in Russian the form of one is that of 21 too
        once = {"Y": gettext("every year"), "M": gettext("every month"), "W": gettext("every week")}
        return once[match[2]]
    names = {
        "Y": ngettext("every %(count)d year", "every %(count)d years", count),
        "M": ngettext("every %(count)d month", "every %(count)d months", count),
        "W": ngettext("every %(count)d week", "every %(count)d weeks", count),
    }
    return names[match[2]] % {"count": count}
