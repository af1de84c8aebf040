"""What people are told of mandates: what waits to be confirmed, and who hears of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from actionline.accounts.models import User
from actionline.accounts.queries import people_of_bodies
from actionline.common.notifications import Kind, done, done_with, notify
from actionline.common.ui import isolated
from actionline.instruments.hooks import Filed
from actionline.instruments.models import Edition

from .models import Mandate, Party

FILED = "mandates.to_confirm"


def on_filing(filed: Filed) -> None:
    """Tell those who confirm what a filed edition changed (a hook of `instruments`)."""
    if filed.edition is None:
        return
    waiting = Mandate.objects.filter(
        instrument=filed.edition.instrument_id, state=Mandate.State.TO_CONFIRM
    )
    if number := waiting.count():
        notify(
            kind=FILED,
            record=filed.edition,
            by=filed.by,
            values={"edition": str(filed.edition), "number": number},
            url=reverse("mandates:carry", args=[filed.edition.pk]),
        )


def on_undo(filed: Filed) -> None:
    """Nobody need look at what is undone (a hook of `instruments`)."""
    if filed.edition is not None:
        done(kind=FILED, record=filed.edition)


def on_settling(instruments: Iterable[int]) -> None:
    """Nobody need look any more at editions of instruments of which nothing waits."""
    waiting = Mandate.objects.filter(state=Mandate.State.TO_CONFIRM, instrument__in=instruments)
    settled = set(instruments) - set(waiting.values_list("instrument", flat=True))
    editions = Edition.objects.filter(instrument__in=settled).values_list("pk", flat=True)
    done_with(kind=FILED, model=Edition, keys=editions)


def focal_points_of(mandates: Iterable[Mandate]) -> dict[int, list[User]]:
    """Who hears of each of these mandates, by its key: the focal points of the body that leads the
    work, or, where none does, of those that are asked. Select `holder` with them; two queries."""
    people = people_of_bodies()
    return {
        mandate.pk: list(
            {
                person.pk: person for slug in _bodies(mandate) for person in people.get(slug, ())
            }.values()
        )
        for mandate in mandates
    }


def _bodies(mandate: Mandate) -> list[str]:
    if mandate.holder is not None:
        return [mandate.holder.slug]
    keys = mandate.party_keys.split()
    asked = f"{Party.Role.ACTOR}:"
    return [key.removeprefix(asked) for key in keys if key.startswith(asked)]


def _to_confirm(values: Mapping[str, Any]) -> str:
    text = ngettext(
        "%(number)d mandate of %(edition)s is to be confirmed",
        "%(number)d mandates of %(edition)s are to be confirmed",
        values["number"],
    )
    return text % {"number": values["number"], "edition": isolated(values["edition"])}


KINDS = (
    Kind(
        FILED,
        gettext_lazy("Mandates to confirm"),
        gettext_lazy("What a document that was filed changed, added or ended."),
        _to_confirm,
        permission="mandates.confirm",
    ),
)
