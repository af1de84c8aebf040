"""What people are told of decisions: what waits to be validated, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from actionline.accounts.models import User
from actionline.common.models import Channel
from actionline.common.notifications import Kind, done, notify
from actionline.common.ui import isolated
from actionline.mandates.models import Mandate
from actionline.mandates.notices import focal_points_of

from .models import Decision

PROPOSED = "decisions.proposed"
SETTLED = "decisions.settled"
DECIDED = "decisions.decided"


def proposed(made: Sequence[Decision], *, by: User) -> None:
    """Ask those who settle decisions to look; of many in one line."""
    if not made:
        return
    first = made[0]
    values = {"mandate": str(first.mandate), "outcome": first.outcome, "number": len(made)}
    url = first.get_absolute_url() if len(made) == 1 else reverse("decisions:waiting")
    notify(kind=PROPOSED, record=first, by=by, values=values, url=url)


def settled(found: Sequence[Decision], *, by: User) -> None:
    """Tell who proposed them, each in one line, and the focal points of those who work on it."""
    for each in found:
        done(kind=PROPOSED, record=each)
    for _author, several in groupby(sorted(found, key=_author_of), key=_author_of):
        own = list(several)
        _tell(SETTLED, own[0], len(own), [own[0].proposed_by], by)
    standing = [each for each in found if each.stands]
    people = focal_points_of([each.mandate for each in standing])
    by_person: dict[User, list[Decision]] = {}
    for each in standing:
        for person in people.get(each.mandate_id, ()):
            if person.pk != each.proposed_by_id:
                by_person.setdefault(person, []).append(each)
    for person, own in by_person.items():
        _tell(DECIDED, own[0], len(own), [person], by)


def _author_of(decision: Decision) -> int:
    return decision.proposed_by_id


def _tell(kind: str, first: Decision, number: int, to: list[User], by: User) -> None:
    values = {
        "mandate": str(first.mandate),
        "outcome": first.outcome,
        "state": first.state,
        "number": number,
    }
    url = first.get_absolute_url() if number == 1 else reverse("decisions:list")
    notify(kind=kind, record=first, to=to, by=by, values=values, url=url)


def _parts(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "number": values["number"],
        "mandate": isolated(values["mandate"]),
        "outcome": Mandate.Standing(values["outcome"]).label,
        "state": Decision.State(values.get("state", Decision.State.PROPOSED)).label,
    }


def _proposed(values: Mapping[str, Any]) -> str:
    if values["number"] == 1:
        return _("A decision waits to be validated: %(outcome)s (%(mandate)s)") % _parts(values)
    told = ngettext(
        "%(number)d decision waits to be validated",
        "%(number)d decisions wait to be validated",
        values["number"],
    )
    return told % {"number": values["number"]}


def _settled(values: Mapping[str, Any]) -> str:
    parts = _parts(values)
    if values["number"] == 1:
        return _("What you proposed, %(outcome)s (%(mandate)s), is settled: %(state)s") % parts
    told = ngettext(
        "%(number)d decision that you proposed is settled: %(state)s",
        "%(number)d decisions that you proposed are settled: %(state)s",
        values["number"],
    )
    return told % parts


def _decided(values: Mapping[str, Any]) -> str:
    parts = _parts(values)
    if values["number"] == 1:
        return _("Decided on a mandate of your body: %(outcome)s (%(mandate)s)") % parts
    told = ngettext(
        "Decided on %(number)d mandate of your body: %(outcome)s",
        "Decided on %(number)d mandates of your body: %(outcome)s",
        values["number"],
    )
    return told % parts


KINDS = (
    Kind(
        PROPOSED,
        gettext_lazy("Decisions to validate"),
        gettext_lazy(
            "What somebody proposed to decide of a mandate, for another person to settle."
        ),
        _proposed,
        permission="decisions.settle",
    ),
    Kind(
        SETTLED,
        gettext_lazy("Your proposals of decisions"),
        gettext_lazy("When somebody validated or refused one."),
        _settled,
        Channel.AT_ONCE,
    ),
    Kind(
        DECIDED,
        gettext_lazy("Decisions on mandates"),
        gettext_lazy("Of what the body or bureau works on whose focal point you are."),
        _decided,
    ),
)
