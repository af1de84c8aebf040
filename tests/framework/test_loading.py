"""Loading a process folder. `tests/process/tiny` is another process than WSIS."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from actionline.common.datafiles import DataError
from actionline.common.models import AuditEntry
from actionline.framework.models import Body, DocumentDeadline, LoadedProcess, Meeting
from actionline.instruments.models import Citation, Edition, Instrument, Provision
from actionline.mandates.models import Mandate, Wording
from actionline.portal.process import load

TINY = Path(__file__).parents[1] / "process" / "tiny"
TODAY = date(2029, 11, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the tiny process that a test may spoil."""
    copy = tmp_path / "tiny"
    shutil.copytree(TINY, copy)
    return copy


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def faults(folder: Path) -> list[str]:
    with pytest.raises(DataError) as caught:
        load(folder, today=TODAY)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.django_db
def test_it_works():
    loaded = load(TINY, today=TODAY)

    board = Body.objects.get(slug="river-board")
    meeting = Meeting.objects.get(slug="river-assembly-2030")
    report = Wording.objects.get(path="instructs-the-river-board/1")
    assert loaded.changed > 0
    assert (board.parent.slug, board.name_ru) == ("river-assembly", "Речной комитет")
    assert (meeting.name_fr, meeting.number) == ("Assemblée fluviale, session 12", 12)
    assert report.is_summary
    assert report.mandate.next_due == date(2030, 5, 10)
    assert [str(p.body) for p in report.parties.order_by("role")] == [
        "River Board",
        "River Assembly",
    ]


@pytest.mark.django_db
def test_an_expected_meeting_gives_the_rule_as_its_source():
    load(TINY, today=TODAY)

    meeting = Meeting.objects.get(slug="river-assembly-2031")

    assert not meeting.certain
    assert meeting.source == "Every year in June; the first of the month is taken."


def test_proposals_to_a_plenipotentiary_conference_are_due_so_long_before_it():
    cycles = json.loads((settings.PROCESS_DIR / "cycles.json").read_text())
    usual = cycles["plenipotentiary-conference"]["deadlines"]["session"]

    opening = date(2022, 9, 26)
    days = {each["kind"]: DocumentDeadline(**each).falls_on(opening) for each in usual}
    assert days == {"amendments": date(2022, 1, 26), "proposals": date(2022, 5, 26)}


@pytest.mark.django_db
def test_a_body_is_found_under_its_other_name():
    load(TINY, today=TODAY)

    assert Instrument.objects.get(slug="river/assembly/res-2").body.slug == "river-assembly"


@pytest.mark.django_db
def test_summaries_have_provisions_with_parents_and_citations():
    load(TINY, today=TODAY)

    leaf = Provision.objects.get(path="resolves/1/a")
    citation = Citation.objects.get()
    assert (leaf.parent, leaf.clause, leaf.label) == ("resolves/1", "resolves", "a)")
    assert leaf.spans == [["both", leaf.text, True]]
    assert (citation.cited.slug, citation.version) == ("river/assembly/res-2", "2029")


@pytest.mark.django_db
def test_the_second_time_nothing_changes():
    load(TINY, today=TODAY)
    before = AuditEntry.objects.count()

    again = load(TINY, today=TODAY)

    assert (again.changed, again.moved) == (0, 0)
    assert AuditEntry.objects.count() == before


@pytest.mark.django_db
def test_an_unchanged_folder_costs_few_queries(django_assert_max_num_queries):
    load(TINY, today=TODAY)

    with django_assert_max_num_queries(12):
        load(TINY, today=TODAY)


@pytest.mark.django_db
def test_a_new_day_moves_what_is_due_next():
    load(TINY, today=TODAY)

    later = load(TINY, today=date(2030, 5, 11))

    report = Mandate.objects.get(wordings__path="instructs-the-river-board/1")
    assert (later.changed, later.moved) == (0, 1)
    assert report.next_due == date(2031, 6, 1)


@pytest.mark.django_db
def test_a_changed_folder_keeps_mandates_and_their_keys(folder):
    load(folder, today=TODAY)
    keys = set(Mandate.objects.values_list("pk", flat=True))
    replace(folder / "mandates" / "res-1.json", "Sweep them.", "Sweep them in autumn.")

    load(folder, today=TODAY)

    assert set(Mandate.objects.values_list("pk", flat=True)) == keys
    assert Wording.objects.get(path="resolves/1/a").text == "Sweep them in autumn."


@pytest.mark.django_db
def test_a_mandate_that_left_the_folder_goes(folder):
    load(folder, today=TODAY)
    path = folder / "mandates" / "res-1.json"
    replace(path, '"path": "instructs-the-river-board/2"', '"path": "instructs-the-river-board/3"')

    load(folder, today=TODAY)

    assert sorted(Wording.objects.values_list("path", flat=True)) == [
        "instructs-the-river-board/1",
        "instructs-the-river-board/3",
        "resolves/1/a",
    ]


@pytest.mark.django_db
def test_a_meeting_changed_by_hand_is_left_alone(folder):
    load(folder, today=TODAY)
    Meeting.objects.filter(slug="river-assembly-2030").update(place="Basle", by_hand=True)
    replace(folder / "meetings.csv", "Basel", "Bâle")

    load(folder, today=TODAY)

    places = dict(Meeting.objects.values_list("slug", "place"))
    assert places["river-assembly-2030"] == "Basle"
    assert places["river-board-2030"] == "Bâle"


@pytest.mark.django_db
def test_rows_that_left_the_folder_stay(folder):
    load(folder, today=TODAY)
    text = (folder / "meetings.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "meetings.csv").write_text("".join(text[:2]), encoding="utf-8")

    load(folder, today=TODAY)

    assert Meeting.objects.count() == 3


@pytest.mark.django_db
def test_an_imported_edition_is_left_alone(folder):
    load(folder, today=TODAY)
    Edition.objects.filter(instrument__slug="river/assembly/res-1", version="2028").update(
        is_summary=False, reading={"document": {}}, title="As adopted"
    )
    replace(folder / "mandates" / "res-1.json", "Sweep them.", "Sweep them in autumn.")

    load(folder, today=TODAY)

    assert Wording.objects.get(path="resolves/1/a").text == "Sweep them."
    assert Edition.objects.get(title="As adopted").version == "2028"


@pytest.mark.django_db
def test_every_fault_is_told_with_its_place_and_nothing_is_loaded(folder):
    replace(
        folder / "bodies.csv", "river-union,,organization,,", "river-union,,organization,nobody,"
    )
    replace(folder / "bodies.csv", "Junta Fluvial", "")
    replace(folder / "meetings.csv", "2030-03-04", "4 March")
    replace(folder / "meetings.csv", "river-assembly,12", "river-assembly,twelve")

    told = faults(folder)

    assert told == [
        "bodies.csv:4: name_es is missing",
        "bodies.csv:2: parent: there is no body nobody",
        "meetings.csv:2: starts: “4 March” is no date such as 2026-04-28",
        "meetings.csv:2: starts is missing",
        "meetings.csv:3: number: “twelve” is no whole number",
    ]
    assert not Body.objects.exists()
    assert not LoadedProcess.objects.exists()


#: A file, what is replaced in it by what, and what is then said of which line.
SPOILT = [
    ("bodies.csv", "slug,also", "name,also", "bodies.csv:1: columns are missing: slug"),
    ("bodies.csv", "RU,", "RU,x,", "bodies.csv:2: more or fewer cells than columns"),
    (
        "meetings.csv",
        "assembly-2031",
        "assembly-2030",
        "meetings.csv:4: slug: river-assembly-2030 st",
    ),
    ("meetings.csv", ",no,", ",maybe,", "meetings.csv:4: certain: “maybe” is none of yes, no"),
    ("meetings.csv", "2030-03-06", "2030-03-01", "meetings.csv:2: ends before it starts"),
    ("meetings.csv", "board,3", "bored,3", "meetings.csv:2: body: there is no body river-bored"),
    (
        "cycles.json",
        '"session": {',
        '"sitting": {',
        "meetings.csv:3: form: cycles.json has no names",
    ),
    ("cycles.json", "{\n", "[\n", "cycles.json:2: no JSON: "),
    ("instruments.csv", "2029,2029", "2029,2030", "instruments.csv:3: latest is none of the ver"),
    ("instruments.csv", "resolution,1", "poem,1", "instruments.csv:2: kind: “poem” is none of"),
    (
        "mandates/res-1.json",
        '"2028"',
        '"2027"',
        "mandates/res-1.json: instruments.csv has no river",
    ),
    (
        "mandates/res-1.json",
        '["river-union"]',
        '["x"]',
        "mandates/res-1.json:7: resolves/1/a: there is",
    ),
    (
        "mandates/res-1.json",
        '"maintain"',
        '"sweep"',
        "mandates/res-1.json:7: resolves/1/a: kind: “",
    ),
    (
        "mandates/res-1.json",
        '"P1Y"',
        '"yearly"',
        "mandates/res-1.json:10: instructs-the-river-board/1: ",
    ),
    (
        "mandates/res-1.json",
        '"by": "2030"',
        '"by": "x"',
        "mandates/res-1.json:14: instructs-the-river",
    ),
    (
        "mandates/res-1.json",
        '"path": "resolves/1/a", ',
        "",
        "mandates/res-1.json: a provision witho",
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("file", "old", "new", "fault"), SPOILT)
def test_a_fault_is_told(folder, file, old, new, fault):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    assert any(told.startswith(fault) for told in faults(folder))


@pytest.mark.django_db
def test_a_file_in_another_encoding_and_a_missing_one(folder):
    (folder / "bodies.csv").write_bytes("slug\nétang\n".encode("latin-1"))
    (folder / "meetings.csv").unlink()

    assert faults(folder) == [
        "bodies.csv: the file is not UTF-8",
        "meetings.csv: the file is missing",
    ]


@pytest.mark.django_db
def test_the_command_says_what_to_do(folder, capsys):
    call_command("load_process", folder=folder)
    assert "rows added or changed" in capsys.readouterr().out
    call_command("load_process", folder=folder)
    assert capsys.readouterr().out == "tiny: nothing new.\n"

    replace(folder / "meetings.csv", "2030-03-04", "4 March")
    with pytest.raises(CommandError, match=r"meetings\.csv:2: starts") as caught:
        call_command("load_process", folder=folder)
    assert caught.value.returncode == 2


@pytest.mark.django_db
def test_the_command_without_a_folder(tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("load_process", folder=tmp_path / "nowhere")
