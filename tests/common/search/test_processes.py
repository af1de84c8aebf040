"""Several threads and processes: what one writes, the others find."""

import threading

import pytest
from django.db import connection, transaction
from tests.common.search.corpus import Shelf, entry

from actionline.common.search import Query, SearchIndex, view

pytestmark = pytest.mark.django_db(transaction=True)


def process() -> SearchIndex:
    """The index as another process has it: with a memory of its own."""
    return SearchIndex("tests.processes", source=Shelf())


def total(searched: SearchIndex, text: str = "") -> int:
    return searched.search(Query.parse(text), mend=False).total


def test_other_processes_find_what_was_written():
    first, second = process(), process()
    first.put([entry(1, "one", line="C1")])
    assert total(second, "one") == 1

    first.put([entry(1, "two", line="C2"), entry(2, "one two")])

    answer = second.search(Query.parse("two"))
    assert (answer.total, answer.counts) == (2, {"line": {"C2": 1}})
    assert total(second, "one") == 1
    first.remove([1, 2])
    assert total(second) == 0


def test_a_large_writing_is_found_by_other_processes():
    first, second = process(), process()
    first.put([entry(1, "one")])
    assert total(second) == 1

    first.put(entry(number, "one") for number in range(2, 200))

    assert total(second, "one") == 199


def test_who_missed_many_versions_reads_anew():
    first, second = process(), process()
    first.put([entry(1, "one")])
    assert total(second, "one") == 1

    for number in range(2, 210):
        first.put([entry(number, "one")])

    assert total(second, "one") == 209


def test_what_is_rolled_back_is_forgotten():
    searched = process()
    searched.put([entry(1, "one", line="C1")])
    total(searched)

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        searched.put([entry(2, "one", line="C2")])
        assert total(searched, "one") == 2
        1 / 0  # noqa: B018 - rolls back

    assert total(searched, "one") == 1
    assert searched.search(Query.parse("")).counts == {"line": {"C1": 1}}


def test_a_shared_memory_is_used_again():
    searched = process()
    searched.put([entry(1, "one")])
    searched.search(Query.parse("one"))

    shared = searched._memory.view()

    assert searched._memory.view() is shared


def test_memory_of_words_stays_in_bounds(monkeypatch):
    searched = process()
    searched.put([entry(1, " ".join(f"word{number}" for number in range(300)))])
    monkeypatch.setattr(view, "MOST_BYTES", 5_000)

    for number in range(300):
        assert total(searched, f"word{number}") == 1

    assert searched._memory.view()._words._bytes <= 5_000


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time")
def test_writers_take_turns():
    """Each of eight threads puts entries in that share all their sets."""
    failures = []

    def write(first: int) -> None:
        try:
            own = process()
            for number in range(first, first + 5):
                own.put([entry(number, "same words for all", line="C1")])
                total(own, "same")
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(100 * number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert total(process(), "same") == 40
    checked = process()
    checked.source.kept = {
        number: entry(number, "same words for all", line="C1")
        for first in range(0, 800, 100)
        for number in range(first, first + 5)
    }
    assert list(checked.verify()) == []
