"""Every address with every role, against a written table (`url_roles.csv`).

`allowed` lists roles, or says `everybody`, `members` (all who are signed in), `officers` (officer
and administrator) or `nobody` (without having begun something before: a code that was sent, say).
A focal point has three levels: drafts, publishes, appoints. An address that is allowed may answer
that there is no such record; it may neither refuse nor send to sign in. In an address, `{person}`
is somebody without a role and `{role}` the officer's own.
`{organisation}` is verified and nobody's.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve
from django.utils import timezone
from tests.accounts.urls import walk

from actionline.accounts.models import Organisation, User

pytestmark = pytest.mark.once
TABLE = Path(__file__).with_name("url_roles.csv")
LEVELS = ("drafts", "publishes", "appoints")
KINDS = ("contributor", "expert", "delegate", "officer", "administrator")
ROLES = ("public", "member", *KINDS, *LEVELS)
GROUPS = {
    "everybody": set(ROLES),
    "members": set(ROLES) - {"public"},
    "officers": {"officer", "administrator"},
    "nobody": set(),
}


def rows() -> list[dict[str, str]]:
    with TABLE.open(newline="") as file:
        return list(csv.DictReader(file))


def rooms() -> list[str]:
    return sorted({row["name"].rpartition(":")[0] or "sign-in" for row in rows()})


def allowed(row: dict[str, str]) -> set[str]:
    words = row["allowed"]
    return GROUPS[words] if words in GROUPS else set(words.split())


def refused(response: HttpResponse) -> bool:
    to_sign_in = "/account/sign-in/" in response.headers.get("location", "")
    return response.status_code == 403 or (response.status_code == 302 and to_sign_in)


def ask(client: Client, address: str) -> HttpResponse:
    """As a reader asks; where only a form may, as a form that says nothing."""
    response = client.get(address)
    return client.post(address) if response.status_code == 405 else response


@pytest.fixture
def people(db) -> dict[str, User]:
    found = {"member": User.objects.create_user("member@example.org")}
    for kind in KINDS:
        found[kind] = User.objects.create_user(f"{kind}@example.org")
        found[kind].roles.create(kind=kind)
    for level in LEVELS:
        found[level] = User.objects.create_user(f"{level}@example.org")
        found[level].roles.create(kind="focal_point", level=level)
    return found


def records(people: dict[str, User]) -> dict[str, int]:
    """What stands in the addresses."""
    organisation = Organisation.objects.create(name="Organisation", verified_at=timezone.now())
    return {
        "person": people["member"].pk,
        "role": people["officer"].roles.get().pk,
        "organisation": organisation.pk,
    }


def clients(people: dict[str, User]) -> Iterable[tuple[str, Client]]:
    yield "public", Client()
    for role, user in people.items():
        client = Client()
        client.force_login(user)
        yield role, client


def test_every_address_is_in_the_table():
    assert {row["name"] for row in rows()} ^ set(walk()) == set()
    assert len(rows()) == len({row["name"] for row in rows()})


def test_the_table_names_known_roles_only():
    assert [row["name"] for row in rows() if not allowed(row) <= set(ROLES)] == []


@pytest.mark.parametrize("room", rooms())
def test_each_role_reaches_what_the_table_says(people, room):
    keys = records(people)
    cast = list(clients(people))
    wrong = []
    for row in rows():
        if (row["name"].rpartition(":")[0] or "sign-in") != room:
            continue
        address = row["address"].format(**keys)
        match = resolve(address)
        assert row["name"] in (match.view_name, match.route), address
        reached = {role for role, client in cast if not refused(ask(client, address))}
        if reached != allowed(row):
            wrong.append((row["name"], sorted(reached ^ allowed(row))))
    assert wrong == []


def test_who_is_refused_a_page_is_refused_its_form(people):
    """Forms are held like the pages that show them."""
    keys = records(people)
    cast = list(clients(people))
    reached = []
    for row in rows():
        if row["allowed"] in ("everybody", "members", "nobody"):
            continue
        for role, client in cast:
            if role in allowed(row):
                continue
            response = client.post(row["address"].format(**keys))
            if not refused(response) and response.status_code != 405:
                reached.append((row["name"], role, response.status_code))
    assert reached == []
