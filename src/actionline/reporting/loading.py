"""Taking the definitions of reports from a process folder.

`reports/*.json` has a definition each; `reports/words.json` has texts in six languages that several
of them use, by a key: where a definition gives a key instead of a text, the text is put in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from actionline.common.datafiles import Faults, line_of, read_json
from actionline.framework.models import Body
from actionline.framework.vocabulary import LANGUAGES

from .generators import GENERATORS
from .models import Definition

FOLDER = "reports"
WORDS = "words.json"
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*$")
_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")
_EVERY = re.compile(r"P\d{1,2}[YM]$")
#: Where a text stands in a definition, in a section and in the head.
_TEXTS = ("name", "told")
_SECTION_TEXTS = ("heading", "hint")
_HEAD_TEXTS = ("organisation", "action")


def load(folder: Path, faults: Faults) -> int:
    """Load all definitions; how many are new or changed. One that left the folder stays."""
    place = folder / FOLDER
    paths = [path for path in sorted(place.glob("*.json")) if path.name != WORDS]
    if not paths:
        return 0
    texts = read_json(place / WORDS, faults) if (place / WORDS).exists() else {}
    bodies = set(Body.objects.values_list("slug", flat=True))
    known = {row.slug: row for row in Definition.objects.all()}
    changed = 0
    for position, path in enumerate(paths):
        told = read_json(path, faults)
        if told is None:
            continue
        before = len(faults.found)
        found = _File(path, faults, texts or {}).complete(told)
        if len(faults.found) > before or found is None:
            continue
        if not _checked(path, found, bodies, faults):
            continue
        row = known.get(found["slug"]) or Definition(slug=found["slug"])
        if (row.content, row.position) != (found, position):
            row.content, row.position = found, position
            row.save()
            changed += 1
    return changed


class _File:
    """One file, with its shared texts put in their places."""

    def __init__(self, path: Path, faults: Faults, texts: Mapping[str, Any]) -> None:
        self.path, self.faults, self.texts = path, faults, texts

    def complete(self, told: Any) -> dict[str, Any] | None:
        """The definition with every text in six languages; None where its form is wrong."""
        if not isinstance(told, dict) or not isinstance(told.get("sections"), list):
            self.fault("an object with slug, name, body, period and sections is expected")
            return None
        found = self._with_texts(told, _TEXTS)
        found["head"] = self._with_texts(told.get("head", {}), _HEAD_TEXTS)
        labels = found["head"].get("labels", [])
        found["head"]["labels"] = [self._with_texts(each, ("name", "text")) for each in labels]
        found["sections"] = [self._section(each) for each in told["sections"]]
        return found

    def fault(self, message: str, words: str = "") -> None:
        line = line_of(self.path, words) if words else 0
        self.faults.add(f"{FOLDER}/{self.path.name}", line, message)

    def _section(self, told: dict[str, Any]) -> dict[str, Any]:
        found = self._with_texts(told, _SECTION_TEXTS)
        makers = found.get("makers", [])
        found["makers"] = [self._with_texts(each, ("text", "caption")) for each in makers]
        return found

    def _with_texts(self, told: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
        return {name: self._text(value) if name in names else value for name, value in told.items()}

    def _text(self, told: Any) -> Any:
        if isinstance(told, str):
            if told not in self.texts:
                self.fault(f"{WORDS} has no text “{told}”", f'"{told}"')
                return {}
            told = self.texts[told]
        missing = [code for code in LANGUAGES if not told.get(code)]
        if missing:
            self.fault(f"a text has nothing in {', '.join(missing)}", str(told.get("en", ""))[:40])
        return told


def _checked(path: Path, told: Mapping[str, Any], bodies: set[str], faults: Faults) -> bool:
    """Whether everything that a report is made by is there."""
    before = len(faults.found)

    def fault(message: str, words: str = "") -> None:
        faults.add(f"{FOLDER}/{path.name}", line_of(path, f'"{words}"') if words else 0, message)

    for name in ("slug", "name", "source", "body", "every", "period"):
        if not told.get(name):
            fault(f"{name} is missing")
    if not _SLUG.match(str(told.get("slug", ""))):
        fault("slug: small letters, digits and hyphens", str(told.get("slug", "")))
    for slug in [told.get("body"), *told.get("via", [])]:
        if slug and slug not in bodies:
            fault(f"there is no body {slug}", slug)
    if not _EVERY.match(str(told.get("every", ""))):
        fault("every: a period such as P1Y")
    period = told.get("period") or {}
    for name in ("from", "to"):
        day = period.get(name)
        if not (isinstance(day, list) and len(day) == 2 and _MONTH_DAY.match(str(day[1]))):
            fault(f"period: “{name}” is a number of years and a day, such as [-1, “10-01”]")
    _check_sections(told, bodies, fault)
    return len(faults.found) == before


def _check_sections(told: Mapping[str, Any], bodies: set[str], fault: Any) -> None:
    seen: set[str] = set()
    for section in told["sections"]:
        key = str(section.get("key", ""))
        if not _SLUG.match(key) or key in seen:
            fault(f"section “{key}”: a key of its own, in small letters", key)
        seen.add(key)
        if not section.get("heading"):
            fault(f"section {key}: heading is missing", key)
        for slug in section.get("bodies", []):
            if slug not in bodies:
                fault(f"section {key}: there is no body {slug}", slug)
        for maker in section.get("makers", []):
            name = maker.get("generator")
            if name not in GENERATORS:
                fault(f"section {key}: there is no generator “{name}”", str(name))
                continue
            for unknown in sorted(set(maker) - {"generator"} - GENERATORS[name].parameters):
                fault(f"section {key}: {name} knows no “{unknown}”", unknown)
