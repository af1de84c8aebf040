"""The tables of words: those of the reader and those of a process folder.

Paths are joined as text: importing `pathlib` takes longer than reading all the tables.
"""
# ruff: noqa: PTH110, PTH118, PTH120, PTH123

import json
import os
from functools import lru_cache
from typing import Any

Folder = str | os.PathLike[str]

DATA = os.path.join(os.path.dirname(__file__), "data")
#: What is special to the process read for, where nobody names another folder.
DEFAULT_PROCESS: Folder = os.path.normpath(
    os.path.join(os.path.dirname(__file__), "..", "..", "..", "process", "wsis")
)


def read_bytes(folder: Folder, name: str) -> bytes:
    """A file of a folder. Raises OSError where there is none."""
    with open(os.path.join(folder, name), "rb") as file:
        return file.read()


def read_table(folder: Folder, name: str) -> Any:
    """The JSON in a file of a folder. Raises OSError where there is none."""
    return json.loads(read_bytes(folder, name))


@lru_cache(maxsize=8)
def words_of(language: str) -> Any:
    """The words of a language, of English where it has no table: `lead_phrases`, `months`, and
    where the language has them `grammar`, `ordinals` and `verbs`."""
    path = os.path.join(DATA, "words", f"{language}.json")
    known = language.isalpha() and os.path.exists(path)
    return read_table(os.path.join(DATA, "words"), f"{language if known else 'en'}.json")
