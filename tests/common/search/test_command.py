"""`actionline search`, and what `actionline check` says of the indexes."""

import pytest
from django.core.management import CommandError, call_command
from django_tasks_db.models import DBTaskResult
from tests.common.search.corpus import Shelf, entry

from actionline.common import checks, tasks
from actionline.common.models import SearchHead
from actionline.common.search import Query, SearchIndex, register, registry

pytestmark = pytest.mark.django_db


@pytest.fixture
def searched(monkeypatch) -> SearchIndex:
    """The only index of the site, not made yet, with two records."""
    monkeypatch.setattr(registry, "_indexes", {})
    found = SearchIndex(
        "tests.command", source=Shelf([entry(1, "Solar radio"), entry(2, "Other", "radio women")])
    )
    register(found)
    return found


def test_an_index_is_made_and_verified(searched, capsys):
    call_command("search", "rebuild")
    call_command("search", "verify")

    assert capsys.readouterr().out.splitlines() == [
        "tests.command: 2 entries so far",
        "tests.command: made anew, 2 entries.",
        "tests.command: what its records say.",
    ]
    assert searched.search(Query.parse("radio")).total == 2


def test_what_differs_is_told_with_status_1(searched, capsys):
    with pytest.raises(CommandError, match="search rebuild") as failure:
        call_command("search", "verify", "tests.command")

    assert failure.value.returncode == 1
    assert capsys.readouterr().err.splitlines() == [
        "tests.command: Entry 1 is missing.",
        "tests.command: Entry 2 is missing.",
    ]


def test_an_unknown_index_is_refused(searched):
    with pytest.raises(CommandError, match="There are: tests") as failure:
        call_command("search", "rebuild", "nothing")

    assert failure.value.returncode == 2


def test_a_search_is_explained(searched, capsys):
    searched.put(searched.source.kept.values())

    call_command("search", "explain", "tests.command", "radoi -women")

    assert capsys.readouterr().out.splitlines() == [
        "Taken for a typing error; searched for: radio -women",
        "radio: radio | radi",
        "without women: women | wom",
        "1 found",
        "  1: radio in title",
    ]


def test_the_check_asks_for_a_rebuild_after_a_change_of_the_analysis(searched, capsys):
    assert registry._check().level is checks.Level.WARN  # records, and no index
    call_command("search", "rebuild", "--stale")
    assert registry._check().level is checks.Level.OK

    SearchHead.objects.update(analysis=0)

    assert "actionline search rebuild tests.command" in registry._check().advice
    call_command("search", "rebuild", "--stale")
    assert registry._check().level is checks.Level.OK
    capsys.readouterr()
    call_command("search", "rebuild", "--stale")
    assert capsys.readouterr().out == ""


def test_nothing_is_stale_where_there_are_no_records(searched):
    searched.source.kept.clear()

    assert not searched.is_stale()


def test_an_upgrade_makes_what_is_stale_anew_by_the_worker(searched):
    tasks.plan()
    waiting = DBTaskResult.objects.filter(task_path=tasks.rebuild_search.module_path)
    assert waiting.count() == 1

    tasks.rebuild_search.call()

    assert searched.search(Query.parse("radio")).total == 2
    waiting.delete()
    tasks.plan()
    assert not waiting.exists()
