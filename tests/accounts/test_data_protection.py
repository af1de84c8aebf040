"""Personal data: all of it declared, handed out and erased."""

from __future__ import annotations

import json

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import CASCADE, EmailField, Field, GenericIPAddressField, Model
from django.test import Client
from django.utils.functional import Promise

from actionline.accounts import actions
from actionline.accounts.data_protection import OnErasure, declared
from actionline.accounts.field_names import WORDS
from actionline.accounts.models import Organisation, User
from actionline.common import chain, mail
from actionline.common.models import AuditEntry, AuditHead, Mail

DECLARED = declared()


def points_to_a_person(field: Field) -> bool:
    return field.is_relation and field.related_model is User and not field.auto_created


def is_about_a_person(model: type[Model]) -> bool:
    """People themselves, and rows that go with them."""
    owners = [
        field
        for field in model._meta.get_fields()
        if points_to_a_person(field) and field.remote_field.on_delete is CASCADE
    ]
    return model is User or bool(owners)


def personal_fields() -> set[str]:
    found = set()
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if field.auto_created or getattr(field, "primary_key", False):
                continue
            direct = isinstance(field, EmailField | GenericIPAddressField)
            if direct or points_to_a_person(field) or is_about_a_person(model):
                found.add(f"{model._meta.label}.{field.name}")
    return found


def test_every_personal_field_is_declared():
    named = {f"{each.model}.{field}" for each in DECLARED for field in each.named}

    assert personal_fields() - named == set()


@pytest.mark.parametrize("each", DECLARED, ids=lambda each: f"{each.model}.{each.fields[0]}")
def test_declarations_name_what_there_is(each, member):
    assert {*each.secret} <= {*each.named}
    assert len(each.labels) == len(each.named)
    assert list(each.rows(member).values(*each.named, *each.shown)) is not None


def test_the_page_names_every_declaration(client, db):
    html = client.get("/en/account/data/").content.decode()

    assert html.count("<tr>") == len(DECLARED) + 1


@pytest.fixture
def member_client(member) -> Client:
    client = Client()
    client.post("/en/account/sign-in/", {"login": member.email, "password": "a long enough secret"})
    client.post("/en/account/sign-in/again/", {"password": "a long enough secret"})
    return client


def test_every_field_is_told_in_words():
    """Never by its name in the code, which nobody could translate."""
    bare = [
        (each.model, field)
        for each in declared()
        for field in each.named
        if field not in WORDS
        and not isinstance(getattr(each.type._meta.get_field(field), "verbose_name", ""), Promise)
    ]

    assert bare == []


def test_people_get_what_is_kept_of_them_and_no_secrets(member_client, member):
    member.roles.create(kind="expert")
    answer = member_client.get("/en/account/data/mine.json")

    told = json.loads(answer.content)
    assert told["accounts.User"][0]["email"] == "member@example.org"
    assert told["accounts.Role"][0]["kind"] == "expert"
    assert told["usersessions.UserSession"][0]["ip"] == "127.0.0.1"
    assert "password" not in told["accounts.User"][0]
    assert "attachment" in answer.headers["content-disposition"]


def test_the_copy_holds_nothing_of_others(member_client, officer):
    assert "officer@example.org" not in member_client.get("/en/account/data/mine.json").text


def erase(client: Client, email: str = "member@example.org"):
    return client.post("/en/account/erase/", {"email": email})


def test_nothing_of_an_erased_person_stays(member_client, member, officer):
    union = Organisation.objects.create(name="Union", type="government")
    actions.join_organisation(organisation=union, position="Head", by=member)
    actions.rename(user=member, name="Unusual Name")
    erase(member_client)

    everything = [row for model in apps.get_models() for row in model._default_manager.values()]
    assert "member@example.org" not in str(everything)
    assert "Unusual Name" not in str(everything)
    for each in DECLARED:
        if each.on_erasure is OnErasure.DELETED:
            assert not each.rows(member).exists(), each.model


def test_mails_to_their_address_go_too(member_client, member, officer):
    """An invitation, say, from before there was an account."""
    values = {"template": "common/mail/confirm_address.txt", "context": {"url": "x"}}
    mail.queue(to=member.email, language="en", category="test", **values)
    mail.queue(to=officer.email, language="en", category="test", **values)
    erase(member_client)

    assert [each.to for each in Mail.objects.exclude(category="accounts.security")] == [
        officer.email
    ]


def test_acts_stay_under_the_office(officer, officer_client):
    union = actions.save_organisation(
        organisation=Organisation(name="Union", type="government"), by=officer
    )
    erase(officer_client, officer.email)

    union.refresh_from_db()
    assert str(union.verified_by) == "a secretariat officer"
    assert not union.verified_by.is_officer


def test_the_audit_trail_keeps_the_act_without_the_person_and_still_holds(officer, officer_client):
    actions.rename(user=officer, name="Somebody")
    actions.save_organisation(
        organisation=Organisation(name="Union", type="government"), by=officer
    )
    erase(officer_client, officer.email)

    entries = list(AuditEntry.objects.order_by("number"))
    head = AuditHead.objects.get()
    assert [entry.verb for entry in entries] == [
        "accounts.rename",
        "accounts.add_organisation",
        "accounts.erase",
    ]
    assert [entry.by for entry in entries] == [None, None, None]
    assert list(chain.verify(entries, (head.number, head.hash))) == []


def test_an_erased_person_is_signed_out_everywhere(member_client, member):
    other = Client()
    other.post("/en/account/sign-in/", {"login": member.email, "password": "a long enough secret"})
    erase(member_client)

    assert member_client.get("/en/account/").status_code == 302
    assert other.get("/en/account/").status_code == 302


def test_what_an_erased_person_lent_ends(officer, officer_client, person):
    person.roles.create(kind="officer", lent_from=officer.roles.get())
    erase(officer_client, officer.email)

    assert not User.objects.get(pk=person.pk).is_officer


def test_a_slip_erases_nothing(member_client, member):
    html = erase(member_client, "other@example.org").content.decode()

    assert 'href="#id_email"' in html
    assert User.objects.get(pk=member.pk).is_active


def test_erasing_asks_for_the_password_again(client, member):
    client.post("/en/account/sign-in/", {"login": member.email, "password": "a long enough secret"})

    answer = client.get("/en/account/erase/")

    assert answer.headers["location"].startswith("/en/account/sign-in/again/")


def test_nobody_erases_another(officer, person):
    with pytest.raises(PermissionDenied):
        actions.erase(user=person, by=officer)
