"""Places within a text: `§§ 27 and 50`, `paragraphs 29-82`, `resolves 1, 2 and 3`.

Several places give one fragment each; a range of paragraphs is one (`69 to 71` is `69-71`).
"""

import re
from typing import NamedTuple

# Each is compiled where such a list begins.
_ITEM = (
    r"(?P<number>\d{1,4}(?:\.\d{1,3}){0,3})(?:(?P<letter>[a-z])(?![a-z])|\s?\(?(?P<closed>[a-z]{1,3})\)|\b)"
    r"(?:\s?[-–]\s?(?:(?P<last>\d{1,4})\b|(?P<lastletter>[a-z])\)?(?![a-z]))|"
    r"\s(?:to|through|à|al?|по)\s(?P<far>\d{1,4})\b)?"
)
_JOIN = r"\s?(?:,\s?(?:and|et|y|и)?|and|or|et|ou|y|и|&)\s(?=\(?\d)"
_LETTER_ITEM = r"\(?(?P<letter>[a-z]{1,4})\)(?:\s?\(?(?P<inner>[ivx]{1,5})\))?"
_NUMBER_ITEM = (
    r"(?P<number>\d{1,3}(?:bis|ter)?)(?:\s?\(?(?P<letter>[a-z]{1,4})\)|\.(?P<inner>\d{1,2}))?(?!\d|[/-]\d)"
    r"(?:\s?(?:to|-|–|à)\s?(?P<last>\d{1,3})\b)?"
)
_LABEL_JOIN = r"\s?(?:,\s?(?:and|or|et|ou)?|and|or|et|ou|/)\s?"
_MOST = 40  # places in one list


class Places(NamedTuple):
    """Fragments and where their list ends."""

    fragments: tuple[str, ...]
    end: int


def paragraphs_at(text: str, position: int) -> Places | None:
    """The paragraph numbers listed from a place on, after `§` or `paragraphs`."""
    fragments: list[str] = []
    end = position
    while len(fragments) < _MOST:
        item = _match(_ITEM, text, position)
        if item is None:
            break
        fragments.append(_fragment(item))
        end = item.end()
        join = _match(_JOIN, text, end)
        if join is None:
            break
        position = join.end()
    return Places(tuple(fragments), end) if fragments else None


def _fragment(item: re.Match[str]) -> str:
    last = item["last"] or item["far"] or item["lastletter"]
    return item["number"] + (item["letter"] or item["closed"] or "") + (f"-{last}" if last else "")


def labels_at(text: str, position: int) -> Places | None:
    """The labels listed from a place on, after a clause heading: `1, 2 and 3`, `a)`, `6 i)`.

    A range is told item by item, so that each can be followed.
    """
    fragments: list[str] = []
    end, above = position, ""
    while len(fragments) < _MOST:
        item = _label_item(text, position)
        if item is None:
            break
        labels = _labels(item)
        if "number" in item.groupdict():
            above = labels[0].rpartition("/")[0]
        elif above:  # `2 i) and ii)`
            labels = [f"{above}/{label}" for label in labels]
        fragments.extend(labels)
        end = item.end()
        join = _match(_LABEL_JOIN, text, end)
        if join is None:
            break
        position = join.end()
    return Places(tuple(fragments[:_MOST]), end) if fragments else None


def _label_item(text: str, position: int) -> re.Match[str] | None:
    if text[position : position + 1].isdecimal():
        return _match(_NUMBER_ITEM, text, position)
    if ")" in text[position : position + 6]:
        return _match(_LETTER_ITEM, text, position)
    return None


def _match(pattern: str, text: str, position: int) -> re.Match[str] | None:
    return re.compile(pattern).match(text, position)


def _labels(item: re.Match[str]) -> list[str]:
    parts = item.groupdict()
    if "number" not in parts:
        inner = f"/{parts['inner']}" if parts["inner"] else ""
        return [parts["letter"] + inner]
    inner = parts["letter"] or parts["inner"]
    first = parts["number"] + (f"/{inner}" if inner else "")
    last = parts["last"]
    if not last or inner or not parts["number"].isdigit():
        return [first]
    begin, stop = int(parts["number"]), int(last)
    return [str(number) for number in range(begin, min(stop, begin + _MOST) + 1)] or [first]
