"""Documents of any length in our own words, in each form that a benchmark needs.

They are made of the paragraphs and changes that `tests.reading.pairs` draws. Paragraphs are
lengthened to what paragraphs of resolutions have, about 200 characters, and name places, so
that no two are the same.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from random import Random

from tests.reading.flatten import plain
from tests.reading.pairs import Clause, Item, Pair, Piece, make_pair

from actionline.reading.model import Resolution

PAGE = 3_000  # characters on a page
_SYLLABLES = ("ka", "ro", "mi", "tel", "van", "du", "sor", "pe", "lin", "go", "bra", "ste", "no")
_PHRASES = (
    " in the district of {}",
    ", and likewise on the island of {} and along its coast",
    ", as the inhabitants of {} have asked for several years in a row",
    " wherever the road between {} and the sea is closed in winter",
    ", taking account of what was learned in {} about the price of such a service",
    ", for as long as the mast near {} has not been built again",
)
_PREAMBULAR = [
    verb + more
    for more, verb in product(
        ("", " further", " also"),
        ("recalling", "considering", "noting", "recognizing", "emphasizing", "bearing in mind"),
    )
]
_OPERATIVE = [
    f"{verb} {actor}"
    for verb, actor in product(
        ("instructs", "invites", "requests", "encourages"),
        (
            "the Secretary-General",
            "the Council",
            "the Director of the Radiocommunication Bureau",
            "the Director of the Telecommunication Development Bureau",
            "the Director of the Telecommunication Standardization Bureau",
            "Member States",
            "Sector Members",
            "Member States, Sector Members, Associates and Academia",
        ),
    )
]


def long_pair(size: int, *, clause: int = 12, seed: int = 1) -> Pair:
    """A resolution and its revision whose newer side has about `size` characters.

    Its clauses have about `clause` paragraphs. A text that is longer than its headings suffice
    for uses them again, as the collected acts of a conference do.
    """
    random = Random(seed)
    drawn = _drawn(random, size)
    preambular = list(_clauses(drawn, "preambular", clause))
    operative = list(_clauses(drawn, "operative", clause))
    return Pair(201, (*preambular, *operative))


def _drawn(random: Random, size: int) -> list[Clause]:
    clauses: list[Clause] = []
    length = 0
    while length < size:
        pair = make_pair(random)
        pair = replace(pair, clauses=tuple(_lengthened(random, c) for c in pair.clauses))
        clauses += pair.clauses
        length += len(plain(pair, new=True))
    return clauses


def _clauses(drawn: list[Clause], kind: str, size: int) -> Iterator[Clause]:
    """The paragraphs drawn for clauses of a kind, under headings of that kind."""
    headings = _PREAMBULAR if kind == "preambular" else _OPERATIVE
    items = [item for clause in drawn if clause.kind == kind for item in clause.items]
    numbering = "letters" if kind == "preambular" and size <= 40 else "numbers"
    for number, start in enumerate(range(0, len(items), size)):
        heading = headings[number % len(headings)]
        yield Clause(heading, kind, numbering, tuple(items[start : start + size]))


def _lengthened(random: Random, clause: Clause) -> Clause:
    return replace(clause, items=tuple(_longer(random, item) for item in clause.items))


def _longer(random: Random, item: Item) -> Item:
    """The paragraph with two or three more phrases, the same on both sides."""
    phrases = [
        phrase.format("".join(random.sample(_SYLLABLES, 3)).title())
        for phrase in random.sample(_PHRASES, random.randint(2, 3))
    ]
    at = len(item.pieces) - 1 if item.children else len(item.pieces)  # a colon stays last
    pieces = (*item.pieces[:at], *(Piece(p, p) for p in phrases), *item.pieces[at:])
    return replace(item, pieces=pieces, children=tuple(_longer(random, c) for c in item.children))


def edition(pair: Pair, *, new: bool) -> str:
    """One side as an adopted text, without the line that says what is proposed."""
    return plain(pair, new=new).partition("\n")[2]


def bluebell(resolution: Resolution) -> list[str]:
    """A reading in Bluebell's markup: clauses as parts, their paragraphs in order. A proposal to
    revise a text holds two texts, so it is two: the one before, and the one proposed."""
    two = any(provision.change for provision in resolution.provisions)
    return [_bluebell(resolution, new=new) for new in ((False, True) if two else (True,))]


def _bluebell(resolution: Resolution, *, new: bool) -> str:
    printed = ["PREFACE", "", f"  {resolution.document.title}", "", "BODY", ""]
    heading = ""
    for provision in resolution.provisions:
        text = provision.text if new else provision.base_text
        if text is None:
            continue
        if provision.clause != heading:
            heading = provision.clause
            printed.append(f"PART - {provision.heading}")
        depth, name = ("    ", "SUBPARA") if provision.parent else ("  ", "PARA")
        label = provision.label if new else provision.base_label
        printed.append(f"{depth}{name} {label or ''}".rstrip())
        printed.append(f"{depth}  {text}")
    return "\n".join(printed) + "\n"


def word(pair: Pair, *, new: bool) -> bytes:
    """One side as python-docx makes a Word file of it, styles and all."""
    from docx import Document

    document = Document()
    for text in edition(pair, new=new).splitlines():
        document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
