"""What a proposal to revise an instrument would newly ask, change, end and leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from actionline.framework.models import Body
from actionline.instruments.models import Edition, Proposal

from . import asking
from .basis import often
from .carry import Asked, Carry, Pair, folded, match
from .models import Mandate
from .queries import wordings_of
from .settling import editions_asking


@dataclass(frozen=True, slots=True)
class Difference:
    """Who, to whom, through whom or by when: what was said and what would be.

    `field` is one of actors, recipients, via, deadline.
    """

    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What would become of one thing asked.

    `before` and `after` are the words on either side, empty where it does not stand;
    `mandate` is the key of the mandate on file, if any.
    """

    carry: Carry
    mandate: int | None
    asked: Asked  # as it would be, or as it was where it ends
    was_at: str  # its path before, empty where it is new
    before: str
    after: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Effects:
    """All effects of a proposal; `edition` is the one compared with, None where none is filed."""

    edition: Edition | None
    effects: tuple[Effect, ...]

    def having(self, carry: Carry) -> list[Effect]:
        """Those of one sort, in the order of the text."""
        return [effect for effect in self.effects if effect.carry == carry]

    @property
    def groups(self) -> list[tuple[Carry, list[Effect]]]:
        """What is newly asked, changed, ended, left: in this order, empty ones too."""
        order = (Carry.NEW, Carry.CHANGED, Carry.ENDED, Carry.SAME)
        return [(carry, self.having(carry)) for carry in order]


def effects(proposal: Proposal) -> Effects:
    """Compare a proposal with what the edition it revises asks.

    Where that edition's mandates are not on file, with the older side of the proposal itself.
    """
    edition = _base(proposal)
    reading = proposal.reading or asking.NOTHING
    if edition is not None:
        older = asking.from_wordings(wordings_of(edition))
    else:
        older = asking.base_of(reading)
    if proposal.action == Proposal.Action.NOC:
        pairs = [Pair(one, one, Carry.SAME) for one in older]
    elif proposal.action == Proposal.Action.SUP:
        pairs = match(older, [])
    else:
        pairs = _with_standing(match(older, asking.from_reading(reading)), reading)
    return Effects(edition, tuple(_effect(pair, told=edition is not None) for pair in pairs))


def about(mandate: Mandate, proposals: Iterable[Proposal]) -> list[tuple[Proposal, Effect]]:
    """Which of `proposals` would change or end a mandate, and how."""
    found = []
    for proposal in proposals:
        for effect in effects(proposal).effects:
            if effect.mandate == mandate.pk and effect.carry != Carry.SAME:
                found.append((proposal, effect))
    return found


def of_instrument(mandate: Mandate, limit: int) -> QuerySet[Proposal]:
    """The newest proposals that revise the edition in which a mandate stands, or name none."""
    version = mandate.version
    revising = Q(base_version__gte=version) | Q(base_version="")
    found = Proposal.objects.filter(revising, instrument=mandate.instrument_id)
    return found.select_related("base", "instrument")[:limit]


def deadline_words(asked: Asked) -> tuple[str, ...]:
    """The parts of a deadline that are set, in words; meetings by their short names."""
    due = asked.deadline
    told = (
        often(due.every) if due.every else "",
        gettext("by %(day)s") % {"day": due.by} if due.by else "",
        gettext("until %(day)s") % {"day": due.until} if due.until else "",
        *(due.events or (due.event or "",)),
    )
    return tuple(words for words in told if words)


def body_names(found: Effects) -> dict[str, Body]:
    """The bodies that the effects name, by slug."""
    slugs = {
        slug
        for effect in found.effects
        for part in (
            effect.asked.actors,
            effect.asked.recipients,
            effect.asked.via,
            *((d.before + d.after) for d in effect.differences if d.field != "deadline"),
        )
        for slug in part
    }
    return {body.slug: body for body in Body.objects.filter(slug__in=slugs)}


def _base(proposal: Proposal) -> Edition | None:
    """The edition to compare with: the one it revises, if what that asks is on file."""
    known = editions_asking(proposal.instrument_id).defer("reading")
    if proposal.base_id is not None:
        return known.filter(pk=proposal.base_id).first()
    if proposal.action == Proposal.Action.ADD or proposal.base_version:
        return None
    return known.last()


def _with_standing(pairs: Sequence[Pair], reading: asking.Reading) -> list[Pair]:
    """A paragraph that stays does not cease to ask because nothing was read out of it: what is
    on file about it holds."""
    provisions = asking.Provisions(reading)
    standing = provisions.standing()
    found = []
    for pair in pairs:
        path = standing.get(pair.old.path) if pair.old and not pair.new else None
        if pair.old and path:
            now = replace(
                pair.old,
                path=path,
                summary=False,
                text=provisions.words(path, "text"),
                base_text=provisions.words(path, "base_text"),
            )
            found.append(Pair(pair.old, now, pair.carry))
        else:
            found.append(pair)
    return found


def _effect(pair: Pair, *, told: bool) -> Effect:
    old, new = pair.old, pair.new
    one = new or old
    assert one is not None  # a pair has at least one side
    before = _words_before(old, new)
    after = new.text if new else ""
    changes = _differences(old, new) if old and new and told else ()
    carry = pair.carry
    if old and new:
        reworded = folded(before) != folded(after)
        carry = Carry.CHANGED if reworded or changes else Carry.SAME
    return Effect(
        carry=carry,
        mandate=old.key if old else None,
        asked=one,
        was_at=old.path if old else "",
        before=before,
        after=after,
        differences=tuple(changes),
    )


def _words_before(old: Asked | None, new: Asked | None) -> str:
    """The words as the proposal quotes them: those on file may be a summary."""
    if old is None:
        return ""
    if new is None:
        return old.text
    if new.base_text:
        return new.base_text
    return new.text if old.summary else old.text


def _differences(old: Asked, new: Asked) -> Sequence[Difference]:
    sides = (
        ("actors", old.actors, new.actors),
        ("recipients", old.recipients, new.recipients),
        ("via", old.via, new.via),
        ("deadline", deadline_words(old), deadline_words(new)),
    )
    return [
        Difference(field, before, after)
        for field, before, after in sides
        if set(before) != set(after)
    ]
