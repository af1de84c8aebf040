"""A register that comes as a table."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult
from tests.common.tables.bringing import bring, faults, tried, upload
from tests.stocktaking import registers
from tests.stocktaking.registers import FIRST, as_csv, row, rows

from actionline.accounts.models import Organisation
from actionline.common.models import AuditEntry
from actionline.common.search import Query
from actionline.common.tables import actions
from actionline.common.tables.models import TableImport
from actionline.framework.models import Economy
from actionline.stocktaking import importing, tasks
from actionline.stocktaking.importing import ProjectTable
from actionline.stocktaking.indexing import PROJECTS
from actionline.stocktaking.models import Contact, Project, ProjectEdition

pytestmark = pytest.mark.usefixtures("vocabulary")


def take(client, brought: TableImport, **data: str) -> TableImport:
    client.post(f"/en/tables/imports/{brought.pk}/take/", data)
    brought.refresh_from_db()
    return brought


def taken(client, *found: dict[str, str]) -> TableImport:
    return take(client, bring(client, "projects", as_csv(found)))


def searched(word: str) -> list[int]:
    return list(PROJECTS.ids(Query.parse(word)))


def test_it_works(officer_client):
    brought = taken(officer_client, row(0))

    project = Project.objects.get()
    assert (brought.state, brought.taken) == ("taken", 1)
    assert project.number == FIRST
    assert project.submitted_at == datetime(2017, 2, 22, 13, 55, 18, tzinfo=UTC)
    assert project.year == 2017
    assert project.entity_type == "civil_society"
    assert project.entity_economy == "KEN"
    assert project.lines == ["C1", "C2"]
    assert (project.targets, project.goals) == (["9.c"], ["9"])
    assert sorted(project.economies) == ["FRA", "KEN"]
    assert (project.coverage, project.status) == ("national", "ongoing")
    assert (project.starts, project.ends) == (date(2020, 5, 1), None)
    assert project.figures == [
        {"what": "people trained", "value": "1200", "unit": "people"},
        {"what": "boats", "value": "3", "unit": ""},
    ]
    assert project.links == [{"url": "https://boats.example/books", "text": "The boats"}]
    assert project.confirmed_on is None
    assert project.batch == brought.batch
    assert searched("tablets") == [project.pk]


def test_the_same_file_changes_nothing_the_second_time(officer_client):
    found = [row(0), row(1, numbered=False), row(2)]
    taken(officer_client, *found)
    before = list(Project.objects.order_by("pk").values())

    again = bring(officer_client, "projects", as_csv(found))

    assert (again.new, again.changed, again.same, again.faulty) == (0, 0, 3, 0)
    assert list(Project.objects.order_by("pk").values()) == before


def test_a_row_without_a_number_gets_one_that_is_free_and_not_in_the_future(officer_client):
    taken(officer_client, *(row(index, numbered=False) for index in range(5)))

    numbers = list(Project.objects.values_list("number", flat=True))
    now = datetime.now(UTC).timestamp()
    assert len(set(numbers)) == 5
    assert all(now - 1000 < number <= now for number in numbers)


def test_capitals_and_accents_make_no_twin(officer_client):
    taken(officer_client, row(0, numbered=False))
    other = row(0, numbered=False)
    other["entity_name"] = "HARBOUR  Óffice 0"

    brought = taken(officer_client, other)

    assert (brought.new, brought.changed) == (0, 1)
    assert Project.objects.get().entity_name == "HARBOUR Óffice 0"


def test_a_changed_row_keeps_what_the_project_was(officer_client):
    taken(officer_client, row(0))
    other = row(0) | {"title": "Ships that carry books", "status": "completed"}

    taken(officer_client, other)

    project = Project.objects.get()
    assert (project.title, project.status, project.version) == (
        "Ships that carry books", "completed", 2,
    )  # fmt: skip
    edition = ProjectEdition.objects.get()
    assert edition.fields == {"title": "Boats that carry books, part 0", "status": "ongoing"}
    assert searched("ships") == [project.pk]


def test_columns_that_a_file_lacks_change_nothing(officer_client):
    taken(officer_client, row(0))

    some = f"number,title,entity name,type of entity\n{FIRST},New,Harbour office 0,academia\n"
    take(officer_client, bring(officer_client, "projects", some))

    project = Project.objects.get()
    assert (project.title, project.entity_type) == ("New", "academia")
    assert project.lines == ["C1", "C2"]
    assert project.year == 2017


def test_it_is_taken_back(officer_client):
    taken(officer_client, row(0))
    brought = taken(officer_client, row(0) | {"title": "Other"}, row(1))

    officer_client.post(f"/en/tables/imports/{brought.pk}/undo/")

    brought.refresh_from_db()
    project = Project.objects.get()
    assert (brought.state, brought.message) == ("undone", "")
    assert project.title == "Boats that carry books, part 0"
    assert searched("boats") == [project.pk]
    assert AuditEntry.objects.filter(verb="stocktaking.import_back").count() == 2


def test_contacts_come_and_stay_out_of_the_trail(officer_client):
    named = {"contact_name": "The desk", "contact_email": "desk@example.org"}
    brought = taken(officer_client, row(0) | named, row(1) | dict.fromkeys(named, ""))
    contact = Contact.objects.get()
    assert (contact.project.number, contact.name) == (FIRST, "The desk")
    assert contact.email == "desk@example.org"
    trail = [str(entry.after) for entry in AuditEntry.objects.all()]
    assert not [told for told in trail if "desk@" in told or "The desk" in told]
    again = bring(officer_client, "projects", as_csv([row(0) | named]))
    assert (again.same, again.changed) == (1, 0)

    taken(officer_client, row(0) | named | {"contact_email": "new@example.org"})
    contact.refresh_from_db()
    assert contact.email == "new@example.org"
    assert not ProjectEdition.objects.exists()  # nothing public changed
    officer_client.post(f"/en/tables/imports/{brought.pk}/undo/")
    assert not Project.objects.filter(number=FIRST + 1000).exists()


def test_an_address_that_is_none_is_a_fault(officer_client):
    brought = bring(officer_client, "projects", as_csv([row(0) | {"contact_email": "nobody"}]))
    assert [fault.column for fault in brought.faults.all()] == ["contact_email"]


@pytest.mark.parametrize("planted", range(len(registers.PLANTED)))
def test_each_fault_is_told(planted):
    column, value, told = registers.PLANTED[planted]

    assert faults(ProjectTable, as_csv([row(0) | {column: value}])) == [(2, column, told)]


def test_of_5000_rows_exactly_the_37_with_a_fault_are_told():
    counts, _faulty = tried(ProjectTable, as_csv(rows(5000, 37)))
    found = faults(ProjectTable, as_csv(rows(5000, 37)))

    assert counts == {"rows": 5000, "new": 4963, "changed": 0, "same": 0, "faulty": 37}
    assert found == registers.expected(5000, 37)


def test_two_rows_of_one_project_are_a_fault(officer_client):
    taken(officer_client, row(0))
    same = row(0, numbered=False)

    found = faults(ProjectTable, as_csv([row(0) | {"status": "planned"}, same]))

    assert found == [(3, "", "It is the same project as row 2.")]


def test_a_row_without_number_may_not_mean_two_projects(officer_client):
    taken(officer_client, row(0), row(0) | {"number": str(FIRST + 1)})

    found = faults(ProjectTable, as_csv([row(0, numbered=False)]))

    assert found == [(2, "title", "Several projects of this entity have this title.")]


def test_what_was_merged_is_not_changed(officer_client):
    taken(officer_client, row(0), row(1))
    into = Project.objects.get(number=FIRST)
    Project.objects.exclude(pk=into.pk).update(state="merged", merged_into=into)

    found = faults(ProjectTable, as_csv([row(1) | {"title": "New"}]))

    assert found == [(2, "number", f"It was merged into project {FIRST}.")]


def test_an_organisation_is_found_by_its_name(officer_client):
    harbour = Organisation.objects.create(name="Harbour", type="private")
    head = "title,entity_name,entity_type,organisation\n"

    found = faults(ProjectTable, head + "A,B,private,Nowhere\n")
    take(officer_client, bring(officer_client, "projects", head + "A,B,private,Harbour\n"))

    assert found == [(2, "organisation", "There is no organisation of this name here.")]
    assert Project.objects.get().organisation == harbour


@pytest.mark.parametrize(
    ("language", "economy"), [("fr", "Kenya"), ("ar", "كينيا"), ("zh-hans", "肯尼亚")]
)
def test_names_are_taken_in_other_languages(language, economy):
    Economy.objects.filter(iso3="KEN").update(name_fr="Kenya", name_ar="كينيا", name_zh="肯尼亚")
    with translation.override(language):
        told = {
            "entity_type": str(Organisation.Type.CIVIL_SOCIETY.label),
            "status": str(Project.Status.ONGOING.label),
            "entity_economy": economy,
        }

    assert told["entity_type"] != "civil society"
    assert faults(ProjectTable, as_csv([row(0) | told])) == []


def test_json_with_lists_is_taken(officer_client):
    one = row(0) | {
        "lines": ["C1", "C2"],
        "links": [{"url": "https://boats.example/; | odd", "text": "x"}],
        "figures": [{"what": "a|b", "value": "3", "unit": ""}],
    }
    told = faults(ProjectTable, registers.as_json([one]))
    one["links"] = [{"url": "https://boats.example/a;b", "text": "Ours: one | two"}]
    take(officer_client, bring(officer_client, "projects", registers.as_json([one])))

    assert [column for _row, column, _wrong in told] == ["links"]
    project = Project.objects.get()
    assert project.lines == ["C1", "C2"]
    assert project.links == one["links"]
    assert project.figures == one["figures"]
    cells = ProjectTable().cells(project)
    assert faults(ProjectTable, as_csv([{name: cells[name] for name in registers.COLUMNS}])) == []


@pytest.mark.parametrize(
    "cell", ["[" * 20_000, '[{"url": 1}]', "[[1]]", "[null]", "a" * 60_000, "\u0000", "=1+1|"]
)
@pytest.mark.parametrize("column", ["lines", "links", "figures", "number", "submitted_at"])
def test_hostile_cells_are_faults_and_nothing_worse(column, cell):
    found = faults(ProjectTable, registers.as_json([row(0) | {column: cell}]))

    assert [each[1] for each in found] == [column]


def test_a_stranger_and_a_person_bring_nothing(client, person_client):
    for each in (client, person_client):
        answer = each.post("/en/tables/projects/", {"file": upload(as_csv([row(0)]))})
        assert answer.status_code in (302, 403)
    assert TableImport.objects.count() == 0


def test_many_rows_are_found_when_the_worker_put_them_into_the_search(officer_client, monkeypatch):
    monkeypatch.setattr(importing, "_INDEXED_AT_ONCE", 2)
    monkeypatch.setattr(actions, "_AT_ONCE", 10**9)
    taken(officer_client, *rows(5))
    assert searched("tablets") == []

    waiting = DBTaskResult.objects.get(task_path=tasks.index.module_path)
    tasks.index.call(*waiting.task_result.args)

    assert len(searched("tablets")) == 5


def test_what_a_killed_worker_left_is_put_into_the_search_with_the_next_part(officer_client):
    taken(officer_client, *rows(3))
    keys = list(Project.objects.values_list("pk", flat=True))
    PROJECTS.remove(keys)
    tasks.index.enqueue(keys[:2])
    left = DBTaskResult.objects.filter(task_path=tasks.index.module_path)
    for minutes, status in ((1, "RUNNING"), (16, "READY")):
        left.update(status="RUNNING", started_at=timezone.now() - timedelta(minutes=minutes))

        tasks.index.call(keys[2:])

        assert left.get().status == status
    assert len(searched("tablets")) == 1
