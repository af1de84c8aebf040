"""What a reading, or an edition on file, asks: in the one form in which it is compared.

CONTRACT.md's object -> [Asked]        the rows of an edition -> [Asked]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from actionline.framework.models import Body
from actionline.reading.model import Deadline

from .carry import Asked
from .models import Party, Wording

Reading = Mapping[str, Any]
NOTHING: Reading = {"provisions": (), "mandates": ()}


def from_wordings(wordings: Iterable[Wording]) -> list[Asked]:
    """What an edition asks; `key` is the mandate's. Prefetch `parties__body` with them."""
    return [from_wording(wording) for wording in wordings]


def from_wording(wording: Wording) -> Asked:
    """What one wording asks; `key` is its mandate's."""
    parties: dict[str, list[str]] = {role: [] for role in Party.Role.values}
    for party in wording.parties.all():
        parties[party.role].append(party.body.slug)
    return Asked(
        path=wording.path,
        text=wording.words,
        actors=tuple(parties[Party.Role.ACTOR]),
        action=wording.action,
        force=wording.force,
        recipients=tuple(parties[Party.Role.RECIPIENT]),
        via=tuple(parties[Party.Role.VIA]),
        deadline=deadline_of(wording),
        key=wording.mandate_id,
        summary=wording.is_summary,
    )


def deadline_of(wording: Wording) -> Deadline:
    """The deadline as the reader has it."""
    return Deadline(
        every=wording.every or None,
        by=wording.by or None,
        until=wording.until or None,
        event=wording.event or None,
        events=tuple(wording.events),
    )


def from_reading(reading: Reading) -> list[Asked]:
    """What a read document asks, in its order; one query, for the slugs of bodies.

    The words of an item go with those that introduce it, as in `Wording.words`.
    """
    provisions = Provisions(reading)
    names = canonical_slugs()
    return [
        Asked(
            path=mandate["path"],
            text=provisions.words(mandate["path"], "text"),
            actors=_canonical(mandate["actors"], names),
            action=mandate["action"],
            force=mandate["force"],
            recipients=_canonical(mandate["recipients"], names),
            via=_canonical(mandate["via"], names),
            deadline=_deadline(mandate.get("deadline") or {}),
            base_path=provisions.base_path(mandate["path"]),
            base_text=provisions.words(mandate["path"], "base_text") or None,
        )
        for mandate in reading["mandates"]
        if mandate["path"] in provisions
    ]


def base_of(reading: Reading) -> list[Asked]:
    """What the text that a proposal revises asks, as far as the proposal shows it.

    Who was asked is taken from the headings; to whom and by when it was is not known.
    """
    provisions = Provisions(reading)
    names = canonical_slugs()
    asking = {mandate["path"] for mandate in reading["mandates"]}
    return [
        Asked(
            path=provisions.base_path(row["path"]) or row["path"],
            text=provisions.words(row["path"], "base_text"),
            actors=_canonical(row.get("addressees") or (), names),
        )
        for row in reading["provisions"]
        if row.get("base_text")
        and (row["path"] in asking or provisions.is_deleted_leaf(row["path"]))
    ]


def canonical_slugs() -> dict[str, str]:
    """The slug of a body by the other slugs it may come under."""
    others = Body.objects.exclude(also="").values_list("slug", "also")
    return {name: slug for slug, also in others for name in also.split()}


def uncertain_paths(reading: Reading) -> set[str]:
    """Where the reader guessed: at the mandate itself or at its paragraph."""
    return {
        row["path"]
        for row in (*reading["mandates"], *reading["provisions"])
        if not row.get("certain", True)
    }


class Provisions:
    """The paragraphs of a reading by path."""

    def __init__(self, reading: Reading) -> None:
        self._by_path = {row["path"]: row for row in reading["provisions"]}
        self.position = {path: index for index, path in enumerate(self._by_path)}
        self._introducing = {path.rpartition("/")[0] for path in self._by_path}

    def __contains__(self, path: str) -> bool:
        return path in self._by_path

    def words(self, path: str, side: str) -> str:
        """Its words on one side (`text` or `base_text`), those that introduce it before them;
        empty where it does not stand there."""
        if not self._by_path[path].get(side):
            return ""
        return " ".join(row[side] for row in self._line(path) if row.get(side))

    def introduction(self, path: str) -> str:
        """The words that introduce a paragraph, as they now stand."""
        *above, _own = self._line(path)
        return " ".join(row["text"] for row in above if row.get("text"))

    def own_words(self, path: str) -> str:
        """The words of the paragraph alone, as they now stand."""
        return self._by_path[path].get("text") or ""

    def base_path(self, path: str) -> str | None:
        """Where it stood before; None where it did not, or where the text is no revision."""
        row = self._by_path[path]
        if row.get("base_text") is None:
            return None
        clause, *segments = path.split("/")
        rows = list(self._line(path))
        if len(rows) != len(segments):
            return path
        return "/".join((clause, *map(_base_segment, rows, segments)))

    def standing(self) -> dict[str, str]:
        """Where each paragraph of the older side stands now, by its path there."""
        return {
            base: path
            for path, row in self._by_path.items()
            if row.get("text") and (base := self.base_path(path))
        }

    def is_deleted_leaf(self, path: str) -> bool:
        """Whether it is an operative paragraph that goes, and introduces no other."""
        row = self._by_path[path]
        return (
            row["kind"] == "operative"
            and row.get("change") == "deleted"
            and path not in self._introducing
        )

    def _line(self, path: str) -> Iterator[Mapping[str, Any]]:
        """The paragraphs above it that introduce it, and itself."""
        segments = path.split("/")
        for end in range(2, len(segments) + 1):
            row = self._by_path.get("/".join(segments[:end]))
            if row is not None:
                yield row


def _base_segment(row: Mapping[str, Any], segment: str) -> str:
    label = row.get("base_label")
    return label.strip(" ().") if label and label != row.get("label") else segment


def _canonical(slugs: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names.get(slug, slug) for slug in slugs))


def _deadline(values: Mapping[str, Any]) -> Deadline:
    return Deadline(
        every=values.get("every"),
        by=values.get("by"),
        until=values.get("until"),
        event=values.get("event"),
        events=tuple(values.get("events") or ()),
    )
