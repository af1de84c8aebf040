"""Loading the vocabulary and the matrix, and the UN's wording of the targets."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook
from tests.framework.terms import make_vocabulary

from actionline.common.datafiles import Faults
from actionline.common.models import AuditEntry
from actionline.framework.models import ActionLine, Economy, MatrixLink, Target
from actionline.framework.term_loading import load
from actionline.framework.un_targets import WordingError, read_wordings

NAMES = "name_en,name_ar,name_zh,name_fr,name_ru,name_es"
SIX = "en,ar,zh,fr,ru,es"
FILES = {
    "action_lines.csv": f"code,{NAMES},source\nC1,{SIX},x\nC2,{SIX},x\n",
    "goals.csv": f"number,{NAMES},source\n9,{SIX},x\n",
    "targets.csv": f"code,{NAMES},source\n9.c,{SIX},x\n",
    "gdc_objectives.csv": f"number,{NAMES},source\n1,{SIX},x\n",
    "stakeholders.csv": f"slug,{NAMES},source\ngovernment,{SIX},x\n",
    "memberships.csv": f"slug,{NAMES},source\nmember,{SIX},x\n",
    "economy_groups.csv": (
        f"slug,kind,{NAMES},as_of,checked,source\n"
        f"ldc,development,{SIX},2024-12-13,no,x\nitu-africa,itu-region,{SIX},2024-12-31,yes,x\n"
    ),
    "economies.csv": f"m49,iso2,iso3,{NAMES},groups,source\n024,AO,AGO,{SIX},ldc itu-africa,x\n",
    "matrix.csv": (
        "action_line,sdg,gdc,reason,language,strength,state,author,date,source\n"
        "C1,9,,Because.,en,,confirmed,,,x\nC2,,1,So.,en,direct,proposed,Us,2026-03-01,x\n"
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def loaded(folder: Path) -> tuple[int, list[str]]:
    faults = Faults()
    changed = load(folder, faults)
    return changed, [str(fault) for fault in faults.found]


@pytest.mark.django_db
def test_it_works(folder):
    assert loaded(folder) == (14, [])

    angola = Economy.objects.get(iso3="AGO")
    first, second = MatrixLink.objects.order_by("line__position")
    assert [line.number for line in ActionLine.objects.all()] == ["C1", "C2"]
    assert Target.objects.get().goal.number == 9
    assert {group.slug for group in angola.groups.all()} == {"ldc", "itu-africa"}
    assert (first.goal.number, first.state, first.by_hand) == (9, "confirmed", False)
    assert (second.objective.number, second.author_name) == (1, "Us")
    assert second.proposed_on.isoformat() == "2026-03-01"


@pytest.mark.django_db
def test_the_second_time_nothing_changes(folder):
    loaded(folder)

    assert loaded(folder) == (0, [])


@pytest.mark.django_db
def test_a_changed_name_and_a_graduation(folder):
    loaded(folder)
    replace(folder / "action_lines.csv", "C1,en", "C1,Public governance")
    replace(folder / "economies.csv", "ldc itu-africa", "itu-africa")

    assert loaded(folder) == (2, [])
    assert ActionLine.objects.get(code="C1").name_en == "Public governance"
    assert [group.slug for group in Economy.objects.get().groups.all()] == ["itu-africa"]


@pytest.mark.django_db
def test_a_link_changed_on_a_page_is_left_alone(folder):
    loaded(folder)
    MatrixLink.objects.filter(line__code="C1").update(state="rejected", by_hand=True)
    replace(folder / "matrix.csv", "Because.", "Since.")
    replace(folder / "matrix.csv", "So.", "Thus.")

    assert loaded(folder) == (1, [])
    assert list(MatrixLink.objects.order_by("line__position").values_list("reason", "state")) == [
        ("Because.", "rejected"),
        ("Thus.", "proposed"),
    ]


@pytest.mark.django_db
def test_a_process_may_have_no_vocabulary(tmp_path):
    assert loaded(tmp_path) == (0, [])


#: A file, what is replaced in it by what, and what is then said of which line.
SPOILT = [
    ("action_lines.csv", "C2,en", "C1,en", "action_lines.csv:3: code: C1 stands twice"),
    ("action_lines.csv", "C2,en,ar", "C2,en,", "action_lines.csv:3: name_ar is missing"),
    ("goals.csv", "9,en", "nine,en", "goals.csv:2: number: “nine” is no whole number"),
    ("targets.csv", "9.c,en", "8.c,en", "targets.csv:2: code: there is no goal 8"),
    ("economy_groups.csv", "itu-region", "region", "economy_groups.csv:3: kind: “region” is"),
    ("economy_groups.csv", "2024-12-13", "", "economy_groups.csv:2: as_of is missing"),
    ("economies.csv", "ldc itu", "lldc itu", "economies.csv:2: groups: there is no group lldc"),
    ("matrix.csv", "C2,,1", "C3,,1", "matrix.csv:3: action_line: There is no action line C3."),
    ("matrix.csv", "C2,,1", "C1,9,", "matrix.csv:3: row: It is the same as row 2."),
    ("goals.csv", ",x\n", f",{'x' * 401}\n", "goals.csv:2: source is longer than 400 characters"),
    ("matrix.csv", "So.", "", "matrix.csv:3: reason: It is missing."),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("file", "old", "new", "fault"), SPOILT)
def test_a_fault_is_told_with_its_place(folder, file, old, new, fault):
    replace(folder / file, old, new)

    _changed, told = loaded(folder)

    assert any(each.startswith(fault) for each in told)


def sheet(*rows: list[str]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


WORDINGS = {"3.8": "Words of coverage", "9.c": "Words of access"}


@pytest.mark.parametrize(
    "data",
    [
        json.dumps(
            [
                {"goal": "3", "code": "3.8", "title": "Words of coverage", "indicators": []},
                {"goal": "9", "code": "9.c", "title": "9.c Words of access"},
            ]
        ).encode(),
        json.dumps(
            [
                {"code": "3", "title": "A goal", "targets": [
                    {"code": "3.8", "description": "Words of coverage",
                     "indicators": [{"code": "3.8.1", "description": "An indicator"}]}]},
                {"code": "9", "targets": [{"code": "9.c", "title": "Words of\n access"}]},
            ]
        ).encode(),
        b"code,wording\n3.8,Words of coverage\n9.c,Words of access\n",
        b"Targets,Indicators\nGoal 3. Health,\n3.8 Words of coverage,3.8.1 An indicator\n"
        b"9.c  Words of access,9.c.1 Another\n",
        sheet(["Goals and targets", "Indicators"], ["3.8 Words of coverage", "3.8.1 One"],
              ["", "3.8.2 Two"], ["9.c Words of access", None]),
    ],
    ids=["api", "nested", "columns", "framework", "workbook"],
)  # fmt: skip
def test_the_forms_in_which_the_un_publishes_them(data):
    assert read_wordings(data) == WORDINGS


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04nothing", "é".encode("latin-1"), b"[1", b"[" * 100_000, b"a,b\n1,2\n"],
)
def test_a_file_without_targets(data):
    with pytest.raises(WordingError):
        read_wordings(data)


@pytest.mark.django_db
def test_the_command_keeps_the_wording(tmp_path, capsys):
    make_vocabulary()
    file = tmp_path / "targets.json"
    file.write_text(json.dumps([{"code": code, "title": w} for code, w in WORDINGS.items()]))

    call_command("import_un_targets", file, language="fr")

    assert capsys.readouterr().out == (
        "2 of 3 targets have a new wording (fr).\nWithout one in this file: 9.1.\n"
    )
    assert Target.objects.get(code="9.c").official_fr == "Words of access"
    assert AuditEntry.objects.filter(verb="framework.keep_wording").count() == 2

    call_command("import_un_targets", file, language="fr")
    assert capsys.readouterr().out.startswith("0 of 3")


@pytest.mark.django_db
def test_the_command_says_what_is_wrong(tmp_path):
    empty = tmp_path / "empty.csv"
    empty.write_text("")
    for file in (empty, tmp_path / "nowhere.csv"):
        with pytest.raises(CommandError) as caught:
            call_command("import_un_targets", file)
        assert caught.value.returncode == 2
