"""`{% load roles %}`: roles in words."""

from __future__ import annotations

from django import template
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from actionline.accounts import scopes
from actionline.accounts.models import Role

register = template.Library()


@register.filter
def in_words(role: Role) -> str:
    """“focal point (drafts) for C7 E-health”."""
    parts = {
        "role": role.get_kind_display(),
        "level": role.get_level_display(),
        "scope": scopes.name(role),
    }
    if role.level and role.scope:
        return _("%(role)s (%(level)s) for %(scope)s") % parts
    if role.level:
        return _("%(role)s (%(level)s)") % parts
    if role.scope:
        return _("%(role)s for %(scope)s") % parts
    return str(parts["role"])


@register.filter
def period(role: Role) -> str:
    """From when until when it counts."""
    starts = date_format(localtime(role.starts), "DATE_FORMAT")
    if role.until is None:
        return _("since %(start)s") % {"start": starts}
    ends = date_format(localtime(role.until), "DATETIME_FORMAT")
    return _("%(start)s until %(end)s") % {"start": starts, "end": ends}
