"""`{% load acts %}`: `{{ entry.verb|stocktaking_act }}`."""

from __future__ import annotations

from django import template

from actionline.stocktaking.acts import ACTS

register = template.Library()


@register.filter
def stocktaking_act(verb: str) -> str:
    """What was done, in words; a verb that has none is told as it is."""
    return str(ACTS.get(verb, verb))
