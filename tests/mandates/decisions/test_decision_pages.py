"""The pages of decisions: what everybody reads, what is proposed, settled and reversed there."""

from __future__ import annotations

import json

import pytest
from tests.mandates.decisions.test_decisions import decided, propose
from tests.mandates.test_carrying import LIST, REPORT, TRAIN

from actionline.accounts.models import User
from actionline.mandates.decisions.models import Decision
from actionline.mandates.models import Mandate

FIELDS = {"reason": "Reviewed.", "language": "en"}


@pytest.fixture
def other(db) -> User:
    return User.objects.create_user("other@example.org", name="Other", is_officer=True)


@pytest.fixture
def mandates(file_edition) -> list[Mandate]:
    file_edition("2018", LIST, REPORT, TRAIN)
    return list(Mandate.objects.order_by("position"))


def page(client, address: str) -> str:
    answer = client.get(f"/en/decisions/{address}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_everybody_reads_what_was_decided_with_both_names(client, mandates, officer, other):
    decided(mandates[0], officer, other)
    made = propose(mandates[1], officer, "update", reason="Words of the proposal.")

    listed = page(client, "")

    assert "1 decision" in listed
    assert "Officer" in listed and "Other" in listed
    assert client.get(f"/en/decisions/{made.pk}/").status_code == 404
    assert "Words of the proposal." not in client.get(f"/en/mandates/{made.mandate_id}/").text


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 2),
        ("?outcome=retain", 1),
        ("?outcome=lapsed", 0),
        ("?body=secretary-general", 2),
        ("?body=council", 0),
        ("?instrument=itu/pp/res-900&kind=maintain", 1),
        ("?now=stood", 0),
        ("?after=2001-01-01&before=2002-01-01", 0),
        ("?outcome=nonsense", 2),
    ],
)
def test_the_list_narrows_down(client, mandates, officer, other, query, number):
    decided(mandates[0], officer, other)
    decided(mandates[1], officer, other, "update")

    told = json.loads(b"".join(client.get(f"/en/decisions/export.json{query}").streaming_content))

    rows = next(value for value in told.values() if isinstance(value, list))
    assert len(rows) == number


def test_files_feed_and_interface_tell_the_same(client, mandates, officer, other):
    made = decided(mandates[0], officer, other)

    table = b"".join(client.get("/en/decisions/export.csv").streaming_content).decode()
    feed = client.get("/en/decisions/feed.atom").content.decode()
    record = client.get(f"/api/v1/decisions/{made.pk}").json()

    assert "It is still needed." in table and "It is still needed." in feed
    assert (record["outcome"], record["proposed_by"], record["validated_by"]) == (
        "retain",
        "Officer",
        "Other",
    )
    assert client.get(f"/api/v1/mandates/{made.mandate_id}").json()["standing"] == "retain"
    found = client.get("/api/v1/mandates?standing=retain").json()
    assert [row["id"] for row in next(iter(v for v in found.values() if isinstance(v, list)))] == [
        made.mandate_id
    ]


@pytest.mark.parametrize("address", ["", "waiting/"])
def test_the_number_of_queries_is_fixed(
    officer_client, mandates, officer, other, django_assert_max_num_queries, address
):
    counts = []
    for mandate in mandates:
        if address:
            propose(mandate, other)
        else:
            decided(mandate, officer, other)
        with django_assert_max_num_queries(20) as asked:
            page(officer_client, address)
        counts.append(len(asked))

    assert counts[0] == counts[2]


def test_an_officer_proposes_and_another_validates_on_the_desk(
    officer_client, client, mandates, other
):
    answer = officer_client.post(
        f"/en/decisions/propose/{mandates[0].pk}/", {**FIELDS, "outcome": "retain"}
    )
    made = Decision.objects.get()
    assert answer.headers["location"] == f"/en/decisions/{made.pk}/"
    assert "yours" in page(officer_client, "waiting/")
    officer_client.post("/en/decisions/waiting/", {"select": [made.pk]})
    made.refresh_from_db()
    assert made.state == "proposed"

    client.force_login(other)
    client.post("/en/decisions/waiting/", {"select": [made.pk]})

    made.refresh_from_db()
    assert made.state == "validated"


def test_a_refusal_asks_why(client, mandates, officer, other):
    made = propose(mandates[0], officer)
    client.force_login(other)
    assert "Refuse this proposal?" in page(client, f"{made.pk}/refuse/")

    empty = client.post(f"/en/decisions/{made.pk}/refuse/", {"note": ""})
    client.post(f"/en/decisions/{made.pk}/refuse/", {"note": "Not yet."})

    made.refresh_from_db()
    assert (empty.status_code, made.state, made.note) == (200, "refused", "Not yet.")


def test_a_decision_is_reversed_by_a_proposal(client, mandates, officer, other):
    made = decided(mandates[0], officer, other)
    client.force_login(other)
    assert "stand again as: In force" in page(client, f"{made.pk}/reverse/")

    client.post(f"/en/decisions/{made.pk}/reverse/", FIELDS)

    back = Decision.objects.get(reverses=made)
    assert (back.state, back.outcome) == ("proposed", "in-force")


def test_the_same_is_proposed_of_all_that_a_filter_finds(officer_client, mandates):
    bulk = {"query": "kind=report", "scope": "all"}
    asked = officer_client.post("/en/decisions/propose/", bulk).content.decode()
    assert "For 1 mandate that was found" in asked

    officer_client.post("/en/decisions/propose/", {**bulk, **FIELDS, "outcome": "lapsed"})
    chosen = {"select": [mandates[0].pk, mandates[2].pk], "query": ""}
    officer_client.post("/en/decisions/propose/", {**chosen, **FIELDS, "outcome": "retain"})

    found = Decision.objects.order_by("mandate__position").values_list("outcome", flat=True)
    assert list(found) == ["retain", "lapsed", "retain"]


def test_what_takes_its_place_is_sought_in_words_and_ticked(officer_client, mandates):
    address = f"/en/decisions/propose/{mandates[0].pk}/"
    given = {**FIELDS, "outcome": "superseded"}
    nothing = officer_client.post(address, given).text
    unknown = officer_client.post(address, {**given, "sought": "kraken"}).text
    itself = officer_client.post(address, {**given, "sought": str(mandates[0].pk)}).text
    found = officer_client.post(address, {**given, "sought": "instructs/2"}).text
    assert "Say by which mandate it is superseded." in nothing
    assert "“kraken”" in unknown and 'name="which"' not in unknown
    assert f'name="which" value="{mandates[0].pk}"' not in itself
    assert f'name="which" value="{mandates[1].pk}"' in found
    assert mandates[1].current.words in found and not Decision.objects.exists()

    meant = f"https://example.org/fr/mandates/{mandates[2].pk}/"
    other = {**given, "sought": meant, "which": mandates[1].pk}  # ticked before, for other words
    assert f'name="which" value="{mandates[2].pk}"' in officer_client.post(address, other).text
    officer_client.post(address, {**other, "which": mandates[2].pk})

    assert Decision.objects.get().superseded_by == mandates[2]


def test_strangers_and_people_without_the_right_propose_nothing(client, person_client, mandates):
    for address in (f"propose/{mandates[0].pk}/", "propose/", "waiting/"):
        assert client.get(f"/en/decisions/{address}").status_code == 302
        assert person_client.get(f"/en/decisions/{address}").status_code == 403
