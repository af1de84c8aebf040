"""`{% load register %}`: parts of the register's page that stand there hundreds of times.

A page has some five hundred values to choose and forty texts in pieces. Made by templates within
templates these took most of the time of a page; so they are put together here, escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.utils.formats import number_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from actionline.common import languages
from actionline.common.search import Passage
from actionline.common.templatetags.ui import listed
from actionline.stocktaking.register_page import Facet, Hit, Value
from actionline.stocktaking.statistics import Row

register = template.Library()


@register.simple_tag
def facet_values(facet: Facet, values: Iterable[Value]) -> SafeString:
    """A box to tick for each value, with its name and how many there would be. They belong to the
    form of the search, wherever they stand."""
    start = f'<label><input type="checkbox" form="search" name="{escape(facet.name)}" value="'
    boxes = []
    for value in values:
        key, name = _escaped(value.value, value.label)
        on = " checked" if value.chosen else ""
        boxes.append(
            f'{start}{key}"{on}> <span>{name}</span> '
            f'<span class="number meta">{_told(value.count)}</span></label>\n'
        )
    return mark_safe("".join(boxes))  # noqa: S308 - escaped


@lru_cache(maxsize=4096)
def _escaped(*texts: str) -> tuple[str, ...]:
    """For names, which are few and come again on each page."""
    return tuple(escape(text) for text in texts)


def _told(number: int) -> str:
    """As `intcomma` tells it; nothing stands between the figures of a small one."""
    return str(number) if number < 1000 else number_format(number, force_grouping=True)


@register.simple_tag
def hits(found: Iterable[Hit]) -> SafeString:
    """The projects of a page, each with the words that were looked for and why it is there."""
    stale, why = escape(gettext("not confirmed for over a year")), gettext("Why is this here?")
    lines = []
    for hit in found:
        project = hit.project
        title = passage(hit.title) if hit.title else escape(project.title)
        facts = [f"<bdi>{escape(project.entity_name)}</bdi>", escape(hit.type), str(project.year)]
        if hit.status:
            facts.append(escape(hit.status))
        mark = f' <span class="tag tag-changed">{stale}</span>' if hit.stale else ""
        text = passage(hit.snippet, "p") if hit.snippet else ""
        reason = f"<summary>{escape(why)}</summary><p>{_reason(hit)}</p>" if hit.fields else ""
        lines.append(
            f'<li>\n<h2><a href="{escape(project.get_absolute_url())}">{title}</a></h2>\n'
            f'<p class="meta">{" · ".join(facts)}{mark}</p>\n{text}\n'
            + (f'<details class="why">{reason}</details>\n</li>' if reason else "</li>")
        )
    return mark_safe("\n".join(lines))  # noqa: S308 - escaped


def _reason(hit: Hit) -> str:
    told = {"words": listed(hit.why.words), "fields": listed(hit.fields)}
    return gettext("It has %(words)s in: %(fields)s.") % told


@register.simple_tag
def rows_over_years(rows: Iterable[Row], address: str) -> SafeString:
    """The rows of a table: a value that leads to its projects at `address`, how many there are, and
    how many of each year. Two hundred economies over twenty years are five thousand cells."""
    return mark_safe("\n".join(_over_years(row, escape(address)) for row in rows))  # noqa: S308


def _over_years(row: Row, address: str) -> str:
    cells = "".join(f'<td class="number">{_told(number)}</td>' for number in row.years)
    return (
        f'<tr><th scope="row"><a href="{address}?{escape(row.query)}">{escape(row.label)}</a></th>'
        f'<td class="number">{_told(row.number)}</td>{cells}</tr>'
    )


@register.simple_tag
def passage(found: Passage, element: str = "span") -> SafeString:
    """A text in pieces, those looked for marked, in its language; a paragraph (`p`) begins where
    that language begins."""
    pieces = "".join(
        f"<mark>{escape(piece.text)}</mark>" if piece.marked else escape(piece.text)
        for piece in found.pieces
    )
    language = escape(found.language)
    direction = languages.direction(found.language)
    told = f'<{element} lang="{language}" dir="{direction}">{pieces}</{element}>'
    return mark_safe(told)  # noqa: S308 - escaped, and the element is the template's
