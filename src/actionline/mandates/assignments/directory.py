"""The directory of focal points: by action line, by body and bureau, by topic, by country.

People are named only where they let everybody read their name; others are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionline.accounts.models import Role, User
from actionline.accounts.queries import focal_points
from actionline.framework.models import ActionLine, Body, Economy
from actionline.mandates.models import Mandate
from actionline.mandates.settling import folded

from .models import Facilitator, Topic

#: The kinds of entries in their order, as headings.
KINDS = {
    "line": _("Action lines"),
    "body": _("Bodies and bureaux"),
    "topic": pgettext_lazy("of a directory", "Topics"),
    "country": _("Countries"),
}
Points = dict[tuple[str, str], list[Role]]


@dataclass(frozen=True, slots=True)
class Office:
    """A body that an entry leads to, in a role where it has one, and where that is known from."""

    slug: str
    name: str
    role: str = ""
    role_name: str = ""
    source: str = ""
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """Whom to ask about one thing. `unnamed` focal points are not named; `led` mandates are led
    by the body, None where that does not apply."""

    kind: str
    code: str
    name: str
    url: str
    offices: tuple[Office, ...] = ()
    names: tuple[str, ...] = ()
    unnamed: int = 0
    led: int | None = None
    source: str = ""
    verified: bool = True

    @property
    def words(self) -> str:
        """What it is searched by."""
        offices = (f"{office.name} {office.slug}" for office in self.offices)
        return folded(" ".join((self.code, self.name, *offices, *self.names)))


@dataclass(frozen=True, slots=True)
class Part:
    """The entries of one kind under their heading."""

    kind: str
    title: str
    entries: tuple[Entry, ...]


def parts(*, kind: str = "", q: str = "", full_names: bool = False) -> list[Part]:
    """The directory, narrowed down to a kind and to words; parts with nothing left out.

    `full_names` names everybody, for those who work here. Nine queries at most.
    """
    points = focal_points(list(Role.Scope))
    made = {
        "line": lambda: _lines(points, full_names),
        "body": lambda: _bodies(points, full_names),
        "topic": lambda: _topics(full_names),
        "country": lambda: _countries(points, full_names),
    }
    words = folded(q).split()
    found = []
    for each, title in KINDS.items():
        if kind in ("", each):
            entries = tuple(
                entry for entry in made[each]() if all(word in entry.words for word in words)
            )
            if entries:
                found.append(Part(each, str(title), entries))
    return found


def _named(people: Iterable[User], full: bool) -> tuple[tuple[str, ...], int]:
    """The names that may be read, and how many people are not named."""
    each = list(people)
    names = [person.public_name if full else person.listed_name for person in each]
    return tuple(name for name in names if name), sum(not name for name in names)


def _people(points: Points, scopes: Sequence[str], code: str) -> list[User]:
    found = {
        role.person_id: role.person for scope in scopes for role in points.get((scope, code), [])
    }
    return list(found.values())


def _lines(points: Points, full: bool) -> Iterable[Entry]:
    offices: dict[int, list[Office]] = {}
    for each in Facilitator.objects.select_related("body").order_by("position", "pk"):
        told = str(each.get_role_display())
        office = Office(each.body.slug, str(each.body), each.role, told, each.source, each.verified)
        offices.setdefault(each.line_id, []).append(office)
    for line in ActionLine.objects.all():
        names, unnamed = _named(_people(points, [Role.Scope.ACTION_LINE], line.code), full)
        url = reverse("matrix:line", args=[line.code])
        facilitators = tuple(offices.get(line.pk, ()))
        name = f"{line.number} {line.name}"
        yield Entry("line", line.code, name, url, facilitators, names, unnamed)


def _bodies(points: Points, full: bool) -> Iterable[Entry]:
    held = Mandate.objects.filter(holder__isnull=False).exclude(state=Mandate.State.ENDED)
    led = dict(held.order_by().values_list("holder").annotate(number=Count("pk")))
    for body in Body.objects.all():
        people = _people(points, [Role.Scope.BODY, Role.Scope.BUREAU], body.slug)
        if people or body.pk in led:
            names, unnamed = _named(people, full)
            url = reverse("framework:body", args=[body.slug])
            number = led.get(body.pk, 0)
            yield Entry("body", body.slug, str(body), url, (), names, unnamed, number)


def _topics(full: bool) -> Iterable[Entry]:
    for topic in Topic.objects.select_related("body").prefetch_related("persons__person"):
        people = [each.person for each in topic.persons.all() if each.person.is_active]
        names, unnamed = _named(people, full)
        offices = (Office(topic.body.slug, str(topic.body)),) if topic.body else ()
        url = reverse("assignments:topic", args=[topic.slug])
        yield Entry(
            "topic", topic.slug, str(topic), url, offices, names, unnamed,
            source=topic.source, verified=topic.verified,
        )  # fmt: skip


def _countries(points: Points, full: bool) -> Iterable[Entry]:
    codes = [code for scope, code in points if scope == Role.Scope.COUNTRY]
    for economy in sorted(Economy.objects.filter(iso3__in=codes), key=lambda each: each.name):
        people = _people(points, [Role.Scope.COUNTRY], economy.iso3)
        names, unnamed = _named(people, full)
        if people:
            yield Entry("country", economy.iso3, economy.name, "", (), names, unnamed)


COLUMNS = (
    "kind",
    "code",
    "name",
    "body",
    "body_name",
    "role",
    "focal_points",
    "not_named",
    "mandates_led",
    "source",
    "verified",
)


def lines(found: Iterable[Part]) -> Iterable[dict[str, object]]:
    """The directory as a table: a line for each entry and each body that it leads to."""
    for part in found:
        for entry in part.entries:
            for office in entry.offices or (Office("", "", source=entry.source),):
                verified = office.verified and entry.verified
                yield {
                    "kind": entry.kind,
                    "code": entry.code,
                    "name": entry.name,
                    "body": office.slug,
                    "body_name": office.name,
                    "role": office.role,
                    "focal_points": "; ".join(entry.names),
                    "not_named": entry.unnamed,
                    "mandates_led": entry.led,
                    "source": office.source or entry.source,
                    "verified": verified,
                }
