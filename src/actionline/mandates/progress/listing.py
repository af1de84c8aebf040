"""The lists of progress reports: what the address asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict

from actionline.accounts.models import Role
from actionline.accounts.rules import roles
from actionline.mandates import subjects
from actionline.mandates.settling import party_keys

from .models import Figure, Version

_S = Version.State
WAITING, MINE, ALL = "waiting", "mine", "all"
COLUMNS = (
    "report",
    "url",
    "subject",
    "subject_name",
    "subject_url",
    "body",
    "starts",
    "ends",
    "state",
    "late",
    "language",
    "done",
    "ahead",
    "obstacles",
    "figures",
    "validated",
)


@dataclass(frozen=True, slots=True)
class Filter:
    """Every field as in the address; empty where it does not narrow anything down. `about` is a
    subject in a word; `after` and `before` are days of the period; `state` is for the desk."""

    q: str = ""
    body: str = ""
    about: str = ""
    language: str = ""
    after: str = ""
    before: str = ""
    state: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> Filter:
        given = {
            field.name: query.get(field.name, "").strip().replace("\0", "")[:200]
            for field in fields(cls)
        }
        for name in ("after", "before"):
            given[name] = given[name] if _day(given[name]) else ""
        return cls(**given)

    def as_query(self) -> str:
        named = {field.name: getattr(self, field.name) for field in fields(self)}
        return urlencode({name: value for name, value in named.items() if value})

    def narrow(self, found: QuerySet[Version]) -> QuerySet[Version]:
        """The versions that it lets through of these, the newest period first."""
        for word in self.q.split()[:8]:
            found = found.filter(
                Q(done__icontains=word) | Q(ahead__icontains=word) | Q(obstacles__icontains=word)
            )
        if self.body:
            found = found.filter(report__body__slug=self.body)
        if self.language:
            found = found.filter(language=self.language)
        if self.about:
            found = found.filter(_about(self.about))
        if first := _day(self.after):
            found = found.filter(report__ends__gte=first)
        if last := _day(self.before):
            found = found.filter(report__starts__lte=last)
        return found.order_by("-report__ends", "-report", "-number")

    def desk(self, person: Any) -> QuerySet[Version]:
        """The versions of the desk: those that wait for this person, their own, or all."""
        found = Version.objects.filter(on_desk(person))
        if self.state == MINE:
            found = found.filter(Q(written_by=person.pk) | Q(submitted_by=person.pk))
            found = found.exclude(state=_S.REPLACED)
        elif self.state in _S.values:
            found = found.filter(state=self.state)
        elif self.state != ALL:
            found = found.filter(state=_S.SUBMITTED).exclude(submitted_by=person.pk)
        return self.narrow(found)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _about(word: str) -> Q:
    record_type, _colon, key = word.partition(":")
    if record_type == subjects.MANDATE:
        return Q(report__mandate=int(key)) if key.isdecimal() and len(key) < 16 else Q(pk=None)
    return Q(report__about=word)


def on_desk(person: Any) -> Q:
    """The versions that concern somebody: all for officers; their own and those of their bodies,
    asked or leading, and of their action lines for focal points."""
    if person.is_officer:
        return Q()
    own = Q(written_by=person.pk) | Q(submitted_by=person.pk)
    for role in roles(person, Role.Kind.FOCAL_POINT):
        if not role.scope:
            return Q()
        if role.scope in (Role.Scope.BODY, Role.Scope.BUREAU):
            asked = party_keys([("actor", role.scope_code)])
            own |= Q(report__mandate__party_keys__contains=asked)
            own |= Q(report__mandate__holder__slug=role.scope_code)
            own |= Q(report__body__slug=role.scope_code)
        if role.scope == Role.Scope.ACTION_LINE:
            own |= Q(report__about__in=_of_line(role.scope_code))
    return own


def _of_line(code: str) -> list[str]:
    return [f"{kind.key}:{key}" for kind in subjects.kinds().values() for key in kind.of_line(code)]


def with_rows(found: QuerySet[Version]) -> QuerySet[Version]:
    """Fetch with versions what a row of a list shows."""
    return found.select_related("report__body").prefetch_related("figures")


def names(versions: list[Version]) -> dict[int, Any]:
    """What the versions are about, by key: title and address; a query for each kind of subject."""
    told = subjects.told({version.report.subject for version in versions})
    return {version.pk: told.get(version.report.subject) for version in versions}


def rows(found: QuerySet[Version], site: str) -> Iterator[dict[str, Any]]:
    """The versions as rows of a table, a thousand at a time."""
    batch: list[Version] = []
    for version in with_rows(found).iterator(chunk_size=1000):
        batch.append(version)
        if len(batch) == 1000:
            yield from _rows(batch, site)
            batch = []
    yield from _rows(batch, site)


def _rows(versions: list[Version], site: str) -> Iterator[dict[str, Any]]:
    told = names(versions)
    for version in versions:
        yield row(version, told[version.pk], site)


def row(version: Version, about: Any, site: str) -> dict[str, Any]:
    """One version as a row."""
    report = version.report
    return {
        "report": report.pk,
        "url": site + report.get_absolute_url(),
        "subject": str(report.subject),
        "subject_name": about.title if about else "",
        "subject_url": site + about.url if about else "",
        "body": report.body.slug if report.body else "",
        "starts": report.starts,
        "ends": report.ends,
        "state": version.state,
        "late": version.late,
        "language": version.language,
        "done": version.done,
        "ahead": version.ahead,
        "obstacles": version.obstacles,
        "figures": "; ".join(_figure(figure) for figure in version.figures.all()),
        "validated": version.validated_at.date() if version.validated_at else None,
    }


def _figure(figure: Figure) -> str:
    return f"{figure} ({figure.day:%Y-%m-%d}, {figure.source})"
