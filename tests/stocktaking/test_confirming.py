"""Keeping it true: owners are asked once a year, answer with one click, are reminded once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from actionline.accounts.models import User
from actionline.common.models import AuditEntry, Mail, MailChoice, Notification
from actionline.stocktaking import asking, confirming
from actionline.stocktaking.actions import confirming as acting
from actionline.stocktaking.actions import writing
from actionline.stocktaking.models import Confirmation, Contact, Project

from .kept import made

pytestmark = pytest.mark.django_db
UNCONFIRMED = reverse("stocktaking:unconfirmed")


@pytest.fixture
def project(person) -> Project:
    """Of somebody's, last confirmed almost a year ago."""
    found = made(number=1, days=340)
    found.owners.create(person=person)
    return found


def link() -> str:
    """The address in the last mail."""
    text = Mail.objects.latest("pk").text
    found = next(word for word in text.split() if "/confirm/" in word)
    return "/" + found.split("/", 3)[3]


def test_it_works(client, project, person):
    assert acting.daily() == 1
    mail = Mail.objects.get()
    assert (mail.to, mail.category) == (person.email, "stocktaking.confirm")
    assert "Project 1" in mail.text
    assert "Stop these mails:" in mail.text
    page = client.get(link())
    assert "Project 1" in page.content.decode()
    assert page["Cache-Control"].startswith("max-age=0")
    client.post(link(), {"answer": f"holds:{project.number}"})
    project.refresh_from_db()
    assert project.confirmed_on == timezone.localdate()
    question = Confirmation.objects.get()
    assert (question.holds, question.by) == (True, person)
    entry = AuditEntry.objects.get(verb="stocktaking.confirm")
    assert (entry.by, entry.after["confirmed_on"]) == (person, timezone.localdate().isoformat())
    assert "Nothing is left to answer" in client.get(link()).content.decode()


def test_what_is_over_is_completed_and_never_asked_about_again(client, project):
    acting.daily()
    client.post(link(), {"answer": f"over:{project.number}"})
    project.refresh_from_db()
    assert (project.status, project.state) == ("completed", "published")
    assert Confirmation.objects.get().holds is False
    assert project.editions.get().fields == {"status": "ongoing"}
    assert acting.daily(now=timezone.now() + timedelta(days=800)) == 0
    assert not confirming.is_stale(project, timezone.localdate() + timedelta(days=800))


def test_nothing_changes_by_opening_the_link_or_for_what_was_not_asked(client, project, officer):
    acting.daily()
    other = made(number=2, days=400)
    other.owners.create(person=officer)
    client.get(link())
    client.post(link(), {"answer": "holds:2"})
    client.post(link(), {"answer": "over:x"})
    client.post(link(), {})
    assert Confirmation.objects.get().answered_at is None
    other.refresh_from_db()
    assert other.confirmed_on < timezone.localdate()


def test_a_link_that_is_not_ours_or_whose_person_is_gone(client, project, person):
    void = reverse("stocktaking:confirm", args=["WzFd:1abc:xyz"])
    assert client.get(void).status_code == 410
    acting.daily()
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get(link()).status_code == 410


def test_they_are_asked_once_and_reminded_once(project):
    now = timezone.now()
    assert [acting.daily(now=now + timedelta(days=day)) for day in (0, 1, 13, 14, 15, 40)] == [
        1, 0, 0, 1, 0, 0,
    ]  # fmt: skip
    assert Mail.objects.count() == 1  # both on one day of this test: nobody is mailed twice a day
    assert Confirmation.objects.get().reminded_at is not None


def test_one_mail_names_all_that_somebody_owns(person):
    for number in range(1, 31):
        made(number=number, days=350).owners.create(person=person)
    assert acting.daily() == 30
    mail = Mail.objects.get()
    assert mail.text.count("Project ") == confirming.MOST_NAMED
    assert "and 10 more" in mail.text


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({}, 1),
        ({"confirmed_on": None}, 1),  # then the day of its submission counts
        ({"status": "completed"}, 0),
        ({"state": "archived"}, 0),
    ],
)
def test_what_is_asked_about(person, fields, asked):
    made(number=1, days=340, **fields).owners.create(person=person)
    made(number=2, days=340)  # nobody to ask
    made(number=3, days=300).owners.create(person=person)  # too early
    assert acting.daily() == asked


def test_nobody_is_asked_while_a_change_is_under_way(project, person, template):
    change = writing.begin(by=person, language="en", template=template, project=project)
    assert acting.daily() == 0
    writing.withdraw(submission=change, by=person)
    assert acting.daily() == 1


def test_who_stopped_such_mails_is_asked_by_none(project, person):
    MailChoice.objects.create(person=person, category="stocktaking.confirm", channel="site")
    acting.daily()
    assert not Mail.objects.exists()
    assert Notification.objects.get(kind="stocktaking.confirm").person == person


def test_it_is_marked_after_a_year_and_not_hidden():
    marked, fresh = made(number=1, days=366), made(number=2, days=365)
    assert confirming.is_stale(marked)
    assert not confirming.is_stale(fresh)
    assert list(confirming.stale()) == [marked]
    assert marked.state == "published"


def test_the_desk_sees_what_nobody_confirmed_and_asks(officer_client, officer, person):
    owned, alone = made(number=1, days=500), made(number=2, days=400)
    made(number=3, days=10)
    owned.owners.create(person=person)
    page = officer_client.get(UNCONFIRMED).content.decode()
    assert page.index("Project 1") < page.index("Project 2")
    assert "Project 3" not in page
    assert "Project 1" not in officer_client.get(f"{UNCONFIRMED}?owner=without").content.decode()
    question = officer_client.post(reverse("stocktaking:ask_owners"), {"query": ""})
    assert "Ask the owners of 2 projects" in question.content.decode()

    class Straight:
        asked_at = timezone.now()

        def of(self, items, total):
            return iter(items)

    result = asking.ask(Straight(), keys=[owned.pk, alone.pk], by=officer.pk)
    resumed = asking.ask(Straight(), keys=[owned.pk, alone.pk], by=officer.pk)
    assert resumed.content == result.content  # and nobody gets a second mail
    assert b"1,Project 1,yes," in result.content
    assert b"2,Project 2,no,There is nobody" in result.content
    assert Mail.objects.get().to == person.email
    assert "Project 1" in officer_client.get(f"{UNCONFIRMED}?asked=yes").content.decode()
    assert "Project 1" not in officer_client.get(f"{UNCONFIRMED}?asked=no").content.decode()


@pytest.fixture
def named() -> Project:
    """An entry that nobody owns, with somebody to write to."""
    found = made(number=7, days=340)
    Contact.objects.create(project=found, name="C", email="Contact@example.org")
    return found


def test_the_contact_of_what_nobody_owns_is_asked(client, named):
    other = made(number=8, days=350)
    Contact.objects.create(project=other, email="contact@example.org")
    assert acting.daily() == 2
    mail = Mail.objects.get()
    assert mail.to == "contact@example.org"
    assert "Project 7" in mail.text
    assert "example.org" not in link()
    assert "Project 7" in client.get(link()).content.decode()
    client.post(link(), {"answer": "holds:7"})
    client.post(link(), {"answer": "over:8"})
    named.refresh_from_db()
    other.refresh_from_db()
    assert (named.confirmed_on, other.status) == (timezone.localdate(), "completed")
    entry = AuditEntry.objects.get(verb="stocktaking.confirm")
    assert (entry.by, entry.after["by_contact"]) == (None, True)


def test_a_contact_may_become_the_owner(client, person_client, named, person):
    Contact.objects.update(email=person.email)
    acting.daily()
    page = client.get(link()).content.decode()
    join = re.search(r'href="([^"]+/join/[^"]+)"', page)
    person_client.post(join[1])
    assert named.owners.get().person == person
    assert client.get(link()).content.decode().count("Project 7") == 0  # it is the owner's now


def test_a_contact_who_has_nothing_to_do_with_it_is_forgotten(client, named):
    acting.daily()
    address = link()
    assert b"not written to any more" in client.post(address, {"answer": "forget"}).content
    assert Contact.objects.get().email == ""
    assert client.get(address).status_code == 410
    assert acting.daily(now=timezone.now() + timedelta(days=500)) == 0


def test_the_contact_of_an_owned_entry_is_not_asked(named, person):
    named.owners.create(person=person)
    acting.daily()
    assert Mail.objects.get().to == person.email


def test_nobody_else_answers_or_asks(project, officer, person):
    stranger = User.objects.create(email="x@example.org")
    for verb in (acting.confirm, acting.end):
        with pytest.raises(PermissionDenied):
            verb(project=project, by=stranger)
    with pytest.raises(PermissionDenied):
        acting.ask(projects=[project], by=person)
    acting.confirm(project=project, by=officer)


def test_lists_ask_as_much_for_one_as_for_many(officer_client, person_client, person):
    def count(client, url):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    own = reverse("stocktaking:own")
    made(number=1, days=400).owners.create(person=person)
    first = count(officer_client, UNCONFIRMED), count(person_client, own)
    for number in (2, 3):
        made(number=number, days=400).owners.create(person=person)
    assert (count(officer_client, UNCONFIRMED), count(person_client, own)) == first
