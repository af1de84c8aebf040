"""Definitions come from the process folder, and whatever is wrong in them is told."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.reporting import made

from actionline.common.datafiles import Faults
from actionline.framework.models import Body, Meeting
from actionline.portal.process import load as load_process
from actionline.reporting import loading, periods
from actionline.reporting.generators import GENERATORS
from actionline.reporting.models import Definition

WSIS = Path(__file__).resolve().parents[2] / "process" / "wsis"


@pytest.fixture
def council(db):
    Body.objects.create(slug="director-tdb", name_en="Director")
    return Body.objects.create(slug="council", name_en="Council")


def load(folder: Path, content, texts=None) -> list[str]:
    place = folder / "reports"
    place.mkdir(exist_ok=True)
    (place / "harbours.json").write_text(json.dumps(content))
    if texts is not None:
        (place / "words.json").write_text(json.dumps(texts))
    faults = Faults()
    loading.load(folder, faults)
    return [fault.message for fault in faults.found]


def test_it_works(council, tmp_path):
    assert load(tmp_path, made.CONTENT) == []
    assert load(tmp_path, made.CONTENT) == []

    shape = Definition.objects.get().shape
    assert (str(shape.name), shape.body, shape.languages) == (
        "Report on harbours",
        "council",
        ("en", "ar"),
    )
    assert periods.period(shape, 2027) == (made.STARTS, made.ENDS)


def test_texts_that_several_use_are_put_in_by_their_key(council, tmp_path):
    content = {**made.CONTENT, "name": "harbours"}

    assert load(tmp_path, content, {"harbours": made.words("All harbours")}) == []
    assert str(Definition.objects.get()) == "All harbours"
    assert load(tmp_path, {**content, "name": "ports"}) == ["words.json has no text “ports”"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"body": "nobody"}, "there is no body nobody"),
        ({"every": "yearly"}, "every: a period such as P1Y"),
        ({"name": {"en": "Only this"}}, "a text has nothing in ar, zh, fr, ru, es"),
        (
            {"sections": [made.section("a", {"generator": "magic"})]},
            "section a: there is no generator “magic”",
        ),
        (
            {"sections": [made.section("a", {"generator": "evidence", "colour": "red"})]},
            "section a: evidence knows no “colour”",
        ),
        (
            {"sections": [made.section("a"), made.section("a")]},
            "section “a”: a key of its own, in small letters",
        ),
    ],
)
def test_what_is_wrong_is_told(council, tmp_path, change, message):
    assert load(tmp_path, {**made.CONTENT, **change}) == [message]
    assert Definition.objects.count() == 0


def test_the_next_session_of_the_body_that_receives_it(council):
    for year in (2026, 2027):
        Meeting.objects.create(
            slug=f"council-{year}", body=council, name_en="Council", starts=date(year, 6, 1)
        )
    shape = made.define().shape

    found = periods.next_meeting(shape, date(2026, 7, 1))

    assert found is not None
    assert found.slug == "council-2027"


def test_the_definitions_of_the_starter_data_name_what_is_there():
    bodies = (WSIS / "bodies.csv").read_text()
    mandates = {
        (told["instrument"], each["path"])
        for path in (WSIS / "mandates").glob("*.json")
        for told in [json.loads(path.read_text())]
        for each in told["provisions"]
    }
    texts = json.loads((WSIS / "reports" / "words.json").read_text())
    used = set()
    for path in sorted((WSIS / "reports").glob("[1-9]*.json")):
        told = json.loads(path.read_text())
        assert f"\n{told['body']}," in bodies
        assert {tuple(each) for each in told["asked_by"]} <= mandates
        for section in told["sections"]:
            used |= {section["heading"], section.get("hint", section["heading"])}
            assert all(each["generator"] in GENERATORS for each in section.get("makers", ()))
    assert used <= set(texts)


def test_another_process_has_reports_of_its_own(db, officer):
    load_process(WSIS.parents[1] / "tests" / "process" / "tiny")
    definition = Definition.objects.get(slug="banks")
    report = made.begin(definition, officer, languages=("en", "fr"))
    made.drafted(report, officer)

    assert "Report on them to the Assembly each year." in made.text_of(report, "begin")
    assert made.text_of(report, "banks") == (
        "River Resolution 1, `resolves/1/a`, asked of: River Union."
        " Sweep them. Nothing was reported on this in the period."
    )
    assert "Union fluviale" in made.text_of(report, "banks", "fr")
