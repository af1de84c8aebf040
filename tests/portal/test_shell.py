"""The shell of every page: language, direction, navigation, security, weight."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client, RequestFactory
from django.views.defaults import server_error
from tests.conftest import LANGUAGES

PAGES = ["", "account/sign-in/", "nothing-here/"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_each_page_has_its_language_and_direction(client, db, language, page):
    html = client.get(f"/{language}/{page}").content.decode()

    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in html
    assert len(re.findall(r"<h1\b", html)) == 1
    assert "<title>" in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_switch_stays_on_the_page(client, db, language):
    html = client.get(f"/{language}/account/sign-in/?next=/x").content.decode()

    for other in LANGUAGES:
        address = f"/{other}/account/sign-in/?next=/x"
        assert f'<a href="{address}" lang="{other}" hreflang="{other}"' in html
        assert f'<link rel="alternate" hreflang="{other}" href="{address}">' in html


def test_an_address_without_a_language_finds_the_readers(client, db):
    answer = client.get("/", headers={"accept-language": "ru,en;q=0.5"})

    assert answer.headers["location"] == "/ru/"


def test_only_officers_see_where_documents_come_in(client, person_client, officer_client):
    def sees_import(browser):
        return 'href="/en/instruments/import/"' in browser.get("/en/").content.decode()

    assert [sees_import(each) for each in (client, person_client, officer_client)] == [
        False,
        False,
        True,
    ]


def test_every_answer_carries_the_content_security_policy(client, db):
    for page in PAGES:
        policy = client.get(f"/en/{page}").headers["content-security-policy"]

        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy


def test_a_public_page_sets_no_cookie(client, db):
    answer = client.get("/en/")

    assert not answer.cookies


def test_the_first_visit_is_light(client, db):
    answer = client.get("/en/", headers={"accept-encoding": "gzip"})
    stylesheet = gzip.compress(Path(finders.find("portal/actionline.css")).read_bytes(), 6)

    assert answer.headers["content-encoding"] == "gzip"
    assert len(stylesheet) < 15_000
    assert len(answer.content) + len(stylesheet) < 60_000


def test_static_files_have_addresses_that_change_with_them(client, db):
    html = client.get("/en/").content.decode()

    assert re.search(r'href="/static/portal/actionline\.css\?v=[0-9a-f]{12}"', html)


def test_robots_are_kept_out_of_what_is_not_for_them(client):
    answer = client.get("/robots.txt")

    assert answer.headers["content-type"] == "text/plain"
    assert "Disallow: /*/account/" in answer.content.decode()


def test_a_forged_form_is_explained(person, settings):
    answer = Client(enforce_csrf_checks=True).post("/en/account/sign-out/")

    assert answer.status_code == 403
    assert "This form is no longer valid" in answer.content.decode()


def test_the_page_for_failures_needs_no_database():
    answer = server_error(RequestFactory().get("/en/"))

    assert answer.status_code == 500
    assert "Something went wrong" in answer.content.decode()
