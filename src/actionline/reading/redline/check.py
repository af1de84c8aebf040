"""The last step before a redline is handed over: read back, accepted, rejected, compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from actionline.reading.model import Paragraph, Side
from actionline.reading.redline.markup import writable
from actionline.reading.sources.word import open_word


class RedlineError(Exception):
    """A redline that does not say what it should: a fault of the program, not of the user."""


def verify_redline(data: bytes, old_text: Iterable[str], new_text: Iterable[str]) -> None:
    """Make sure that rejecting all changes gives `old_text` and accepting them `new_text`.

    Both are the texts of paragraphs in order. Paragraphs without words do not count; blanks
    do. Raises RedlineError, which names the first paragraph that differs.
    """
    paragraphs = open_word(data, "redline").paragraphs
    for side, wanted in ((Side.OLD, old_text), (Side.NEW, new_text)):
        found = text_on(paragraphs, side)
        expected = [text for one in wanted if (text := writable(one)).strip()]
        for place, (has, should) in enumerate(zip_longest(found, expected), 1):
            if has != should:
                raise RedlineError(
                    f"The redline differs on the {side} side in paragraph {place}: "
                    f"{_shown(has)} instead of {_shown(should)}."
                )


def text_on(paragraphs: Sequence[Paragraph], side: Side) -> list[str]:
    """The texts of the paragraphs with words that stand on a side."""
    standing = (p.on(side) for p in paragraphs if p.side in (Side.BOTH, side))
    return [text for text in standing if text.strip()]


def _shown(text: str | None) -> str:
    return "nothing" if text is None else repr(text[:80])
