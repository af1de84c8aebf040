"""The audit trail: chained, refused to be changed, verified, shown to officers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests import prepared
from tests.operations.site import sqlite

from actionline.accounts.models import User
from actionline.common import audit, chain, triggers
from actionline.common.models import AuditEntry, AuditHead
from actionline.common.trail import verify


@pytest.fixture
def guarded(db):
    """The triggers as the migration puts them up; other tests need to empty tables."""
    triggers.take_down(connection)
    triggers.put_up(connection)


@pytest.fixture
def unguarded(db):
    """A database whose owner took the triggers down."""
    triggers.take_down(connection)


def write(count: int, by: User | None = None) -> list[AuditEntry]:
    body = User.objects.create_user("subject@example.org")
    return [
        audit.record(verb="test.act", target=body, by=by, after={"turn": turn, "part": turn / 2})
        for turn in range(count)
    ]


def said() -> list[str]:
    return [str(fault) for fault in verify().faults]


def test_each_entry_names_the_one_before(db, officer):
    entries = write(3, officer)

    assert [entry.number for entry in entries] == [1, 2, 3]
    assert entries[0].previous == ""
    assert [entry.previous for entry in entries[1:]] == [entry.hash for entry in entries[:-1]]
    assert len({entry.hash for entry in entries}) == 3


def test_a_chain_read_back_from_the_database_holds(db, officer):
    write(4, officer)

    verdict = verify()

    assert verdict.faults == []
    assert verdict.number == 4
    assert verdict.hash == AuditEntry.objects.get(number=4).hash


def test_a_trail_without_entries_holds(db):
    assert verify().faults == []


def test_json_is_spelt_in_one_way():
    assert chain.canonical({"b": 2.0, "a": [1, "é"]}) == '{"a":[1,"é"],"b":2}'
    assert chain.canonical({1: None}) == '{"1":null}'
    with pytest.raises(ValueError, match="JSON"):
        chain.canonical(float("nan"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"verb": "test.other"}, "entry 2: was changed"),
        ({"record_id": "0"}, "entry 2: was changed"),
        ({"title": "Another"}, "entry 2: its title or its values were changed"),
        ({"after": {"turn": 7}}, "entry 2: its title or its values were changed"),
    ],
)
def test_a_changed_entry_is_named(unguarded, officer, change, message):
    write(4, officer)

    AuditEntry.objects.filter(number=2).update(**change)

    assert said() == [message]


def test_another_person_in_the_place_of_who_acted_is_noticed(unguarded, officer, person):
    write(3, officer)

    AuditEntry.objects.filter(number=2).update(by=person)

    assert said() == ["entry 2: who acted was changed"]


@pytest.mark.parametrize(
    ("gone", "message"),
    [
        ([1], "entry 1: was removed"),
        ([2, 3], "entry 2: and all up to 3 were removed"),
        ([5], "entry 5: was removed"),
    ],
)
def test_a_removed_entry_is_named(unguarded, gone, message):
    write(5)

    AuditEntry.objects.filter(number__in=gone).delete()

    assert said() == [message]


def test_an_entry_put_in_the_place_of_another_is_named(unguarded):
    entries = write(4)
    forged = AuditEntry.objects.get(number=3)
    AuditEntry.objects.filter(number=3).delete()
    forged.pk, forged.verb = None, "test.forged"
    chain.seal(forged, number=3, previous=entries[1].hash)
    forged.save()

    assert said() == ["entry 4: does not follow the entry before: put in or replaced"]


def test_an_entry_put_in_at_the_end_is_named(unguarded):
    entries = write(2)
    forged = AuditEntry.objects.get(number=2)
    forged.pk = None
    chain.seal(forged, number=3, previous=entries[1].hash)
    forged.save()

    assert said() == ["entry 3: was put in at the end"]


def test_a_chain_that_was_written_anew_differs_from_what_was_noted(unguarded):
    noted = verify_end(write(3)[1])
    last = chain.START
    for entry in AuditEntry.objects.order_by("number"):
        entry.verb = "test.rewritten"
        chain.seal(entry, number=entry.number, previous=last[1])
        entry.save()
        last = (entry.number, entry.hash)
    AuditHead.objects.update(hash=last[1])

    assert said() == []
    faults = verify(expected=noted).faults
    assert [str(fault) for fault in faults] == [
        "entry 2: is not what was noted: the chain was rewritten"
    ]


def verify_end(entry: AuditEntry) -> tuple[int, str]:
    return entry.number, entry.hash


@pytest.mark.parametrize("field", ["verb", "title", "at", "hash", "number", "batch"])
def test_the_database_refuses_to_change_an_entry(guarded, field):
    entry = write(1)[0]
    value = {"number": 9, "at": "2020-01-01T00:00Z"}.get(field, "other")

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).update(**{field: value})


def test_the_database_refuses_to_name_somebody_else(guarded, officer, person):
    entry = write(1, officer)[0]

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).update(by=person)


def test_the_database_refuses_to_delete_an_entry(guarded):
    write(1)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEntry.objects.all().delete()


def test_who_is_erased_leaves_the_chain_whole(guarded, officer, person):
    audit.record(verb="test.act", target=person, by=officer)
    audit.record(verb="test.about", target=officer, by=person, after={"name": "Officer"})

    emptied = audit.forget(person=officer)
    officer.delete()

    verdict = verify()
    act, about = AuditEntry.objects.order_by("number")
    assert emptied == 1
    assert verdict.faults == []
    assert (verdict.emptied, verdict.nameless) == (1, 1)
    assert (act.by, act.title) == (None, "Person")
    assert (about.by, about.title, about.after, about.salt) == (None, "", None, "")


def test_an_erased_entry_cannot_be_filled_again(unguarded, officer):
    entry = audit.record(verb="test.about", target=officer)
    audit.forget(person=officer)

    AuditEntry.objects.filter(pk=entry.pk).update(title="Somebody")

    assert said() == ["entry 1: was erased and filled again"]


WRITER = """
import django
django.setup()
from django.db import transaction
from actionline.accounts.models import User
from actionline.common import audit
target = User.objects.get()
for _turn in range(10):
    with transaction.atomic():
        audit.record(verb="test.act", target=target)
        audit.record(verb="test.again", target=target)
"""


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_make_one_chain(tmp_path):
    """In processes of their own: on PostgreSQL in the tests' database, else in a file."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "actionline.config.settings",
        "DATABASE_URL": database_of_its_own(tmp_path),
    }
    if connection.vendor == "sqlite":
        prepared.sqlite_copy(tmp_path / "writers.sqlite3")
        make = "import django; django.setup(); from actionline.accounts.models import User; "
        make += "User.objects.create_user('subject@example.org')"
        subprocess.run([sys.executable, "-c", make], env=environment, check=True)
    else:
        User.objects.create_user("subject@example.org")

    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER], env=environment) for _writer in range(3)
    ]
    statuses = [writer.wait(60) for writer in writers]
    verdict = subprocess.run(
        [sys.executable, "-m", "actionline", "audit", "verify"],
        env=environment,
        capture_output=True,
        text=True,
    )

    assert statuses == [0, 0, 0]
    assert "The audit trail holds. It ends at 60:" in verdict.stdout
    assert verdict.stderr == ""


def database_of_its_own(folder: Path) -> str:
    if connection.vendor == "sqlite":
        return f"sqlite:///{folder / 'writers.sqlite3'}"
    return f"{prepared.server(connection)}/{connection.settings_dict['NAME']}"


def test_what_is_rolled_back_leaves_no_gap(db, officer):
    write(1)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        audit.record(verb="test.act", target=officer)
        _ = 1 / 0

    assert audit.record(verb="test.act", target=officer).number == 2
    assert verify().faults == []


def test_the_command_says_where_the_trail_ends(db):
    last = write(2)[-1]
    out = StringIO()

    call_command("audit", "verify", stdout=out)
    call_command("audit", "verify", expect=f"2:{last.hash}", stdout=out)

    assert out.getvalue().count(f"It ends at 2:{last.hash}") == 2


def test_the_command_fails_when_the_trail_does_not_hold(unguarded):
    write(2)
    AuditEntry.objects.filter(number=1).update(title="Another")
    err = StringIO()

    with pytest.raises(CommandError) as failure:
        call_command("audit", "verify", stderr=err)

    assert failure.value.returncode == 1
    assert err.getvalue().startswith("entry 1: ")


def test_the_export_is_enough_to_verify_the_chain(db, officer, tmp_path):
    write(3, officer)

    call_command("audit", "export", str(tmp_path / "trail.jsonl"))

    lines = [json.loads(line) for line in (tmp_path / "trail.jsonl").read_text().splitlines()]
    assert [line["number"] for line in lines] == [1, 2, 3]
    for line in lines:
        values = [line[name] for name in ("salt", "title", "before", "after")]
        assert chain.digest(values) == line["content"]
        assert chain.digest([line["salt"], line["by"]]) == line["actor"]


def test_officers_see_the_trail(officer_client, officer):
    write(2, officer)

    page = officer_client.get("/en/audit/?verb=test.act&person=officer")

    assert [entry.number for entry in page.context["page"]] == [2, 1]
    assert officer_client.get("/en/audit/?person=nobody").context["page"].paginator.count == 0
    assert officer_client.get("/en/audit/?since=2999-01-01").context["page"].paginator.count == 0
    assert "error-message" in officer_client.get("/en/audit/?since=soon").content.decode()


def test_the_page_asks_the_same_whether_there_is_one_or_three(officer_client, officer):
    write(1, officer)
    with CaptureQueriesContext(connection) as with_one:
        officer_client.get("/en/audit/?verb=test.act")
    for _turn in range(2):
        audit.record(verb="test.act", target=officer, by=officer)

    with CaptureQueriesContext(connection) as with_three:
        officer_client.get("/en/audit/?verb=test.act")

    assert len(with_three) == len(with_one) <= 9


def test_officers_take_the_trail_away(officer_client, officer):
    write(2, officer)

    answer = officer_client.get("/en/audit/export.jsonl?verb=test.act")

    lines = [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]
    assert [line["number"] for line in lines] == [1, 2]


@pytest.mark.parametrize("address", ["/en/audit/", "/en/audit/export.jsonl"])
def test_others_do_not_see_the_trail(client, person_client, address):
    assert client.get(address).status_code == 302
    assert person_client.get(address).status_code == 403


#: In a database of the time before the chain: three entries, then the way to the chain.
_BEFORE = """
import json
import django; django.setup()
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from actionline.common.models import AuditEntry
from actionline.common.trail import verify
call_command("migrate", "common", "0001_initial", verbosity=0)
state = MigrationExecutor(connection).loader.project_state(("common", "0001_initial"))
person = state.apps.get_model("accounts", "User").objects.create(email="person@example.org")
for turn in range(3):
    state.apps.get_model("common", "AuditEntry").objects.create(
        verb="test.act", record_type="accounts.user", record_id="1",
        by_id=person.pk if turn else None, after={"turn": float(turn)},
    )
call_command("migrate", "common", "0004_audit_append_only", verbosity=0)
verdict = verify()
actors = list(AuditEntry.objects.order_by("number").values_list("actor", flat=True))
print(json.dumps([verdict.faults, verdict.number, [bool(each) for each in actors]]))
"""


@pytest.mark.once  # its database is a SQLite of its own; what it tries is Python
def test_entries_from_before_the_chain_are_chained(tmp_path):
    answer = sqlite(tmp_path / "site").run("-c", _BEFORE)

    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout) == [[], 3, [False, True, True]]
