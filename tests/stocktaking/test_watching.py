"""Searches that are kept, and what people are told of what they find."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.utils import timezone
from tests.stocktaking.test_register import project

from actionline.common import digests, mail, saved
from actionline.common.models import Mail, Notification, SavedFilter
from actionline.common.translations import actions as translations
from actionline.common.translations import checks, queries
from actionline.stocktaking import watching
from actionline.stocktaking.actions import deciding
from actionline.stocktaking.indexing import CONTENT
from actionline.stocktaking.models import Project, Watch

LONG_AGO = timedelta(hours=1)


def old(number: int, **fields: object) -> Project:
    """A project that was accepted long enough ago to be told of."""
    return project(number, accepted_at=timezone.now() - LONG_AGO, **fields)


def test_it_works(person, vocabulary) -> None:
    old(1)
    watching.keep(person=person, name="Water", query="line=C2", tell=True)
    assert watching.tell() == 0
    old(2)
    old(3, lines=["C5"])
    assert watching.tell() == 1
    told = Notification.objects.get()
    assert told.person == person
    assert told.values == {"name": "Water", "number": 1, "titles": ["Project 2"]}
    assert told.url == "/en/stocktaking/?line=C2&sort=newest"
    assert watching.tell() == 0


def test_the_mail_comes_with_the_digest_and_leads_to_the_search(person, vocabulary) -> None:
    watching.keep(person=person, name="Water", query="line=C2", tell=True)
    old(2)
    old(4)
    watching.tell()
    digests.send_due(timezone.now() + timedelta(days=2))
    written = Mail.objects.get()
    assert written.to == person.email
    assert "2 entries are newly found by your search “Water”." in written.text
    assert "/en/stocktaking/?line=C2&sort=newest" in written.text
    mail.send(written.pk)
    assert len(outbox.outbox) == 1


def test_an_entry_that_changed_and_only_now_fits_is_told(person, vocabulary) -> None:
    changed = project(1, title="Wells", lines=["C5"])
    project(2, title="Pumps")
    watching.keep(person=person, name="Water", query="line=C2", tell=True)
    deciding.rewrite(project=changed, fields={"lines": ["C2"]})
    assert watching.tell() == 1
    told = Notification.objects.get().values
    assert told == {"name": "Water", "number": 1, "titles": ["Wells"]}
    deciding.rewrite(project=changed, fields={"lines": ["C5"]})
    deciding.rewrite(project=changed, fields={"lines": ["C2"]})
    assert watching.tell() == 0  # once is enough


def test_a_translation_that_is_approved_is_told(person, officer, vocabulary) -> None:
    wells = project(1, title="Wells")
    watching.keep(person=person, name="Puits", query="q=puits", tell=True)
    text = queries.find_text(CONTENT, "title", str(wells.pk))
    seen = checks.stamp(text.source, None)
    translations.save(text=text, language="fr", words="Puits", seen=seen, approve=True, by=officer)
    assert watching.tell() == 1


def test_stopping_and_deleting_end_it(person, vocabulary) -> None:
    kept = watching.keep(person=person, name="All", query="", tell=True)
    watching.watch(kept=kept, person=person, tell=False)
    old(1)
    assert watching.tell() == 0
    watching.watch(kept=kept, person=person, tell=True)
    watching.watch(kept=kept, person=person, tell=True)
    assert Watch.objects.count() == 1
    kept.delete()
    assert Watch.objects.count() == 0


def test_nobody_changes_the_searches_of_others(person, officer, vocabulary) -> None:
    kept = watching.keep(person=person, name="All", query="", tell=False)
    with pytest.raises(SavedFilter.DoesNotExist):
        watching.watch(kept=kept, person=officer, tell=True)


def test_only_searches_of_the_register_are_told_of(person, vocabulary) -> None:
    kept = saved.keep(person=person, page="stocktaking:desk", name="Desk", query="")
    with pytest.raises(SavedFilter.DoesNotExist):
        watching.watch(kept=kept, person=person, tell=True)


def test_one_search_that_fails_keeps_back_no_other(person, officer, vocabulary) -> None:
    bad = watching.keep(person=person, name="Bad", query="", tell=True)
    SavedFilter.objects.filter(pk=bad.pk).update(query="&" * 1500)  # more than Django reads
    watching.keep(person=officer, name="Good", query="", tell=True)
    old(1)
    assert watching.tell() == 1
    assert Notification.objects.get().person == officer


def test_those_who_left_are_not_told(person, vocabulary) -> None:
    watching.keep(person=person, name="All", query="", tell=True)
    person.is_active = False
    person.save()
    old(1)
    assert watching.tell() == 0


def test_a_search_is_kept_from_its_page(person_client, person, accepted) -> None:
    page = person_client.get("/en/stocktaking/", {"q": "libraries"})
    assert b'name="query" value="q=libraries"' in page.content
    sent = {"query": "q=libraries", "name": "Mine", "tell": "on"}
    response = person_client.post("/en/stocktaking/searches/keep/", sent, follow=True)
    assert b"told of by mail" in response.content
    kept = SavedFilter.objects.get(person=person)
    person_client.post(f"/en/stocktaking/searches/{kept.pk}/", {})
    assert not Watch.objects.exists()
    assert b"not told of" in person_client.get("/en/stocktaking/searches/").content


@pytest.mark.parametrize("name", ["", "x" * 101])
def test_a_search_without_a_name_is_not_kept(person_client, vocabulary, name) -> None:
    sent = {"query": "", "name": name}
    response = person_client.post("/en/stocktaking/searches/keep/", sent, follow=True)
    assert b"Give the search a name of at most 100 letters." in response.content
    assert not SavedFilter.objects.exists()


def test_others_searches_are_not_found(officer_client, person, vocabulary) -> None:
    kept = watching.keep(person=person, name="All", query="", tell=False)
    assert officer_client.post(f"/en/stocktaking/searches/{kept.pk}/").status_code == 404
