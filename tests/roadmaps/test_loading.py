"""The shape of plans is data: that of WSIS is whole, another process has its own."""

from __future__ import annotations

import csv

import pytest
from django.conf import settings

from actionline.common.datafiles import Faults
from actionline.framework.models import Body
from actionline.roadmaps import loading
from actionline.roadmaps.models import Edition, Part, Passage, Plan, Shape

FOLDER = settings.ROOT / "process" / "wsis"
LANGUAGES = ("en", "ar", "zh", "fr", "ru", "es")


@pytest.mark.django_db
def test_the_shapes_of_wsis_load_once():
    faults = Faults()

    assert loading.load(FOLDER, faults) > 20
    assert loading.load(FOLDER, faults) == 0

    assert faults.found == []
    roadmap = Shape.objects.get(of_line=True)
    kinds = set(roadmap.parts.filter(expected=True).values_list("kind", flat=True))
    assert kinds >= {"items", "text", "activities", "targets", "mandates", "goals", "period"}


@pytest.mark.parametrize("name", loading.FILES)
def test_every_row_is_in_six_languages_and_has_a_source(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    names = [f"name_{code}" for code in LANGUAGES]
    assert [row for row in rows if not row["source"] or not all(row[each] for each in names)] == []
    helps = [[bool(row.get(f"help_{code}")) for code in LANGUAGES] for row in rows]
    assert [each for each in helps if len(set(each)) > 1] == []


@pytest.fixture
def folder(tmp_path):
    """A tiny process with a shape of its own."""
    (tmp_path / "roadmaps").mkdir()
    names = ",".join(f"name_{code}" for code in LANGUAGES)
    helps = ",".join(f"help_{code}" for code in LANGUAGES)
    (tmp_path / loading.FILES[0]).write_text(
        f"slug,of_line,{names},source\nlamps,no,a,b,c,d,e,f,x\n"
    )
    head = f"shape,within,key,kind,step,expected,{names},{helps},source\n"

    def write(*rows: str):
        lines = "".join(f"{row},a,b,c,d,e,f,,,,,,,x\n" for row in rows)
        (tmp_path / loading.FILES[1]).write_text(head + lines)
        return tmp_path

    return write


@pytest.mark.django_db
def test_a_part_goes_unless_something_is_written_in_it(folder):
    faults = Faults()
    loading.load(folder("lamps,plan,why,text,,no", "lamps,plan,how,text,,no"), faults)
    body = Body.objects.create(slug="b", name_en="b")
    plan = Plan.objects.create(slug="p", shape=Shape.objects.get(), body=body)
    edition = Edition.objects.create(
        plan=plan, number=1, label="x", starts="2026-01-01", ends="2026-02-01"
    )
    Passage.objects.create(edition=edition, key="how", text="So.")

    loading.load(folder("lamps,plan,what,text,,no"), faults)

    assert faults.found == []
    assert set(Part.objects.values_list("key", flat=True)) == {"how", "what"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("lamps,plan,x,goals,,no", "kind: goals is no part of a plan"),
        ("lamps,activity,sdg,text,goals,no", "kind: sdg of an activity is goals"),
        ("lamps,activity,x,text,,no", "step: each part of an activity has one, and no other"),
        ("none,plan,x,text,,no", "shape: “none” is none of lamps"),
    ],
)
def test_faults_are_told(folder, row, wrong):
    faults = Faults()

    loading.load(folder(row), faults)

    assert [fault.message for fault in faults.found] == [wrong]
    assert not Part.objects.exists()
