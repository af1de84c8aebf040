"""The pages of due dates: the list, the month, the section of a mandate, files."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest

from actionline.mandates.deadlines import actions
from actionline.mandates.deadlines.models import Mark
from actionline.mandates.models import Occurrence


def page(client, address: str = "") -> str:
    answer = client.get(f"/en/deadlines/{address}")
    assert answer.status_code == 200
    return answer.content.decode()


def rows(client, query: str) -> list[dict[str, str]]:
    answer = client.get(f"/en/deadlines/export.csv{query}")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_it_works(client, report, missed, session, lead_times):
    shown = page(client)

    assert "2 due dates" in shown
    assert "overdue" in shown and "Draft: " in shown
    assert "11:59 p.m., Geneva time" in shown
    first, second = rows(client, "")
    assert (first["state"], first["mandate"]) == ("overdue", str(missed.pk))
    assert (second["state"], second["meeting"], second["zone"]) == (
        "later",
        session.slug,
        "Europe/Zurich",
    )
    assert [part.split()[0] for part in second["steps"].split("; ")] == ["draft", "translation"]


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("?state=overdue", 1),
        ("?state=soon", 0),
        ("?state=done", 0),
        ("?state=nonsense", 2),
        ("?kind=report", 1),
        ("?body=secretary-general", 2),
        ("?body=council", 0),
        ("?instrument=itu/pp/res-900", 2),
        ("?before=2001-01-01", 0),
    ],
)
def test_the_list_narrows_down(client, report, query, number):
    assert len(rows(client, query)) == number


def test_what_is_done_moves_to_what_is_done(client, report, session, officer, today):
    actions.mark(mandate=report, anchor=session.slug, by=officer, on=today, note="Document C27/12.")

    assert [row["note"] for row in rows(client, "?state=done")] == ["Document C27/12."]
    assert "Document C27/12." in page(client, "?state=done")
    assert len(rows(client, "")) == 1
    assert "Document C27/12." in client.get(f"/en/mandates/{report.pk}/").content.decode()


def test_a_month_has_its_dates_and_steps(client, report, session, lead_times):
    due = session.documents_due
    draft = due - timedelta(days=28)

    assert "<strong>Due</strong>" in page(client, f"month/?month={due:%Y-%m}")
    shown = page(client, f"month/?month={draft:%Y-%m}")

    assert "Draft" in shown
    assert page(client, "month/?month=nonsense")
    assert "Nothing is due" in page(client, "month/?month=1999-01")


@pytest.mark.parametrize("address", ["", "?state=done", "month/?month={month}"])
def test_the_number_of_queries_is_fixed(
    officer_client, report, session, officer, lead_times, today, address,
    django_assert_max_num_queries,
):  # fmt: skip
    address = address.format(month=f"{session.documents_due:%Y-%m}")
    counts = []
    for number in range(3):
        if "done" in address:
            day = today - timedelta(days=number + 1)
            Mark.objects.create(mandate=report, day=day, due=day, on=day, language="en", by=officer)
        elif number:
            due = session.documents_due
            Occurrence.objects.create(
                mandate=report, due=due, meeting=session, basis="event-documents"
            )
        with django_assert_max_num_queries(25) as asked:
            page(officer_client, address)
        counts.append(len(asked))

    assert counts[0] == counts[2]


def test_a_focal_point_says_that_it_is_done_and_takes_it_back(
    client, report, session, focal_point, today
):
    client.force_login(focal_point)
    address = f"/en/deadlines/{report.pk}/{session.slug}"
    assert "Mark as done" in client.get(f"{address}/done/").content.decode()
    given = {"on": today, "note": "Sent.", "address": "https://example.org/c27-12"}

    answer = client.post(f"{address}/done/", given)

    assert answer.headers["location"] == f"/en/mandates/{report.pk}/#due"
    assert Mark.objects.get().address == "https://example.org/c27-12"
    assert client.get(f"{address}/drop/").status_code == 403
    client.post(f"{address}/undo/")
    assert Mark.objects.count() == 0


def test_an_officer_drops_with_a_reason(officer_client, report, session):
    address = f"/en/deadlines/{report.pk}/{session.slug}/drop/"

    officer_client.post(address, {"note": ""})
    assert Mark.objects.count() == 0
    officer_client.post(address, {"note": "The session was cancelled."})

    assert Mark.objects.get().state == "dropped"
    assert "The session was cancelled." in page(officer_client, "?state=dropped")


def test_chosen_ones_are_done_together(officer_client, report, missed, session, today):
    day = missed.occurrences.get().due
    chosen = [f"{report.pk}:{session.slug}", f"{missed.pk}:{day}", "nonsense"]

    officer_client.post("/en/deadlines/bulk/", {"select": chosen, "on": "never"})
    assert Mark.objects.count() == 0
    officer_client.post("/en/deadlines/bulk/", {"select": chosen, "on": today})

    assert Mark.objects.filter(state="done").count() == 2


def test_strangers_say_nothing(client, person_client, report, session):
    address = f"/en/deadlines/{report.pk}/{session.slug}/done/"
    assert client.get(address).status_code == 302
    assert person_client.get(address).status_code == 403
    assert "Mark as done" not in page(client)
