"""Action lines, goals and objectives on mandates: one, many at once, as a filter, in the matrix."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from tests.mandates.documents import asks

from actionline.common.models import AuditEntry
from actionline.framework import tagging
from actionline.framework.models import ActionLine, GdcObjective, Goal, TaggedRecord, Target
from actionline.instruments.actions.errors import RefusedError
from actionline.mandates import actions, tags
from actionline.mandates.models import Mandate

REPORT = asks("instructs/1", "to report to the Council, every year;", recipients=["council"])
LIST = asks("instructs/2", "to keep a list of the beacons of the islands;", "keep")
PLAN = asks("instructs/3", "to plan what the harbours need in storms;", "plan")


@pytest.fixture
def filed(file_edition):
    return file_edition("2022", REPORT, LIST, PLAN)


@pytest.fixture
def vocabulary(db):
    goals = [Goal.objects.create(number=number, name_en=f"Goal {number}") for number in (4, 9)]
    Target.objects.create(code="9.c", goal=goals[1], name_en="Access")
    GdcObjective.objects.create(number=1, name_en="Divides")
    return ActionLine.objects.create(code="C1", name_en="Governance", position=1)


def keys():
    return list(Mandate.objects.order_by("position").values_list("pk", flat=True))


def post(client, act, **fields):
    return client.post("/en/mandates/bulk/", {"act": act, "next": "/en/mandates/", **fields})


def codes(key):
    return tagging.tags_of("mandates.mandate", key).codes()


def test_the_chosen_ones_are_tagged_and_the_register_finds_them(
    client, officer_client, filed, vocabulary
):
    first, second, _third = keys()

    page = post(officer_client, "tag", select=[first, second], tag="line:C1", scope="chosen")

    assert page["Location"] == "/en/mandates/"
    assert [codes(key)["lines"] for key in keys()] == [["C1"], ["C1"], []]
    found = client.get("/en/mandates/?line=C1")
    assert [row.mandate.pk for row in found.context["rows"]] == [first, second]
    assert [(chip.label, chip.value) for chip in found.context["register"].chips] == [
        ("Action line", "C1 Governance")
    ]
    assert client.get("/en/mandates/?line=C1&goal=9").context["rows"] == []


def test_all_that_a_filter_finds_is_tagged(officer_client, filed, vocabulary):
    post(officer_client, "tag", tag="goal:9", scope="all", query="q=islands")
    post(officer_client, "tag", tag="objective:1", scope="all", query="")

    assert [codes(key)["goals"] for key in keys()] == [[], ["9"], []]
    assert [codes(key)["objectives"] for key in keys()] == [["1"]] * 3


def test_a_tag_is_added_beside_others_once_and_taken_off(officer, filed, vocabulary):
    assert tags.tag(mandates=keys(), value="line:C1", add=True, by=officer) == 3
    assert tags.tag(mandates=keys(), value="goal:9", add=True, by=officer) == 3
    assert tags.tag(mandates=keys(), value="goal:9", add=True, by=officer) == 0
    assert AuditEntry.objects.filter(verb="framework.tag_record").count() == 6

    assert tags.tag(mandates=keys()[:1], value="goal:9", add=False, by=officer) == 1

    assert codes(keys()[0]) == {"lines": ["C1"], "goals": [], "targets": [], "objectives": []}
    assert codes(keys()[1])["goals"] == ["9"]


def test_a_goal_taken_off_takes_its_targets(officer, filed, vocabulary):
    key = str(keys()[0])
    target = tagging.Tags(targets=(Target.objects.get(),))
    tagging.change_tags(kind=tags.RECORD, record_ids=[key], tags=target, add=True, by=officer)
    assert (codes(key)["goals"], codes(key)["targets"]) == (["9"], ["9.c"])

    tags.tag(mandates=[key], value="goal:9", add=False, by=officer)

    assert (codes(key)["goals"], codes(key)["targets"]) == ([], [])


def test_what_makes_no_sense_is_refused(officer, person, filed, vocabulary, monkeypatch):
    for value in ("", "line:C99", "colour:red", "goal:x"):
        with pytest.raises(RefusedError):
            tags.tag(mandates=keys(), value=value, add=True, by=officer)
    monkeypatch.setattr(tags, "MOST_AT_ONCE", 2)
    with pytest.raises(RefusedError):
        tags.tag(mandates=keys(), value="line:C1", add=True, by=officer)
    with pytest.raises(PermissionDenied):
        tags.tag(mandates=keys()[:1], value="line:C1", add=True, by=person)
    assert not TaggedRecord.objects.exists()


def test_the_register_offers_the_form_to_officers_only(client, officer_client, filed, vocabulary):
    assert "Take the tag off" in officer_client.get("/en/mandates/").text
    assert "Take the tag off" not in client.get("/en/mandates/").text
    empty = post(officer_client, "tag", tag="line:C1", scope="chosen")
    assert "choose mandates first" in officer_client.get(empty["Location"]).text


def test_an_address_with_nonsense_finds_what_it_can(client, filed, vocabulary):
    for query in ("line=%00", "goal=nine", "objective=-1", "goal=99999999999999999999"):
        assert client.get(f"/en/mandates/?{query}").status_code == 200


def test_the_page_of_a_mandate_and_the_matrix_show_them(
    client, officer, officer_client, filed, vocabulary
):
    key = keys()[0]
    tags.tag(mandates=[key], value="line:C1", add=True, by=officer)
    tags.tag(mandates=[key], value="goal:9", add=True, by=officer)

    page = client.get(f"/en/mandates/{key}/")
    assert "Governance" in page.text
    assert "Change the tags" not in page.text
    assert "Change the tags" in officer_client.get(f"/en/mandates/{key}/").text
    assert tagging.counts() == {("C1", "9"): 1}
    (behind,) = tagging.behind(vocabulary, Goal.objects.get(number=9), 10)
    assert (behind.total, behind.told[0].url) == (1, f"/en/mandates/{key}/")


def test_the_tags_of_a_mandate_that_goes_go_with_it(officer, filed, undo_filing, vocabulary):
    tags.tag(mandates=keys(), value="line:C1", add=True, by=officer)
    undo_filing(filed)
    assert not TaggedRecord.objects.exists()


def test_mandates_that_turn_out_to_be_one_keep_the_tags_of_both(officer, file_edition, vocabulary):
    file_edition("2018", REPORT)
    newer = file_edition("2022", PLAN).edition
    old = Mandate.objects.get(wordings__edition__version="2018")
    new = Mandate.objects.get(wordings__edition__version="2022")
    tags.tag(mandates=[old.pk], value="line:C1", add=True, by=officer)
    tags.tag(mandates=[new.pk], value="goal:9", add=True, by=officer)

    actions.pair(new=new, old=old, edition=newer, by=officer)

    assert (codes(old.pk)["lines"], codes(old.pk)["goals"]) == (["C1"], ["9"])
    assert TaggedRecord.objects.count() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_tagging_takes_the_same_queries(
    officer, filed, vocabulary, number, django_assert_num_queries
):
    chosen = [str(key) for key in keys()[:number]]
    tag = tagging.Tags(lines=(vocabulary,))
    with django_assert_num_queries(22):
        tagging.change_tags(kind=tags.RECORD, record_ids=chosen, tags=tag, add=True, by=officer)
