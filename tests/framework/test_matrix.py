"""The matrix on its pages: who sees and may do what, in each language."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from django.db import IntegrityError, transaction
from tests.conftest import LANGUAGES
from tests.framework.terms import line, link, make_vocabulary, named, target

from actionline.common.models import AuditEntry
from actionline.framework.matrix.heat import heat_map
from actionline.framework.matrix.table import matrix_table
from actionline.framework.models import ActionLine, GdcObjective, Goal, MatrixLink

pytestmark = pytest.mark.django_db

PAGES = [
    "", "?only=confirmed", "map/", "sheet/", "lines/C2/", "lines/C7-ehealth/", "goals/9/",
    "gdc/1/", "cells/C2/9/", "cells/C2/gdc-1/",
]  # fmt: skip


@pytest.fixture(autouse=True)
def vocabulary():
    make_vocabulary()


def cells(states=("proposed", "confirmed", "doubtful")) -> dict[tuple[str, str], int]:
    """The cells that are not empty."""
    return {
        (each.line.code, each.column.code): each.links
        for row in matrix_table(states=states).lines
        for each in row.cells
        if each.links
    }


def proposal(**changes: str) -> dict[str, str]:
    """What the browser sends for a new link."""
    return {
        "line": "C2", "at": "9.1", "strength": "direct", "reason": "Roads need networks.",
        "language": "en", "source": "C26/59",
    } | changes  # fmt: skip


def decision(**changes: str) -> dict[str, str]:
    """What the browser sends when a link is settled."""
    return {
        "state": "rejected", "decision": "Too far.", "strength": "", "reason": "Because.",
        "language": "en", "source": "A/RES/70/125",
    } | changes  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_everybody_reads_it_in_each_language(client, language, page):
    response = client.get(f"/{language}/matrix/{page}")

    direction = "rtl" if language == "ar" else "ltr"
    assert response.status_code == 200
    assert f'<html lang="{language}" dir="{direction}"' in response.text
    assert len(re.findall(r"<h1\b", response.text)) == 1


def test_the_table_counts_links_by_line_and_column():
    assert cells() == {
        ("C2", "9"): 1,
        ("C2", "gdc-1"): 1,
        ("C7-ehealth", "3"): 2,
    }
    assert cells(["confirmed"]) == {("C2", "9"): 1, ("C7-ehealth", "3"): 1}


def test_the_table_sums_up():
    table = matrix_table()

    assert [column.label for column in table.columns] == ["SDG 3", "SDG 9", "GDC 1"]
    assert (table.totals, table.links) == ((2, 1, 1), 4)
    assert [row.links for row in table.lines] == [2, 2]
    assert (table.proposed, table.doubtful) == (1, 1)


def test_names_are_in_the_readers_language(client):
    assert "Infrastructure (ar)" in client.get("/ar/matrix/").text
    assert "Internet (fr)" in client.get("/fr/matrix/lines/C2/").text


@pytest.mark.parametrize(
    ("page", "queries"), [("", 10), ("map/", 10), ("lines/C2/", 2), ("goals/9/", 3), ("sheet/", 2)]
)
@pytest.mark.parametrize("more", [0, 3])
def test_the_number_of_queries_is_fixed(client, page, queries, more, django_assert_num_queries):
    for number in range(more):
        goal = Goal.objects.create(number=10 + number, **named("More"))
        new = ActionLine.objects.create(code=f"C{20 + number}", position=9, **named("More"))
        for each in (new, line("C2")):
            MatrixLink.objects.create(line=each, goal=goal, reason="x", source="y")

    with django_assert_num_queries(queries):
        client.get(f"/en/matrix/{page}")


@pytest.mark.parametrize(
    "page",
    ["lines/C99/", "goals/18/", "gdc/6/", "cells/C2/99/", "cells/C2/x-1/", "cells/C2/²/",
     "cells/C99/9/", "links/0/", "matrix.exe", "tags/x.y/1/"],
)  # fmt: skip
def test_what_is_not_there(officer_client, page):
    assert officer_client.get(f"/en/matrix/{page}").status_code == 404


def test_a_goal_shows_the_targets_that_nothing_serves(client):
    page = client.get("/en/matrix/goals/9/").text

    assert "Internet (en)" in page.split("Targets that no action line serves")[0]
    assert "Roads (en)" in page.split("Targets that no action line serves")[1]


@pytest.mark.parametrize("page", ["lines/C2/", "goals/9/", "gdc/1/"])
def test_a_page_says_where_its_name_is_from(client, page):
    for term in (ActionLine, Goal, GdcObjective):
        term.objects.update(source="their own pages; ar not compared [unverified]")

    assert "ar not compared [unverified]" in client.get(f"/ar/matrix/{page}").text


def test_a_rejected_link_leaves_the_matrix_and_keeps_its_page(client, officer_client):
    shown = link("C2", "9.c")

    officer_client.post(f"/en/matrix/links/{shown.pk}/settle/", decision())

    assert ("C2", "9") not in cells()
    assert "Internet (en)" not in client.get("/en/matrix/lines/C2/").text
    assert "Too far." in client.get(f"/en/matrix/links/{shown.pk}/").text


def test_the_words_of_the_un_are_shown_where_they_are_known(client):
    shown = link("C2", "9.c")
    shown.target.official_fr = "Libellé officiel"
    shown.target.save()

    assert "Libellé officiel" in client.get(f"/fr/matrix/links/{shown.pk}/").text
    assert "Libellé officiel" not in client.get(f"/en/matrix/links/{shown.pk}/").text


def test_the_heat_map_is_a_drawing_with_the_numbers_of_the_table(client):
    response = client.get("/en/matrix/map.svg")

    drawing = ElementTree.fromstring(response.content)
    space = {"svg": "http://www.w3.org/2000/svg"}
    numbers = [each.text for each in drawing.findall("svg:text[@text-anchor='middle']", space)]
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert numbers == ["1", "1", "2"]
    assert len(drawing.findall("svg:rect", space)) == 3


def test_the_heat_map_runs_from_right_to_left_in_arabic():
    table = matrix_table()

    def order(rtl: bool) -> list[int]:
        drawn = heat_map(table, rtl=rtl)
        return [label.x for label in drawn.columns]

    assert order(rtl=False) == sorted(order(rtl=False))
    assert order(rtl=True) == sorted(order(rtl=True), reverse=True)


def test_the_heat_map_has_room_for_the_names_of_its_columns():
    def height(label: str) -> int:
        table = matrix_table()
        columns = tuple(replace(column, label=label) for column in table.columns)
        return heat_map(replace(table, columns=columns)).height

    assert height("可持续发展目标") - height("SDG") == 7 * 13 - 3 * 8


def test_more_links_are_darker_and_never_too_dark_for_their_number():
    inks = {square.number: float(square.ink) for square in heat_map(matrix_table()).squares}

    assert inks[1] < inks[2] <= 0.36


def test_who_may_propose_and_who_may_decide(client, person_client, officer_client):
    settle = f"links/{link('C2', '9.c').pk}/settle/"

    def answers(page: str) -> list[int]:
        clients = (client, person_client, officer_client)
        return [each.get(f"/en/matrix/{page}").status_code for each in clients]

    assert answers("propose/") == [302, 200, 200]
    assert answers(settle) == [302, 403, 200]


def test_the_right_is_asked_for_when_a_form_is_sent(client, person_client):
    shown = link("C2", "9.c")
    address = f"/en/matrix/links/{shown.pk}/settle/"

    assert client.post("/en/matrix/propose/", proposal()).status_code == 302
    assert person_client.post(address, decision()).status_code == 403
    assert MatrixLink.objects.count() == 4
    assert link("C2", "9.c").state == "confirmed"


def test_somebody_proposes_a_link(person_client, person):
    response = person_client.post("/en/matrix/propose/", proposal(language="fr"))

    proposed = link("C2", "9.1")
    entry = AuditEntry.objects.get(verb="framework.propose_link")
    assert response["Location"] == f"/en/matrix/links/{proposed.pk}/"
    assert (proposed.state, proposed.strength, proposed.author) == ("proposed", "direct", person)
    assert (proposed.language, proposed.by_hand) == ("fr", True)
    assert (entry.by, entry.before, entry.after["sdg"]) == (person, None, "9.1")


def test_a_proposal_may_point_at_a_goal_or_an_objective(person_client):
    GdcObjective.objects.create(number=2, **named("Economy"))

    person_client.post("/en/matrix/propose/", proposal(at="9"))
    person_client.post("/en/matrix/propose/", proposal(at="gdc-2"))

    assert MatrixLink.objects.filter(goal__number=9, line__code="C2").exists()
    assert MatrixLink.objects.filter(objective__number=2, line__code="C2").exists()


def test_the_address_chooses_beforehand(person_client):
    page = person_client.get("/en/matrix/propose/?line=C2&at=9.c").text

    assert '<option value="C2" selected>' in page
    assert '<option value="9.c" selected>' in page


def test_a_link_is_proposed_once(person_client):
    response = person_client.post("/en/matrix/propose/", proposal(at="9.c"))

    assert "The matrix has this link already: C2 – 9.c." in response.text
    assert MatrixLink.objects.count() == 4


def test_a_rejected_link_can_be_proposed_anew(person_client, officer_client, person):
    shown = link("C2", "9.c")
    officer_client.post(f"/en/matrix/links/{shown.pk}/settle/", decision())

    person_client.post("/en/matrix/propose/", proposal(at="9.c"))

    shown.refresh_from_db()
    assert (shown.state, shown.reason, shown.author) == ("proposed", "Roads need networks.", person)
    assert AuditEntry.objects.filter(record_id=str(shown.pk)).count() == 2


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"reason": ""}, "This field is required."),
        ({"source": ""}, "This field is required."),
        ({"line": "C99"}, "Select a valid choice."),
        ({"at": "9.z"}, "Select a valid choice."),
        ({"reason": "x" * 2001}, "Ensure this value has at most 2000 characters"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_is_kept(person_client, changes, problem):
    response = person_client.post("/en/matrix/propose/", proposal(**changes))

    assert problem in response.text
    assert 'class="error-summary"' in response.text
    assert MatrixLink.objects.count() == 4


def test_the_secretariat_decides_with_a_reason(officer_client, officer):
    shown = MatrixLink.objects.get(state="proposed")
    address = f"/en/matrix/links/{shown.pk}/settle/"

    assert "This field is required." in officer_client.post(address, decision(decision="")).text

    officer_client.post(address, decision(state="confirmed", decision="Agreed by UNGIS."))

    shown.refresh_from_db()
    entry = AuditEntry.objects.get(verb="framework.settle_link")
    assert (shown.state, shown.decision, shown.by_hand) == ("confirmed", "Agreed by UNGIS.", True)
    assert (entry.by, entry.before["state"], entry.after["state"]) == (
        officer,
        "proposed",
        "confirmed",
    )


def test_the_history_tells_what_was_decided_and_changed(client, officer_client):
    shown = link("C2", "9.c")
    sent = decision(state="confirmed", decision="Clearer so.", reason="Better words.")

    officer_client.post(f"/en/matrix/links/{shown.pk}/settle/", sent)

    page = client.get(f"/en/matrix/links/{shown.pk}/").text
    assert "<del>Because.</del> <ins>Better words.</ins>" in page
    assert "Clearer so." in page


def test_what_people_write_is_shown_as_text(person_client, client):
    person_client.post("/en/matrix/propose/", proposal(reason="<script>alert(1)</script>"))

    page = client.get("/en/matrix/lines/C2/").text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_link_points_at_exactly_one():
    both = {"goal": Goal.objects.get(number=3), "target": target("9.1")}
    for where in (both, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            MatrixLink.objects.create(line=line("C2"), reason="x", source="y", **where)
