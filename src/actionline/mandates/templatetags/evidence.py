"""`{% load evidence %}`: of which mandates a record is evidence, on its page."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from actionline.common.translations import shown
from actionline.mandates import evidence
from actionline.mandates.models import Evidence

register = template.Library()


@register.inclusion_tag("mandates/evidence_of.html", takes_context=True)
def evidence_of(
    context: Context, record_type: str, record_id: object, found: list[Evidence] | None = None
) -> dict[str, Any]:
    """`{% evidence_of "stocktaking.project" project.pk %}`: of what, and where to add a mandate;
    with what `of_record` found where the view has asked it already."""
    user = context.get("user")
    pieces = evidence.of_record(record_type, record_id) if found is None else found
    return {
        "found": [each for each in pieces if each.mandate is not None],
        "others": evidence.others(pieces),
        "texts": shown.load(pieces),
        "record_type": record_type,
        "record_id": str(record_id),
        "user": user,
        "may_give": user is not None and user.has_perm("mandates.give_evidence"),
    }
