"""The whole search against the bare engine's query for the same words, in one run.

    python -m bench.search [sqlite|postgresql …] [--entries 100000] [--keep FOLDER]

Ours: the words analysed, 20 hits in order with the reason for each, the counts of some 600 values
of facets, the total. The baseline: the 20 best of what FTS5 (`ORDER BY rank`) or PostgreSQL's full
text search (`ts_rank`, with a GIN index) finds for the same tokens, nothing else.

Each database is made for this and dropped at the end, or with `--keep` used again by the next run.
Times are on the clock: measure on a quiet machine. Exit status 1 where a limit is missed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Any

from bench.databases import DATABASES, run_on, set_up, unknown
from bench.timing import Figure, report

if TYPE_CHECKING:
    from actionline.common.search import Query, SearchIndex

ROUNDS = 9
LIMITS = {100_000: 100.0, 1_000_000: 300.0}  # milliseconds that 95 of 100 searches may take
QUERIES = {
    "common word": "digital community information project WSIS women цифровой проект المشروع 数字"
    " numérique",
    "rarer word": "marten dorpla besol vitalmi молутен талзен برنتن شرقي 山川 光新 dormar malplaso",
    "two words": "digital women|rural schools|numérique formation|educación mujeres|цифровой доступ"
    "|التعليم الريفية|数字 教育|community AI|C7 2030|network disability|mobile content 4.1",
    "phrase": '"digital information"|"access women"|"community digital"|"projet formation"|信息社会'
    '|人工智能|"proyecto comunidad"|"цифровой проект"',
    "exclusion": "digital -women|community -rural -schools|information -C7|-digital",
    "typing error": "digitl|comunnity women|informatoin",
    "no words": "",
}  # fmt: skip
CHOSEN: list[dict[str, set[str]]] = [
    {}, {}, {"line": {"1"}}, {"economy": {"2", "7", "40"}, "status": {"1"}}, {},
    {"year": {"3", "4"}, "goal": {"0", "5"}, "target": {"9", "12"}},
]  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A search, what it took at best and what the engine took, in milliseconds."""

    group: str
    text: str
    hits: int
    ours: float
    engine: float | None


@dataclass(frozen=True)
class Quick:
    """How long 95 of 100 searches take at most."""

    name: str
    milliseconds: float
    limit: float | None

    @property
    def kept(self) -> bool:
        return self.limit is None or self.milliseconds <= self.limit

    def __str__(self) -> str:
        verdict = "ok" if self.kept else "MISSED"
        told = "no limit" if self.limit is None else f"limit {self.limit:.0f} ms  {verdict}"
        return f"{self.name:<38} {self.milliseconds:8.2f} ms     {told}"


def measure(database: str, entries: int) -> Iterator[Figure | Quick]:
    """The figures of one database."""
    index = _filled(entries)
    _first_and_changed(index)
    asked = list(_ask(index, database))
    for group in dict.fromkeys(each.group for each in asked):
        _tell(group, [each for each in asked if each.group == group])
    name = f"{database} {entries:,}"
    both = [each for each in asked if each.engine is not None]
    yield Figure(
        f"search {name}, median",
        median(each.ours for each in both),
        "the engine's query",
        median(each.engine or 0 for each in both),
        2.0,
    )
    slow = quantiles((each.ours for each in asked), n=20, method="inclusive")[-1]
    yield Quick(f"search {name}, 95 of 100", slow, LIMITS.get(entries))


def _first_and_changed(index: SearchIndex) -> None:
    """What the first search of a process takes, and a change of one entry; without a limit."""
    from dataclasses import replace

    from actionline.common.search import Query

    (own,) = index.source.entries([1])
    (other,) = index.source.entries([2])
    steps = {
        "first search of a process": lambda: index.search(Query.parse("digital")),
        "an entry changed": lambda: index.put([replace(other, id=1)]),
        "the search after it": lambda: index.search(Query.parse("digital")),
    }
    for name, step in steps.items():
        started = perf_counter()
        step()
        print(f"  {name}: {1000 * (perf_counter() - started):.0f} ms")
    index.put([own])


def _tell(group: str, asked: list[Asked]) -> None:
    """One line for a kind of searches."""
    ours = [each.ours for each in asked]
    engine = [each.engine for each in asked if each.engine is not None]
    against = f"engine {median(engine):8.2f}, slowest {max(engine):8.2f}" if engine else "no engine"
    most = max(each.hits for each in asked)
    print(
        f"  {group:<14} {len(asked):3} searches, up to {most:8,} hits:"
        f" median {median(ours):7.2f} ms, slowest {max(ours):7.2f}; {against}",
        flush=True,
    )


def _ask(index: SearchIndex, database: str) -> Iterator[Asked]:
    """Every search with and without choices, ours and the engine's in turns."""
    from actionline.common.search import Query

    position = 0
    for group, texts in QUERIES.items():
        for text in texts.split("|") if "|" in texts else texts.split() or [""]:
            query = Query.parse(text)
            for _time in range(2):
                chosen = CHOSEN[position % len(CHOSEN)]
                position += 1
                ours, engine, hits = [], [], 0
                for _round in range(ROUNDS + 1):  # the first one warms up
                    started = perf_counter()
                    answer = index.search(query, chosen)
                    index.why(answer, language="en")
                    ours.append(perf_counter() - started)
                    hits = answer.total
                    if query.wanted and not answer.asked:
                        started = perf_counter()
                        _engine(database, query)
                        engine.append(perf_counter() - started)
                best = min(engine[1:]) * 1000 if engine else None
                yield Asked(group, text, hits, min(ours[1:]) * 1000, best)


def _filled(entries: int) -> SearchIndex:
    """The index and the engine's own, filled; a database that was kept is as it was left."""
    from django.db import connection

    from actionline.common.search import SearchIndex
    from bench import search_corpus

    search_corpus.entry = lru_cache(5_000)(search_corpus.entry)  # as records are read, not made
    index = SearchIndex("bench.search", source=search_corpus.Corpus(entries))
    with connection.cursor() as cursor:
        if "bare" in connection.introspection.table_names(cursor):
            return index
    started = perf_counter()
    for number, count in enumerate(index.rebuild()):
        taken = perf_counter() - started
        print(f"  block {number}: {count} entries, {taken:.0f} s from the start", flush=True)
    built = perf_counter()
    with connection.cursor() as cursor:
        for statement in _BARE[connection.vendor]:
            cursor.execute(statement)
    print(f"  built in {built - started:.0f} s; the engine's own in {perf_counter() - built:.0f} s")
    return index


_BARE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE bare USING fts5(titles, texts, content='', "
        "tokenize=\"unicode61 remove_diacritics 0 tokenchars './-'\")",
        "INSERT INTO bare (rowid, titles, texts) SELECT number, titles, texts "
        "FROM common_searchentry",
        "INSERT INTO bare (bare) VALUES ('optimize')",
        "ANALYZE",
    ],
    "postgresql": [
        "CREATE TABLE bare AS SELECT number, setweight(to_tsvector('simple', titles), 'A') || "
        "to_tsvector('simple', texts) AS words FROM common_searchentry",
        "CREATE INDEX ON bare USING gin (words)",
        "VACUUM ANALYZE bare",
        "VACUUM ANALYZE",
    ],
}


def _engine(database: str, query: Query) -> list[Any]:
    """What the engine itself finds for the tokens of the query, the best 20."""
    from django.db import connection

    wanted = [_alternatives(database, clause.alternatives) for clause in query.wanted]
    unwanted = [_alternatives(database, clause.alternatives) for clause in query.unwanted]
    with connection.cursor() as cursor:
        if database == "sqlite":
            text = " AND ".join(wanted) + "".join(f" NOT {each}" for each in unwanted)
            cursor.execute(
                "SELECT rowid FROM bare WHERE bare MATCH %s ORDER BY rank LIMIT 20", [text]
            )
        else:
            text = " & ".join(wanted) + "".join(f" & !{each}" for each in unwanted)
            cursor.execute(
                "SELECT number FROM bare, to_tsquery('simple', %s) AS query "
                "WHERE words @@ query ORDER BY ts_rank(words, query) DESC LIMIT 20",
                [text],
            )
        return list(cursor.fetchall())


def _alternatives(database: str, rows: tuple[tuple[str, ...], ...]) -> str:
    if database == "sqlite":
        found = [f'"{" ".join(row)}"' for row in rows]
    else:
        found = [" <-> ".join(f"'{token}'" for token in row) for row in rows]
    return f"({(' OR ' if database == 'sqlite' else ' | ').join(found)})"


def main(arguments: list[str]) -> int:
    """Measure on the databases named, on both where none is."""
    parser = argparse.ArgumentParser(prog="bench.search")
    parser.add_argument("databases", nargs="*")
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--keep", default="")
    parser.add_argument("--here", default="")
    given = parser.parse_args(arguments)
    if given.here:
        set_up()
        return report(measure(given.here, given.entries))
    if unknown(given.databases):
        return 2
    return max(
        run_on(name, "bench.search", "--entries", str(given.entries), keep=given.keep)
        for name in given.databases or DATABASES
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
