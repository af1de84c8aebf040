"""Tags: what a record has to do with, and how the matrix suggests and counts it."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.template import Context, Template
from tests.framework.terms import line, make_vocabulary, target

from actionline.common import records
from actionline.common.models import AuditEntry
from actionline.framework import hooks
from actionline.framework.matrix.table import matrix_table
from actionline.framework.models import Body, GdcObjective, TaggedRecord
from actionline.framework.tagging import behind, suggested, tag_record, tags_of

pytestmark = pytest.mark.django_db


def told(keys) -> dict[str, records.Told]:
    """Bodies stand for the records of a room; those without a kind are not public."""
    public = Body.objects.filter(pk__in=keys).exclude(kind="")
    return {str(body.pk): records.Told(body.name, f"/en/bodies/{body.pk}/") for body in public}


@pytest.fixture(autouse=True)
def vocabulary():
    make_vocabulary()


@pytest.fixture
def kind(monkeypatch) -> records.RecordType:
    kind = records.RecordType("framework.body", "Bodies", "framework.edit", told)
    monkeypatch.setattr(records, "_types", {})
    records.register(kind)
    return kind


@pytest.fixture
def body() -> Body:
    return Body.objects.create(slug="council", name_en="Council", kind="organ")


@pytest.fixture
def tagged(kind, body, officer) -> Body:
    """A record with an action line, a target and an objective."""
    tag(kind, body, officer)
    return body


def tag(kind, body, by):
    return tag_record(
        kind=kind,
        record_id=str(body.pk),
        lines=[line("C2")],
        goals=[],
        targets=[target("9.c")],
        objectives=[GdcObjective.objects.get()],
        by=by,
    )


def address(body: Body) -> str:
    return f"/en/matrix/tags/framework.body/{body.pk}/"


def shown(body: Body, user) -> str:
    page = Template("{% load tagging %}{% record_tags 'framework.body' pk %}")
    return page.render(Context({"pk": body.pk, "user": user}))


def test_a_target_brings_its_goal(tagged):
    assert tags_of("framework.body", tagged.pk).codes() == {
        "lines": ["C2"],
        "goals": ["9"],
        "targets": ["9.c"],
        "objectives": ["1"],
    }


def test_each_change_is_in_the_audit_trail_and_no_change_is_not(kind, tagged, officer):
    tag(kind, tagged, officer)

    entry = AuditEntry.objects.get(verb="framework.tag_record")
    assert (entry.by, entry.before["lines"], entry.after["lines"]) == (officer, [], ["C2"])


def test_without_the_right_nothing_is_tagged(kind, body, person):
    with pytest.raises(PermissionDenied):
        tag(kind, body, person)

    assert not TaggedRecord.objects.exists()


def test_records_are_counted_behind_the_cells(tagged):
    counted = {
        (cell.line.code, cell.column.code): cell.records
        for row in matrix_table().lines
        for cell in row.cells
        if cell.records
    }

    assert counted == {("C2", "9"): 1, ("C2", "gdc-1"): 1}


def test_a_room_may_count_records_of_its_own(monkeypatch, client):
    monkeypatch.setattr(hooks, "record_counts", [*hooks.record_counts, lambda: {("C2", "3"): 7}])

    assert "0 (7)" in client.get("/en/matrix/").text


def test_the_records_behind_a_cell_are_named(client, tagged):
    page = client.get("/en/matrix/cells/C2/9/").text

    assert f'<a href="/en/bodies/{tagged.pk}/"><bdi>Council</bdi></a>' in page
    assert "Council" not in client.get("/en/matrix/cells/C2/3/").text


def test_what_is_not_public_is_not_named(client, tagged):
    Body.objects.update(kind="")

    assert "Council" not in client.get("/en/matrix/cells/C2/9/").text


def test_naming_records_takes_two_queries(kind, tagged, officer, django_assert_num_queries):
    tag(kind, Body.objects.create(slug="cstd", name_en="CSTD", kind="organ"), officer)
    infrastructure, industry = line("C2"), target("9.c").goal

    with django_assert_num_queries(2):
        [found] = behind(infrastructure, industry, 1)

    assert (found.total, [each.title for each in found.told]) == (2, ["CSTD"])


def test_the_matrix_suggests_what_is_not_doubtful():
    both = [line("C2"), line("C7-ehealth")]

    assert [str(link) for link in suggested(both)] == [
        "C7-ehealth – 3.8",
        "C2 – 9.c",
        "C2 – GDC 1",
    ]


def test_who_may_change_tags(client, person_client, officer_client, kind, body):
    clients = (client, person_client, officer_client)

    assert [each.get(address(body)).status_code for each in clients] == [302, 403, 200]


def test_a_record_that_is_not_there_or_of_no_known_type(officer_client, kind):
    assert officer_client.get("/en/matrix/tags/framework.body/0/").status_code == 404
    assert officer_client.get("/en/matrix/tags/nobody.knows/1/").status_code == 404


def test_an_officer_asks_for_suggestions_and_takes_one(officer_client, kind, body):
    asked = officer_client.post(address(body), {"lines": ["C2"], "suggest": "yes"}).text

    assert "Suggested by the matrix" in asked
    assert asked.count('name="at" value="9.c"') == 2
    assert not TaggedRecord.objects.exists()

    sent = {"lines": ["C2"], "at": ["9.c", "3"], "objectives": ["1"]}
    response = officer_client.post(address(body), sent)

    tags = tags_of("framework.body", body.pk).codes()
    assert response["Location"] == f"/en/bodies/{body.pk}/"
    assert (tags["goals"], tags["targets"], tags["objectives"]) == (["3", "9"], ["9.c"], ["1"])


def test_what_is_ticked_stays_ticked(officer_client, tagged):
    page = officer_client.get(address(tagged)).text

    assert 'name="at" value="9.c" checked' in page
    assert "Suggested by the matrix" not in page


def test_a_tag_that_does_not_exist_is_refused(officer_client, kind, body):
    page = officer_client.post(address(body), {"lines": ["C99"], "at": ["9.z"]}).text

    assert page.count("Select a valid choice.") >= 2
    assert not TaggedRecord.objects.exists()


def test_the_tags_on_the_page_of_a_record(tagged, person, officer):
    assert "Internet (en)" in shown(tagged, person)
    assert address(tagged) not in shown(tagged, person)
    assert address(tagged) in shown(tagged, officer)
