"""The tables of words: complete, and each lead phrase found in its own example."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from actionline.reading import vocabulary
from actionline.reading.names import Names, fold
from actionline.reading.structure.phrases import phrases

DATA = Path(vocabulary.__file__).parent / "data"
EXAMPLES = json.loads((Path(__file__).parent / "lead_examples.json").read_text(encoding="utf-8"))
LANGUAGES = ["en", "fr", "es", "ru", "ar", "zh"]
WORDS = {
    language: json.loads((DATA / "words" / f"{language}.json").read_text(encoding="utf-8"))
    for language in LANGUAGES
}


def test_lead_phrases_stand_for_all_six_languages() -> None:
    assert {path.stem for path in (DATA / "words").iterdir()} == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_lead_phrase_has_an_example(language: str) -> None:
    leads = WORDS[language]["lead_phrases"]
    assert set(EXAMPLES[language]) == {*leads["preambular"], *leads["operative"]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_lead_phrase_is_found_in_its_example(language: str) -> None:
    table = phrases(language)
    wrong = [
        (phrase, lead and lead.kind)
        for kind in ("preambular", "operative")
        for phrase in WORDS[language]["lead_phrases"][kind]
        if (lead := table.find(EXAMPLES[language][phrase])) is None or lead.kind != kind
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_operative_phrases_name_their_act(language: str) -> None:
    forces = WORDS[language]["lead_phrases"]["operative"].values()
    assert all(force == force.lower().strip() and " " not in force for force in forces)


def test_grammar_has_the_uses_that_are_asked_for_and_no_others() -> None:
    asked = set()
    for source in DATA.parent.rglob("*.py"):
        text = source.read_text(encoding="utf-8")
        asked |= set(re.findall(r"(?:words|set|table|all_of|_opens)\(\s*\"([a-z_]+)\"", text))
        for uses in re.findall(r"(?:_OPENING|_TELLING) = \(([^)]*)\)|for use in \(([^)]*)\)", text):
            asked |= set(re.findall(r"\"([a-z_]+)\"", "".join(uses)))
    assert set(WORDS["en"]["grammar"]) == asked
    assert all(set(words.get("grammar", ())) <= asked for words in WORDS.values())


def test_calendar_has_twelve_months_in_each_language() -> None:
    months = {language: len(set(words["months"])) for language, words in WORDS.items()}
    assert months == dict.fromkeys(LANGUAGES, 12)


@pytest.mark.parametrize(
    ("language", "word", "number"),
    [("en", "eighty-first", 81), ("en", "thirtieth", 30), ("fr", "soixante-quinzième", 75)],
)
def test_ordinals_are_numbers(language: str, word: str, number: int) -> None:
    assert vocabulary.load(language=language).ordinals[word] == number


@pytest.mark.parametrize("language", LANGUAGES)
def test_vocabulary_loads_in_each_language(language: str) -> None:
    words = vocabulary.load(language=language)
    assert words.actors["council"]
    assert words.bodies["council"].names


def test_bodies_meet_in_order() -> None:
    bodies = vocabulary.load().bodies.values()
    assert all(list(body.meetings) == sorted(body.meetings) for body in bodies)


def test_next_conference_is_counted_from_the_month() -> None:
    conference = vocabulary.load().bodies["plenipotentiary-conference"]
    assert conference.next_meeting(2022, 9) == 2026
    assert conference.next_meeting(2026, 6) == 2026


def test_council_in_a_resolution_of_ecosoc_is_ecosoc() -> None:
    words = vocabulary.load()
    ours = words.actor_names("council").at("Council", 0)
    theirs = words.actor_names("economic-and-social-council").at("Council", 0)
    assert (ours and ours.slug, theirs and theirs.slug) == ("council", "ecosoc")


@pytest.fixture
def names() -> Names:
    return Names([("ITU", "itu"), ("ITU-T", "itu-t"), ("Council", "council"), ("CSTD", "cstd")])


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("ITU should", "itu"),
        ("ITU‑T should", "itu-t"),
        ("ITU-coordinated", None),
        ("the council", None),
        ("CTSD and", "cstd"),
        ("CDTS and", None),
    ],
)
def test_names_are_whole_words(names: Names, text: str, slug: str | None) -> None:
    found = names.at(fold(text), 4 if text.startswith("the ") else 0)
    assert (found and found.slug) == slug


def test_name_goes_on_after_brackets_inside_it() -> None:
    names = Names([("group on goals and aims", "group")])
    found = names.at("group on goals (G) and aims (GA) meets", 0)
    assert found is not None
    assert found.end == len("group on goals (G) and aims (GA)")


def test_folding_keeps_places() -> None:
    text = "Document С26/59 of the “Union”\u00a0– ITU\u2011T"
    assert len(fold(text)) == len(text)
    assert fold(text).startswith("Document C26/59")
    assert fold("С26", "ru") == "С26"
