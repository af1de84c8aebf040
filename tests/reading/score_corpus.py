"""Print the reader's figures for every reference there is.

    python -m tests.reading.score_corpus [--faults] [NAME ...]

The real documents are scored where they lie beside the repository (`../shared/seeds`), our
own corpus and twenty generated pairs always: as flattened text, the same with the older
edition on file, and as tracked Word file. `--faults` lists each miss; NAME restricts to
documents whose name contains it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tests.reading.flatten import flattened, plain, truth
from tests.reading.pairs import make_pair
from tests.reading.scoring import FIGURES, faults, mean, score
from tests.reading.tracked_docx import to_tracked_docx

from actionline.reading.api import read
from actionline.reading.errors import ReadingError
from actionline.reading.output.contract import as_json

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1].parent / "shared"
GENERATED = 20


@dataclass(frozen=True)
class Reference:
    """A document, how it is to be read, and the older edition where that is on file."""

    group: str
    name: str
    content: bytes
    reading: dict[str, Any]
    base: bytes | None = None


def references() -> Iterator[Reference]:
    """Every reference at hand with its document."""
    for folder in (SHARED / "reading" / "gold", HERE / "gold"):
        for path in sorted(folder.glob("*.json")):
            for document in (SHARED / "seeds").glob(path.stem + "_*.txt"):
                yield Reference("real", document.name, document.read_bytes(), _loaded(path))
    for document in sorted((SHARED / "reading" / "docx").glob("*.docx")):
        reading = _loaded(document.with_suffix(".json"))
        yield Reference("real, Word", document.name, document.read_bytes(), reading)
    for path in sorted((HERE / "corpus").glob("*.json")):
        document = path.with_suffix(".txt")
        yield Reference("corpus", document.name, document.read_bytes(), _loaded(path))
    for seed in range(GENERATED):
        pair = make_pair(Random(seed))
        text = flattened(pair).encode()
        yield Reference("generated", f"flattened-{seed}.txt", text, truth(pair))
        base = plain(pair, new=False).partition("\n")[2].encode()  # an edition names no proposer
        yield Reference(
            "generated, base on file", f"based-{seed}.txt", text, truth(pair, "base"), base
        )
        word, known = to_tracked_docx(pair), truth(pair, "tracked")
        yield Reference("generated, Word", f"tracked-{seed}.docx", word, known)


def found(reference: Reference) -> dict[str, Any]:
    """The reader's reading of the reference's document."""
    base = read(reference.base, "base.txt") if reference.base else None
    return as_json(read(reference.content, reference.name, base=base))


def main(arguments: list[str]) -> int:
    """Print one line a document and one a group; 1 where a document could not be read."""
    names = [argument for argument in arguments if not argument.startswith("--")]
    groups: dict[str, list[dict[str, float]]] = {}
    failed = 0
    print(_row("", list(FIGURES)))
    for reference in references():
        if names and not any(wanted in reference.name for wanted in names):
            continue
        try:
            reading = found(reference)
        except ReadingError as error:
            print(f"{reference.name}: {error}")
            failed += 1
            continue
        figures = score(reading, reference.reading)
        groups.setdefault(reference.group, []).append(figures)
        print(_row(reference.name, _cells(figures)))
        if "--faults" in arguments:
            print("".join(f"    {line}\n" for line in faults(reading, reference.reading)), end="")
    for group, scores in groups.items():
        print(_row(f"MEAN {group} ({len(scores)})", _cells(mean(scores))))
    return 1 if failed else 0


def _loaded(path: Path) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return result


def _cells(figures: dict[str, float]) -> list[str]:
    return [f"{figures[name]:.3f}" if name in figures else "" for name in FIGURES]


def _row(name: str, cells: list[str]) -> str:
    return f"{name:36.36}" + "".join(f"{cell:>11}" for cell in cells)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
