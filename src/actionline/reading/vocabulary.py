"""The words by which a resolution is understood: grammar by language, names by process.

`reading/data` holds what is the same everywhere (grammar, verbs, months, ordinals); a
process folder's `reading` holds who acts in it (`actors.json`), which bodies meet and
adopt (`bodies.json`) and what its outcome documents are called (`outcomes.json`).
"""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from os import fspath
from typing import Any, NamedTuple

from actionline.reading.names import Names, fold
from actionline.reading.tables import DEFAULT_PROCESS, Folder, read_table, words_of

_FIRST = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*'?")

#: Acts that ask somebody to do something; the others state, thank or take note.
ASKING = frozenset(
    {
        "resolves", "decides", "instructs", "directs", "charges", "mandates", "entrusts",
        "requests", "asks", "invites", "encourages", "urges", "calls-upon", "appeals-to",
        "recommends", "authorizes", "demands", "requires", "agrees", "undertakes", "commits",
        "empowers",
    }
)  # fmt: skip


class Body:
    """A body or meeting: how it is named, whose instruments it adopts, when it meets.

    series        beginning of its instruments' slugs, None where it adopts none here
    event         beginning of its meetings' slugs (`council` in `council-2026`)
    own_part      the actor meant by its bare `resolves to …`
    every         ISO 8601 duration between its ordinary sessions, None where irregular
    undated       its instruments are cited without an edition
    session_base  year before that of its first yearly session, for numbered sessions
    short         what texts of the bodies in `heard_in` call it (`the Commission`)
    numbers       lowest and highest number of its resolutions, where they tell it apart
    meetings      year and month of each ordinary meeting; a yearly body has `month` alone
    cities        year of an edition by `city year` in small letters
    """

    def __init__(self, slug: str, row: Mapping[str, Any], language: str) -> None:
        annual = row.get("annual")
        self.slug = slug
        self.series: str | None = row["series"]
        self.actor: str | None = row["actor"]
        self.event: str = row["event"]
        self.own_part: str | None = row["own_part"]
        self.every: str | None = row.get("every")
        self.undated: bool = row.get("undated", False)
        self.session_base: int | None = row.get("session_base")
        self.numbers: tuple[int, ...] = tuple(row.get("numbers", ()))
        self.letter: str | None = row.get("letter")
        self.series_prefix: str | None = row.get("series_prefix")
        self.context: tuple[str, ...] = tuple(row.get("context", ()))
        self.names = _in(row["names"], language)
        self.short = _in(row.get("short", {}), language)
        self.heard_in: tuple[str, ...] = tuple(row.get("heard_in", (slug,)))
        self.meetings = tuple(_month(met) for met in row.get("meetings", ()))
        self.month = int(annual) if annual else None
        self.cities: Mapping[str, int] = {
            fold(place, language).lower(): year for place, year in row.get("cities", {}).items()
        }

    def next_meeting(self, year: int, month: int) -> int | None:
        """The year of the first meeting after a month, None where the calendar ends before."""
        if self.month is not None:
            return year if self.month > month else year + 1
        return next((met for met, when in self.meetings if (met, when) > (year, month)), None)

    def interval(self) -> str | None:
        """How often it meets as an ISO 8601 duration; four years for a conference."""
        return self.every or ("P4Y" if self.meetings else None)


class Grammar:
    """Word lists of one language, by what they are for (`via`, `modals`, …)."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._table = table
        self._sets: dict[str, frozenset[str]] = {}
        self._openers: dict[tuple[str, ...], dict[str, tuple[str, ...]]] = {}
        self._lists: dict[str, tuple[str, ...]] = {}
        self._tables: dict[str, dict[str, tuple[str, ...]]] = {}

    def words(self, use: str) -> tuple[str, ...]:
        """A list in its order, longest first."""
        found = self._lists.get(use)
        if found is None:
            found = tuple(sorted(self._table.get(use, ()), key=len, reverse=True))
            self._lists[use] = found
        return found

    def set(self, use: str) -> frozenset[str]:
        """A list for asking whether a word is in it."""
        found = self._sets.get(use)
        if found is None:
            found = self._sets[use] = frozenset(self._table.get(use, ()))
        return found

    def table(self, use: str) -> dict[str, tuple[str, ...]]:
        """A table of lists (`yearly`: words by duration), each longest first."""
        if use not in self._tables:
            self._tables[use] = {
                key: tuple(sorted(words, key=len, reverse=True))
                for key, words in self._table.get(use, {}).items()
            }
        return self._tables[use]

    def openers(self, uses: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        """The uses whose phrases begin with a word, by that word."""
        if uses not in self._openers:
            found: dict[str, tuple[str, ...]] = {}
            for use in uses:
                table = self._table.get(use)
                words = self.all_of(use) if isinstance(table, dict) else self.words(use)
                for first in {match[0] for word in words if (match := _FIRST.match(word))}:
                    found[first] = (*found.get(first, ()), use)
            self._openers[uses] = found
        return self._openers[uses]

    def all_of(self, use: str) -> tuple[str, ...]:
        """The words of all the lists of a table, longest first."""
        if use not in self._lists:
            words = [word for phrases in self.table(use).values() for word in phrases]
            self._lists[use] = tuple(sorted(words, key=len, reverse=True))
        return self._lists[use]


class Described(NamedTuple):
    """An outcome document cited by what it is and its year, not by its number."""

    target: str
    year: str
    names: tuple[str, ...]
    said: tuple[str, ...]


class Understood(NamedTuple):
    """A short name that means an outcome document where other words stand in the paragraph."""

    target: str
    names: tuple[str, ...]
    near: tuple[str, ...]


class Vocabulary:
    """All words known for one language in one process; nothing in it changes once loaded.

    actors     names by actor slug
    outcomes   names by outcome document
    tails      what a second document is called beside the first: name and target
    months, ordinals   the numbers that words stand for
    irregular  base forms of irregular participles
    """

    def __init__(
        self,
        *,
        language: str,
        grammar: Grammar,
        bodies: Mapping[str, Body],
        actors: Mapping[str, tuple[str, ...]],
        outcomes: Mapping[str, tuple[str, ...]],
        tails: Mapping[str, tuple[tuple[str, str], ...]],
        described: tuple[Described, ...],
        understood: tuple[Understood, ...],
        months: Mapping[str, int],
        ordinals: Mapping[str, int],
        verbs: frozenset[str],
        irregular: Mapping[str, str],
    ) -> None:
        self.language = language
        self.grammar = grammar
        self.bodies = bodies
        self.actors = actors
        self.outcomes = outcomes
        self.tails = tails
        self.described = described
        self.understood = understood
        self.months = months
        self.ordinals = ordinals
        self.verbs = verbs
        self.irregular = irregular
        self._actor_names: dict[str | None, Names] = {}

    @cached_property
    def body_names(self) -> Names:
        """Bodies and meetings by name."""
        pairs = [
            (name, body.slug) for body in self.bodies.values() for name in _body_names(self, body)
        ]
        return Names(pairs, self.language)

    @cached_property
    def outcome_names(self) -> Names:
        """Outcome documents by name."""
        pairs = [(name, slug) for slug, names in self.outcomes.items() for name in names]
        return Names(pairs, self.language)

    @cached_property
    def speakers(self) -> dict[str, Body]:
        """The bodies that adopt instruments by name in small letters, the longest first."""
        found: dict[str, Body] = {}
        for body in self.bodies.values():
            for name in body.names if body.series is not None else ():
                if " " in name or len(name) > 5 or not name.isascii():
                    found.setdefault(name.lower(), body)
        return dict(sorted(found.items(), key=lambda item: -len(item[0])))

    @cached_property
    def editions(self) -> dict[str, str]:
        """The body that met in a `city year`, in small letters."""
        return {place: body.slug for body in self.bodies.values() for place in body.cities}

    def actor_names(self, body: str | None) -> Names:
        """Actors by name, as a text of this body names them: `the Council` may be ECOSOC."""
        names = self._actor_names.get(body)
        if names is None:
            names = self._actor_names[body] = self._names_of_actors(body)
        return names

    def _names_of_actors(self, body: str | None) -> Names:
        own = [
            (name, heard.actor)
            for heard in self.bodies.values()
            if body in heard.heard_in
            for name in heard.short
        ]
        return Names(
            [(name, slug) for slug, names in self.actors.items() for name in names]
            + [(name, slug) for name, slug in own if slug],
            self.language,
        )


def _body_names(vocabulary: Vocabulary, body: Body) -> Iterable[str]:
    yield from body.names or vocabulary.actors.get(body.actor or "", ())


def load(folder: Folder = DEFAULT_PROCESS, language: str = "en") -> Vocabulary:
    """The vocabulary of a language in a process folder; English grammar where there is none.

    Raises OSError where the folder has no `reading` tables.
    """
    return _load(fspath(folder), language)


@lru_cache(maxsize=12)
def _load(folder: str, language: str) -> Vocabulary:
    words = words_of(language)
    verbs = words.get("verbs", {})
    actors = read_table(folder, "reading/actors.json")
    bodies = read_table(folder, "reading/bodies.json")
    outcomes = read_table(folder, "reading/outcomes.json")
    return Vocabulary(
        language=language,
        grammar=Grammar(words["grammar"] if "grammar" in words else words_of("en")["grammar"]),
        bodies={slug: Body(slug, row, language) for slug, row in bodies.items()},
        actors={slug: _in(row, language) for slug, row in actors.items()},
        outcomes={slug: _in(row, language) for slug, row in outcomes["documents"].items()},
        tails={
            slug: tuple(
                (name, other) for other, row in tails.items() for name in _in(row, language)
            )
            for slug, tails in outcomes["tails"].items()
        },
        described=tuple(
            Described(
                row["target"], row["year"], _in(row["names"], language), _in(row["said"], language)
            )
            for row in outcomes["described"]
        ),
        understood=tuple(
            Understood(row["target"], _in(row["names"], language), _in(row["near"], language))
            for row in outcomes.get("understood", ())
        ),
        months={name: number for number, name in enumerate(words["months"], start=1)},
        ordinals=words.get("ordinals", {}),
        verbs=frozenset(verbs.get("base", ())),
        irregular=verbs.get("irregular", {}),
    )


def _month(met: str) -> tuple[int, int]:
    year, month = met.split("-")
    return int(year), int(month)


def _in(names: Mapping[str, list[str]], language: str) -> tuple[str, ...]:
    """Names in a language; English ones where it has none."""
    return tuple(names.get(language) or names.get("en") or ())
