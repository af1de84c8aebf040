"""Organisations: adding, verifying, merging, being of one."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from actionline.accounts import actions
from actionline.accounts.models import Organisation, OrganisationMember, User
from actionline.common.models import AuditEntry

FORM = {"name": "Example Union", "type": "government"}


@pytest.fixture
def union(officer) -> Organisation:
    made = Organisation(name="Example Union", type="government", domains="example.org")
    return actions.save_organisation(organisation=made, by=officer)


@pytest.fixture
def member_client(member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def join(organisation: Organisation, who: User) -> OrganisationMember:
    return actions.join_organisation(organisation=organisation, position="Expert", by=who)


def test_it_works(officer_client, client):
    officer_client.post("/en/organisations/add/", FORM | {"domains": "Example.org"})

    organisation = Organisation.objects.get()
    assert organisation.domains == "example.org"
    assert "Example Union" in client.get("/en/organisations/").content.decode()
    assert AuditEntry.objects.get().verb == "accounts.add_organisation"


def test_what_others_add_waits_for_the_secretariat(person_client, officer_client, client):
    person_client.post("/en/organisations/add/", FORM)
    organisation = Organisation.objects.get()
    address = f"/en/organisations/{organisation.pk}/"

    before = (client.get(address).status_code, person_client.get(address).status_code)
    officer_client.post(f"{address}verify/")

    assert before == (404, 200)
    assert client.get(address).status_code == 200


def test_only_officers_say_which_domains_are_whose(person_client, person):
    person_client.post("/en/organisations/add/", FORM | {"domains": "example.org"})

    assert Organisation.objects.get().domains == ""
    with pytest.raises(PermissionDenied):
        actions.save_organisation(
            organisation=Organisation(name="Mine", type="private", domains="example.org"),
            by=person,
        )


@pytest.mark.parametrize("domains", ["example", "@example.org", "https://example.org", "a b"])
def test_what_is_no_domain_is_refused(officer_client, domains):
    html = officer_client.post("/en/organisations/add/", FORM | {"domains": domains})

    assert 'href="#id_domains"' in html.content.decode()
    assert not Organisation.objects.exists()


def test_a_confirmed_address_makes_a_member(union, member):
    assert join(union, member).verified_at is not None


def test_an_address_that_is_not_confirmed_does_not(union, member):
    EmailAddress.objects.update(verified=False)

    assert join(union, member).verified_at is None


@pytest.mark.parametrize(
    "email, belongs",
    [
        ("a@example.org", True),
        ("a@mail.EXAMPLE.org", True),
        ("a@notexample.org", False),
        ("a@example.org.evil.test", False),
    ],
)
def test_domains_hold_what_is_below_them(email, belongs):
    assert Organisation(domains="example.org").has_domain(email) is belongs


def test_an_officer_verifies_a_member(union, person, officer_client):
    member = join(union, person)
    officer_client.post(f"/en/organisations/members/{member.pk}/verify/")

    member.refresh_from_db()
    assert member.verified_by.is_officer


def test_one_may_be_of_several(union, person, officer):
    other = actions.save_organisation(
        organisation=Organisation(name="Another", type="academia"), by=officer
    )
    join(union, person)
    join(other, person)

    assert person.memberships.count() == 2


def test_joining_twice_changes_the_position(union, member_client, member):
    for position in ("Expert", "Head"):
        member_client.post(f"/en/organisations/{union.pk}/join/", {"position": position})

    assert [each.position for each in member.memberships.all()] == ["Head"]


def test_a_verified_member_edits_and_another_does_not(union, member, person):
    join(union, member)
    join(union, person)

    assert member.has_perm("accounts.edit_organisation", union)
    assert not person.has_perm("accounts.edit_organisation", union)


def test_leaving(union, member, member_client):
    joined = join(union, member)
    member_client.post(f"/en/organisations/members/{joined.pk}/leave/")

    assert not member.memberships.exists()


def test_nobody_ends_the_membership_of_another(union, member, person_client):
    joined = join(union, member)
    answer = person_client.post(f"/en/organisations/members/{joined.pk}/leave/")

    assert answer.status_code == 403
    assert member.memberships.exists()


def test_merging_moves_people_and_leads_on(union, officer, member, person, client):
    double = actions.save_organisation(
        organisation=Organisation(name="Exmaple Union", type="government"), by=officer
    )
    join(union, member)
    join(double, member)
    join(double, person)

    actions.merge_organisations(duplicate=double, into=union, by=officer)

    assert sorted(each.person_id for each in union.members.all()) == [member.pk, person.pk]
    answer = client.get(f"/en/organisations/{double.pk}/")
    assert answer.headers["location"] == f"/en/organisations/{union.pk}/"


def test_merging_twice_is_refused(union, officer):
    double = actions.save_organisation(
        organisation=Organisation(name="Exmaple Union", type="government"), by=officer
    )
    actions.merge_organisations(duplicate=double, into=union, by=officer)

    with pytest.raises(ValidationError):
        actions.merge_organisations(duplicate=union, into=double, by=officer)


def test_the_names_of_members_are_not_public(union, member, client, person_client):
    join(union, member)
    address = f"/en/organisations/{union.pk}/"

    for who in (client, person_client):
        assert "Expert" not in who.get(address).content.decode()


def test_organisations_are_found_by_name_and_type(union, officer, client):
    actions.save_organisation(
        organisation=Organisation(name="Institute", acronym="EXI", type="academia"), by=officer
    )

    by_words = client.get("/en/organisations/", {"q": "exi"}).content.decode()
    by_type = client.get("/en/organisations/", {"type": "government"}).content.decode()

    assert "Institute" in by_words and "Example Union" not in by_words
    assert "Example Union" in by_type and "Institute" not in by_type


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_takes_the_same_queries(client, officer, many, django_assert_num_queries):
    for number in range(many):
        made = Organisation(name=f"Organisation {number}", type="private")
        actions.save_organisation(organisation=made, by=officer)

    with django_assert_num_queries(2):
        client.get("/en/organisations/")


@pytest.mark.parametrize("page", ["", "add/", "{0}/", "{0}/edit/", "{0}/merge/", "{0}/join/"])
@pytest.mark.parametrize("language", ["ar", "zh-hans", "en", "fr", "ru", "es"])
def test_every_page_in_six_languages(officer_client, union, language, page):
    answer = officer_client.get(f"/{language}/organisations/{page.format(union.pk)}")

    assert answer.status_code == 200
    assert answer.content.decode().count("<h1") == 1
