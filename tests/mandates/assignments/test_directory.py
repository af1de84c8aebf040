"""Whom to ask: by action line, body, topic and country; named with consent only."""

from __future__ import annotations

import csv
import json

import pytest
from tests.common.tables.bringing import got

from actionline.accounts.models import User
from actionline.framework.models import ActionLine, Body
from actionline.mandates.assignments.models import Facilitator, Topic
from actionline.mandates.assignments.suggesting import suggestions

ADDRESS = "/en/assignments/directory/"


@pytest.fixture
def line(bodies):
    found = ActionLine.objects.create(code="C2", name_en="Infrastructure", name_fr="Réseaux")
    rows = (("itu", "facilitator", True), ("cstd", "co-facilitator", False))
    for position, (slug, role, verified) in enumerate(rows):
        Facilitator.objects.create(
            line=found, body=bodies[slug], role=role, verified=verified, position=position,
            source="A list" if verified else "no source was read [unverified]",
        )  # fmt: skip
    return found


@pytest.fixture
def of_line(line):
    user = User.objects.create_user("line@example.org", name="Lena")
    user.roles.create(kind="focal_point", level="drafts", scope="action_line", scope_code="C2")
    return user


def test_an_empty_directory_says_so(client, db):
    assert "Nothing in the directory fits." in client.get(ADDRESS).text


def test_people_are_named_with_their_consent_only(client, client_of, of_line, of_council):
    page = client.get(ADDRESS).text
    assert "Lena" not in page and "@example.org" not in page
    assert "1 focal point" in page

    own = client_of(of_line)
    own.post("/en/account/", {"name": "Lena", "shows_name": "on"})
    assert "<bdi>Lena</bdi>" in client.get(ADDRESS).text

    own.post("/en/account/", {"name": "Lena"})
    assert "Lena" not in client.get(ADDRESS).text
    assert "Lena" in client_of(of_council).get(ADDRESS).text  # who works here, asks people


def test_it_tells_who_facilitates_and_what_is_unverified(client, of_line):
    page = client.get(f"{ADDRESS}?kind=line&q=infra").text

    assert "C2 Infrastructure" in page
    assert '<a href="/en/calendar/bodies/itu/">ITU</a></div>' in page
    assert page.count("unverified</span>") == 1
    assert "C2 Réseaux" in client.get(f"{ADDRESS.replace('en', 'fr', 1)}?q=reseaux").text


def test_it_is_searched_and_downloaded(client, of_line, of_council):
    assert "Council" not in client.get(f"{ADDRESS}?q=infrastructure").text

    rows = list(csv.DictReader(got(client, "/en/assignments/directory.csv?kind=line").splitlines()))
    assert [(row["code"], row["body"], row["verified"], row["not_named"]) for row in rows] == [
        ("C2", "itu", "yes", "1"),
        ("C2", "cstd", "no", "1"),
    ]
    told = json.loads(got(client, "/en/assignments/directory.json?kind=body"))
    assert "Keeper" not in json.dumps(told)


def test_an_officer_says_who_is_asked_about_a_topic(client, officer_client, of_council, bodies):
    Topic.objects.create(slug="fog", name_en="Fog signals", source="Ours", verified=True)
    of_council.shows_name = True
    of_council.save()

    officer_client.post(
        "/en/assignments/directory/topics/fog/", {"body": "itu", "people": [of_council.pk]}
    )

    page = client.get(f"{ADDRESS}?kind=topic").text
    assert "Fog signals" in page and "Keeper" in page and "ITU" in page


def test_the_facilitators_of_its_lines_are_suggested_where_no_body_is_asked(
    mandates, line, officer
):
    from actionline.framework.tagging import Tags, change_tags
    from actionline.mandates.tags import RECORD

    mandate = mandates["invites/1"]
    change_tags(
        kind=RECORD, record_ids=[str(mandate.pk)], tags=Tags(lines=(line,)), add=True, by=officer
    )

    found = suggestions([(mandate.pk, mandate.party_keys)])[mandate.pk]

    assert (found.lead.slug, [body.slug for body in found.supporting]) == ("itu", ["cstd"])
    assert (found.reason, found.certain) == ("facilitates C2", True)


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_is_fixed(client, line, number, django_assert_num_queries):
    for index in range(number):
        body = Body.objects.create(slug=f"x{index}", name_en=f"X {index}")
        user = User.objects.create_user(f"x{index}@example.org", name="X")
        user.roles.create(kind="focal_point", level="drafts", scope="body", scope_code=body.slug)
        Topic.objects.create(slug=f"t{index}", name_en="T", body=body, source="Ours")
    with django_assert_num_queries(7):
        client.get(ADDRESS)


def test_the_ways_are_printed_from_the_tables(client, db):
    page = client.get("/en/assignments/states/").text

    assert "Withdraw the offer" in page and "Return it to drafting" in page


def test_consent_goes_with_the_account(of_line):
    from actionline.accounts.actions import erase

    of_line.shows_name = True
    of_line.save()
    erase(user=of_line, by=of_line)
    of_line.refresh_from_db()
    assert (of_line.shows_name, of_line.listed_name) == (False, "")
