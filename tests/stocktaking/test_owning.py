"""Owners keep their projects: list, asking others, handing over, archiving."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from tests.conftest import LANGUAGES

from actionline.common.models import AuditEntry, Mail
from actionline.stocktaking.actions import owning
from actionline.stocktaking.models import Contact, Owner, Project

from .kept import made

pytestmark = pytest.mark.django_db
OWN = reverse("stocktaking:own")


@pytest.fixture
def project(person) -> Project:
    found = made(number=7, days=400)
    found.owners.create(person=person)
    return found


def at(name: str, *more: object) -> str:
    return reverse(f"stocktaking:{name}", args=[7, *more])


def link() -> str:
    text = Mail.objects.latest("pk").text
    found = next(word for word in text.split() if "/owners/join/" in word)
    return "/" + found.split("/", 3)[3]


def test_it_works(person_client, project):
    page = person_client.get(OWN).content.decode()
    assert "Project 7" in page
    assert "over a year ago" in page
    person_client.post(reverse("stocktaking:confirm_own"), {"key": [project.pk]})
    page = person_client.get(OWN).content.decode()
    assert "over a year ago" not in page
    assert person_client.get(at("keep")).status_code == 200


def test_nobody_confirms_what_is_not_theirs(person_client, project):
    other = made(number=8, days=400)
    person_client.post(reverse("stocktaking:confirm_own"), {"key": [other.pk, "x", "9" * 40]})
    assert not AuditEntry.objects.filter(verb="stocktaking.confirm").exists()
    for name in ("keep", "archive"):
        url = reverse(f"stocktaking:{name}", args=[8])
        assert person_client.get(url).status_code == 403


def test_somebody_asked_becomes_an_owner(person_client, officer_client, project, officer):
    sent = {"email": officer.email.upper()}
    person_client.post(at("invite_owner"), sent)
    assert Mail.objects.latest("pk").private
    assert person_client.get(link()).status_code == 410  # it was sent to somebody else
    assert "Become an owner" in officer_client.get(link()).content.decode()
    assert project.owners.count() == 1
    officer_client.post(link())
    assert project.owners.count() == 2
    officer_client.post(link())  # once more does nothing
    assert AuditEntry.objects.filter(verb="stocktaking.join_owners").count() == 1
    page = person_client.post(at("invite_owner"), sent).content.decode()
    assert "Whoever has this address is an owner already." in page


def test_a_project_is_handed_over(person_client, officer_client, project, officer, person):
    person_client.post(at("invite_owner"), {"email": officer.email, "hand_over": "on"})
    assert [owner.person for owner in project.owners.all()] == [person]  # until they accept
    officer_client.post(link())
    assert [owner.person for owner in project.owners.all()] == [officer]
    assert person_client.get(at("keep")).status_code == 403


def test_who_was_taken_off_does_not_come_back_by_an_old_link(
    person_client, officer_client, project, officer
):
    person_client.post(at("invite_owner"), {"email": officer.email})
    address = link()
    officer_client.post(address)
    own = Owner.objects.get(person=officer)
    person_client.post(at("remove_owner", own.pk))
    assert officer_client.post(address).status_code == 410
    assert project.owners.count() == 1


def test_the_last_owner_stays_unless_the_desk_says_otherwise(
    person_client, officer_client, project
):
    own = project.owners.get()
    page = person_client.post(at("remove_owner", own.pk), follow=True).content.decode()
    assert "A project has to have an owner" in page
    assert project.owners.exists()
    officer_client.post(at("remove_owner", own.pk))
    assert not project.owners.exists()


def test_an_owner_archives_and_puts_back(person_client, project, officer):
    assert "Archive the project?" in person_client.get(at("archive")).content.decode()
    person_client.post(at("archive"))
    project.refresh_from_db()
    assert project.state == "archived"
    person_client.post(at("archive"))
    project.refresh_from_db()
    assert project.state == "published"
    with pytest.raises(PermissionDenied):
        owning.archive(project=project, by=officer, again=True)
    verbs = AuditEntry.objects.filter(record_id=str(project.pk)).order_by("number")
    assert [each.verb for each in verbs] == [
        "stocktaking.archive_project",
        "stocktaking.restore_project",
    ]


def test_what_is_archived_is_not_confirmed(person_client, project):
    person_client.post(at("archive"))
    assert person_client.post(at("answer"), {"answer": "holds"}).status_code == 403


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_in_every_language(person_client, officer_client, project, language):
    for client, name in (
        (person_client, "own/"),
        (person_client, "7/keep/"),
        (person_client, "7/keep/archive/"),
        (officer_client, "desk/unconfirmed/"),
        (officer_client, "desk/links/"),
    ):
        page = client.get(f"/{language}/stocktaking/{name}")
        assert page.status_code == 200, name
        direction = "rtl" if language == "ar" else "ltr"
        assert f'dir="{direction}"' in page.content.decode()[:300]


def test_what_came_from_a_register_before_is_taken_over_by_its_contact(
    person_client, officer_client, project, person
):
    came, other = made(number=8, days=3), made(number=9, days=3)
    Contact.objects.create(project=came, email=person.email.upper())
    Contact.objects.create(project=other, email="somebody.else@example.org")
    Contact.objects.create(project=project, email=person.email)  # somebody owns it
    own, adopt = reverse("stocktaking:own"), reverse("stocktaking:adopt")
    EmailAddress.objects.filter(user=person).update(verified=False)
    assert "Are these yours?" not in person_client.get(own).text
    EmailAddress.objects.update_or_create(
        user=person, email=person.email, defaults={"verified": True}
    )
    page = person_client.get(own).text.partition("Are these yours?")[2].partition("</section>")[0]
    assert "Project 8" in page
    assert "Project 9" not in page
    person_client.post(adopt, {"key": [came.pk, other.pk, project.pk, "x"]})
    assert came.owners.get().person == person
    assert not other.owners.exists()
    assert "Are these yours?" not in person_client.get(own).text
    assert AuditEntry.objects.get(verb="stocktaking.join_owners").by == person
