"""`{% load notifications %}`: how much somebody has not read, for the header."""

from __future__ import annotations

from typing import Any

from django import template

from actionline.common import notifications

register = template.Library()


@register.inclusion_tag("common/unread.html")
def unread(person: Any) -> dict[str, Any]:
    """A link to what somebody was told, with how much of it they have not read."""
    number = notifications.unread(person)
    most = notifications.MOST_COUNTED
    return {"number": number, "shown": f"{most - 1}+" if number >= most else str(number)}
