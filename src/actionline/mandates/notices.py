"""What people are told of mandates: what waits to be confirmed, and what falls due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from textwrap import shorten
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from actionline.accounts.models import Role, User
from actionline.common.models import Channel
from actionline.common.notifications import Kind, done, notify
from actionline.common.ui import isolated
from actionline.instruments.hooks import Filed

from .models import Mandate, Occurrence, Party

FILED = "mandates.to_confirm"
DUE = "mandates.due"

#: How many days before a date a focal point is told of it.
LEADS = (90, 30, 7)
#: Letters of a mandate's words that a line gives.
LONGEST = 140


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


def remind(today: date | None = None) -> int:
    """Tell the focal points of bodies and bureaus what they are asked for soon; how many lines.

    Each date is told once for each of `LEADS`; where a day was missed, on the next.
    """
    today = today or timezone.localdate()
    told = 0
    for slug, people in _focal_points().items():
        for occurrence in _ahead(slug, today):
            told += len(_remind(occurrence, people, today))
    return told


@transaction.atomic
def _remind(occurrence: Occurrence, people: list[User], today: date) -> list[Any]:
    days = (occurrence.due - today).days
    lead = min(each for each in LEADS if days <= each)
    mandate = occurrence.mandate
    words = shorten(mandate.current.words, LONGEST, placeholder=" …") if mandate.current else ""
    values = {"mandate": str(mandate), "words": words, "due": occurrence.due.isoformat()}
    return notify(
        kind=DUE,
        record=mandate,
        to=people,
        values=values,
        url=reverse("mandates:mandate", args=[mandate.pk]),
        once=f"due {mandate.pk} {occurrence.due} {lead}",
    )


def focal_points_of(mandates: Iterable[Mandate]) -> dict[int, list[User]]:
    """Who hears of each of these mandates, by its key: the focal points of the body that leads the
    work, or, where none does, of those that are asked. Select `holder` with them; two queries."""
    people = _focal_points()
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


def _focal_points() -> dict[str, list[User]]:
    """The focal points of each body and bureau, by its slug."""
    now = timezone.now()
    roles = Role.objects.filter(
        Q(ends=None) | Q(ends__gt=now),
        kind=Role.Kind.FOCAL_POINT,
        scope__in=(Role.Scope.BODY, Role.Scope.BUREAU),
        person__is_active=True,
    )
    found: dict[str, list[User]] = {}
    for role in roles.select_related("person", "lent_from").order_by("pk"):
        if role.is_current(now):
            found.setdefault(role.scope_code, []).append(role.person)
    return found


def _ahead(slug: str, today: date) -> list[Occurrence]:
    """The dates ahead of what a body is asked for in the wordings in force."""
    asked = Party.objects.filter(role=Party.Role.ACTOR, body__slug=slug).values("wording")
    found = Occurrence.objects.filter(
        due__range=(today, today + timedelta(days=max(LEADS))), mandate__current__in=asked
    ).exclude(mandate__state=Mandate.State.ENDED)
    related = ("mandate__instrument", "mandate__current")
    return list(found.select_related(*related).order_by("due", "pk"))


def _to_confirm(values: Mapping[str, Any]) -> str:
    text = ngettext(
        "%(number)d mandate of %(edition)s is to be confirmed",
        "%(number)d mandates of %(edition)s are to be confirmed",
        values["number"],
    )
    return text % {"number": values["number"], "edition": isolated(values["edition"])}


def _due(values: Mapping[str, Any]) -> str:
    day = date_format(date.fromisoformat(values["due"]), "DATE_FORMAT")
    parts = {name: isolated(values[name]) for name in ("mandate", "words")}
    return _("Due on %(day)s: %(words)s (%(mandate)s)") % {"day": day, **parts}


KINDS = (
    Kind(
        FILED,
        gettext_lazy("Mandates to confirm"),
        gettext_lazy("What a document that was filed changed, added or ended."),
        _to_confirm,
        permission="mandates.confirm",
    ),
    Kind(
        DUE,
        gettext_lazy("Due dates"),
        gettext_lazy("Of what the body or bureau is asked for whose focal point you are."),
        _due,
        Channel.WEEKLY,
    ),
)
