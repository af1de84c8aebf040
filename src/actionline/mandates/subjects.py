"""Subjects of work: what is assigned, reported on and evidenced.

A mandate is one, an activity of a roadmap another. Whatever else becomes one registers here, so
that progress and evidence need not know the room. A subject is named by its record type and key,
in one word: `mandates.mandate:12`, `roadmaps.activity:3`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from actionline.common import records
from actionline.common.records import Told

from .models import Mandate

MANDATE = "mandates.mandate"


@dataclass(frozen=True, slots=True)
class SubjectKind:
    """A kind of subject; each function answers for many keys at once, and leaves out those that
    do not exist. `permission` is the right to report on one and to give evidence for it, asked
    with what `find` gives."""

    key: str
    permission: str
    find: Callable[[str], object | None]
    #: The mandates it answers.
    mandates: Callable[[Collection[str]], Mapping[str, Collection[int]]]
    #: Slugs of the bodies that work on it.
    bodies: Callable[[Collection[str]], Mapping[str, Collection[str]]]
    #: The keys of all that are worked on in a period, its days included, if rounds may ask about
    #: each.
    every: Callable[[date, date], Iterable[str]] | None = None
    #: Codes of the action lines whose focal points work on it besides those of the bodies.
    lines: Callable[[Collection[str]], Mapping[str, str]] = lambda keys: {}
    #: The keys of those that they work on, by the code of the line.
    of_line: Callable[[str], Iterable[str]] = lambda code: ()
    #: The day by which it is to be done; of mandates the calendar tells.
    due: Callable[[Collection[str]], Mapping[str, date]] = lambda keys: {}


_kinds: dict[str, SubjectKind] = {}


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject: its kind and its key."""

    type: str
    id: str

    def __str__(self) -> str:
        return f"{self.type}:{self.id}"

    @property
    def mandate_id(self) -> int | None:
        """Its key, if it is a mandate."""
        return int(self.id) if self.type == MANDATE else None

    @property
    def about(self) -> str:
        """How rows name it beside a key to mandates: empty for a mandate."""
        return "" if self.type == MANDATE else str(self)


def register(kind: SubjectKind) -> None:
    """Make a kind of subject known."""
    _kinds[kind.key] = kind


def kind_of(subject: Subject) -> SubjectKind:
    """KeyError where no room registered it."""
    return _kinds[subject.type]


def kinds() -> Mapping[str, SubjectKind]:
    """All kinds that are known, by their keys."""
    return dict(_kinds)


def parse(text: str) -> Subject | None:
    """The subject that a word names, None where it names none that exists and is public."""
    record_type, _colon, key = text.partition(":")
    subject = Subject(record_type, key)
    if record_type not in _kinds or not key.isdecimal() or len(key) > 18:
        return None
    return subject if told([subject]) else None


def told(subjects: Collection[Subject]) -> dict[Subject, Told]:
    """How subjects are called and where their pages are; one query for each kind."""
    found: dict[Subject, Told] = {}
    for record_type in {subject.type for subject in subjects}:
        kind = records.find(record_type)
        if kind is not None:
            keys = [subject.id for subject in subjects if subject.type == record_type]
            for key, one in kind.told(keys).items():
                found[Subject(record_type, key)] = one
    return found


def of_row(mandate_id: int | None, about: str) -> Subject:
    """The subject of a row that has a key to mandates and `about`."""
    if mandate_id is not None:
        return Subject(MANDATE, str(mandate_id))
    record_type, _colon, key = about.partition(":")
    return Subject(record_type, key)


def _find(key: str) -> Mandate | None:
    return Mandate.objects.filter(pk=key).first()


def _bodies(keys: Collection[str]) -> dict[str, list[str]]:
    """The bodies that are asked, and the one that leads the work."""
    found: dict[str, list[str]] = {}
    rows = Mandate.objects.filter(pk__in=keys).values_list(
        "pk", "holder__slug", "current__parties__role", "current__parties__body__slug"
    )
    for key, holder, role, slug in rows:
        known = found.setdefault(str(key), [holder] if holder else [])
        if role == "actor" and slug not in known:
            known.append(slug)
    return found


register(
    SubjectKind(
        MANDATE,
        "mandates.report",
        _find,
        lambda keys: {key: [int(key)] for key in keys},
        _bodies,
    )
)
