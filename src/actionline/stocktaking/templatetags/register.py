"""`{% load register %}`: parts of the register's page that stand there hundreds of times.

A page has some five hundred values to choose and forty texts in pieces. Made by templates within
templates these took most of the time of a page; so they are put together here, escaped.
"""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.formats import number_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from actionline.common import languages
from actionline.common.search import Passage
from actionline.stocktaking.register_page import Facet, Value
from actionline.stocktaking.statistics import Row

register = template.Library()


@register.simple_tag
def facet_values(facet: Facet, values: Iterable[Value]) -> SafeString:
    """A box to tick for each value, with its name and how many there would be. They belong to the
    form of the search, wherever they stand."""
    start = f'<label><input type="checkbox" form="search" name="{escape(facet.name)}" value="'
    return mark_safe("".join(start + _value(value) for value in values))  # noqa: S308 - escaped


def _value(value: Value) -> str:
    return (
        f'{escape(value.value)}"{" checked" if value.chosen else ""}> '
        f'<span>{escape(value.label)}</span> <span class="number meta">{_told(value.count)}'
        "</span></label>\n"
    )


def _told(number: int) -> str:
    """As `intcomma` tells it; nothing stands between the figures of a small one."""
    return str(number) if number < 1000 else number_format(number, force_grouping=True)


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
