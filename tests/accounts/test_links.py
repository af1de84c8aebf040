"""Signing in by a one-time link."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from actionline.accounts import links
from actionline.accounts.models import User
from actionline.common.models import AuditEntry


def verbs() -> list[str]:
    return [entry.verb for entry in AuditEntry.objects.order_by("pk")]


def test_it_works(client, person):
    link = links.make(person)

    shown = client.get(link)
    answer = client.post(link)

    assert shown.status_code == 200
    assert answer.status_code == 302
    assert client.get("/en/account/").context["user"] == person


def test_opening_the_link_does_not_use_it_up(client, person):
    link = links.make(person)

    for _scan in range(3):
        assert Client().get(link).status_code == 200

    assert client.post(link).status_code == 302


def test_the_link_works_once(client, person):
    link = links.make(person)
    client.post(link)

    again = Client().post(link)

    assert again.status_code == 410
    assert "sessionid" not in again.cookies


def test_a_second_link_made_in_the_same_second_is_used_up_too(client, person):
    links_made = [links.make(person), links.make(person)]
    client.post(links_made[0])

    assert Client().post(links_made[1]).status_code == 410


def test_the_link_expires(client, person, settings):
    link = links.make(person)
    settings.PASSWORD_RESET_TIMEOUT = -1

    assert client.get(link).status_code == 410
    assert client.post(link).status_code == 410


def test_a_changed_link_is_refused(client, person, officer):
    path = links.make(person)
    key_of_officer = links.make(officer).split("/")[-3]
    parts = path.split("/")
    parts[-3] = key_of_officer

    assert client.post("/".join(parts)).status_code == 410


@pytest.mark.parametrize("key", ["", "x", "////", "MTAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMA", "4pi6"])
def test_nonsense_keys_belong_to_nobody(db, key):
    assert links.owner(key, "difpmu-75460ab1acf7f2c61cfd986a389c26a6") is None


def test_a_closed_account_cannot_sign_in(client, person):
    link = links.make(person)
    User.objects.update(is_active=False)

    assert client.post(link).status_code == 410


def test_signing_in_changes_the_session(client, person):
    client.get("/en/account/sign-in/?next=/en/account/")
    before = client.session.session_key
    client.post(links.make(person))

    assert client.session.session_key != before


def test_signing_out_takes_a_post(person_client):
    person_client.get("/en/account/sign-out/")
    assert person_client.get("/en/account/").status_code == 200
    assert person_client.post("/en/account/sign-out/").status_code == 302
    assert person_client.get("/en/account/").status_code == 302


def test_a_stranger_is_sent_to_sign_in(client, db):
    answer = client.get("/ar/account/")

    assert answer.headers["location"] == "/ar/account/sign-in/?next=/ar/account/"


def test_a_person_says_their_name(person_client, person):
    person_client.post("/en/account/", {"name": "A. Person"})

    person.refresh_from_db()
    entry = AuditEntry.objects.get(verb="accounts.rename")
    assert person.name == "A. Person"
    assert (entry.before, entry.after) == ({"name": "Person"}, {"name": "A. Person"})


def test_the_command_makes_an_officer_and_says_so_in_the_audit_trail(db, client, capsys):
    call_command("sign_in_link", "New@Example.org", "--officer")

    printed = capsys.readouterr().out.strip()
    path = printed.removeprefix("http://127.0.0.1:8000")
    assert client.post(path).status_code == 302
    assert User.objects.get(email="new@example.org").is_officer
    assert verbs() == ["accounts.create", "accounts.give_role"]


def test_the_command_appoints_somebody_known(person, capsys):
    call_command("sign_in_link", person.email, "--officer")

    assert User.objects.get(pk=person.pk).is_officer
    assert AuditEntry.objects.get().after["role"] == "officer"


def test_the_command_makes_an_administrator(db, capsys):
    call_command("sign_in_link", "new@example.org", "--administrator")

    assert [role.kind for role in User.objects.get().holding()] == ["administrator"]


def test_the_command_gives_a_role_once(officer, capsys):
    call_command("sign_in_link", officer.email, "--officer")

    assert officer.roles.count() == 1


def test_the_command_refuses_what_is_no_address(db):
    with pytest.raises(CommandError, match="nonsense: Enter a valid email address"):
        call_command("sign_in_link", "nonsense")

    assert not User.objects.exists()


def test_the_first_officer_comes_in_by_the_link_of_the_first_start(client, db):
    link = links.make_first()

    assert client.get(link).status_code == 200
    assert client.post(link, {"email": "first@example.org"}).status_code == 302
    assert User.objects.get().is_officer
    assert client.get("/en/account/").status_code == 200


def test_there_is_one_first_officer(client, db):
    link = links.make_first()
    client.post(link, {"email": "first@example.org"})

    assert Client().post(link, {"email": "second@example.org"}).status_code == 410
    assert User.objects.count() == 1


def test_the_first_officer_names_an_address(client, db):
    answer = client.post(links.make_first(), {"email": "nobody"})

    assert answer.status_code == 200
    assert 'href="#id_email"' in answer.content.decode()
    assert not User.objects.exists()


def test_a_made_up_first_link_is_refused(client, db):
    assert client.get("/en/account/first-officer/officer:1:x/").status_code == 410
