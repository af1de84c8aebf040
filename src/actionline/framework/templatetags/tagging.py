"""`{% load tagging %}`: the tags of a record on its page."""

from __future__ import annotations

from typing import Any

from django import template

from actionline.common import records
from actionline.framework.tagging import tags_of

register = template.Library()


@register.inclusion_tag("framework/tagging/tags.html", takes_context=True)
def record_tags(context: dict[str, Any], record_type: str, record_id: object) -> dict[str, Any]:
    """`{% record_tags "mandates.mandate" mandate.pk %}`: its tags, and where to change them."""
    kind = records.find(record_type)
    user = context.get("user")
    return {
        "tags": tags_of(record_type, record_id),
        "record_type": record_type,
        "record_id": str(record_id),
        "may_tag": kind is not None and user is not None and user.has_perm(kind.permission),
    }
