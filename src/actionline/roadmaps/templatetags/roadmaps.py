"""`{% load roadmaps %}`: figures as tables show them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django import template
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from actionline.instruments.rendering import redline
from actionline.reading.model import Span

register = template.Library()


@register.simple_tag
def figure(value: Decimal | str | None, day: date | str | None = None) -> SafeString:
    """A figure with its day below; a dash where it is missing."""
    if not isinstance(value, Decimal):
        return format_html('<span class="meta">{}</span>', "—")
    shown = number_format(value.normalize(), use_l10n=True, force_grouping=True)
    if not isinstance(day, date):
        return format_html("<bdi>{}</bdi>", shown)
    told = date_format(day, "SHORT_DATE_FORMAT")
    return format_html('<bdi>{}</bdi><br><span class="meta">{}</span>', shown, told)


@register.filter
def grouped(value: Decimal) -> str:
    """A figure as the reader's language writes it."""
    return number_format(value.normalize(), use_l10n=True, force_grouping=True)


@register.filter
def redlined(spans: Iterable[Span]) -> SafeString:
    """Words with what came as <ins> and what went as <del>."""
    return redline((span.side, span.text) for span in spans)


@register.filter
def rounded(value: Decimal) -> Decimal:
    """A computed figure, to two places."""
    return round(value, 2)
