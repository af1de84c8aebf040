"""`{% load register %}`: parts of the register's page that stand there hundreds of times.

A page has some five hundred values to choose and forty texts in pieces. Made by templates within
templates these took most of the time of a page; so they are put together here, escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django import template
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from actionline.common import languages
from actionline.common.search import Passage
from actionline.stocktaking.register_page import Facet, Hit, Value
from actionline.stocktaking.statistics import Row

register = template.Library()


@register.simple_tag
def facet_box(facet: Facet) -> SafeString:
    """The values of a facet to choose from, those that come first and the others folded."""
    label = escape(facet.label)
    more = ""
    if facet.more:
        number = len(facet.more)
        told = ngettext("%(number)s more", "%(number)s more", number) % {"number": number}
        more = (
            f'<details><summary>{escape(told)}<span class="visually-hidden"> ({label})</span>'
            f"</summary>\n{_boxes(facet, facet.more)}</details>"
        )
    return mark_safe(  # noqa: S308 - escaped
        f"<details{' open' if facet.open else ''}><summary>{capfirst(label)}</summary>\n"
        f'<fieldset><legend class="visually-hidden">{label}</legend>\n'
        f"{_boxes(facet, facet.first)}\n{more}\n</fieldset></details>"
    )


def _boxes(facet: Facet, values: Iterable[Value]) -> str:
    """A box to tick for each value, with its name and how many there would be. They belong to the
    form of the search, wherever they stand."""
    boxes, between = [], _between()
    for value, label, number, chosen in values:
        box, name = _box(facet.name, value, label)
        told = number if number < 1000 else f"{number:,}".replace(",", between)
        boxes.append(f"{box}{' checked' if chosen else ''}{name}{told}</span></label>\n")
    return "".join(boxes)


@lru_cache(maxsize=8192)
def _box(facet: str, value: str, label: str) -> tuple[str, str]:
    """What stands before and after whether it is ticked: values are few, and on each page again."""
    return (
        '<label><input type="checkbox" form="search"'
        f' name="{escape(facet)}" value="{escape(value)}"',
        f'> <span>{escape(label)}</span> <span class="number meta">',
    )


def _between() -> str:
    """What stands between the thousands of a number, as `intcomma` tells them."""
    return number_format(1000, force_grouping=True)[1:-3]


@register.simple_tag
def hits(found: Iterable[Hit]) -> SafeString:
    """The projects of a page, each with the words that were looked for and why it is there."""
    stale = escape(gettext("not confirmed for over a year"))
    why = escape(gettext("Why is this here?"))
    told, comma = gettext("It has %(words)s in: %(fields)s."), gettext(", ")
    before, after = reverse("stocktaking:project", args=[0]).rsplit("0", 1)
    lines = []
    for hit in found:
        project, title, snippet = hit.project, hit.why.title, hit.why.snippet
        heading = passage(title) if title else escape(project.title)
        facts = [f"<bdi>{escape(project.entity_name)}</bdi>", escape(hit.type), str(project.year)]
        if hit.status:
            facts.append(escape(hit.status))
        mark = f' <span class="tag tag-changed">{stale}</span>' if hit.stale else ""
        text = passage(snippet, "p") if snippet else ""
        reason = ""
        if hit.fields:
            words, fields = (comma.join(map(escape, each)) for each in (hit.why.words, hit.fields))
            says = told % {"words": words, "fields": fields}
            reason = f'<details class="why"><summary>{why}</summary><p>{says}</p></details>\n'
        lines.append(
            f'<li>\n<h2><a href="{before}{project.number}{after}">{heading}</a></h2>\n'
            f'<p class="meta">{" · ".join(facts)}{mark}</p>\n{text}\n{reason}</li>'
        )
    return mark_safe("\n".join(lines))  # noqa: S308 - escaped


@register.simple_tag
def rows_over_years(rows: Iterable[Row], address: str) -> SafeString:
    """The rows of a table: a value that leads to its projects at `address`, how many there are, and
    how many of each year. Two hundred economies over twenty years are five thousand cells."""
    to, between = escape(address), _between()
    return mark_safe("\n".join(_over_years(row, to, between) for row in rows))  # noqa: S308 - escaped


def _over_years(row: Row, address: str, between: str) -> str:
    cells = "".join(
        f'<td class="number">{number:,}</td>'.replace(",", between)
        for number in (row.number, *row.years)
    )
    return (
        f'<tr><th scope="row"><a href="{address}?{escape(row.query)}">{escape(row.label)}</a></th>'
        f"{cells}</tr>"
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
