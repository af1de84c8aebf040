"""`actionline search rebuild|verify|explain`: the indexes made anew, checked, asked."""

from __future__ import annotations

from argparse import ArgumentParser
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from actionline.common.search import Query, SearchIndex, indexes

_MOST_TOLD = 100  # differences


class Command(BaseCommand):
    help = "Make the indexes of the search anew (search rebuild), verify them, explain a search."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parts = parser.add_subparsers(dest="what", required=True)
        rebuild = parts.add_parser("rebuild", help="from the records, while the site runs")
        rebuild.add_argument("--stale", action="store_true", help="only those that need it")
        verify = parts.add_parser("verify", help="compare with the records; status 1 if not alike")
        for part in (rebuild, verify):
            part.add_argument("names", nargs="*", metavar="index", help="all where none is named")
        explain = parts.add_parser("explain", help="how words are read, what they find and why")
        explain.add_argument("name", metavar="index")
        explain.add_argument("text")
        explain.add_argument("--language", default="en", help="of the texts that are shown")

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        if what == "rebuild":
            self._rebuild(_named(options["names"]), options["stale"])
        elif what == "verify":
            self._verify(_named(options["names"]))
        else:
            (index,) = _named([options["name"]])
            self._explain(index, Query.parse(options["text"]), options["language"])

    def _rebuild(self, chosen: list[SearchIndex], only_stale: bool) -> None:
        for index in chosen:
            if only_stale and not index.is_stale():
                continue
            entries = 0
            for number in index.rebuild():
                entries += number
                self.stdout.write(f"{index.name}: {entries} entries so far")
            self.stdout.write(f"{index.name}: made anew, {entries} entries.")

    def _verify(self, chosen: list[SearchIndex]) -> None:
        failed = False
        for index in chosen:
            told = list(islice(index.verify(), _MOST_TOLD))
            for difference in told:
                self.stderr.write(f"{index.name}: {difference}")
            if len(told) == _MOST_TOLD:
                self.stderr.write(f"{index.name}: and perhaps more.")
            if not told:
                self.stdout.write(f"{index.name}: what its records say.")
            failed = failed or bool(told)
        if failed:
            raise CommandError("Run: actionline search rebuild", returncode=1)

    def _explain(self, index: SearchIndex, query: Query, language: str) -> None:
        answer = index.search(query)
        if answer.asked:
            self.stdout.write(f"Taken for a typing error; searched for: {answer.query.text}")
        for clause in answer.query.clauses:
            forms = " | ".join(" ".join(row) for row in clause.alternatives)
            sign = "without " if clause.excluded else ""
            self.stdout.write(f"{sign}{clause.text}: {forms}")
        about = "" if answer.exact else "about "
        self.stdout.write(f"{about}{answer.total} found")
        told = index.why(answer, language=language)
        for number in answer.hits:
            if number in told:
                fields = ", ".join(told[number].fields)
                self.stdout.write(f"  {number}: {', '.join(told[number].words)} in {fields}")


def _named(names: list[str]) -> list[SearchIndex]:
    known = indexes()
    unknown = [name for name in names if name not in known]
    if unknown:
        raise CommandError(
            f"There is no index {unknown[0]}. There are: {', '.join(known) or 'none'}.",
            returncode=2,
        )
    return [known[name] for name in names] if names else list(known.values())
