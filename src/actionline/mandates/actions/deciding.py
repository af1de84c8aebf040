"""What an officer decides about how mandates carried over."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from actionline.accounts.models import User
from actionline.instruments.actions.errors import RefusedError
from actionline.instruments.models import Edition
from actionline.mandates import asking, hooks
from actionline.mandates.carry import differs
from actionline.mandates.models import Mandate, Wording
from actionline.mandates.settling import editions_asking
from actionline.mandates.tags import hand_over

from .evidence import keep_evidence
from .recording import recorded, require_officer


def confirm(*, mandates: Iterable[Mandate], by: User | None) -> int:
    """Confirm all that waits in these mandates: their wordings, or that they ended.

    Returns how many of them were waiting.
    """
    person = require_officer(by)
    waiting = Mandate.objects.filter(pk__in=[mandate.pk for mandate in mandates]).filter(
        Q(state=Mandate.State.TO_CONFIRM) | Q(wordings__confirmed=False)
    )
    rows = list(waiting.distinct())
    keys = [row.pk for row in rows]
    with recorded(
        instruments={row.instrument_id for row in rows}, verb="mandates.confirm", by=person
    ):
        Wording.objects.filter(mandate__in=keys, confirmed=False).update(confirmed=True)
        Mandate.objects.filter(pk__in=keys, ended_in__isnull=False).update(
            state=Mandate.State.ENDED
        )
    return len(keys)


def pair(*, new: Mandate, old: Mandate, edition: Edition, by: User | None) -> Mandate:
    """Say that what `edition` asks as `new` is what was asked before as `old`.

    The wordings of `new` become those of `old`, which is returned; its address stays.
    RefusedError where both stand in one edition.
    """
    person = require_officer(by)
    if new.pk == old.pk or new.instrument_id != old.instrument_id:
        raise RefusedError(_("Choose two different mandates of one instrument."))
    with recorded(instruments=[new.instrument_id], verb="mandates.pair", by=person):
        taken = old.wordings.values("edition")
        if new.wordings.filter(edition__in=taken).exists():
            raise RefusedError(_("Both stand in the same edition, so they are two mandates."))
        hand_over(new=new, old=old, by=person)
        keep_evidence(new=new, old=old)
        for follow in hooks.handed_over:
            follow(new, old, person)
        new.wordings.update(mandate=old)
        _tell_carry(old)
        old.wordings.filter(edition=edition).update(confirmed=True)
    return Mandate.objects.get(pk=old.pk)


def separate(*, mandate: Mandate, edition: Edition, by: User | None) -> Mandate:
    """Say that what `edition` asks is not what was asked before.

    Its wordings from `edition` on become a new mandate, which is returned; the old one ends.
    RefusedError where it does not stand in an edition before.
    """
    person = require_officer(by)
    with recorded(instruments=[mandate.instrument_id], verb="mandates.separate", by=person):
        later = mandate.wordings.filter(edition__version__gte=edition.version)
        if not mandate.wordings.exclude(pk__in=later.values("pk")).exists() or not later.exists():
            raise RefusedError(_("It stands on one side only: there is nothing to separate."))
        new = Mandate.objects.create(instrument_id=mandate.instrument_id)
        later.update(mandate=new)
        _tell_carry(new)
        new.wordings.filter(edition=edition).update(confirmed=True)
        Mandate.objects.filter(pk=mandate.pk).update(state=Mandate.State.ENDED, ended_in=edition)
    return Mandate.objects.get(pk=new.pk)


def _tell_carry(mandate: Mandate) -> None:
    """Write anew how each wording of a mandate came from the edition before."""
    order = [edition.pk for edition in editions_asking(mandate.instrument_id)]
    rows = mandate.wordings.prefetch_related("parties__body")
    wordings = {wording.edition_id: wording for wording in rows}
    for before, edition in zip([None, *order], order, strict=False):
        wording = wordings.get(edition)
        if wording is None:
            continue
        previous = wordings.get(before) if before else None
        if previous is None:
            wording.carry = Wording.Carry.NEW
        elif differs(asking.from_wording(previous), asking.from_wording(wording)):
            wording.carry = Wording.Carry.CHANGED
        else:
            wording.carry = Wording.Carry.SAME
        wording.save(update_fields=["carry"])
