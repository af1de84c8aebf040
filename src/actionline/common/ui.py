"""Parts of the interface that are data before they are HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """The stations of the line, in its order."""

    RESOLUTION = "resolution", _("Resolution")
    MANDATE = "mandate", _("Mandate")
    PLAN = "plan", _("Plan")
    PROGRESS = "progress", _("Progress")
    EVIDENCE = "evidence", _("Evidence")
    REPORT = "report", _("Report")


GAPS = {
    Stage.RESOLUTION: _("no resolution yet"),
    Stage.MANDATE: _("no mandate yet"),
    Stage.PLAN: _("no plan yet"),
    Stage.EVIDENCE: _("no evidence yet"),
    Stage.REPORT: _("no report yet"),
}


@dataclass(frozen=True)
class Node:
    """One station of the line: where this record's thread leads, or that it does not."""

    stage: Stage
    text: str
    url: str
    here: bool
    gap: bool
    before_gap: bool  # the stretch that leads on from here is missing


def the_line(here: Stage, links: Mapping[Stage, tuple[str, str]]) -> list[Node]:
    """The line of a record that stands at `here`, for `common/the_line.html`.

    `links` gives text and address of the stations that this record's thread reaches; the
    others are gaps, save progress, which is no station where nothing was told. The present station
    needs no link: its text may be given with no address.
    """
    stages = [each for each in Stage if each in GAPS or each in links or each == here]
    missing = [stage not in links and stage != here for stage in stages]
    nodes = []
    for index, stage in enumerate(stages):
        text, url = links.get(stage, ("", ""))
        nodes.append(
            Node(
                stage=stage,
                text=str(GAPS[stage]) if missing[index] else text,
                url=url,
                here=stage == here,
                gap=missing[index],
                before_gap=any(missing[index + 1 : index + 2]),
            )
        )
    return nodes


@dataclass(frozen=True)
class Task:
    """One thing to do, for `common/task_list.html`. `state` says in a word or a number how far
    it is; without `url` it cannot be begun yet."""

    title: str
    url: str
    state: str
    hint: str = ""
    done: bool = False


def isolated(text: object) -> str:
    """Words from elsewhere for a sentence of ours: they keep their direction (Unicode UAX 9).

    Only where the sentence runs from right to left, so that others hold no unseen signs.
    """
    return f"\u2068{text}\u2069" if get_language_bidi() else str(text)
