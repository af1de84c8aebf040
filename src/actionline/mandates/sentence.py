"""What a filter shows, said in a sentence and in chips that can be taken off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext_lazy

from actionline.framework.models import Body

from .filters import ALL, NOBODY, PARTIES, TAGS, Filter
from .models import Course, Kind, Mandate
from .stations import stations
from .tags import Terms

#: The fields of a filter as they are called beside the list.
LABELS = {
    "q": gettext_lazy("Words"),
    "actor": gettext_lazy("Who is asked"),
    "recipient": gettext_lazy("To whom"),
    "via": gettext_lazy("Through"),
    "instrument": gettext_lazy("Instrument"),
    "body": gettext_lazy("Adopted by"),
    "kind": gettext_lazy("Kind"),
    "state": gettext_lazy("State"),
    "standing": gettext_lazy("Decision"),
    "status": gettext_lazy("Status"),
    "holder": pgettext_lazy("a body's part in the work", "Lead"),
    "certainty": gettext_lazy("Reading"),
    "year": gettext_lazy("Edition"),
    "line": gettext_lazy("Action line"),
    "goal": gettext_lazy("Goal"),
    "objective": gettext_lazy("Objective of the Global Digital Compact"),
    "missing": gettext_lazy("What is missing"),
    "due": gettext_lazy("Due"),
    "after": gettext_lazy("Due from"),
    "before": gettext_lazy("Due until"),
    "sort": gettext_lazy("Sort by"),
}
DUE_LABELS = {
    "overdue": gettext_lazy("Past, none ahead"),
    "month": gettext_lazy("Within a month"),
    "quarter": gettext_lazy("Within 3 months"),
    "year": gettext_lazy("Within 12 months"),
    "none": gettext_lazy("Without a date"),
}
CERTAINTY_LABELS = {
    "sure": gettext_lazy("Certain"),
    "unsure": gettext_lazy("Uncertain"),
}
SORT_LABELS = {
    "due": gettext_lazy("Due date"),
    "instrument": gettext_lazy("Instrument"),
    "actor": gettext_lazy("Who is asked"),
    "kind": gettext_lazy("Kind"),
}
#: What the values of those fields are called that have a fixed set of them.
VALUES: Mapping[str, Mapping[str, object]] = {
    "kind": dict(Kind.choices),
    "state": {**dict(Mandate.State.choices), ALL: gettext_lazy("All, the ended included")},
    "standing": dict(Mandate.Standing.choices),
    "status": dict(Course.choices),
    "certainty": CERTAINTY_LABELS,
    "due": DUE_LABELS,
    "sort": SORT_LABELS,
}
#: Each kind as what somebody must do: “what the Council must review”.
ACTS: Mapping[str, object] = {
    Kind.REPORT: pgettext_lazy("what they must …", "report"),
    Kind.CONTRIBUTE: pgettext_lazy("what they must …", "contribute"),
    Kind.CONVENE: pgettext_lazy("what they must …", "convene"),
    Kind.MAINTAIN: pgettext_lazy("what they must …", "maintain"),
    Kind.COORDINATE: pgettext_lazy("what they must …", "coordinate"),
    Kind.DEVELOP: pgettext_lazy("what they must …", "develop"),
    Kind.SUPPORT: pgettext_lazy("what they must …", "support"),
    Kind.REVIEW: pgettext_lazy("what they must …", "review"),
    Kind.INVITE: pgettext_lazy("what they must …", "invite to"),
    Kind.FUND: pgettext_lazy("what they must …", "fund"),
    Kind.PARTICIPATE: pgettext_lazy("what they must …", "take part in"),
    Kind.OTHER: pgettext_lazy("what they must …", "do besides"),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A part of the filter that is on; `query` is the address without it."""

    label: str
    value: str
    query: str


@dataclass(frozen=True, slots=True)
class Names:
    """What the slugs of a filter are called."""

    bodies: Mapping[str, Body]
    instruments: Mapping[str, str]
    terms: Terms


def sentence(chosen: Filter, total: int, names: Names) -> str:
    """What is shown: “17 mandates: what the Secretary-General must report, to whom, by when”."""
    count = ngettext("%(count)s mandate", "%(count)s mandates", total) % {"count": total}
    actor = names.bodies.get(chosen.actor)
    act = ACTS.get(chosen.kind)
    if actor and act:
        who = _with_article(actor)
        what = gettext("what %(actor)s must %(act)s, to whom, by when") % {"actor": who, "act": act}
    elif actor:
        who = _with_article(actor)
        what = gettext("what %(actor)s must do, for whom, by when") % {"actor": who}
    elif act:
        what = gettext("who must %(act)s what, for whom, by when") % {"act": act}
    else:
        what = gettext("what is asked of whom, for whom, by when")
    return gettext("%(count)s: %(what)s") % {"count": count, "what": what}


def _with_article(body: Body) -> str:
    """In English “the Council”, but “ITU” and “Member States”."""
    if body.name.isupper() or body.kind == "members":
        return body.name
    return gettext("the %(body)s") % {"body": body.name}


def chips(chosen: Filter, names: Names) -> list[Chip]:
    """The filter, part by part."""
    return [
        Chip(str(LABELS[name]), value_label(name, value, names), chosen.query(**{name: ""}))
        for name, value in chosen.active.items()
    ]


def value_label(name: str, value: str, names: Names) -> str:
    """What the value of a field is called; itself where nothing else is known."""
    if name == "holder" and value == NOBODY:
        return gettext("Nobody yet")
    if name in PARTIES or name in ("body", "holder"):
        return str(names.bodies.get(value, value))
    if name == "instrument":
        return names.instruments.get(value, value)
    if name in TAGS:
        return names.terms.label(name, value)
    if name in ("after", "before"):
        day = parse_date(value)
        return date_format(day) if day else value
    if name == "missing":
        return next((str(one.gap) for one in stations() if one.key == value), value)
    known = VALUES.get(name, {})
    return str(known.get(value, value))
