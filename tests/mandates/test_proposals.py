"""What a proposal would newly ask, change, end and leave."""

from __future__ import annotations

import pytest
from tests.mandates.documents import asks, document

from actionline.instruments import hooks
from actionline.instruments.models import Edition, Proposal
from actionline.mandates.models import Mandate, Wording
from actionline.mandates.proposals import effects

LIST = asks("instructs/1", "to keep a list of lighthouses of the region;", "keep")
REPORT = asks(
    "instructs/2",
    "to report every year to the Council on the state of the harbours;",
    recipients=["council"],
    every="P1Y",
)
TRAIN = asks("instructs/3", "to train pilots of small islands in night landing;", "train")
BUOYS = asks("instructs/1", "to paint every buoy of the coast in two colours;", "paint")


def kept(item, path=None):
    """The item as a revision that leaves it alone quotes it, at another place if given."""
    label = item["path"].rpartition("/")[2]
    same = {"change": "kept", "base_label": label, "base_text": item["text"]}
    return {**item, **same, "path": path or item["path"]}


def gone(item):
    return {**kept(item, f"{item['path']}~2"), "change": "deleted", "text": None, "action": None}


def told(found):
    return [
        (
            e.carry.value,
            e.was_at,
            e.asked.path,
            [(d.field, d.before, d.after) for d in e.differences],
        )
        for e in found.effects
    ]


REVISION = (
    BUOYS | {"change": "inserted"},
    kept(LIST, "instructs/2") | {"change": "modified"},
    kept(REPORT, "instructs/3")
    | {
        "change": "modified",
        "text": "to report every second year to the Council and the Commission on harbours;",
        "recipients": ["council", "cstd"],
        "every": "P2Y",
    },
    gone(TRAIN),
)


def test_against_the_edition_on_file(file_edition, file_proposal):
    file_edition("2022", LIST, REPORT, TRAIN)

    found = effects(file_proposal(*REVISION))

    assert told(found) == [
        ("new", "", "instructs/1", []),
        ("same", "instructs/1", "instructs/2", []),
        (
            "changed",
            "instructs/2",
            "instructs/3",
            [
                ("recipients", ("council",), ("council", "cstd")),
                ("deadline", ("Every year",), ("Every 2 years",)),
            ],
        ),
        ("ended", "instructs/3", "instructs/3", []),
    ]
    assert [(carry.value, len(rows)) for carry, rows in found.groups] == [
        ("new", 1),
        ("changed", 1),
        ("ended", 1),
        ("same", 1),
    ]


def test_against_a_summary_its_own_words_are_compared(file_edition, file_proposal):
    file_edition(
        "2022",
        {**LIST, "text": "A list is kept"},
        {**REPORT, "text": "A yearly report is written"},
        {**TRAIN, "text": "Pilots are trained"},
    )
    Wording.objects.update(is_summary=True)

    found = effects(file_proposal(*REVISION))

    assert [row[:3] for row in told(found)] == [
        ("new", "", "instructs/1"),
        ("same", "instructs/1", "instructs/2"),
        ("changed", "instructs/2", "instructs/3"),
        ("ended", "instructs/3", "instructs/3"),
    ]
    assert found.effects[2].before == REPORT["text"]


def test_against_its_own_older_side_where_nothing_is_filed(file_proposal):
    found = effects(file_proposal(*REVISION))

    assert found.edition is None
    assert [row[0] for row in told(found)] == ["new", "same", "changed", "ended"]
    assert all(not effect.differences for effect in found.effects)


def test_a_paragraph_that_stays_still_asks_what_is_on_file(file_edition, file_proposal):
    file_edition("2022", LIST, REPORT)
    unread = kept(LIST) | {"action": None}
    reworded = kept(REPORT) | {"action": None, "change": "modified", "text": "a yearly report;"}

    found = effects(file_proposal(unread, reworded))

    assert told(found) == [
        ("same", "instructs/1", "instructs/1", []),
        ("changed", "instructs/2", "instructs/2", []),
    ]


def test_a_clean_text_is_compared_too(file_edition, file_proposal):
    file_edition("2022", LIST, REPORT)

    found = effects(file_proposal({**LIST, "path": "instructs/5"}))

    assert [row[:3] for row in told(found)] == [
        ("same", "instructs/1", "instructs/5"),
        ("ended", "instructs/2", "instructs/2"),
    ]


@pytest.mark.parametrize(("action", "carry"), [("SUP", "ended"), ("NOC", "same"), ("ADD", "new")])
def test_suppression_no_change_and_addition(file_edition, file_proposal, instrument, action, carry):
    if action != "ADD":
        file_edition("2022", LIST, REPORT)
    items = [LIST, REPORT] if action == "ADD" else []

    found = effects(file_proposal(*items, action=action))

    assert [effect.carry.value for effect in found.effects] == [carry, carry]


def test_the_page_counts_and_names(client, file_edition, file_proposal):
    file_edition("2022", LIST, REPORT, TRAIN)
    proposal = file_proposal(*REVISION)

    page = client.get(f"/en/mandates/proposal/{proposal.pk}/").content.decode()

    assert "What XYZ/1 would ask" in page
    assert "Newly asked" in page
    assert "<del>Every year</del>" in page
    assert "<ins>Every 2 years</ins>" in page
    assert "<ins>Council, Commission</ins>" in page
    key = Mandate.objects.get(current__path="instructs/2").pk
    assert f'href="/en/mandates/{key}/"' in page


@pytest.mark.parametrize("language", ["ar", "zh-hans", "en", "fr", "ru", "es"])
def test_the_page_stands_in_every_language(client, file_proposal, language):
    proposal = file_proposal(*REVISION)

    assert client.get(f"/{language}/mandates/proposal/{proposal.pk}/").status_code == 200


def test_panels_and_lines_of_the_instruments_room(rf, file_edition, file_proposal, officer):
    edition = file_edition("2022", LIST, REPORT).edition
    proposal = file_proposal(*REVISION)
    request = rf.get("/")
    request.user = officer

    of_edition = "".join(hooks.rendered_panels(request, edition))
    of_proposal = "".join(hooks.rendered_panels(request, proposal))

    assert "2 mandates</a>" in of_edition
    assert "?instrument=itu/pp/res-900&amp;kind=report" in of_edition
    assert f"/mandates/proposal/{proposal.pk}/" in of_proposal
    assert [node.text for node in hooks.line("X", edition)][1] == "2 mandates"
    assert [node.text for node in hooks.line("X", proposal)][1] == "what it would ask"


def test_an_edition_without_mandates_points_to_the_one_before(rf, file_edition, instrument, person):
    file_edition("2018", LIST)
    empty = Edition.objects.create(instrument=instrument, version="2022", title="Empty")
    request = rf.get("/")
    request.user = person

    panel = "".join(hooks.rendered_panels(request, empty))

    assert "set by the edition of 2018 (what this one asks is not on file)" in panel


@pytest.mark.parametrize("asked", [1, 3])
def test_the_number_of_queries_is_fixed(
    client, file_edition, file_proposal, django_assert_num_queries, asked
):
    file_edition("2022", *[LIST, REPORT, TRAIN][:asked])
    proposal = file_proposal(*REVISION[:asked])
    client.get(f"/en/mandates/proposal/{proposal.pk}/")

    with django_assert_num_queries(8):
        client.get(f"/en/mandates/proposal/{proposal.pk}/")


def test_a_proposal_to_nothing_known_is_shown_as_it_is(client, bodies, instrument):
    proposal = Proposal.objects.create(
        instrument=instrument, reading=document(), title="Nothing", base_version="1998"
    )

    assert client.get(f"/en/mandates/proposal/{proposal.pk}/").status_code == 200
