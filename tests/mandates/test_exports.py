"""The exports hold what the register shows, and other programs can read them."""

from __future__ import annotations

import csv
import gc
import io
import json
import tracemalloc
from collections import Counter
from datetime import date

import openpyxl
import pytest
from icalendar import Calendar
from tests.generate import generate
from tests.mandates.documents import asks

from actionline.framework.models import Meeting
from actionline.mandates import exports
from actionline.mandates.exports import COLUMNS
from actionline.mandates.filters import Filter
from actionline.mandates.models import Mandate, Occurrence

REPORT = asks(
    "instructs/1", "=to report to the Council, every year;", recipients=["council"], every="P1Y"
)
LIST = asks("instructs/2", "to keep\x0b a list;", "keep", ["director-tdb", "council"])


@pytest.fixture
def meeting(bodies):
    return Meeting.objects.create(
        slug=f"council-{date.today().year + 1}",
        name_en="Council",
        body=bodies["council"],
        starts=date(date.today().year + 1, 6, 9),
        certain=False,
    )


@pytest.fixture
def filed(file_edition, meeting):
    file_edition("2022", REPORT, LIST)


def fetch(client, form, query=""):
    response = client.get(f"/en/mandates/export.{form}?{query}")
    assert response.status_code == 200
    assert f'.{form}"' in response["Content-Disposition"]
    assert response.streaming
    return b"".join(response.streaming_content)


def test_csv(client, filed):
    rows = list(csv.DictReader(io.StringIO(fetch(client, "csv").decode("utf-8-sig"))))

    assert list(rows[0]) == list(COLUMNS)
    assert {row["path"]: row["actors"] for row in rows} == {
        "instructs/1": "secretary-general",
        "instructs/2": "director-tdb council",
    }
    report = next(row for row in rows if row["path"] == "instructs/1")
    assert report["url"] == f"http://testserver/en/mandates/{report['id']}/"
    assert report["text"].startswith("'=to report")
    assert report["next_due"] == f"{date.today().year + 1}-06-09"
    assert report["next_due_certain"] == "no"


def test_xlsx(client, filed):
    book = openpyxl.load_workbook(io.BytesIO(fetch(client, "xlsx", "sort=instrument")))

    sheet = book["mandates"]
    assert {cell.data_type for row in sheet for cell in row} <= {
        "inlineStr",
        "s",
        "n",
        "b",
    }  # no formula
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == COLUMNS
    assert [row[COLUMNS.index("text")] for row in rows[1:]] == [
        "=to report to the Council, every year;",
        "to keep� a list;",
    ]


def test_json(client, filed):
    told = json.loads(fetch(client, "json", "kind=report"))

    assert told["filter"] == {"kind": "report"}
    assert [(one["path"], one["recipients"], one["every"]) for one in told["mandates"]] == [
        ("instructs/1", ["council"], "P1Y")
    ]


def test_calendar(client, filed, meeting):
    events = Calendar.from_ical(fetch(client, "ics")).walk("VEVENT")

    assert [(str(e["uid"]), e.decoded("dtstart"), str(e["status"])) for e in events] == [
        (
            f"mandate-{Mandate.objects.get(kind='report').pk}-{meeting.slug}@actionline",
            meeting.starts,
            "TENTATIVE",
        )
    ]


def test_long_lines_of_the_calendar_are_folded_between_letters(client, file_edition, meeting):
    words = "to report, dès que possible; à l’Assemblée — докладывать 报告 " * 9
    file_edition("2022", {**REPORT, "text": words.strip()})

    content = fetch(client, "ics")

    assert max(map(len, content.split(b"\r\n"))) <= 75
    event = Calendar.from_ical(content).walk("VEVENT")[0]
    assert str(event["description"]).startswith(words.strip() + "\n\nEvery year:")


def test_a_moved_meeting_keeps_the_identity_of_its_events(client, filed, meeting):
    before = Calendar.from_ical(fetch(client, "ics")).walk("VEVENT")[0]
    Occurrence.objects.update(due=date(meeting.starts.year, 7, 1))

    after = Calendar.from_ical(fetch(client, "ics")).walk("VEVENT")[0]

    assert before["uid"] == after["uid"]
    assert after.decoded("dtstart") == date(meeting.starts.year, 7, 1)


def test_exports_take_the_filter_of_the_page(client, filed):
    for query, number in (("", 2), ("kind=report", 1), ("q=lighthouse", 0)):
        rows = list(csv.DictReader(io.StringIO(fetch(client, "csv", query).decode("utf-8-sig"))))
        assert len(rows) == number


def test_another_format_is_not_there(client, db):
    assert client.get("/en/mandates/export.exe").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("mandates", [20, 60])
def test_the_number_of_queries_is_fixed(client, django_assert_num_queries, mandates):
    generate(editions=8, mandates=mandates)

    with django_assert_num_queries(4):
        fetch(client, "csv")


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["csv", "json", "ics"])
def test_memory_does_not_grow_with_the_mandates(form, monkeypatch):
    """Four times as many take as much: what is held is a chunk, and not the file."""
    monkeypatch.setattr(exports, "_AT_A_TIME", 10)
    generate(editions=20, mandates=400)
    _peak(form, Filter(kind="report"))  # what is made once a process
    kinds = Counter(Mandate.objects.values_list("kind", flat=True))
    few = Filter(kind=min(kinds, key=lambda one: abs(kinds[one] - 100)))

    assert _peak(form, Filter()) < _peak(form, few) * 1.5 + 200_000


def _peak(form, chosen):
    """The most memory that writing takes, in bytes; rows refer to one another, so that what is
    done with is collected as they go by."""

    def watch(mandates):
        for number, mandate in enumerate(mandates):
            if number % 20 == 0:
                gc.collect()
            yield mandate

    gc.freeze()  # what the other tests left is not looked through each time
    tracemalloc.start()
    for _piece in exports.FORMATS[form].write(chosen, "https://example.org", watch):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    gc.unfreeze()
    return peak
