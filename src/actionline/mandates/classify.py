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


@dataclass(frozen=True, slots=True)
class Rule:
    """`kind` fits an act among `verbs`, about one of `objects` where there are any."""

    kind: Kind
    verbs: frozenset[str]
    objects: tuple[str, ...]

    def fits(self, action: str, words: str) -> bool:
        return action in self.verbs and (
            not self.objects or any(f" {start}" in words for start in self.objects)
        )


def kind_of(action: str, text: str) -> Kind:
    """The kind of a mandate whose head verb is `action` and whose words are `text`.

    `OTHER` where no rule fits, or where the process followed has no rules.
    """
    words = f" {' '.join(text.casefold().split())}"
    verb = action.casefold()
    fitting = (rule.kind for rule in rules(settings.PROCESS_DIR) if rule.fits(verb, words))
    return next(fitting, Kind.OTHER)


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
