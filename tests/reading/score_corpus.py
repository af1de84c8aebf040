"""Print the reader's figures for every reference there is.

    python -m tests.reading.score_corpus [--faults] [NAME ...]

The real documents are scored where they lie beside the repository (`../shared/seeds`), our
own corpus and twenty generated pairs (flattened text and tracked Word file) always. `--faults`
lists each miss; NAME restricts to documents whose name contains it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from tests.reading.flatten import flattened, truth
from tests.reading.pairs import make_pair
from tests.reading.scoring import FIGURES, faults, mean, score
from tests.reading.tracked_docx import to_tracked_docx

from actionline.reading.api import read
from actionline.reading.errors import ReadingError
from actionline.reading.output.contract import as_json

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1].parent / "shared"
GENERATED = 20

Reference = tuple[str, str, bytes, dict[str, Any]]  # group, file name, content, reading


def references() -> Iterator[Reference]:
    """Every reference at hand with its document."""
    for folder in (SHARED / "reading" / "gold", HERE / "gold"):
        for path in sorted(folder.glob("*.json")):
            for document in (SHARED / "seeds").glob(path.stem + "_*.txt"):
                yield "real", document.name, document.read_bytes(), _loaded(path)
    for document in sorted((SHARED / "reading" / "docx").glob("*.docx")):
        reference = _loaded(document.with_suffix(".json"))
        yield "real, Word", document.name, document.read_bytes(), reference
    for path in sorted((HERE / "corpus").glob("*.json")):
        document = path.with_suffix(".txt")
        yield "corpus", document.name, document.read_bytes(), _loaded(path)
    for seed in range(GENERATED):
        pair = make_pair(Random(seed))
        text = flattened(pair).encode()
        yield "generated", f"flattened-{seed}.txt", text, truth(pair)
        word = to_tracked_docx(pair)
        yield "generated, Word", f"tracked-{seed}.docx", word, truth(pair, tracked=True)


def main(arguments: list[str]) -> int:
    """Print one line a document and one a group; 1 where a document could not be read."""
    names = [argument for argument in arguments if not argument.startswith("--")]
    groups: dict[str, list[dict[str, float]]] = {}
    failed = 0
    print(_row("", list(FIGURES)))
    for group, name, content, reference in references():
        if names and not any(wanted in name for wanted in names):
            continue
        try:
            reading = as_json(read(content, name))
        except ReadingError as error:
            print(f"{name}: {error}")
            failed += 1
            continue
        figures = score(reading, reference)
        groups.setdefault(group, []).append(figures)
        print(_row(name, [f"{figures[key]:.3f}" if key in figures else "" for key in FIGURES]))
        if "--faults" in arguments:
            print("".join(f"    {line}\n" for line in faults(reading, reference)), end="")
    for group, scores in groups.items():
        figures = mean(scores)
        cells = [f"{figures[key]:.3f}" if key in figures else "" for key in FIGURES]
        print(_row(f"MEAN {group} ({len(scores)})", cells))
    return 1 if failed else 0


def _loaded(path: Path) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return result


def _row(name: str, cells: list[str]) -> str:
    return f"{name:36.36}" + "".join(f"{cell:>11}" for cell in cells)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
