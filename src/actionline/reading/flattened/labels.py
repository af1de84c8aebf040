"""The readings a label allows where old and new may run together.

`fg)` may be f) become g); two labels one after the other (`a)e)`, `11.12.`) likewise; a single
one may stand on both sides, on the new or on the old only.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from actionline.reading.labels import BULLET, PLAIN, Label, families, find_label
from actionline.reading.structure.outline import Choice

_RUN = r"\s*(\d{2,6})(\.?)[ \t\u00a0]+(?=[^\W\d]|[\"«(]|“)"
_FARTHEST = 60  # how far a label is moved at most


class Reading(NamedTuple):
    """One reading of a paragraph's label.

    change      kept, inserted, deleted or relabelled
    start, middle, label_end
                for a relabelled one: where the old label begins, the new one begins and ends
    end         where the words begin
    """

    choice: Choice
    change: str
    style: str
    start: int
    middle: int
    label_end: int
    end: int
    labelled: bool


def readings(text: str) -> Sequence[Reading]:
    """The readings of a paragraph's label, at least one; all have the same style."""
    label = find_label(text)
    if label is None:
        label = _long_run(text)
    if label is None or label.is_bullet:
        style = PLAIN if label is None else BULLET
        return _single(None, style, 0 if label is None else label.end, labelled=False)
    start = len(text) - len(text.lstrip())
    out: list[Reading] = []
    if families(label.core):
        out += _single(label.core, label.style, label.end, labelled=True)
    if "." in label.core:
        out += _decimal_pair(label, start)
    else:
        out += _run_together(text, label, start)
    out += _two_labels(text, label, start)
    return out or _single(None, PLAIN, 0, labelled=False)


@lru_cache(maxsize=1024)
def _single(core: str | None, style: str, end: int, *, labelled: bool) -> tuple[Reading, ...]:
    """A label as it stands: kept, deleted or inserted."""
    return tuple(
        Reading(choice, change, style, 0, 0, 0, end, labelled)
        for choice, change in (
            (Choice(core, core, True, True), "kept"),
            (Choice(core, None, True, False, -0.05), "deleted"),
            (Choice(None, core, False, True), "inserted"),
        )
    )


def _long_run(text: str) -> Label | None:
    """`1112 that …` with a blank: digits that are two numbers near one another."""
    match = re.match(_RUN, text) if text.lstrip()[:1].isdecimal() else None
    if match is None or not any(
        _near(match[1][:cut], match[1][cut:]) for cut in range(1, len(match[1]))
    ):
        return None
    return Label(match[1] + match[2], match[1], match[2], match.end())


def _near(old: str, new: str) -> bool:
    if not (old.isdecimal() and new.isdecimal()):
        return True
    return old[0] != "0" != new[0] and 0 < abs(int(old) - int(new)) <= _FARTHEST


def _run_together(text: str, label: Label, start: int) -> list[Reading]:
    """`fg)` as f) and g)."""
    out = []
    begin = text.find(text.lstrip()[:1], start)
    begin += text[begin] == "("
    for cut in range(1, len(label.core)):
        old, new = label.core[:cut], label.core[cut:]
        shared = set(families(old)) & set(families(new))
        if shared and old != new and _near(old, new):
            middle = begin + cut
            out.append(
                Reading(
                    Choice(old, new, True, True), "relabelled", label.style,
                    begin, middle, begin + len(label.core), label.end, True,
                )
            )  # fmt: skip
    return out


def _decimal_pair(label: Label, start: int) -> list[Reading]:
    """`11.12.` as 11. and 12."""
    old, _, new = label.core.partition(".")
    if label.style != "." or "." in new or not _near(old, new):
        return []
    middle = start + len(old) + 1
    return [
        Reading(
            Choice(old, new, True, True), "relabelled", ".", start, middle,
            middle + len(new) + 1, label.end, True,
        )
    ]  # fmt: skip


def _two_labels(text: str, label: Label, start: int) -> list[Reading]:
    """`a)e)` and `11<tab>12<tab>`: two labels of one style, one after the other."""
    second = find_label(text[label.end :])
    if second is None or second.style != label.style or not families(second.core):
        return []
    if second.core == label.core or not set(families(label.core)) & set(families(second.core)):
        return []
    end = label.end + second.end
    return [
        Reading(
            Choice(label.core, second.core, True, True, 0.1), "relabelled", label.style,
            start, label.end, end, end, True,
        )
    ]  # fmt: skip
