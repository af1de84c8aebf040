"""How long it takes to draft a report in six languages from 300 mandates and 2,000 pieces of
evidence, and whether time grows with them and not with their square (1,200 and 8,000).

    python -m bench.reporting [sqlite|postgresql …]

Each database is made for this and dropped at the end. Drafting counts from the first query to the
sections kept with their sources; a new draft adds the merge with what stands.
Seconds are of processor time, on one core. Limits: ten seconds;
four times the data in at most six times the time. Exit status 1 where one is missed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from bench.databases import main
from bench.timing import Verdict, report, used

SECONDS, GROWTH = 10.0, 6.0
SMALL, LARGE = (300, 2000), (1200, 8000)
LANGUAGES = ("en", "ar", "zh-hans", "fr", "ru", "es")


@dataclass(frozen=True)
class Taken:
    """What an act took, and what it may take at most; both in `unit`."""

    database: str
    name: str
    taken: float
    limit: float
    unit: str

    @property
    def kept(self) -> bool:
        return self.taken <= self.limit

    def __str__(self) -> str:
        verdict = "ok" if self.kept else "MISSED"
        taken, limit = f"{self.taken:7.2f} {self.unit}", f"limit {self.limit:.0f}"
        return f"{self.database:<10} {self.name:<52} {taken}  {limit}  {verdict}"


def measure(database: str) -> Iterator[Verdict]:
    """Drafting, drafting again and taking that, with little and with much."""
    small = _times(*SMALL)
    for name, seconds in small.items():
        told = f"{name}, {SMALL[0]} mandates, {SMALL[1]} pieces of evidence"
        yield Taken(database, told, seconds, SECONDS, "s")
    for name, seconds in _times(*LARGE).items():
        told = f"{name}, four times as much"
        yield Taken(database, told, seconds / small[name], GROWTH, "times")


def _times(mandates: int, evidence: int) -> dict[str, float]:
    """Seconds of each act on a database emptied and filled anew."""
    from django.core.management import call_command
    from django.db import connection
    from tests.generate import generate
    from tests.reporting import made

    from actionline.accounts.models import User
    from actionline.common import triggers
    from actionline.mandates.models import Mandate
    from actionline.reporting import actions

    triggers.take_down(connection)  # the audit trail refuses to be emptied
    call_command("flush", interactive=False, verbosity=0)
    generate(mandates // 5, mandates, evidence)
    officer = User.objects.create_user("o@example.org", name="O", is_officer=True)
    found = made.begin(made.define(), officer, LANGUAGES)
    type(found).objects.update(
        starts=date.today().replace(month=1, day=1), ends=date.today().replace(month=12, day=31)
    )
    found.refresh_from_db()
    _report_on(Mandate.objects.order_by("pk")[:mandates:2], found)
    taken = {"Drafting": _timed(lambda: made.drafted(found, officer))}
    _report_on(Mandate.objects.order_by("pk")[1:mandates:2], found)
    again: list[Any] = []
    taken["Drafting again"] = _timed(lambda: again.append(made.drafted(found, officer)))
    taken["Taking the new draft"] = _timed(
        lambda: actions.take_redraft(redraft=again[0], choices={}, by=officer)
    )
    return taken


def _report_on(mandates: Any, report: Any) -> None:
    """Progress on each of these mandates, in French, in the period of the report."""
    from tests.reporting import made

    from actionline.mandates.progress.models import Report, Version

    rows = Report.objects.bulk_create(
        Report(mandate=each, starts=report.starts, ends=report.ends) for each in mandates
    )
    Version.objects.bulk_create(
        Version(
            report=row,
            state="validated",
            validated_at=made.WITHIN,
            language="fr",
            done=f"Le registre numéro {row.pk} a été tenu et vérifié deux fois cette année.",
        )
        for row in rows
    )


def _timed(act: Any) -> float:
    before = used()
    act()
    return used() - before


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:], "bench.reporting", lambda where: report(measure(where))))
