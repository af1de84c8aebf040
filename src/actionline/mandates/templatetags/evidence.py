"""`{% load evidence %}`: of which mandates a record is evidence, on its page."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from actionline.mandates import evidence
from actionline.mandates.models import Evidence

register = template.Library()


@register.inclusion_tag("mandates/evidence_of.html", takes_context=True)
def evidence_of(
    context: Context, record_type: str, record_id: object, found: list[Evidence] | None = None
) -> dict[str, Any]:
    """`{% evidence_of "stocktaking.project" project.pk %}`: of what, and where to add a mandate;
    with what `of_record` found where the view has asked it already."""
    return evidence.of_what(context.get("user"), record_type, record_id, found)
