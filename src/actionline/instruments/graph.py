"""Who cites whom as a drawing: those who cite on one side, those cited on the other. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .queries import Edge

#: Lines drawn; the table beside the drawing has all of them.
MAX_EDGES = 60
WIDTH, ROW, TOP = 720, 26, 24
_LEFT, _RIGHT = 250, 470
_LONGEST_NAME = 32


@dataclass(frozen=True)
class Node:
    """A name at a place of the drawing; `anchor` is SVG's text-anchor."""

    name: str
    title: str
    url: str
    x: int
    y: int
    anchor: str


@dataclass(frozen=True)
class Line:
    """A line between two names, broader for more mentions; `path` is SVG's."""

    path: str
    width: float
    title: str


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    nodes: list[Node]
    lines: list[Line]


@dataclass(frozen=True)
class Named:
    """How an instrument is called in the drawing and where its name leads."""

    name: str
    url: str


def draw(edges: Sequence[Edge], names: Mapping[int, Named]) -> Drawing:
    """The drawing of the first `MAX_EDGES` of `edges`, the most mentions first."""
    drawn = edges[:MAX_EDGES]
    sources = _column([edge.source for edge in drawn])
    cited = _column([edge.cited for edge in drawn])
    nodes = [_node(key, row, names[key], _LEFT, "end") for key, row in sources.items()]
    nodes += [_node(key, row, names[key], _RIGHT, "start") for key, row in cited.items()]
    lines = [
        _line(sources[edge.source], cited[edge.cited], edge, names) for edge in reversed(drawn)
    ]
    height = TOP * 2 + ROW * (max(len(sources), len(cited), 1) - 1)
    return Drawing(WIDTH, height, nodes, lines)


def _column(keys: Sequence[int]) -> dict[int, int]:
    """The row of each key, those with the most lines on top."""
    counted = Counter(keys).most_common()
    return {key: row for row, (key, _count) in enumerate(counted)}


def _node(key: int, row: int, named: Named, x: int, anchor: str) -> Node:
    short = named.name
    if len(short) > _LONGEST_NAME:
        short = short[: _LONGEST_NAME - 1].rstrip() + "…"
    edge_of_text = x - 8 if anchor == "end" else x + 8
    return Node(short, named.name, named.url, edge_of_text, TOP + ROW * row, anchor)


def _line(source: int, cited: int, edge: Edge, names: Mapping[int, Named]) -> Line:
    start, end = TOP + ROW * source, TOP + ROW * cited
    middle = (_LEFT + _RIGHT) // 2
    path = f"M{_LEFT} {start}C{middle} {start} {middle} {end} {_RIGHT} {end}"
    title = f"{names[edge.source].name} → {names[edge.cited].name}: {edge.mentions}"
    return Line(path, min(1 + edge.mentions / 3, 6), title)
