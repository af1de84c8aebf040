"""`{% load records %}`: what other rooms have to say on the page of a record."""

from __future__ import annotations

from django import template
from django.template import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from actionline.common import records

register = template.Library()


@register.simple_tag(takes_context=True)
def told_elsewhere(context: Context, record_type: str, record_id: object) -> SafeString:
    """`{% told_elsewhere "stocktaking.project" project.pk %}`: the parts that rooms made."""
    request = context["request"]
    made = ((each(request, record_type, record_id),) for each in records.sections)
    return format_html_join("", "{}", made)
