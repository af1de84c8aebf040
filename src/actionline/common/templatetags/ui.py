"""`{% load ui %}`: what the shared templates need."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.template import Context
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from actionline.common import languages

register = template.Library()

LONGEST_JSON = 2000  # letters; the whole is in the export


@register.inclusion_tag("common/breadcrumbs.html")
def breadcrumbs(*parts: Any) -> dict[str, Any]:
    """`{% breadcrumbs title url title url title %}`: the last, without address, is this page."""
    titles, urls = parts[::2], [*parts[1::2], ""]
    return {"crumbs": list(zip(titles, urls, strict=False))}


@register.filter
def listed(values: Iterable[Any]) -> str:
    """One after the other, with the comma of the page's language between them."""
    return format_html_join(gettext(", "), "{}", ((value,) for value in values))


register.filter("direction", languages.direction)


@register.simple_tag(takes_context=True)
def page_address(context: Context) -> str:
    """The address of another page of a list, but for its number at the end: this address, or
    `pages_at` where the list stands elsewhere."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    rest = query.urlencode()
    return f"{context.get('pages_at', '')}?{rest}{'&' if rest else ''}page="


@register.simple_tag
def page_links(page: Page[Any], address: str) -> SafeString:
    """The numbers of pages round the present one, with gaps elided; each leads to `address` with
    the number after it."""
    told, items = gettext("Page %(number)s"), []
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1):
        if number == page.number:
            item = f'<span aria-current="page">{number}</span>'
        elif isinstance(number, str):
            item = '<span class="elided">…</span>'
        else:
            label = escape(told % {"number": number})
            item = f'<a href="{escape(address)}{number}" aria-label="{label}">{number}</a>'
        items.append(f"<li>{item}</li>")
    return mark_safe("\n    ".join(items))  # noqa: S308 - escaped


@register.filter
def first_control(field: BoundField) -> str:
    """The element id that a link to `field` should lead to: of a group, its first choice."""
    if field.use_fieldset and len(field.subwidgets):
        return str(field.subwidgets[0].id_for_label)
    return field.id_for_label or field.auto_id


@register.filter
def as_json(value: Any) -> str:
    """A JSON value as it is written; long ones are cut."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_JSON else f"{text[:LONGEST_JSON]} …"
