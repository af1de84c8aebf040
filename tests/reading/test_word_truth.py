"""A real proposal as Word files with tracked changes: both sides of every provision."""

import json
import re
from pathlib import Path

import pytest

from actionline.reading.model import Side
from actionline.reading.sources.word import open_word

FILES = Path(__file__).parents[2].parent / "shared" / "reading" / "docx"
LABEL = re.compile(r"(\S{1,6})\t")


@pytest.mark.parametrize("name", ["000", "000-autonum"])
@pytest.mark.parametrize(
    ("side", "text", "label"),
    [(Side.NEW, "text", "label"), (Side.OLD, "base_text", "base_label")],
)
def test_words_and_labels_of_both_sides(name: str, side: Side, text: str, label: str) -> None:
    if not FILES.is_dir():
        pytest.skip("the documents of ../shared are not here")
    source = open_word((FILES / f"{name}.docx").read_bytes(), name)
    found = []
    for paragraph in source.paragraphs:
        if paragraph.side in (Side.BOTH, side):
            words = paragraph.on(side)
            typed = LABEL.match(words)
            counted = getattr(paragraph.auto, side.value) if paragraph.auto else None
            if counted is None and typed:
                counted, words = typed[1], words[typed.end() :]
            found.append((counted, words.strip()))
    truth = json.loads((FILES / f"{name}.json").read_text("utf-8"))["provisions"]
    wanted = [(one[label], one[text]) for one in truth if one[text] is not None]
    assert [one for one in found if one in wanted] == wanted
