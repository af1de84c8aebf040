"""Machine translation: off unless named, by a real server that speaks the API, labelled."""

from __future__ import annotations

import socket

import pytest
from tests.common.translations.conftest import REASON, place
from tests.common.translations.engine import engine

from actionline.common import work
from actionline.common.models import Job
from actionline.common.translations import machine
from actionline.common.translations.machine import Engine, MachineError
from actionline.common.translations.models import Translation
from actionline.framework.models import MatrixLink

BULK = "/en/translations/ar/bulk/"


@pytest.fixture
def talk(settings, monkeypatch):
    """An engine that the settings name."""
    monkeypatch.setattr(machine, "WAITS", (0.01, 0.01))
    with engine() as talk:
        settings.TRANSLATOR_URL, settings.TRANSLATOR_KEY = talk.url, "k3y"
        talk.key = "k3y"
        yield talk


@pytest.fixture
def named(talk) -> Engine:
    found = Engine.named()
    found.waits = (0.01, 0.01)
    return found


def run(client, verb="machine_all", language="ar", **data) -> Job:
    client.post(f"/en/translations/{language}/bulk/", {"verb": verb} | data)
    job = Job.objects.first()
    work.run(job.pk)
    job.refresh_from_db()
    return job


def test_it_is_off_by_default(officer_client, reason, settings):
    assert settings.TRANSLATOR_URL == ""
    assert "by machine</button>" not in officer_client.get("/en/translations/ar/").content.decode()
    officer_client.post(BULK, {"verb": "machine_all"})
    assert not Job.objects.exists()


def test_it_works(officer_client, client, reason, talk):
    job = run(officer_client)

    assert (job.state, job.total, job.message) == ("done", 4, "")
    stored = Translation.objects.get(key=str(reason.pk))
    assert (stored.state, stored.engine) == ("machine", "LibreTranslate")
    assert stored.text == f"[ar] {REASON}"
    assert talk.asked[0]["format"] == "text"
    assert {name: talk.asked[0][name] for name in ("source", "target", "api_key")} == {
        "source": "en",
        "target": "ar",
        "api_key": "k3y",
    }
    page = client.get(f"/ar/matrix/links/{reason.pk}/").content.decode()
    assert f"[ar] {REASON}" in page
    assert '<span class="tag" lang="ar" dir="rtl">' in page


def test_what_a_person_wrote_is_neither_sent_nor_replaced(officer_client, reason, write, talk):
    write(reason, "كلمات {most}", approve=False)
    run(officer_client)

    assert REASON not in [text for asked in talk.asked for text in asked["q"]]
    assert Translation.objects.get(key=str(reason.pk)).words == "كلمات {most}"


def test_only_those_chosen_are_sent(officer_client, reason, talk):
    job = run(officer_client, "machine", select=[":".join(place(reason))])

    assert (job.total, [asked["q"] for asked in talk.asked]) == (1, [[REASON]])


def test_it_uses_the_engines_own_codes(officer_client, reason, talk):
    run(officer_client, language="zh-hans")

    assert {asked["target"] for asked in talk.asked} == {"zh-Hans"}


def test_a_language_that_it_does_not_know(officer_client, reason, talk):
    job = run(officer_client, language="ru")

    message = "The engine does not know this pair of languages: English – Russian"
    assert (job.state, job.message) == ("failed", message)
    assert talk.asked == []


def test_a_second_run_has_nothing_to_do(officer_client, reason, talk):
    run(officer_client)
    job = run(officer_client)

    assert (job.state, job.message) == (
        "failed",
        "None of these texts waits for a machine translation.",
    )


def test_what_it_spoiled_stays_missing(officer_client, reason, talk, monkeypatch):
    MatrixLink.objects.filter(pk=reason.pk).update(reason="a" * 1999)
    job = run(officer_client)

    assert job.state == "done"
    assert not Translation.objects.filter(key=str(reason.pk)).exists()
    assert Translation.objects.count() == 3


def test_a_busy_engine_is_asked_again(named, talk):
    talk.statuses = [429, 503]

    assert named.translate(["One"], "en", "fr") == ["[fr] One"]
    assert len(talk.asked) == 3


@pytest.mark.parametrize(
    ("statuses", "message"),
    [
        ([429, 429, 429], "The engine answers with an error: 429 error 429"),
        ([400], "The engine answers with an error: 400 error 400"),
        ([500], "The engine answers with an error: 500 error 500"),
    ],
)
def test_errors_are_told_in_its_words(named, talk, statuses, message):
    talk.statuses = statuses
    with pytest.raises(MachineError) as error:
        named.translate(["One"], "en", "fr")

    assert str(error.value) == message


def test_a_wrong_key_is_told(named, talk):
    named.key = "other"
    with pytest.raises(MachineError, match="403 error 403"):
        named.translate(["One"], "en", "fr")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<html>",
        b"[]",
        b'{"translatedText": []}',
        b'{"translatedText": [1]}',
        b'{"translatedText": ["a", "b"]}',
        b'{"translatedText": null}',
        b'"' + b"x" * (5 * 1024 * 1024) + b'"',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_answers_that_make_no_sense(named, talk, raw):
    named.pair("en", "fr")
    talk.raw = raw
    with pytest.raises(MachineError, match="makes no sense"):
        named.translate(["One"], "en", "fr")


def test_no_redirect_is_followed(named, talk):
    with engine() as other:
        talk.location, talk.statuses = f"{other.url}/translate", [302]
        with pytest.raises(MachineError, match="302"):
            named.translate(["One"], "en", "fr")
        assert other.asked == []


def test_an_engine_that_is_not_there_or_never_answers(named, monkeypatch):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        port = silent.getsockname()[1]
        with pytest.raises(MachineError, match="cannot be reached"):
            Engine(f"http://127.0.0.1:{port}").pair("en", "fr")
        monkeypatch.setattr(machine, "TIMEOUT", 0.1)
        silent.listen()
        with pytest.raises(MachineError, match="cannot be reached"):
            Engine(f"http://127.0.0.1:{port}").pair("en", "fr")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://x/", "nonsense", "http://"])
def test_only_web_addresses_are_asked(url):
    with pytest.raises(MachineError, match="cannot be reached"):
        Engine(url).pair("en", "fr")


def test_what_was_done_before_a_failure_is_kept_and_told(officer_client, reason, talk, monkeypatch):
    from actionline.common.translations import work as own

    monkeypatch.setattr(own, "MOST_TEXTS", 2)
    talk.statuses = [200, 400]
    job = run(officer_client)

    assert job.state == "failed"
    assert "Translated before that: 2." in job.message
    assert Translation.objects.count() == 2


def test_it_can_be_stopped(officer_client, reason, talk, monkeypatch):
    monkeypatch.setattr(work, "BEAT", 0.0)
    officer_client.post(BULK, {"verb": "machine_all"})
    Job.objects.update(cancel_asked=True)
    job = Job.objects.get()
    work.run(job.pk)

    job.refresh_from_db()
    assert job.state == "cancelled"
    assert talk.asked == []


def test_who_lost_the_right_meanwhile(drafter_client, drafter, reason, talk):
    drafter_client.post(BULK, {"verb": "machine_all"})
    drafter.roles.all().delete()
    job = Job.objects.get()
    work.run(job.pk)

    job.refresh_from_db()
    assert job.state == "failed"
    assert not Translation.objects.exists()
