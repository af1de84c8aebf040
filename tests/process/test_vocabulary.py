"""The vocabulary and the matrix of WSIS: complete, in six languages, sourced, and consistent."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date

import pytest
from django.conf import settings

from actionline.common.datafiles import Faults
from actionline.framework.models import ActionLine, Economy, MatrixLink, Target
from actionline.framework.term_loading import FILES, load

FOLDER = settings.ROOT / "process" / "wsis"
FACTS = settings.ROOT.parent / "shared" / "facts" / "matrix.csv"
LANGUAGES = ("en", "ar", "zh", "fr", "ru", "es")
TERMS = [name for name in FILES if name != "matrix.csv"]
#: The letters in which a name of a language is written; names of the others are in Latin ones.
SCRIPTS = {
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
}


def table(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def members() -> Counter[str]:
    return Counter(slug for row in table("economies.csv") for slug in row["groups"].split())


@pytest.mark.django_db
def test_it_loads():
    faults = Faults()

    load(FOLDER, faults)

    assert faults.found == []
    assert ActionLine.objects.count() == 18
    assert Target.objects.count() == 169
    assert Economy.objects.filter(groups__slug="ldc").count() == 44
    assert MatrixLink.objects.filter(objective=None).count() == 188


@pytest.mark.parametrize(
    ("name", "count"),
    [("action_lines.csv", 18), ("goals.csv", 17), ("targets.csv", 169), ("gdc_objectives.csv", 5),
     ("stakeholders.csv", 7), ("memberships.csv", 4), ("economies.csv", 248)],
)  # fmt: skip
def test_it_is_complete(name, count):
    assert len(table(name)) == count


@pytest.mark.parametrize("name", TERMS)
def test_each_name_is_in_its_own_letters(name):
    assert [
        (row["name_en"], code)
        for row in table(name)
        for code in LANGUAGES
        if not row[f"name_{code}"]
        or (code in SCRIPTS and not SCRIPTS[code].search(row[f"name_{code}"]))
        or (
            code not in SCRIPTS
            and any(each.search(row[f"name_{code}"]) for each in SCRIPTS.values())
        )
    ] == []


@pytest.mark.parametrize("name", FILES)
def test_every_fact_has_a_source(name):
    assert [row for row in table(name) if not row["source"]] == []


def test_no_two_targets_have_the_same_name():
    for code in LANGUAGES:
        names = Counter(row[f"name_{code}"] for row in table("targets.csv"))
        assert [name for name, count in names.items() if count > 1] == []


def test_the_targets_of_each_goal():
    goals = Counter(int(row["code"].split(".")[0]) for row in table("targets.csv"))

    counts = [7, 8, 13, 10, 9, 8, 5, 12, 8, 10, 10, 11, 5, 10, 12, 12, 19]
    assert [goals[number] for number in range(1, 18)] == counts


def test_a_group_has_as_many_members_as_its_source_says():
    sizes = members()

    assert {slug: sizes[slug] for slug in ("ldc", "lldc", "sids", "transition")} == {
        "ldc": 44,
        "lldc": 32,
        "sids": 39,
        "transition": 17,
    }
    regions = {slug: size for slug, size in sizes.items() if slug.startswith("itu-")}
    assert regions == {
        "itu-africa": 44,
        "itu-americas": 35,
        "itu-arab-states": 22,
        "itu-asia-pacific": 39,
        "itu-cis": 9,
        "itu-europe": 46,
    }
    assert sum(regions.values()) == 194 + 1  # the Member States and the State of Palestine


def test_an_economy_is_in_one_region_of_each_kind():
    kinds = {row["slug"]: row["kind"] for row in table("economy_groups.csv")}
    for row in table("economies.csv"):
        of_kind = Counter(kinds[slug] for slug in row["groups"].split())
        regions = ("m49-region", "m49-subregion", "itu-region")
        assert all(of_kind[kind] <= 1 for kind in regions), row["name_en"]


def test_what_was_not_compared_with_its_source_says_so():
    for row in table("economy_groups.csv"):
        assert date.fromisoformat(row["as_of"])
        assert (row["checked"] == "no") == ("not compared" in row["source"])


@pytest.mark.seeds
def test_the_links_are_those_that_are_known():
    if not FACTS.exists():
        pytest.skip("the facts are not here")
    with FACTS.open(encoding="utf-8", newline="") as file:
        known = {(row["action_line"], row["sdg_target"]) for row in csv.DictReader(file)}

    assert {(row["action_line"], row["sdg"]) for row in table("matrix.csv") if row["sdg"]} == known


def test_what_is_doubtful_and_what_is_only_proposed():
    rows = table("matrix.csv")

    doubtful = {(row["action_line"], row["sdg"]) for row in rows if row["state"] == "doubtful"}
    assert doubtful == {("C7-escience", "14.4"), ("C8", "9"), ("C10", "8.6")}
    assert {row["state"] for row in rows if row["gdc"]} == {"proposed"}
    assert Counter(row["gdc"] for row in rows if row["gdc"]) == {
        "1": 7,
        "2": 5,
        "3": 6,
        "4": 6,
        "5": 6,
    }


def test_every_link_has_a_reason_of_its_own():
    reasons = Counter(row["reason"] for row in table("matrix.csv"))

    assert [reason for reason, count in reasons.items() if count > 1] == []
    assert all(reason.endswith(".") for reason in reasons)
