"""`{% load meetings %}`: a meeting that a resolution names, as the calendar calls it."""

from __future__ import annotations

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from actionline.framework.models import Meeting

register = template.Library()


@register.simple_tag(takes_context=True)
def meeting_called(context: Context, slug: str) -> SafeString:
    """`{% meeting_called "council-2026" %}`: its name with a link; the short name itself where
    the calendar has no such meeting. Each meeting is asked for once in a request."""
    request = context.get("request")
    known: dict[str, Meeting | None] = getattr(request, "meetings_called", {})
    if slug not in known:
        known[slug] = Meeting.objects.filter(slug=slug).first()
        if request is not None:
            request.meetings_called = known
    found = known[slug]
    if found is None:
        return format_html('<span class="symbol">{}</span>', slug)
    return format_html('<a href="{}">{}</a>', reverse("framework:meeting", args=[slug]), found)
