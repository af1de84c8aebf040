"""Definitions of reports: who gets which report when, and what it is drafted from.

They are data (`process/<name>/reports/`); nothing here knows a body or a report by name.
`loading.py` checks them and keeps them in the database as they stand in the folder.

    Definition -> SectionShape -> Maker (a generator with its parameters)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import translation

from actionline.framework.vocabulary import LANGUAGES

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """A text in six languages, with places to fill in: `{year}`, `{period}`, `{about}`."""

    texts: Mapping[str, str]

    def told(self, **values: object) -> str:
        """In the active language, in English where that is missing, its places filled in."""
        code = (translation.get_language() or "en").split("-")[0]
        text = self.texts.get(code) or self.texts.get("en", "")
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    def __str__(self) -> str:
        return self.told()

    def __bool__(self) -> bool:
        return bool(self.texts)


@dataclass(frozen=True, slots=True)
class Maker:
    """A generator by its name, and its parameters."""

    name: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SectionShape:
    """A section as it is defined. `words` is its limit (0: none); `bodies` are those whose focal
    points may edit it; an `annex` starts on a new page, its paragraphs counted anew."""

    key: str
    heading: Words
    level: int = 1
    annex: bool = False
    numbered: bool = True
    words: int = 0
    hint: Words = Words({})
    bodies: tuple[str, ...] = ()
    makers: tuple[Maker, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """A line of the head of the document, `key` naming it in a report's own values."""

    key: str
    name: Words
    text: Words


@dataclass(frozen=True, slots=True)
class Day:
    """A day by rule: so many years from that of the report, `month-day`."""

    years: int
    month_day: str


@dataclass(frozen=True, slots=True)
class Definition:
    """A report as it is asked for. `body` is who receives it, `via` whom it goes through, `every`
    how often (an ISO 8601 period); `about` says what has to be chosen for each: a code of an
    action line, or nothing; `scope` narrows down the mandates it tells of."""

    slug: str
    name: Words
    told: Words
    source: str
    body: str
    via: tuple[str, ...]
    every: str
    starts: Day
    ends: Day
    asked_by: tuple[tuple[str, str], ...]  # instrument and path
    languages: tuple[str, ...]
    organisation: Words
    symbol: str
    action: Words
    labels: tuple[Label, ...]
    about: str
    words: int
    scope: Mapping[str, Any]
    sections: tuple[SectionShape, ...]

    def section(self, key: str) -> SectionShape | None:
        return next((each for each in self.sections if each.key == key), None)


def read(told: Json) -> Definition:
    """The definition that a file tells (`loading.check` has found nothing wrong with it)."""
    period = told["period"]
    head = told.get("head", {})
    return Definition(
        slug=told["slug"],
        name=words(told["name"]),
        told=words(told.get("told")),
        source=told["source"],
        body=told["body"],
        via=tuple(told.get("via", ())),
        every=told["every"],
        starts=_day(period["from"]),
        ends=_day(period["to"]),
        asked_by=tuple((each[0], each[1]) for each in told.get("asked_by", ())),
        languages=tuple(told.get("languages", ("en",))),
        organisation=words(head.get("organisation")),
        symbol=head.get("symbol", ""),
        action=words(head.get("action")),
        labels=tuple(
            Label(each["key"], words(each["name"]), words(each.get("text")))
            for each in head.get("labels", ())
        ),
        about=told.get("about", ""),
        words=told.get("words", 0),
        scope=told.get("scope", {}),
        sections=tuple(_section(each) for each in told["sections"]),
    )


def words(told: Json | None) -> Words:
    """A text in six languages; one that is given in English alone is that."""
    return Words({code: told[code] for code in LANGUAGES if told.get(code)} if told else {})


def _day(told: list[Any]) -> Day:
    return Day(int(told[0]), str(told[1]))


def _section(told: Json) -> SectionShape:
    return SectionShape(
        key=told["key"],
        heading=words(told["heading"]),
        level=told.get("level", 1),
        annex=told.get("annex", False),
        numbered=told.get("numbered", True),
        words=told.get("words", 0),
        hint=words(told.get("hint")),
        bodies=tuple(told.get("bodies", ())),
        makers=tuple(
            Maker(each["generator"], {k: v for k, v in each.items() if k != "generator"})
            for each in told.get("makers", ())
        ),
    )
