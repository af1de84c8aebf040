"""The search page of the register against the bare engine's query for the same hits, in one run.

    python -m bench.search [sqlite|postgresql …] [--entries 100000] [--keep FOLDER] [--fill]

Ours: the whole page as a reader gets it, made anew each time: the words analysed, 20 hits in order
with their projects, their translations and the reason for each, the counts of some 500 values of
facets, their names, the total, the HTML. Beside it the same without the page: what is searched and
explained. The baseline: the 20 best of what FTS5 (`ORDER BY rank`) or PostgreSQL's full text search
(`ts_rank`, with a GIN index) finds for the same tokens, nothing else. It knows no facets: searches
with chosen values count for how quick the page is, and not for the ratio.

Each database is made for this and dropped at the end, or with `--keep` used again by the next run;
`--fill` makes it and measures nothing. Times are on the clock: measure on a quiet machine. Exit
status 1 where a limit is missed.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from bench.databases import DATABASES, run_on, set_up, unknown
from bench.timing import Figure, best, report

if TYPE_CHECKING:
    from collections.abc import Callable

    from actionline.common.search import Query

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
CHOSEN: list[dict[str, list[str]]] = [
    {}, {}, {"line": ["C2"]}, {"economy": ["FRA", "MLI", "KEN"], "status": ["ongoing"]}, {},
    {"year": ["2010", "2019"], "goal": ["4", "9"], "target": ["4.1", "9.c"]},
]  # fmt: skip
ADDRESS = "/en/stocktaking/"


@dataclass(frozen=True)
class Asked:
    """A search and what it took at best, in milliseconds: its page, the search in it, the engine's
    own query where nothing is chosen beside the words."""

    group: str
    text: str
    hits: int
    page: float
    search: float
    engine: float | None


@dataclass(frozen=True)
class Quick:
    """How long 95 of 100 pages take at most."""

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
    _first_and_changed()
    gc.freeze()  # else collecting before each step takes longer than the steps
    asked = list(_ask(database))
    for group in dict.fromkeys(each.group for each in asked):
        _tell(group, [each for each in asked if each.group == group])
    name = f"{database} {entries:,}"
    same = [each for each in asked if each.engine is not None]
    engine = median(each.engine or 0 for each in same)
    print(f"  without the page: median {median(each.search for each in same):.2f} ms")
    yield Figure(
        f"search page {name}, median", median(each.page for each in same), "the engine", engine, 2.0
    )
    slow = quantiles((each.page for each in asked), n=20, method="inclusive")[-1]
    yield Quick(f"search page {name}, 95 of 100", slow, LIMITS.get(entries))


def _first_and_changed() -> None:
    """What the first search of a process takes, and a change of one entry; without a limit."""
    from dataclasses import replace

    from actionline.common.search import Query
    from actionline.stocktaking.indexing import PROJECTS

    own, other = PROJECTS.source.entries([1, 2])
    steps: dict[str, Callable[[], object]] = {
        "first search of a process": lambda: PROJECTS.search(Query.parse("digital")),
        "an entry changed": lambda: PROJECTS.put([replace(other, id=own.id)]),
        "the search after it": lambda: PROJECTS.search(Query.parse("digital")),
    }
    for name, step in steps.items():
        started = perf_counter()
        step()
        print(f"  {name}: {1000 * (perf_counter() - started):.0f} ms")
    PROJECTS.put([own])


def _tell(group: str, asked: list[Asked]) -> None:
    """One line for a kind of searches."""
    pages = [each.page for each in asked]
    engine = [each.engine for each in asked if each.engine is not None]
    against = f"engine {median(engine):8.2f}, slowest {max(engine):8.2f}" if engine else "no engine"
    most = max(each.hits for each in asked)
    print(
        f"  {group:<14} {len(asked):3} searches, up to {most:8,} hits:"
        f" page {median(pages):7.2f} ms, slowest {max(pages):7.2f};"
        f" search alone {median(each.search for each in asked):7.2f}; {against}",
        flush=True,
    )


def _ask(database: str) -> Iterator[Asked]:
    """Every search with and without choices, the page, the search and the engine in turns."""
    from actionline.common.search import Query

    asking = _asking()
    position = 0
    for group, texts in QUERIES.items():
        for text in texts.split("|") if "|" in texts else texts.split() or [""]:
            query = Query.parse(text)
            for _time in range(2):
                chosen = CHOSEN[position % len(CHOSEN)]
                position += 1
                yield _one(database, asking, group, query, chosen)


def _one(
    database: str,
    asking: Callable[[str], bytes],
    group: str,
    query: Query,
    chosen: dict[str, list[str]],
) -> Asked:
    """What one search takes at best, of some rounds after one that warms up."""
    from actionline.stocktaking.indexing import PROJECTS

    address = f"{ADDRESS}?{urlencode({'q': query.text, **chosen}, doseq=True)}"
    answer = PROJECTS.search(query, chosen)

    def search() -> object:
        return PROJECTS.why(PROJECTS.search(query, chosen), language="en")

    steps: list[Callable[[], object]] = [lambda: asking(address), search]
    if query.wanted and not answer.asked and not chosen:
        steps.append(lambda: _engine(database, query))
    page, alone, *engine = (1000 * each for each in best(steps, ROUNDS, clock=perf_counter))
    return Asked(group, query.text, answer.total, page, alone, engine[0] if engine else None)


def _asking() -> Callable[[str], bytes]:
    """A function that gives the page at an address, with everything a server does for it."""
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.test import RequestFactory

    from actionline.common.keeping import pages

    unwanted = getattr(settings, "WANTED_AT_THE_START", "")
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != unwanted]
    application = get_wsgi_application()
    factory = RequestFactory(headers={"host": "localhost"})

    def ask(address: str) -> bytes:
        told: list[str] = []
        pages.clear()  # each is made anew
        environ = dict(factory.get(address).environ)

        def start(status: str, headers: object, exc_info: object = None) -> Any:
            told.append(status)

        response = application(environ, start)
        content = b"".join(response)
        response.close()
        assert told[0].startswith("200") and b'role="status"' in content, (told, address)
        return content

    return ask


def _fill(entries: int, beside: Path | None) -> None:
    """The register, its index and the engine's own; a database that was kept is as it was left."""
    from django.db import connection

    from bench.search_register import fill

    with connection.cursor() as cursor:
        if "bare" in connection.introspection.table_names(cursor):
            return
    fill(entries, beside)
    started = perf_counter()
    with connection.cursor() as cursor:
        for statement in _BARE[connection.vendor]:
            cursor.execute(statement)
    print(f"  the engine's own made in {perf_counter() - started:.0f} s", flush=True)


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
    parser.add_argument("--fill", action="store_true")
    parser.add_argument("--here", default="")
    given = parser.parse_args(arguments)
    if given.here:
        set_up()
        _fill(given.entries, Path(given.keep) / "bench.sqlite3" if given.keep else None)
        return 0 if given.fill else report(measure(given.here, given.entries))
    if unknown(given.databases):
        return 2
    further = ["--entries", str(given.entries)]
    further += ["--keep", given.keep] if given.keep else []
    further += ["--fill"] if given.fill else []
    return max(
        run_on(name, "bench.search", *further, keep=given.keep)
        for name in given.databases or DATABASES
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
