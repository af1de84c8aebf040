"""The data of WSIS: complete, consistent, sourced, and told in our own words."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from actionline.framework.models import Body, Meeting
from actionline.instruments.models import Edition, Instrument
from actionline.mandates.models import Mandate, Wording
from actionline.portal.process import load

FOLDER = settings.ROOT / "process" / "wsis"
SHARED = settings.ROOT.parent / "shared"
SUMMARIES = sorted((FOLDER / "mandates").glob("*.json"))
LANGUAGES = ("en", "ar", "zh", "fr", "ru", "es")
#: Words in a row that may stand both in a summary and in a source: names of bodies and the like.
COMMON_WORDS = 7


def table(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def summary(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9&+-]+", text.lower())


@pytest.mark.django_db
def test_it_loads():
    load(FOLDER, today=date(2026, 11, 22))

    assert Body.objects.count() == len(table("bodies.csv"))
    assert Meeting.objects.count() == len(table("meetings.csv"))
    assert Instrument.objects.count() == len(table("instruments.csv"))
    assert Edition.objects.filter(is_summary=False).count() == 0
    assert Mandate.objects.count() == sum(
        "force" in leaf for path in SUMMARIES for leaf in summary(path)["provisions"]
    )


@pytest.mark.django_db
def test_the_three_due_dates_that_everybody_asks_for():
    load(FOLDER, today=date(2026, 11, 22))

    def meetings(slug: str, place: str) -> list[str]:
        wording = Wording.objects.get(edition__instrument__slug=slug, path=place)
        occurrences = wording.mandate.occurrences.filter(due__year=2027)
        return [occurrence.meeting.slug for occurrence in occurrences.order_by("due")]

    yearly = "resolves-to-instruct-the-secretary-general/5"
    assert meetings("itu/council/res-1334", yearly) == ["cwg-wsis-sdg-2027", "council-2027"]
    assert Meeting.objects.get(slug="cstd-2027").number == 30
    next_pp = Wording.objects.get(
        edition__instrument__slug="itu/council/res-1332", path="instructs-the-secretary-general/3"
    )
    assert str(next_pp.mandate.next_due) == "2026-11-09"


@pytest.mark.django_db
def test_no_date_is_missing_for_want_of_a_meeting():
    load(FOLDER, today=date(2026, 11, 22))

    assert list(Mandate.objects.exclude(undated="").values_list("undated", flat=True)) == []


def test_every_body_is_named_in_six_languages():
    assert [
        (row["slug"], code)
        for row in table("bodies.csv")
        for code in LANGUAGES
        if not row[f"name_{code}"]
    ] == []


def test_every_body_the_reader_names_is_known():
    known = {slug for row in table("bodies.csv") for slug in [row["slug"], *row["also"].split()]}
    reading = FOLDER / "reading"
    actors = json.loads((reading / "actors.json").read_text(encoding="utf-8"))
    bodies = json.loads((reading / "bodies.json").read_text(encoding="utf-8"))

    assert sorted({*actors, *bodies} - known) == []


@pytest.mark.parametrize("name", ["bodies.csv", "meetings.csv", "instruments.csv"])
def test_every_fact_has_a_source(name):
    assert [row["slug"] for row in table(name) if not row["source"]] == []


def test_a_date_after_today_is_announced_or_expected_by_a_rule():
    cycles = json.loads((FOLDER / "cycles.json").read_text(encoding="utf-8"))
    expected = [row for row in table("meetings.csv") if row["source"] == "rule"]

    assert {row["certain"] for row in expected} == {"no"}
    assert all(cycles[row["body"]]["rule"] for row in expected)


@pytest.mark.parametrize("path", SUMMARIES, ids=lambda path: path.stem)
def test_a_summary_says_where_it_is_known_from(path):
    told = summary(path)

    assert told["source"]
    assert all(
        re.fullmatch(r"[a-z0-9-]+(/[a-z0-9-]+)*(~\d+)?", p["path"]) for p in told["provisions"]
    )


@pytest.mark.seeds
@pytest.mark.parametrize("path", SUMMARIES, ids=lambda path: path.stem)
def test_a_summary_is_in_words_of_its_own(path):
    sources = sorted((SHARED / "seeds").glob("*.txt"))
    if not sources:
        pytest.skip("the documents are not here")
    theirs = set()
    for source in sources:
        text = words(source.read_text(encoding="utf-8"))
        theirs |= set(zip(*(text[start:] for start in range(COMMON_WORDS)), strict=False))

    copied = []
    for provision in summary(path)["provisions"]:
        ours = words(provision["text"])
        runs = zip(*(ours[start:] for start in range(COMMON_WORDS)), strict=False)
        copied += [" ".join(run) for run in runs if run in theirs]

    assert copied == []


@pytest.mark.seeds
@pytest.mark.parametrize(
    ("seed", "name", "side"),
    [
        ("000", "itu-pp-res-140", "base"),
        ("002", "itu-council-res-1334", "text"),
        ("003", "itu-wtsa-res-75", "text"),
        ("004", "itu-council-res-1332", "base"),
    ],
)
def test_every_place_exists_in_the_document(seed, name, side):
    pytest.importorskip("actionline.reading.api")
    from actionline.reading.api import read

    files = sorted((SHARED / "seeds").glob(f"{seed}_*.txt"))
    if not files:
        pytest.skip("the documents are not here")
    read_as = read(files[0].read_bytes(), files[0].name)
    if side == "base":
        places = {
            base_place(p.path, p.label, p.base_label) for p in read_as.provisions if p.base_text
        }
    else:
        places = {p.path for p in read_as.provisions}
    told = {p["path"] for p in summary(FOLDER / "mandates" / f"{name}.json")["provisions"]}

    assert sorted(told - places) == []


def base_place(path: str, label: str | None, base_label: str | None) -> str:
    """The place of a provision in the text as it stood."""
    above, _slash, last = path.partition("~")[0].rpartition("/")
    if label != base_label and base_label:
        last = base_label.strip(" ).(")
    return f"{above}/{last}"
