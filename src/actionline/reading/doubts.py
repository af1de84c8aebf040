"""Why the reader was unsure of a provision: a reason for each place, in words.

Reads   provisions with the spans that were guessed at (`certain` is false).
Writes  reasons, each by its case in one table of sentences, so that a page can translate them.

Where old and new run together without marks (`flattened`), three things are guessed: which of
two stretches side by side is the old one, whether words were only added, and on which side a
whole paragraph stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from actionline.reading.flattened import clues
from actionline.reading.model import DocumentInfo, Provision, Side, Span

_SHOWN = 60  # characters of a stretch that a reason repeats


def _(words: str) -> str:
    """Marks a sentence that pages translate by gettext."""
    return words


MESSAGES: Mapping[str, str] = {
    "run-together": _(
        "“{old}” and “{new}” are run together into one word: the first was held for the old "
        "wording, the second for the new one."
    ),
    "side-by-side": _(
        "“{old}” and “{new}” stand side by side, and the sentence takes only one of them: the "
        "first was held for the old wording, the second for the new one."
    ),
    "said-twice": _(
        "The paragraph seems to be said twice. “{old}” was held for its old wording, “{new}” for "
        "its new one."
    ),
    "two-marks": _(
        "Two punctuation marks stand together: “{old}” was held for the old one, “{new}” for the "
        "new one."
    ),
    "added": _("“{new}” was held for added; nothing in the text marks it."),
    "added-later": _(
        "“{new}” is later than the edition of {base}, so it was held for added to words that "
        "stood before."
    ),
    "removed": _("“{old}” was held for removed; nothing in the text marks it."),
    "same-label-new": _(
        "Two paragraphs have the label {label}. This one was held for new, the one at {other} for "
        "the older one."
    ),
    "same-label-old": _(
        "Two paragraphs have the label {label}. This one was held for deleted, the one at {other} "
        "for the one that stands."
    ),
    "label-fits-new": _(
        "Its label {label} fits the list whether the paragraph is new or stood there before; it "
        "was held for new."
    ),
    "label-fits-old": _(
        "Its label {label} fits the list whether the paragraph is deleted or stays; it was held "
        "for deleted."
    ),
    "no-label-new": _("It has no label that would tell whether it is new; it was held for new."),
    "no-label-old": _(
        "It has no label that would tell whether it is deleted; it was held for deleted."
    ),
    "dated": _(
        "It names “{new}”, which is later than the edition of {base} but may look ahead: this "
        "speaks for a new paragraph."
    ),
}


class Reason(NamedTuple):
    """Why a provision is uncertain: a sentence of `MESSAGES` and what is filled in there."""

    case: str
    values: Mapping[str, str]

    @property
    def message(self) -> str:
        """The sentence in English."""
        return MESSAGES[self.case].format(**self.values)


def find(document: DocumentInfo, provisions: Sequence[Provision]) -> dict[str, list[Reason]]:
    """The reasons of each provision that is uncertain, by its path."""
    unsure = [item for item in provisions if not item.certain]
    if not unsure:
        return {}
    labelled: dict[tuple[str, str | None, str | None], list[Provision]] = {}
    for item in provisions:
        labelled.setdefault(_place(item), []).append(item)
    return {
        item.path: list(
            _of_side(document, item, labelled[_place(item)])
            if item.change in ("inserted", "deleted")
            else _of_words(document, item)
        )
        for item in unsure
    }


def _place(item: Provision) -> tuple[str, str | None, str | None]:
    """Its list and its label, as it would be printed."""
    return item.clause, item.parent, item.base_label if item.text is None else item.label


def _of_side(
    document: DocumentInfo, item: Provision, alike: Sequence[Provision]
) -> Iterator[Reason]:
    """Why the side was guessed on which a whole paragraph stands."""
    side = "new" if item.change == "inserted" else "old"
    label = _place(item)[2]
    opposite = next((one for one in alike if one.change not in (item.change, None)), None)
    if label and opposite is not None:
        yield Reason(f"same-label-{side}", {"label": label, "other": opposite.path})
    elif label:
        yield Reason(f"label-fits-{side}", {"label": label})
    else:
        yield Reason(f"no-label-{side}", {})
    text = item.text or item.base_text or ""
    for clue in _later(document, item, text)[:1]:
        named = {"new": _short(text[clue.start : clue.end]), "base": document.base_version or ""}
        yield Reason("dated", named)


def _of_words(document: DocumentInfo, item: Provision) -> Iterator[Reason]:
    """Why stretches within a paragraph were guessed at."""
    paired: set[int] = set()
    for (at, first), (_after, second) in pairwise(enumerate(item.spans)):
        if at in paired or first.certain or second.certain:
            continue
        if {first.side, second.side} == {Side.OLD, Side.NEW}:
            paired |= {at, at + 1}
            yield _of_pair(item, first, second)
    for at, span in enumerate(item.spans):
        if span.certain or at in paired or span.side is Side.BOTH:
            continue
        if span.side is Side.OLD:
            yield Reason("removed", {"old": _short(span.text)})
        elif document.base_version and _later(document, item, span.text):
            named = {"new": _short(span.text), "base": document.base_version}
            yield Reason("added-later", named)
        else:
            yield Reason("added", {"new": _short(span.text)})


def _of_pair(item: Provision, first: Span, second: Span) -> Reason:
    old, new = (first, second) if first.side is Side.OLD else (second, first)
    values = {"old": _short(old.text), "new": _short(new.text)}
    if not any(letter.isalnum() for letter in old.text + new.text):
        return Reason("two-marks", values)
    if not any(span.side is Side.BOTH and span.text.strip() for span in item.spans):
        return Reason("said-twice", values)
    joined = first.text[-1:].isalnum() and second.text[:1].isalnum()
    return Reason("run-together" if joined and first is old else "side-by-side", values)


def _later(document: DocumentInfo, item: Provision, text: str) -> list[clues.Clue]:
    base, version = document.base_version or "", document.version or ""
    if not (base.isdecimal() and version.isdecimal()):
        return []
    return clues.later(text, int(base), int(version), preambular=item.kind == "preambular")


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + " …"
