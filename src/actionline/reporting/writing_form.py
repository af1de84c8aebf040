"""A section as fields: one for each paragraph or list, and one to add something behind it."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from actionline.common.words import count_words

from .actions import Written, lags
from .behind import Lag, placed
from .blocks import Block
from .models import Section

#: Fields on a page: a section of hundreds of mandates goes over several.
PER_PAGE = 30
#: Letters that a field takes.
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Field:
    """A block on the page. `text` is what stands in its field, `kept` what is kept where what was
    sent could not be; `original` is the same block in the original language, `lag` how it is
    behind that."""

    block: Block
    text: str
    added: str = ""
    kept: str = ""
    original: str = ""
    changed: bool = False  # by a person since it was generated
    words: int = 0
    lag: str = ""

    @property
    def rows(self) -> int:
        """How high the field is, for about 90 letters a line."""
        return min(14, max(2, len(self.text) // 80 + 1 + self.text.count("\n")))


class WritingForm:
    """The fields of one page of a section, filled with what is kept or was sent; with empty ones
    for paragraphs that only the original language has."""

    def __init__(
        self,
        section: Section,
        *,
        page: int,
        original: Section | None = None,
        sent: QueryDict | None = None,
    ) -> None:
        self.section = section
        self.sent = sent
        self.original = {block.key: block for block in original.now} if original else {}
        self.lags = lags(original, section) if original else {}
        missing = {
            key: [self.original[key]] for key, lag in self.lags.items() if lag == Lag.MISSING
        }
        blocks = placed(section.now, list(self.original.values()), missing)
        self.page: Page[Block] = Paginator(blocks, PER_PAGE).get_page(page)
        self.first = sent.get("add:", "") if sent else ""

    def fields(self) -> list[Field]:
        base = {block.key: block for block in self.section.generated}
        found = []
        for block in self.page:
            lag = self.lags.get(block.key, "")
            kept = "" if block.out or lag == Lag.MISSING else block.text
            text = self.sent.get(f"text:{block.key}", kept) if self.sent else kept
            of = self.original.get(block.key)
            generated = base.get(block.key)
            found.append(
                Field(
                    block,
                    text,
                    added=self.sent.get(f"add:{block.key}", "") if self.sent else "",
                    kept=kept if _flat(text) != _flat(kept) else "",
                    original=of.text if of is not None and not of.out else "",
                    changed=generated is not None and generated.says != block.says,
                    words=count_words(text),
                    lag=lag,
                )
            )
        return found


def posted(sent: QueryDict) -> Written:
    """What a page of fields says."""
    texts: dict[str, str] = {}
    added: dict[str, str] = {}
    out: dict[str, bool] = {}
    back, right = set(), set()
    for name in sent:
        what, colon, key = name.partition(":")
        if not colon:
            continue
        value = sent.get(name, "").replace("\x00", "")[:LONGEST]
        match what:
            case "text":
                texts[key] = value
            case "add":
                if value.strip():
                    added[key] = value
            case "back":
                back.add(key)
            case "table":
                out[key] = value != "in"
            case "right":
                right.add(key)
    return Written(texts, added, frozenset(back), out, frozenset(right))


def _flat(text: str) -> str:
    return " ".join(text.split())
