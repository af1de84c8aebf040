"""Automatic numbering of a Word file (word/numbering.xml), counted as Word counts it.

The definitions are read once; each side of a revision has a `Counter` of its own, because
a deleted paragraph counts on the old side only and an inserted one on the new side only
(ISO/IEC 29500-1, 17.9).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from actionline.reading.sources.number_formats import printed_number
from actionline.reading.sources.word_styles import LONGEST_CHAIN, OFF, Styles, whole_number
from actionline.reading.sources.word_symbols import shown_bullet
from actionline.reading.sources.word_xml import Element

DEEPEST = 8  # Word has nine levels, counted from 0
_MAX_LABEL = 40  # characters; a longer one is text put into the list's definition
_PLACE = re.compile("%([1-9])")


class Level(NamedTuple):
    """One level of a list: how it is counted and printed.

    `restart` is the level (counted from 1) whose use sets this one back; None: any higher
    one; 0: none. `text` has places `%1` … `%9` for the numbers of the levels.
    """

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False  # all its numbers in decimal digits
    style: str | None = None  # the paragraph style tied to it


class NumberingList(NamedTuple):
    """A list as paragraphs use it (`w:num`).

    Lists of one abstract definition go on counting together; `starts` are the levels that
    begin anew with this list.
    """

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


class _Definition(NamedTuple):
    """An abstract definition; `style_link` names a numbering style that stands in for it."""

    identifier: str
    levels: dict[int, Level]
    style_link: str | None


class Numbering:
    """The lists that a file defines."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions: dict[str, _Definition] = {}
        self._lists: dict[str, Element] = {}
        self._resolved: dict[str, NumberingList | None] = {}
        for element in root.children if root is not None else ():
            if element.name == "w:abstractNum":
                definition = _definition(element)
                self._definitions.setdefault(definition.identifier, definition)
            elif element.name == "w:num":
                self._lists.setdefault(element.attributes.get("w:numId", ""), element)

    def list_of(self, num_id: str) -> NumberingList | None:
        """The list `num_id`; None where it is not defined (and for "0": no numbering)."""
        if num_id not in self._resolved:
            self._resolved[num_id] = self._resolve(num_id)
        return self._resolved[num_id]

    def level_of_style(self, num_id: str, style: str) -> int | None:
        """The level of the list `num_id` that is tied to a paragraph style."""
        found = self.list_of(num_id)
        for place, level in found.levels.items() if found is not None else ():
            if level.style == style:
                return place
        return None

    def _resolve(self, num_id: str) -> NumberingList | None:
        element = self._lists.get(num_id)
        definition = self._definition_of(num_id)
        if element is None or definition is None:
            return None
        levels = dict(definition.levels)
        starts: dict[int, int] = {}
        for override in element.children:
            if override.name != "w:lvlOverride":
                continue
            place = _place(override)
            if (own := override.child("w:lvl")) is not None:
                levels[place] = _level(own)
            if (start := override.value_of("w:startOverride")) is not None:
                starts[place] = whole_number(start, 1)
        return NumberingList(definition.identifier, levels, starts)

    def _definition_of(self, num_id: str) -> _Definition | None:
        """The definition behind a list, through the numbering style it may lean on."""
        for _ in range(LONGEST_CHAIN):
            element = self._lists.get(num_id)
            if element is None:
                return None
            definition = self._definitions.get(element.value_of("w:abstractNumId") or "")
            if definition is None or definition.style_link is None:
                return definition
            num_id = self._styles.paragraph(definition.style_link).num_id or ""
        return None


def _definition(element: Element) -> _Definition:
    return _Definition(
        element.attributes.get("w:abstractNumId", ""),
        {_place(child): _level(child) for child in element.children if child.name == "w:lvl"},
        element.value_of("w:numStyleLink"),
    )


def _place(element: Element) -> int:
    return min(max(whole_number(element.attributes.get("w:ilvl")), 0), DEEPEST)


def _level(element: Element) -> Level:
    restart = element.value_of("w:lvlRestart")
    legal = element.child("w:isLgl")
    return Level(
        start=whole_number(element.value_of("w:start"), 1),
        number_format=element.value_of("w:numFmt") or "decimal",
        text=(element.value_of("w:lvlText") or "")[: _MAX_LABEL * 2],
        restart=None if restart is None else whole_number(restart),
        legal=legal is not None and legal.attributes.get("w:val", "1") not in OFF,
        style=element.value_of("w:pStyle"),
    )


class Counter:
    """Counts the lists of one side of a document, in reading order."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, num_id: str, place: int) -> str | None:
        """Count one paragraph at level `place` (0–8) of a list; the label as printed.

        None where the list is not defined or prints nothing.
        """
        found = self._numbering.list_of(num_id)
        place = min(max(place, 0), DEEPEST)
        if found is None:
            return None
        level = found.levels.get(place)
        if level is None:
            return None
        counts = self._counts.setdefault(found.abstract, {})
        for higher in range(place):  # a level passed over counts as begun
            counts.setdefault(higher, _start(found, higher))
        if place in found.starts and (num_id, place) not in self._begun:
            self._begun.add((num_id, place))
            counts[place] = found.starts[place]
        elif place in counts:
            counts[place] += 1
        else:
            counts[place] = _start(found, place)
        for deeper in range(place + 1, DEEPEST + 1):
            restart = found.levels.get(deeper, Level()).restart
            if restart is None or place < restart:
                counts.pop(deeper, None)
        return _printed(found, place, counts)


def _start(found: NumberingList, place: int) -> int:
    """Where a level of a list begins to count."""
    return found.starts.get(place, found.levels.get(place, Level()).start)


def _printed(found: NumberingList, place: int, counts: dict[int, int]) -> str | None:
    level = found.levels[place]
    if level.number_format == "bullet":
        return shown_bullet(level.text)

    def number(match: re.Match[str]) -> str:
        of_place = int(match[1]) - 1
        other = found.levels.get(of_place, Level())
        count = counts.get(of_place, other.start)
        return printed_number(count, "decimal" if level.legal else other.number_format)

    label = _PLACE.sub(number, level.text).strip()
    return label if 0 < len(label) <= _MAX_LABEL else None
