"""What of a provision stands on a side."""

from __future__ import annotations

from actionline.reading.model import Provision, Side


def stands_on(item: Provision, side: Side) -> bool:
    """Whether a provision has words on a side; every one stands in a revision as such."""
    if side is Side.BOTH or item.change is None:
        return True
    return item.change != ("inserted" if side is Side.OLD else "deleted")


def label_on(item: Provision, side: Side) -> str | None:
    """The label on one side; a text that is no revision has the same on both."""
    return item.base_label if side is Side.OLD and item.change is not None else item.label


def text_on(item: Provision, side: Side) -> str:
    """The words on one side, empty where the provision does not stand there."""
    text = item.base_text if side is Side.OLD and item.change is not None else item.text
    return text or ""


def runs_in(item: Provision, side: Side) -> bool:
    """Whether a clause has no heading of its own line: it is the beginning of the provision's
    words, as in UN resolutions, or the whole paragraph, as in an annex without a title."""
    text = text_on(item, side) or item.text or item.base_text or ""
    return bool(item.heading and text) and (
        text.startswith(item.heading) or item.heading.endswith(text)
    )
