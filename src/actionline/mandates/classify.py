"""What sort of act a mandate asks for, told from its verb and what it is about.

The rules are data of the process followed: `mandate_kinds.json` in its folder.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from .models import Kind

#: How many words behind the verb are looked at: further on, another act may be meant.
WINDOW = 16
_SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Rule:
    """`kind` fits an act among `verbs`, about one of `objects` where there are any."""

    kind: Kind
    verbs: frozenset[str]
    objects: tuple[str, ...]

    def fits(self, action: str, about: str) -> bool:
        """Whether it fits the verb `action` and the words that follow it, blanks before each."""
        return action in self.verbs and (
            not self.objects or any(f" {start}" in about for start in self.objects)
        )


def kind_of(action: str, text: str) -> Kind:
    """The kind of a mandate whose head verb is `action` and whose words are `text`.

    `OTHER` where no rule fits, or where the process followed has no rules.
    """
    verb = action.casefold()
    about = _about(verb, text.casefold().split())
    fitting = (rule.kind for rule in rules(settings.PROCESS_DIR) if rule.fits(verb, about))
    return next(fitting, Kind.OTHER)


def _about(verb: str, words: list[str]) -> str:
    """The words that follow the verb in whatever form, those from the start if it is not there."""
    stem = verb[:-1] if len(verb) > _SHORTEST_STEM else verb
    start = next((index for index, word in enumerate(words) if word.startswith(stem)), -1)
    return "".join(f" {word}" for word in words[start + 1 : start + 1 + WINDOW])


@cache
def rules(folder: Path) -> tuple[Rule, ...]:
    """The rules of a process folder, in the order in which they are tried."""
    path = folder / "mandate_kinds.json"
    if not path.exists():
        return ()
    return tuple(
        Rule(Kind(row["kind"]), frozenset(row["verbs"]), tuple(row.get("objects", ())))
        for row in json.loads(path.read_text(encoding="utf-8"))["rules"]
    )
