"""What became of each mandate between an edition and the one before: the list to confirm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from actionline.instruments.models import Edition

from .carry import Carry
from .models import Mandate, Wording
from .settling import editions_asking


@dataclass(frozen=True, slots=True)
class Carried:
    """One mandate: its wording before, its wording now; one of them may be missing."""

    mandate: Mandate
    before: Wording | None
    now: Wording | None
    waiting: bool

    @property
    def words_apart(self) -> bool:
        """Whether comparing the words tells something: a summary's are never the document's."""
        return bool(
            self.before
            and self.now
            and not self.before.is_summary
            and not self.now.is_summary
            and self.before.words != self.now.words
        )


@dataclass(frozen=True, slots=True)
class CarryList:
    """The whole list. `later` is a later edition in which something waits too."""

    previous: Edition | None
    groups: list[tuple[Carry, list[Carried]]]
    waiting: int
    later: Edition | None

    @property
    def ended(self) -> Sequence[Carried]:
        """What may be the older form of something new."""
        return dict(self.groups)[Carry.ENDED]


def carried(edition: Edition) -> CarryList:
    """Compare what an edition asks with what the one before asked; a fixed number of queries."""
    editions = list(editions_asking(edition.instrument_id).defer("reading"))
    order = [one.pk for one in editions]
    place = order.index(edition.pk) if edition.pk in order else 0
    previous = editions[place - 1] if place else None
    now = {wording.mandate_id: wording for wording in _wordings(edition)}
    before = {wording.mandate_id: wording for wording in _wordings(previous)} if previous else {}
    groups: dict[Carry, list[Carried]] = {
        carry: [] for carry in (Carry.NEW, Carry.CHANGED, Carry.ENDED, Carry.SAME)
    }
    for key, wording in now.items():
        one = Carried(wording.mandate, before.get(key), wording, not wording.confirmed)
        groups[Carry(wording.carry)].append(one)
    for key, wording in before.items():
        if key not in now:
            waits = wording.mandate.state == Mandate.State.TO_CONFIRM
            groups[Carry.ENDED].append(Carried(wording.mandate, wording, None, waits))
    waiting = sum(one.waiting for rows in groups.values() for one in rows)
    return CarryList(previous, list(groups.items()), waiting, _later(editions[place + 1 :]))


def _wordings(edition: Edition) -> QuerySet[Wording]:
    return edition.mandate_wordings.select_related("mandate").order_by("position", "pk")


def _later(editions: Sequence[Edition]) -> Edition | None:
    keys = Wording.objects.filter(edition__in=editions, confirmed=False).values_list("edition")
    waiting = {key for (key,) in keys}
    return next((edition for edition in editions if edition.pk in waiting), None)
