"""What the desk asks the database: every text of every room with where its translation stands.

A *standing* is a state of `Translation`, with `OLD` behind it where the words were made from an
earlier wording of the text. It is found by comparing, in one look-up a text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat

from actionline.common.records import Told

from . import registry
from .models import Translation
from .registry import Content, Field

State = Translation.State
OLD = "-old"
STANDINGS = tuple(f"{state}{age}" for state in State.values for age in ("", OLD))


@dataclass(frozen=True, slots=True)
class Text:
    """One text as it now stands on its record."""

    content: Content
    field: Field
    key: str
    source: str
    source_language: str

    @property
    def place(self) -> tuple[str, str, str]:
        return (self.content.name, self.field.name, self.key)


@dataclass(frozen=True, slots=True)
class Row:
    """A text on the desk, with its translation and what its record is called."""

    text: Text
    standing: str
    translation: Translation | None
    told: Told | None

    @property
    def state(self) -> str:
        return self.standing.removesuffix(OLD)

    @property
    def state_name(self) -> str:
        return str(State(self.state).label)

    @property
    def outdated(self) -> bool:
        return self.standing.endswith(OLD)


def texts(content: Content, of: Field) -> QuerySet[Any]:
    """The records that have this text, with `of_key`, `of_text` and `of_language`."""
    records = content.records().order_by(*content.order, "pk")
    named = {"of_key": content.key, "of_text": F(of.name), "of_language": content.language}
    found: QuerySet[Any] = records.annotate(**named).exclude(of_text="")
    return found


def find_text(content: str, of: str, key: str) -> Text | None:
    """One text by its place, None where there is no such thing."""
    kind = registry.find(content)
    wanted = kind.field(of) if kind else None
    if kind is None or wanted is None or "\0" in key:
        return None
    found = texts(kind, wanted).filter(of_key=key).values_list("of_text", "of_language").first()
    return Text(kind, wanted, key, *found) if found else None


def find_texts(places: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str, str], Text]:
    """Many texts by their places; a query for each field of each content."""
    keys: dict[tuple[str, str], list[str]] = {}
    for content, of, key in places:
        keys.setdefault((content, of), []).append(key)
    found = {}
    for (content, of), wanted in keys.items():
        kind = registry.find(content)
        field_ = kind.field(of) if kind else None
        if kind is None or field_ is None:
            continue
        rows = texts(kind, field_).filter(of_key__in=[key for key in wanted if "\0" not in key])
        for key, source, language in rows.values_list("of_key", "of_text", "of_language"):
            found[content, of, key] = Text(kind, field_, key, source, language)
    return found


def translations_of(places: Iterable[tuple[str, str, str]], language: str) -> Q:
    """The rows of these texts in a language, as a condition."""
    keys: dict[tuple[str, str], list[str]] = {}
    for content, of, key in places:
        keys.setdefault((content, of), []).append(key)
    condition = Q(pk__in=[])
    for (content, of), wanted in keys.items():
        condition |= Q(content=content, field=of, language=language, key__in=wanted)
    return condition


def _own(content: Content, of: Field, language: str) -> QuerySet[Translation]:
    return Translation.objects.filter(
        content=content.name, field=of.name, key=OuterRef("of_key"), language=language
    ).order_by()


def standing(content: Content, of: Field, language: str) -> Coalesce:
    """Where the translation of a text of `texts` stands."""
    basis = Case(When(~Q(draft=""), then=F("draft_source")), default=F("source"))
    own = _own(content, of, language).annotate(basis=basis)
    told = Case(
        When(Q(state=State.MISSING) | Q(basis=OuterRef("of_text")), then=F("state")),
        default=Concat(F("state"), Value(OLD)),
        output_field=CharField(),
    )
    return Coalesce(Subquery(own.annotate(told=told).values("told")[:1]), Value(State.MISSING))


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the desk is narrowed down to; empty: everything."""

    content: str = ""
    state: str = ""
    outdated: bool = False
    q: str = ""

    def lets(self, standing: str) -> bool:
        """Whether texts of this standing pass."""
        of_state = not self.state or standing.removesuffix(OLD) == self.state
        return of_state and (not self.outdated or standing.endswith(OLD))


@dataclass(frozen=True)
class Desk:
    """The texts to be translated into a language, as far as they are chosen, in a fixed order:
    content by content, each in its own order. A sequence of rows for Django's Paginator.

    `known` is what `counted` of a desk with the same choice gave, where that still holds.
    """

    language: str
    chosen: Chosen = field(default_factory=Chosen)
    known: list[Counter[str]] | None = None

    @cached_property
    def _parts(self) -> list[tuple[Content, Field]]:
        every = [(content, each) for content in registry.contents() for each in content.fields]
        wanted = self.chosen.content
        return [part for part in every if not wanted or part[0].name == wanted]

    def _texts(self, content: Content, of: Field) -> QuerySet[Any]:
        found: QuerySet[Any] = texts(content, of).exclude(of_language=self.language)
        if words := self.chosen.q:
            own = _own(content, of, self.language)
            within = own.filter(Q(text__icontains=words) | Q(draft__icontains=words))
            found = found.filter(Q(of_text__icontains=words) | Exists(within))
        return found

    def _standings(self, content: Content, of: Field) -> QuerySet[Any]:
        found: QuerySet[Any] = self._texts(content, of).annotate(
            standing=standing(content, of, self.language)
        )
        return found

    def _passing(self, content: Content, of: Field) -> QuerySet[Any]:
        """The texts that are chosen, with their standings."""
        found = self._standings(content, of)
        if not self._by_standing:
            return found
        return found.filter(standing__in=[each for each in STANDINGS if self.chosen.lets(each)])

    def _in_order(self, content: Content, of: Field) -> QuerySet[Any]:
        """The same for keys alone: standings are looked up only where they matter."""
        choose = self._passing if self._by_standing else self._texts
        return choose(content, of)

    @property
    def _by_standing(self) -> bool:
        return bool(self.chosen.state or self.chosen.outdated)

    @cached_property
    def counted(self) -> list[Counter[str]]:
        """How many texts each part has of each standing, whatever state is chosen."""
        if self.known is not None:
            return self.known
        return [
            Counter(
                dict(
                    self._standings(*part)
                    .order_by()
                    .values_list("standing")
                    .annotate(number=Count("pk"))
                )
            )
            for part in self._parts
        ]

    @cached_property
    def counts(self) -> Counter[str]:
        """How many texts of each standing there are, whatever state is chosen."""
        return sum(self.counted, Counter())

    @cached_property
    def _lengths(self) -> list[int]:
        lets = self.chosen.lets
        return [
            sum(number for name, number in counted.items() if lets(name))
            for counted in self.counted
        ]

    def __len__(self) -> int:
        return sum(self._lengths)

    def __getitem__(self, wanted: slice) -> list[Row]:
        start, stop, _step = wanted.indices(len(self))
        found: list[tuple[Text, str]] = []
        before = 0
        for (content, of), length in zip(self._parts, self._lengths, strict=True):
            first, last = max(start - before, 0), min(stop - before, length)
            before += length
            if first < last:
                found += self._slice(content, of, first, last)
        return rows(found, self.language)

    def _slice(self, content: Content, of: Field, first: int, last: int) -> list[tuple[Text, str]]:
        """Keys first: sorting thousands of whole rows to show fifty takes twice the time."""
        keys = list(self._in_order(content, of).values_list("pk", flat=True)[first:last])
        whole = self._standings(content, of).order_by().filter(pk__in=keys)
        names = ("pk", "of_key", "of_text", "of_language", "standing")
        by_key = {
            pk: (Text(content, of, key, source, language), standing)
            for pk, key, source, language, standing in whole.values_list(*names)
        }
        return [by_key[pk] for pk in keys if pk in by_key]

    def every(self) -> Iterator[tuple[Text, str]]:
        """All texts that are chosen with their standings, a few at a time."""
        names = ("of_key", "of_text", "of_language", "standing")
        for content, of in self._parts:
            passing = self._passing(content, of).values_list(*names)
            for key, source, language, stands in passing.iterator(chunk_size=500):
                yield Text(content, of, key, source, language), stands

    def after(self, place: tuple[str, str, str]) -> tuple[str, str, str] | None:
        """The text that follows in the order of the desk; the first where it was the last or is
        not among them, None where it is alone."""
        first, seen = None, False
        for content, of in self._parts:
            for key in self._in_order(content, of).values_list("of_key", flat=True):
                here = (content.name, of.name, key)
                if seen:
                    return here
                seen = here == place
                if first is None and not seen:
                    first = here
        return first


def rows(found: Sequence[tuple[Text, str]], language: str) -> list[Row]:
    """The rows of the desk for texts and their standings: a query for the translations, and what
    each content asks to name its records."""
    places = [text.place for text, _standing in found]
    stored = Translation.objects.filter(translations_of(places, language)).order_by()
    by_place = {(each.content, each.field, each.key): each for each in stored}
    told = told_of(text for text, _standing in found)
    return [
        Row(text, stands, by_place.get(text.place), told.get((text.content.name, text.key)))
        for text, stands in found
    ]


def told_of(found: Iterable[Text]) -> dict[tuple[str, str], Told]:
    """What the records of texts are called and where they are shown, by content and key."""
    keys: dict[str, tuple[Content, list[str]]] = {}
    for text in found:
        keys.setdefault(text.content.name, (text.content, []))[1].append(text.key)
    return {
        (name, key): told
        for name, (content, wanted) in keys.items()
        for key, told in content.told(wanted).items()
    }


def overview() -> dict[str, Counter[str]]:
    """How many texts of each standing there are for each language; a query a field."""
    languages = list(settings.CONTENT_LANGUAGES)
    begun = Translation.objects.order_by().values_list("language", flat=True).distinct()
    looked_up = {code: f"standing_{number}" for number, code in enumerate(sorted(begun))}
    found: dict[str, Counter[str]] = {language: Counter() for language in languages}
    for content in registry.contents():
        for of in content.fields:
            each = {name: standing(content, of, code) for code, name in looked_up.items()}
            grouped = texts(content, of).order_by().annotate(**each).values("of_language", *each)
            for row in grouped.annotate(number=Count("pk")):
                for language in languages:
                    if row["of_language"] != language:
                        stands = row.get(looked_up.get(language, ""), State.MISSING.value)
                        found[language][stands] += row["number"]
    return found
