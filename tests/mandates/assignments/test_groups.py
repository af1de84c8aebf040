"""Task forces: members, terms, texts on their way, recommendations that are followed up."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from actionline.common import records
from actionline.common.models import Notification
from actionline.instruments.actions.errors import RefusedError
from actionline.mandates.assignments import actions
from actionline.mandates.assignments.actions import Membership, Words
from actionline.mandates.assignments.models import Group, GroupText, Member, Recommendation


@pytest.fixture
def group(bodies):
    return Group.objects.create(
        slug="harbours", name_en="Harbour Task Force", body=bodies["cwg-wsis-sdg"],
        terms="Keeps the harbours.", terms_source="Resolution 900", source="Resolution 900",
    )  # fmt: skip


@pytest.fixture
def chair(group, person, officer):
    """A person who chairs the group."""
    membership = Membership(role="chair", person=person, source="Decision 1")
    actions.save_member(group=group, membership=membership, by=officer)
    return person


@pytest.fixture
def text(group, chair, bodies):
    words = Words(
        "recommendations", "Money for buoys", "Buoys cost money.", "HTF/1",
        (bodies["council"],), ("Pool what there is.", "Ask the banks."),
    )  # fmt: skip
    return actions.save_text(group=group, words=words, by=chair)


def test_the_page_of_a_group(client, group, chair, bodies, officer):
    from datetime import date

    from actionline.framework.models import Meeting

    body = Membership(role="observer", body=bodies["cstd"], source="Decision 2")
    actions.save_member(group=group, membership=body, by=officer)
    ended = Membership(
        role="chair", body=bodies["itu"], until=date(2020, 1, 1), source="Decision 0"
    )
    actions.save_member(group=group, membership=ended, by=officer)
    meeting = {"name_en": "Third meeting", "starts": date(2099, 1, 1)}
    Meeting.objects.create(slug="htf-2099", body=bodies["cwg-wsis-sdg"], **meeting)

    response = client.get("/en/assignments/groups/harbours/")

    page = response.text
    for told in (
        "Keeps the harbours.",
        "Resolution 900",
        "Commission",
        "Observer",
        "Third meeting",
    ):
        assert told in page
    assert "a person who is not named" in page and "Person</bdi>" not in page
    assert [each.role for each in response.context["former"]] == ["chair"]
    assert "Harbour Task Force" in client.get("/en/assignments/groups/").text


def test_a_member_is_one_of_three(group, bodies, person, officer_client):
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.create(group=group, body=bodies["itu"], person=person)

    address = "/en/assignments/groups/harbours/members/"
    refused = officer_client.post(address, {"role": "member", "source": "x"})
    assert "Choose one of the three" in refused.text
    officer_client.post(address, {"role": "member", "body": "itu", "source": "x"})
    again = officer_client.post(address, {"role": "member", "body": "itu", "source": "x"})
    assert "This is a member in this role already." in again.text
    assert Member.objects.count() == 1


def test_the_chair_writes_and_an_officer_publishes(text, chair, officer, of_council, bodies):
    told = records.find("assignments.grouptext").told
    actions.move_text(text=text, verb="review", by=chair)
    with pytest.raises(PermissionDenied):
        actions.move_text(text=text, verb="publish", by=chair)
    assert told([str(text.pk)]) == {}

    actions.move_text(text=text, verb="publish", by=officer)

    assert told([str(text.pk)])[str(text.pk)].title == "Money for buoys"
    assert Notification.objects.get(kind="assignments.published").person == of_council
    with pytest.raises(RefusedError, match="published"):
        actions.save_text(group=text.group, words=Words("document", "x", ""), by=chair, text=text)


def test_a_stranger_reads_what_is_published_only(client, person_client, text, chair, officer):
    address = f"/en/assignments/texts/{text.pk}/"
    assert client.get(address).status_code == 404
    assert "Ask the banks." in person_client.get(address).text  # the chair

    for verb in ("review", "publish"):
        actions.move_text(text=text, verb=verb, by=officer)

    assert "0 of 2 are done." in client.get(address).text


def test_recommendations_are_followed_up_one_by_one(text, chair, person_client, of_council):
    first, _second = text.items.all()
    with pytest.raises(PermissionDenied):
        actions.follow_up(item=first, verb="begin", note="", by=of_council)
    with pytest.raises(RefusedError, match="Say in a sentence"):
        actions.follow_up(item=first, verb="finish", note="", by=chair)

    person_client.post(
        f"/en/assignments/recommendations/{first.pk}/",
        {"verb": "finish", "note": "The pool has opened."},
    )

    first.refresh_from_db()
    assert (first.state, first.note) == ("done", "The pool has opened.")
    with pytest.raises(RefusedError, match="cannot go"):
        actions.save_text(
            group=text.group, words=Words("recommendations", "x", "y"), by=chair, text=text
        )
    words = Words("recommendations", "Money", "y", items=("Pool what there is.",))
    actions.save_text(group=text.group, words=words, by=chair, text=text)
    assert [item.pk for item in Recommendation.objects.all()] == [first.pk]


def test_who_is_no_member_any_more_writes_no_more(group, chair, officer):
    from datetime import date

    member = Member.objects.get(person=chair)
    ended = Membership(role="chair", person=chair, until=date(2020, 1, 1), source="Decision 3")
    actions.save_member(group=group, membership=ended, by=officer, member=member)

    with pytest.raises(PermissionDenied):
        actions.save_text(group=group, words=Words("document", "x", "y"), by=chair)
    assert not GroupText.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_is_fixed(
    client, group, bodies, officer, number, django_assert_num_queries
):
    for slug in list(bodies)[:number]:
        member = Membership(role="member", body=bodies[slug], source="x")
        actions.save_member(group=group, membership=member, by=officer)
        written = Words("document", slug, "y", addressed=(bodies[slug],))
        text = actions.save_text(group=group, words=written, by=officer)
        GroupText.objects.filter(pk=text.pk).update(state="published")
    with django_assert_num_queries(7):
        client.get("/en/assignments/groups/harbours/")
    with django_assert_num_queries(2):
        client.get("/en/assignments/groups/")


def test_the_starter_data_loads(db):
    from pathlib import Path

    from actionline.common.datafiles import Faults
    from actionline.framework import loading as framework
    from actionline.mandates.assignments import loading
    from actionline.mandates.assignments.models import Facilitator, Topic

    folder, faults = Path("process/wsis"), Faults()
    framework.load(folder, faults)
    assert loading.load(folder, faults) > 0
    assert faults.found == []
    assert Facilitator.objects.values("line").distinct().count() == 18
    assert not Facilitator.objects.filter(source="").exists()
    assert all("[unverified" in each.source for each in Facilitator.objects.filter(verified=False))
    assert list(Group.objects.values_list("slug", "part_of__slug")) == [
        ("wsis-sdg-task-force", None),
        ("ungis", None),
        ("ungis-financial-mechanisms", "ungis"),
    ]
    assert not Member.objects.filter(person__isnull=False).exists()
    assert Topic.objects.count() == 5
    assert loading.load(folder, faults) == 0  # again: nothing changes
