"""Filters that a person keeps: theirs alone, under their names."""

from __future__ import annotations

import pytest

from actionline.common import saved
from actionline.common.models import SavedFilter


def keep(client, name="Mine", query="kind=report&q=&page=3", page="mandates:list"):
    return client.post("/en/filters/keep/", {"page": page, "name": name, "query": query})


def test_a_filter_is_kept_and_leads_back(person, person_client):
    answer = keep(person_client)

    found = SavedFilter.objects.get()
    assert (found.person, found.name, found.query) == (person, "Mine", "kind=report")
    assert answer.url == "/en/mandates/?kind=report"
    page = person_client.get("/en/filters/").content.decode()
    assert 'href="/en/mandates/?kind=report"' in page


def test_the_same_name_means_the_same_filter(person_client):
    keep(person_client)
    keep(person_client, query="kind=list")

    assert SavedFilter.objects.get().query == "kind=list"


def test_the_register_offers_to_keep_a_filter_that_is_on(person_client, client):
    offer = 'action="/en/filters/keep/"'

    assert offer in person_client.get("/en/mandates/?q=council").content.decode()
    assert offer not in person_client.get("/en/mandates/").content.decode()
    assert offer not in client.get("/en/mandates/?q=council").content.decode()


def test_a_filter_is_renamed_but_not_to_the_name_of_another(person_client):
    keep(person_client)
    keep(person_client, name="Other")
    found = SavedFilter.objects.get(name="Mine")

    refused = person_client.post(f"/en/filters/{found.pk}/", {"name": "Other"})
    person_client.post(f"/en/filters/{found.pk}/", {"name": "Third"})

    assert "Another filter of yours has this name." in refused.content.decode()
    assert {each.name for each in SavedFilter.objects.all()} == {"Other", "Third"}


def test_a_filter_is_deleted(person_client):
    keep(person_client)
    found = SavedFilter.objects.get()

    person_client.post(f"/en/filters/{found.pk}/delete/")

    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(("page", "name"), [("portal:home", "x"), ("mandates:list", "")])
def test_an_unknown_list_or_no_name_keeps_nothing(person_client, page, name):
    keep(person_client, page=page, name=name)

    assert not SavedFilter.objects.exists()


def test_nobody_keeps_more_than_they_may(person_client, monkeypatch):
    monkeypatch.setattr(saved, "MOST", 1)
    keep(person_client)
    keep(person_client, name="Other")
    keep(person_client, query="kind=list")

    assert SavedFilter.objects.get().query == "kind=list"


def test_filters_are_nobody_elses(person_client, officer_client, client):
    keep(person_client)
    found = SavedFilter.objects.get()

    assert officer_client.get(f"/en/filters/{found.pk}/").status_code == 404
    assert officer_client.post(f"/en/filters/{found.pk}/delete/").status_code == 404
    assert officer_client.get("/en/filters/").context["kept"] == []
    for address in ("", f"{found.pk}/"):
        assert client.get(f"/en/filters/{address}").status_code == 302
    assert keep(client).url.startswith("/en/account/")


def test_filters_of_the_translation_desk_lead_back_to_their_language(officer_client):
    desk = "/en/translations/fr/"
    assert 'action="/en/filters/keep/"' not in officer_client.get(desk).content.decode()
    assert 'value="translations:desk/fr"' in officer_client.get(f"{desk}?q=x").content.decode()

    answer = keep(officer_client, query="state=missing", page="translations:desk/fr")

    assert answer.url == f"{desk}?state=missing"
    assert "Translations: French" in officer_client.get("/en/filters/").content.decode()
