"""What people are told of assignments and hand-overs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from textwrap import shorten
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from actionline.accounts.models import User
from actionline.common.models import Channel
from actionline.common.notifications import Kind, done, holders, notify
from actionline.common.ui import isolated
from actionline.framework.models import Body
from actionline.framework.vocabulary import LANGUAGES
from actionline.mandates.models import Mandate

from . import people
from .models import Assignment, Group, GroupText, HandOver

ASSIGNED = "assignments.assigned"
OFFERED = "assignments.offered"
ANSWERED = "assignments.answered"
PUBLISHED = "assignments.published"
#: Letters of a mandate's words that a line gives.
LONGEST = 140


def assigned(new: Sequence[Assignment], *, by: User | None) -> None:
    """Tell the focal points of each body what it was assigned: one line a body and part."""
    by_part: dict[tuple[int, str], list[Assignment]] = {}
    for each in new:
        by_part.setdefault((each.body_id, each.role), []).append(each)
    bodies = Body.objects.in_bulk({body for body, _role in by_part})
    points = people.of_bodies([body.slug for body in bodies.values()])
    named: dict[int, set[User]] = {}
    for row in (
        Assignment.objects.filter(pk__in=[each.pk for each in new])
        .filter(persons__isnull=False)
        .prefetch_related("persons__person")
        .distinct()
    ):
        named.setdefault(row.body_id, set()).update(one.person for one in row.persons.all())
    for (key, role), rows in by_part.items():
        body = bodies[key]
        _tell_assigned(body, role, rows, {*points[body.slug], *named.get(key, ())}, by)


def _tell_assigned(
    body: Body, role: str, rows: Sequence[Assignment], to: Iterable[User], by: User | None
) -> None:
    one = rows[0].mandate if len(rows) == 1 else None
    values: dict[str, Any] = {"body": names(body), "role": role, "number": len(rows)}
    values |= _mandate(one) if one is not None else {}
    register = f"{reverse('mandates:list')}?holder={body.slug}"
    many = register if role == Assignment.Role.LEAD else mine()
    url = reverse("mandates:mandate", args=[one.pk]) if one is not None else many
    notify(kind=ASSIGNED, record=one or rows[0], to=to, by=by, values=values, url=url)


def named(assignment: Assignment, new: Sequence[User], *, by: User) -> None:
    """Tell people that they are a body's focal points for a mandate."""
    if new:
        values = {"body": names(assignment.body), "role": assignment.role, "number": 1}
        values |= _mandate(assignment.mandate)
        url = reverse("mandates:mandate", args=[assignment.mandate_id])
        notify(kind=ASSIGNED, record=assignment.mandate, to=new, by=by, values=values, url=url)


def offered(offer: HandOver, *, by: User) -> None:
    """Tell those who can accept: the person, or the body's focal points; where it has none, the
    officers, so that an offer is never left lying."""
    to = [offer.person] if offer.person else people.of_bodies([offer.to.slug])[offer.to.slug]
    others = [each for each in to if each.pk != by.pk]
    notify(
        kind=OFFERED,
        record=offer,
        to=others or holders("assignments.assign"),
        by=by,
        values=_offer(offer),
        url=reverse("assignments:offered", args=[offer.pk]),
    )


def answered(offer: HandOver, *, by: User) -> None:
    """Tell who offered it and both bodies how it ended; nobody need look at the offer any more."""
    done(kind=OFFERED, record=offer)
    bodies = people.of_bodies([offer.to.slug, offer.assignment.body.slug])
    to = {offer.by, offer.person, *(person for held in bodies.values() for person in held)}
    notify(
        kind=ANSWERED,
        record=offer,
        to=[each for each in to if each is not None],
        by=by,
        values=_offer(offer) | {"state": offer.state},
        url=reverse("mandates:mandate", args=[offer.assignment.mandate_id]),
    )


def published(text: GroupText, *, by: User) -> None:
    """Tell the focal points of the bodies that a published text of a group is addressed to."""
    held = people.of_bodies([body.slug for body in text.addressed.all()])
    notify(
        kind=PUBLISHED,
        record=text,
        to=[person for each in held.values() for person in each],
        by=by,
        values={"title": text.title, "group": names(text.group)},
    )


def mine() -> str:
    return reverse("assignments:mine")


def names(body: Body | Group) -> dict[str, str]:
    """A body's name in each language, so that a notification can be read in any."""
    return {code: getattr(body, f"name_{code}") or body.name_en for code in LANGUAGES}


def _offer(offer: HandOver) -> dict[str, Any]:
    assignment = offer.assignment
    told = {"from": names(assignment.body), "to": names(offer.to)}
    return told | _mandate(assignment.mandate)


def _mandate(mandate: Mandate) -> dict[str, str]:
    words = shorten(mandate.current.words, LONGEST, placeholder=" …") if mandate.current else ""
    return {"mandate": str(mandate), "words": words}


def _body(told: Mapping[str, str]) -> str:
    code = (get_language() or "en").split("-")[0]
    return isolated(told.get(code) or told["en"])


def _tell_of_assigning(values: Mapping[str, Any]) -> str:
    body, number = _body(values["body"]), values["number"]
    leads = values["role"] == Assignment.Role.LEAD
    if "mandate" in values:
        sentence = (
            _("%(body)s now leads the work on this mandate: %(words)s (%(mandate)s)")
            if leads
            else _("%(body)s now supports the work on this mandate: %(words)s (%(mandate)s)")
        )
        parts = {name: isolated(values[name]) for name in ("words", "mandate")}
        return sentence % {"body": body, **parts}
    sentence = (
        ngettext(
            "%(body)s now leads the work on %(number)s mandate",
            "%(body)s now leads the work on %(number)s mandates",
            number,
        )
        if leads
        else ngettext(
            "%(body)s now supports the work on %(number)s mandate",
            "%(body)s now supports the work on %(number)s mandates",
            number,
        )
    )
    return sentence % {"body": body, "number": number}


def _tell_of_offer(values: Mapping[str, Any]) -> str:
    sentence = _("%(from)s offers to hand over to %(to)s: %(words)s (%(mandate)s)")
    return sentence % _parts(values)


def _tell_of_answer(values: Mapping[str, Any]) -> str:
    sentence = {
        HandOver.State.ACCEPTED: _("%(to)s has taken over from %(from)s: %(words)s (%(mandate)s)"),
        HandOver.State.DECLINED: _(
            "%(to)s declined to take over from %(from)s: %(words)s (%(mandate)s)"
        ),
        HandOver.State.WITHDRAWN: _(
            "%(from)s does not hand over to %(to)s after all: %(words)s (%(mandate)s)"
        ),
    }[values["state"]]
    return sentence % _parts(values)


def _tell_of_text(values: Mapping[str, Any]) -> str:
    parts = {"title": isolated(values["title"]), "group": _body(values["group"])}
    return _("%(group)s has published a text addressed to you: %(title)s") % parts


def _parts(values: Mapping[str, Any]) -> dict[str, str]:
    bodies = {name: _body(values[name]) for name in ("from", "to")}
    return bodies | {name: isolated(values[name]) for name in ("words", "mandate")}


KINDS = (
    Kind(
        ASSIGNED,
        gettext_lazy("Mandates assigned"),
        gettext_lazy("What your body or bureau now leads or supports."),
        _tell_of_assigning,
    ),
    Kind(
        OFFERED,
        gettext_lazy("Mandates offered"),
        gettext_lazy("What another body would hand over to yours, or to you."),
        _tell_of_offer,
        Channel.AT_ONCE,
    ),
    Kind(
        ANSWERED,
        gettext_lazy("Hand-overs answered"),
        gettext_lazy("What became of mandates that were offered."),
        _tell_of_answer,
    ),
    Kind(
        PUBLISHED,
        gettext_lazy("Texts of groups"),
        gettext_lazy("What task forces and groups publish that is addressed to your body."),
        _tell_of_text,
    ),
)
