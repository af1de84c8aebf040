"""`actionline check` names what is missing and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django_tasks_db.models import DBTaskResult
from tests.operations.site import sqlite

from actionline.accounts.models import User
from actionline.common import audit, checks
from actionline.common.checks import Level


@pytest.fixture
def found(db):
    """What is found, by what it is about; nobody works on tasks here."""
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)

    def look() -> dict[str, checks.Finding]:
        return {finding.what: finding for finding in checks.look(patience=0.2)}

    return look


def test_a_site_without_a_worker_is_told_to_start_one(found):
    findings = found()

    assert findings["worker"].level is Level.FAIL
    assert "actionline db_worker" in findings["worker"].advice
    assert DBTaskResult.objects.count() == 0
    for what in ("data folder", "disk", "database", "migrations", "clock", "tasks"):
        assert findings[what].level is Level.OK, findings[what]
    assert findings["mail"].level is Level.WARN


def test_a_folder_that_cannot_be_written_is_named(found, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "nowhere"

    finding = found()["data folder"]

    assert finding.level is Level.FAIL
    assert "nowhere" in finding.state
    assert "ACTIONLINE_DATA" in finding.advice


def test_a_clock_behind_the_last_change_is_noticed(found, monkeypatch):
    person = User.objects.create_user("person@example.org")
    entry = audit.record(verb="test.act", target=person)
    monkeypatch.setattr("django.utils.timezone.now", lambda: entry.at - checks._ASKEW * 2)

    assert found()["clock"].level is Level.FAIL


def test_a_mail_server_that_does_not_answer_is_named(found, settings):
    settings.SENDS_MAIL = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    finding = found()["mail"]

    assert finding.level is Level.FAIL
    assert "127.0.0.1:1" in finding.state


def test_failures_shown_in_full_on_a_public_site_are_refused(found, settings):
    settings.SECURE_SITE = settings.DEBUG = True

    shown = [finding for finding in checks._settings() if finding.level is Level.FAIL]

    assert ["shown in full" in finding.state for finding in shown] == [True]


def test_the_command_says_what_to_do_and_fails(tmp_path):
    site = sqlite(tmp_path / "data")

    answer = site.actionline("check", "--patience", "0.1")

    assert answer.returncode == 1
    assert "fail  migrations: " in answer.stdout
    assert "Run `actionline migrate`." in answer.stdout
    assert "Traceback" not in answer.stderr


def test_a_database_that_does_not_answer_is_no_traceback(tmp_path):
    site = sqlite(tmp_path / "data")

    answer = site.actionline("check", DATABASE_URL="postgres://nobody@127.0.0.1:1/none")

    assert answer.returncode == 1
    assert "Look at DATABASE_URL" in answer.stdout
    assert "Traceback" not in answer.stderr
