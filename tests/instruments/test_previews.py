"""What delegates read before it is filed."""

from __future__ import annotations

import pytest
from django.test import Client

from actionline.accounts.models import User
from actionline.instruments import actions


@pytest.fixture
def delegate(db) -> Client:
    person = User.objects.create_user("delegate@example.org")
    person.roles.create(kind="delegate")
    client = Client()
    client.force_login(person)
    return client


def test_a_delegate_reads_what_is_being_checked_and_changes_nothing(ready, delegate, officer):
    item = ready()
    listed = delegate.get("/en/instruments/import/").content.decode()
    page = delegate.get(item.get_absolute_url()).content.decode()

    assert item.get_absolute_url() in listed
    assert "Not filed yet" in listed
    assert "The secretariat is still checking" in page
    assert page.count("<form") == 1  # to sign out
    assert "import_source" not in page
    assert str(officer) not in page
    assert delegate.post("/en/instruments/import/").status_code == 403
    for verb in ("head", "file", "discard", "accept"):
        assert delegate.post(f"{item.get_absolute_url()}{verb}/").status_code == 403


def test_what_is_filed_or_put_away_is_no_preview(ready, delegate, officer):
    item = ready()
    actions.discard_import(item=item, by=officer)

    assert delegate.get(item.get_absolute_url()).status_code == 403
    assert item.name not in delegate.get("/en/instruments/import/").content.decode()


def test_whoever_is_no_delegate_is_refused(ready, person_client):
    assert person_client.get("/en/instruments/import/").status_code == 403
    assert person_client.get(ready().get_absolute_url()).status_code == 403
