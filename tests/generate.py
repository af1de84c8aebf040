"""Many editions and mandates, in our own words, to measure pages with.

    DATABASE_URL=… python -m tests.generate [EDITIONS [MANDATES]]

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
EDITIONS_EACH = 4  # of one instrument
FIRST_YEAR = 2010


def generate(editions: int = 2000, mandates: int = 10_000) -> None:
    """Fill the database: instruments of four editions each, mandates that stand in the last two
    or have ended, their parties and due dates. The same every time."""
    from actionline.framework.models import Body, Meeting
    from actionline.instruments.models import Edition, Instrument

    pick = random.Random(7)
    bodies = _bodies(Body)
    meetings = _meetings(Meeting, bodies)
    count = max(1, editions // EDITIONS_EACH)
    instruments = Instrument.objects.bulk_create(
        Instrument(
            slug=f"itu/pp/res-{1000 + index}",
            body=bodies[index % 5],
            number=str(1000 + index),
            title=f"On {pick.choice(THINGS)} in {pick.choice(PLACES)}",
            short_title=f"Resolution {1000 + index}",
        )
        for index in range(count)
    )
    by_instrument = [
        Edition.objects.bulk_create(
            Edition(
                instrument=instrument,
                version=str(FIRST_YEAR + 4 * index),
                title=instrument.title,
                reading={"document": {}, "provisions": [], "mandates": []},
            )
            for index in range(min(EDITIONS_EACH, editions))
        )
        for instrument in instruments
    ]
    _mandates(pick, by_instrument, mandates, bodies, meetings)


def _bodies(model):
    names = ("council", "plenipotentiary-conference", "cstd", "hlpf", "unga")
    more = tuple(f"body-{letter}" for letter in "abcdefghijklmnopqrstuvwxy")
    return model.objects.bulk_create(
        model(slug=slug, name_en=slug.replace("-", " ").title(), position=index)
        for index, slug in enumerate((*names, *more))
    )


def _meetings(model, bodies):
    return model.objects.bulk_create(
        model(
            slug=f"{body.slug}-{year}",
            name_en=f"{body.name_en} {year}",
            body=body,
            starts=date(year, 1 + index, 10),
        )
        for index, body in enumerate(bodies[:5])
        for year in range(2024, 2032)
    )


def _mandates(pick, by_instrument, count, bodies, meetings):
    from actionline.mandates.models import Kind, Mandate, Occurrence, Party, Wording
    from actionline.mandates.settling import folded, party_keys

    kinds = list(Kind.values)
    made = Mandate.objects.bulk_create(
        (
            Mandate(
                instrument_id=by_instrument[index % len(by_instrument)][0].instrument_id,
                state="ended" if index % 10 == 0 else "in-force",
                kind=kinds[index % len(kinds)],
                lead=bodies[index % len(bodies)],
                position=index // len(by_instrument),
                certain=index % 13 != 0,
            )
            for index in range(count)
        ),
        batch_size=500,
    )
    wordings, parties, occurrences = [], [], []
    for index, mandate in enumerate(made):
        editions = by_instrument[index % len(by_instrument)]
        place = f"{HEADINGS[index % 4]}/{index // len(by_instrument) + 1}"
        verb = VERBS[index % len(VERBS)]
        text = f"to {verb} {pick.choice(THINGS)} in {pick.choice(PLACES)}, case {index};"
        standing = editions[:-1] if mandate.state == "ended" else editions[-2:]
        for edition in standing:
            wordings.append(
                Wording(
                    mandate=mandate,
                    edition=edition,
                    path=place,
                    position=mandate.position,
                    text=text,
                    force="instructs",
                    action=verb,
                    kind=mandate.kind,
                    every="P1Y" if index % 3 == 0 else "",
                )
            )
            standing_parties = list(_parties(Party, wordings[-1], bodies, index))
            parties += standing_parties
        mandate.party_keys = party_keys((p.role, p.body.slug) for p in standing_parties)
        mandate.version = standing[-1].version
        mandate.search_text = folded(f"{text} {place} Resolution {1000 + index}")
        if index % 3 == 0 and mandate.state != "ended":
            dates = [meeting for meeting in meetings if meeting.body_id == bodies[index % 5].pk]
            occurrences += [_occurrence(Occurrence, mandate, meeting) for meeting in dates]
            ahead = [m.starts for m in dates if m.starts >= date.today()]
            mandate.next_due = (ahead or [dates[-1].starts])[0]
    Wording.objects.bulk_create(wordings, batch_size=500)
    Party.objects.bulk_create(parties, batch_size=500)
    Occurrence.objects.bulk_create(occurrences, batch_size=500)
    for wording in wordings:
        wording.mandate.current = wording
    fields = ["current", "version", "search_text", "party_keys", "next_due"]
    Mandate.objects.bulk_update(made, fields, batch_size=500)


def _parties(model, wording, bodies, index):
    size = len(bodies)
    yield model(wording=wording, body=bodies[index % size], role="actor")
    if index % 2 == 0:
        yield model(wording=wording, body=bodies[(index + 3) % size], role="actor", position=1)
    if index % 3 == 0:
        yield model(wording=wording, body=bodies[index % 5], role="recipient")
    if index % 5 == 0:
        yield model(wording=wording, body=bodies[(index + 1) % size], role="via")


def _occurrence(model, mandate, meeting):
    return model(
        mandate=mandate,
        due=meeting.starts,
        meeting=meeting,
        basis="to-start",
        basis_values={"every": "P1Y"},
    )


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "actionline.config.settings")
    django.setup()
    generate(*(int(argument) for argument in sys.argv[1:3]))
