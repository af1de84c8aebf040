"""Which line of an old text stands beside which line of a new one.

Provisions come paired. The headings between two pairs are paired here: equal ones in their
order, then a single one with the single one of its kind (a heading that was reworded).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from actionline.reading.redline.lines import Line


def paired(
    old: Sequence[Line], new: Sequence[Line], pairs: dict[int, int]
) -> Iterator[tuple[int | None, int | None]]:
    """All lines of both texts in order, paired where they belong together; the old first.

    `pairs` maps places in `old` to places in `new`; both run in the same order.
    """
    all_pairs = dict(pairs)
    for old_gap, new_gap in _gaps(len(old), len(new), pairs):
        all_pairs |= _headings(old, new, old_gap, new_gap)
    for old_gap, new_gap in _gaps(len(old), len(new), all_pairs):
        for place in old_gap:
            yield place, None
        for place in new_gap:
            yield None, place
        if old_gap.stop < len(old):
            yield old_gap.stop, all_pairs[old_gap.stop]


def _gaps(olds: int, news: int, pairs: dict[int, int]) -> Iterator[tuple[range, range]]:
    """The lines before each pair, and those after the last."""
    next_old = next_new = 0
    for before in sorted(pairs):
        yield range(next_old, before), range(next_new, pairs[before])
        next_old, next_new = before + 1, pairs[before] + 1
    yield range(next_old, olds), range(next_new, news)


def _headings(
    old: Sequence[Line], new: Sequence[Line], old_gap: range, new_gap: range
) -> dict[int, int]:
    olds = [place for place in old_gap if old[place].item is None]
    news = [place for place in new_gap if new[place].item is None]
    found = _equal(old, new, olds, news)
    for some_olds, some_news in _gaps(len(olds), len(news), found):
        found |= _single(old, new, olds, news, some_olds, some_news)
    return {olds[before]: news[after] for before, after in found.items()}


def _equal(
    old: Sequence[Line], new: Sequence[Line], olds: Sequence[int], news: Sequence[int]
) -> dict[int, int]:
    """Equal headings, each taken at its first place after the pair before."""
    places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for index in reversed(range(len(olds))):
        places[old[olds[index]].style, old[olds[index]].words].append(index)
    found: dict[int, int] = {}
    last = -1
    for after, place in enumerate(news):
        waiting = places[new[place].style, new[place].words]
        while waiting and waiting[-1] <= last:
            waiting.pop()
        if waiting:
            last = waiting.pop()
            found[last] = after
    return found


def _single(
    old: Sequence[Line],
    new: Sequence[Line],
    olds: Sequence[int],
    news: Sequence[int],
    some_olds: range,
    some_news: range,
) -> dict[int, int]:
    """Among headings that have no equal: the only one of its style on both sides."""
    by_style_old, by_style_new = _by_style(old, olds, some_olds), _by_style(new, news, some_news)
    found: dict[int, int] = {}
    last = -1
    for style, before in by_style_old.items():
        after = by_style_new.get(style, [])
        if len(before) == 1 == len(after) and after[0] > last:
            last = found[before[0]] = after[0]
    return found


def _by_style(lines: Sequence[Line], places: Sequence[int], some: range) -> dict[str, list[int]]:
    """The headings of each style, the styles in the order of their first ones."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for index in some:
        found[lines[places[index]].style].append(index)
    return found
