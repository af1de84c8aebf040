"""Many editions and mandates, in our own words, to measure pages with.

    DATABASE_URL=… python -m tests.generate [EDITIONS [MANDATES [EVIDENCE]]]

fills an empty, migrated database.
"""

from __future__ import annotations

import random
import sys
from datetime import date

VERBS = ("report", "keep", "convene", "train", "review", "develop", "support", "invite", "share")
THINGS = (
    "a public list of lighthouses",
    "the yearly survey of harbours",
    "courses in night landing",
    "the rules of the harbour prize",
    "depth charts of small islands",
    "a fund for new buoys",
    "the record of wrecks and reefs",
    "signals in fog and ice",
)
PLACES = ("the region", "small islands", "northern straits", "river ports", "all coasts")
HEADINGS = ("resolves", "instructs-the-director", "requests-the-council", "invites-members")
MEETING = ("council", "plenipotentiary-conference", "cstd", "hlpf", "unga")
EDITIONS_EACH = 4  # of one instrument
FIRST_YEAR = 2010
#: Pieces of evidence of the first mandate, at most: one that is shown by very many records.
VERY_MANY = 2000


def generate(editions: int = 2000, mandates: int = 10_000, evidence: int = 0) -> None:
    """Fill the database: instruments of four editions each, mandates that stand in the last two
    or have ended before the last, their parties, and meetings that give due dates. With
    `evidence`, so many links to web pages, editions and meetings, VERY_MANY of them of the first
    mandate, and a progress report on every third mandate.

    The same every time, save for dates that count from today.
    """
    from actionline.mandates.settling import settle

    pick = random.Random(7)
    bodies = _bodies()
    _meetings(bodies)
    by_instrument = _editions(pick, bodies, editions)
    _mandates(pick, by_instrument, bodies, mandates)
    settle(editions[0].instrument_id for editions in by_instrument)
    if evidence:
        _evidence(evidence)
        _progress()


def _evidence(count):
    from actionline.framework.models import Meeting
    from actionline.instruments.models import Edition
    from actionline.mandates.models import Evidence, Mandate, WebPage

    pages = WebPage.objects.bulk_create(
        WebPage(
            address=f"https://example.org/{index}",
            title=f"Report {index} on {THINGS[index % len(THINGS)]}",
            seen=date(2026, 1, 1),
            language="en",
        )
        for index in range(max(1, count // 10))
    )
    kinds = [
        ("mandates.webpage", [page.pk for page in pages]),
        ("instruments.edition", list(_keys(Edition))),
        ("framework.meeting", list(_keys(Meeting))),
    ]
    Evidence.objects.bulk_create(
        (
            Evidence(
                mandate_id=mandate,
                record_type=record_type,
                record_id=str(key),
                reason=f"It shows {THINGS[key % len(THINGS)]}.",
                language="en",
            )
            for mandate, record_type, key in _links(list(_keys(Mandate)), kinds, count)
        ),
        batch_size=5000,
    )


def _links(mandates, kinds, count):
    """So many links: of the first mandate VERY_MANY or half, of the others as many each; the kinds
    of record in turns, no record of a mandate twice."""
    first = min(VERY_MANY, count // 2)
    seen = set()
    for index in (*reversed(range(first)), *range(first, count)):
        place = 0 if index < first else (index - first) % len(mandates)
        turn = index if index < first else 3 * place + (index - first) // len(mandates)
        record_type, keys = kinds[turn % 3]
        link = (mandates[place], record_type, keys[(turn // 3) % len(keys)])
        if link not in seen:
            seen.add(link)
            yield link


def _keys(model):
    return model.objects.order_by("pk").values_list("pk", flat=True)


def _progress():
    from django.utils import timezone

    from actionline.mandates.models import Mandate
    from actionline.mandates.progress import status
    from actionline.mandates.progress.models import Report, Version

    this = date.today().year
    reports = Report.objects.bulk_create(
        Report(mandate_id=key, starts=date(this - 1, 1, 1), ends=date(this - 1, 12, 31))
        for key in _keys(Mandate)[::3]
    )
    Version.objects.bulk_create(
        Version(
            report=report,
            state="validated",
            language="en",
            done=f"Much was done of {THINGS[report.pk % len(THINGS)]}. " * 10,
            validated_at=timezone.now(),
        )
        for report in reports
    )
    status.settle_all()


def _bodies():
    from actionline.framework.models import Body

    more = tuple(f"body-{letter}" for letter in "abcdefghijklmnopqrstuvwxy")
    return Body.objects.bulk_create(
        Body(slug=slug, name_en=slug.replace("-", " ").title(), position=index)
        for index, slug in enumerate((*MEETING, *more))
    )


def _meetings(bodies):
    from actionline.framework.models import Meeting

    this = date.today().year
    Meeting.objects.bulk_create(
        Meeting(
            slug=f"{body.slug}-{year}",
            name_en=f"{body.name_en} {year}",
            body=body,
            starts=date(year, 1 + index, 10),
        )
        for index, body in enumerate(bodies[: len(MEETING)])
        for year in range(this - 2, this + 6)
    )


def _editions(pick, bodies, count):
    """The editions of each instrument, oldest first."""
    from actionline.instruments.models import Edition, Instrument

    instruments = Instrument.objects.bulk_create(
        Instrument(
            slug=f"itu/pp/res-{1000 + index}",
            body=bodies[index % len(MEETING)],
            number=str(1000 + index),
            title=f"On {pick.choice(THINGS)} in {pick.choice(PLACES)}",
            short_title=f"Resolution {1000 + index}",
        )
        for index in range(max(1, count // EDITIONS_EACH))
    )
    rows = Edition.objects.bulk_create(
        Edition(
            instrument=instrument,
            version=str(FIRST_YEAR + 4 * index),
            title=instrument.title,
            reading={"document": {}, "provisions": [], "mandates": []},
        )
        for instrument in instruments
        for index in range(min(EDITIONS_EACH, count))
    )
    each = len(rows) // len(instruments)
    return [rows[start : start + each] for start in range(0, len(rows), each)]


def _mandates(pick, by_instrument, bodies, count):
    from actionline.mandates.models import Mandate, Party, Wording

    editions = [by_instrument[index % len(by_instrument)] for index in range(count)]
    ended = [index % 10 == 0 and len(rows) > 1 for index, rows in enumerate(editions)]
    made = Mandate.objects.bulk_create(
        Mandate(
            instrument_id=rows[0].instrument_id,
            state="ended" if over else "in-force",
            ended_in=rows[-1] if over else None,
        )
        for rows, over in zip(editions, ended, strict=True)
    )
    wordings = [
        wording
        for index, (mandate, rows, over) in enumerate(zip(made, editions, ended, strict=True))
        for wording in _wordings(pick, index, mandate, rows[:-1] if over else rows[-2:])
    ]
    Wording.objects.bulk_create(wordings)
    Party.objects.bulk_create(
        Party(wording=wording, body=bodies[place % len(bodies)], role=role, position=position)
        for wording in wordings
        for role, place, position in _parts(wording.position)
    )


def _wordings(pick, index, mandate, editions):
    from actionline.mandates.models import Kind, Wording

    verb = VERBS[index % len(VERBS)]
    text = f"to {verb} {pick.choice(THINGS)} in {pick.choice(PLACES)}, case {index};"
    return [
        Wording(
            mandate=mandate,
            edition=edition,
            path=f"{HEADINGS[index % len(HEADINGS)]}/{index}",
            position=index,
            text=text,
            force="instructs",
            action=verb,
            kind=Kind.values[index % len(Kind.values)],
            every="P1Y" if index % 3 == 0 else "",
            certain=index % 13 != 0,
        )
        for edition in editions
    ]


def _parts(index):
    """Who takes part in the mandate with this number: role, which body, its place."""
    yield "actor", index, 0
    if index % 2 == 0:
        yield "actor", index + 3, 1
    if index % 3 == 0:
        yield "recipient", index % len(MEETING), 0
    if index % 5 == 0:
        yield "via", index + 1, 0


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "actionline.config.settings")
    django.setup()
    generate(*(int(argument) for argument in sys.argv[1:4]))
