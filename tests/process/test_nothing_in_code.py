"""What is special to a process stands in its folder: no code names its bodies or lines."""

from __future__ import annotations

import ast
import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

SOURCE = settings.ROOT / "src" / "actionline"
FOLDER = settings.ROOT / "process" / "wsis"
#: The reader knows the texts of ITU and the UN (its tables are data of the language of
#: resolutions); demonstration data is of WSIS by nature.
ROOMS = ("framework", "instruments", "mandates", "roadmaps", "stocktaking", "reporting", "portal")
ASIDE = ("portal/demo", "migrations")
#: Words that are keys of one process and plain words of every code too.
PLAIN = {"council", "members", "membership"}


def keys() -> set[str]:
    """The slugs and codes by which the folder of WSIS names things."""
    found: set[str] = set()
    for name, column in (
        ("bodies.csv", "slug"),
        ("action_lines.csv", "code"),
        ("instruments.csv", "slug"),
        ("meetings.csv", "slug"),
    ):
        with (FOLDER / name).open(encoding="utf-8", newline="") as file:
            found |= {row[column] for row in csv.DictReader(file)}
    return found - PLAIN


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """The strings of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


@pytest.mark.parametrize("room", ROOMS)
def test_no_room_names_what_is_special_to_wsis(room) -> None:
    known = keys()
    assert len(known) > 150  # the check looks for something

    named = [
        f"{path.relative_to(SOURCE)}:{line}: {text}"
        for path in sorted((SOURCE / room).rglob("*.py"))
        if not any(part in path.as_posix() for part in ASIDE)
        for line, text in strings(path)
        if text in known
    ]

    assert named == []
