"""Taking the mandates of a filed edition into the register, and out again on undo.

The edition may be newer than all others, or older, or the document that replaces a summary:
its mandates are looked for where it stood itself, then in the edition before, then in the one
after; what is found nowhere is new.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from actionline.accounts.models import User
from actionline.common.models import AuditEntry
from actionline.framework.queries import body_keys
from actionline.instruments.hooks import Filed
from actionline.instruments.models import Edition
from actionline.mandates import asking, history
from actionline.mandates.carry import Asked, differs, folded, match
from actionline.mandates.classify import kind_of
from actionline.mandates.models import Mandate, Party, Wording
from actionline.mandates.settling import editions_asking
from actionline.reading.model import Deadline

from .recording import recorded

CARRY = "mandates.carry"


@dataclass(frozen=True, slots=True)
class _Standing:
    """The wordings of one edition, by the mandate's key."""

    wordings: Mapping[int, Wording]
    asked: Sequence[Asked]

    @property
    def is_summary(self) -> bool:
        return any(wording.is_summary for wording in self.wordings.values())


def on_filing(filed: Filed) -> None:
    """Carry mandates over to an edition that was filed (a hook of `instruments`)."""
    if filed.edition is not None:
        carry_over(edition=filed.edition, by=filed.by, batch=filed.batch)


def on_undo(filed: Filed) -> None:
    """Put the mandates back before an import is undone (a hook of `instruments`)."""
    if filed.edition is not None:
        take_out(edition=filed.edition, by=filed.by, batch=filed.batch)


def carry_over(*, edition: Edition, by: User | None, batch: str) -> None:
    """Keep what a filed edition asks: same, changed and new mandates; the others end.

    What changed, is new or ends waits for confirmation, unless there is nothing to compare it
    with. Who may file may carry over: the permission is that of filing.
    """
    with recorded(instruments=[edition.instrument_id], verb=CARRY, by=by, batch=batch):
        asked = asking.from_reading(edition.reading or asking.NOTHING)
        standing = _standing(edition)
        before, after = _neighbours(edition)
        keys = _owners(asked, standing, [there for there in (before, after) if there])
        Wording.objects.filter(edition=edition).delete()
        _Keeping(edition, standing, before).write(asked, keys)
        if after is not None:
            _compare_anew(after, _standing(edition))


def take_out(*, edition: Edition, by: User | None, batch: str) -> None:
    """Undo `carry_over` of that batch: mandates stand as before, later decisions kept."""
    entries = list(AuditEntry.objects.filter(batch=batch, verb=CARRY))
    with recorded(
        instruments=[edition.instrument_id],
        verb="mandates.undo_carry",
        by=by,
        batch=batch,
        without=edition.pk,
    ):
        Wording.objects.filter(edition=edition).delete()
        history.put_back(entries, wholly=edition.pk)


def _standing(edition: Edition) -> _Standing:
    rows = list(edition.mandate_wordings.order_by("position").prefetch_related("parties__body"))
    return _Standing({row.mandate_id: row for row in rows}, asking.from_wordings(rows))


def _neighbours(edition: Edition) -> tuple[_Standing | None, _Standing | None]:
    """What the editions before and after ask, as far as there are any whose mandates are known."""
    others = editions_asking(edition.instrument_id).exclude(pk=edition.pk)
    before = others.filter(version__lt=edition.version).last()
    after = others.filter(version__gt=edition.version).first()
    return (_standing(before) if before else None, _standing(after) if after else None)


def _owners(
    asked: Sequence[Asked], standing: _Standing, neighbours: Sequence[_Standing]
) -> list[int | None]:
    """The mandate that each thing asked belongs to, None for a new one."""
    owner: dict[str, int] = {}
    for there in (standing, *neighbours):
        gone = set(owner.values())
        known = [old for old in there.asked if old.key not in gone]
        unknown = [new for new in asked if new.path not in owner]
        by_place = there is standing and standing.is_summary
        for pair in match(known, unknown, by_place=by_place):
            if pair.old and pair.new and pair.old.key is not None:
                owner[pair.new.path] = pair.old.key
    return [owner.get(new.path) for new in asked]


class _Keeping:
    """Storing what an edition asks as wordings of mandates.

    `standing` is what was on file for the edition itself, `before` the edition before it.
    """

    def __init__(self, edition: Edition, standing: _Standing, before: _Standing | None) -> None:
        reading = edition.reading or asking.NOTHING
        self._edition = edition
        self._replaced = standing.wordings
        self._before = before
        self._known = {one.key: one for one in before.asked} if before else {}
        self._provisions = asking.Provisions(reading)
        self._uncertain = asking.uncertain_paths(reading)
        self._bodies = body_keys()

    def write(self, asked: Sequence[Asked], owners: Sequence[int | None]) -> None:
        """Store each thing asked under its mandate, under a new one where it has none."""
        new = [Mandate(instrument_id=self._edition.instrument_id) for key in owners if key is None]
        fresh = iter(Mandate.objects.bulk_create(new))
        wordings: list[Wording] = []
        parties: list[Party] = []
        for one, owner in zip(asked, owners, strict=True):
            wording, read = self._wording(one, owner or next(fresh).pk)
            wordings.append(wording)
            parties += history.parties(wording, _roles(read), self._bodies)
        Wording.objects.bulk_create(wordings)
        Party.objects.bulk_create(parties)

    def _wording(self, new: Asked, key: int) -> tuple[Wording, Asked]:
        known = self._known.get(key)
        corrected = self._corrected(new, key)
        if corrected and known:
            new = _as_corrected(new, known)
        carry = _carry(known, new)
        due = new.deadline
        wording = Wording(
            mandate_id=key,
            edition=self._edition,
            path=new.path,
            position=self._provisions.position[new.path],
            introduction=self._provisions.introduction(new.path),
            text=self._provisions.own_words(new.path),
            carry=carry,
            confirmed=self._confirmed(key, carry),
            force=new.force,
            action=new.action,
            kind=corrected.kind if corrected else kind_of(new.action, new.text),
            every=due.every or "",
            by=due.by or "",
            until=due.until or "",
            event=due.event or "",
            events=list(due.events),
            certain=new.path not in self._uncertain and self._known_bodies(new),
            corrected=corrected is not None,
        )
        return wording, new

    def _corrected(self, new: Asked, key: int) -> Wording | None:
        """The wording before, where an officer corrected it and its words are still the same:
        what was set then is right again."""
        before = self._before.wordings.get(key) if self._before else None
        if before and before.corrected and folded(before.words) == folded(new.text):
            return before
        return None

    def _known_bodies(self, asked: Asked) -> bool:
        """A party that is in no list of bodies cannot be kept; somebody has to look at it."""
        return self._bodies.keys() >= {*asked.actors, *asked.recipients, *asked.via}

    def _confirmed(self, key: int, carry: Wording.Carry) -> bool:
        """The document leaves confirmed what its summary had; the first edition has nothing to
        be compared with."""
        if key in self._replaced:
            return self._replaced[key].confirmed
        return carry == Wording.Carry.SAME or self._before is None


def _roles(asked: Asked) -> dict[str, Sequence[str]]:
    return {
        Party.Role.ACTOR: asked.actors,
        Party.Role.RECIPIENT: asked.recipients,
        Party.Role.VIA: asked.via,
    }


def _as_corrected(new: Asked, known: Asked) -> Asked:
    """What the same words were corrected to say; the meeting they name is the new edition's."""
    due = known.deadline
    named = new.deadline if due.event else Deadline()
    return replace(
        new,
        actors=known.actors,
        recipients=known.recipients,
        via=known.via,
        deadline=due._replace(event=named.event, events=named.events),
    )


def _carry(old: Asked | None, new: Asked) -> Wording.Carry:
    if old is None:
        return Wording.Carry.NEW
    return Wording.Carry.CHANGED if differs(old, new) else Wording.Carry.SAME


def _compare_anew(later: _Standing, edition: _Standing) -> None:
    """Tell how what the edition after a fitted one asks came from that one."""
    before = {asked.key: asked for asked in edition.asked}
    changed = []
    for now in later.asked:
        wording = later.wordings[now.key or 0]
        carry = _carry(before.get(now.key), now)
        if carry != wording.carry:
            wording.carry = carry
            wording.confirmed = wording.confirmed and carry != Wording.Carry.CHANGED
            changed.append(wording)
    Wording.objects.bulk_update(changed, ["carry", "confirmed"])
