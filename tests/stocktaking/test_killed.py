"""Worker and server are killed in the middle of what they do: nothing is lost or half done.

Real processes on a database of their own, killed by SIGKILL.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from tests import prepared

pytestmark = pytest.mark.once  # its site has a SQLite of its own
ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0
GOOD, ALL = 2000, 1500  # rows of the files


class Site:
    """A site in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "site.sqlite3"
        self.environment = os.environ | {
            "ACTIONLINE_DATA": str(folder),
            "DATABASE_URL": f"sqlite:///{self.database}",
            "DJANGO_SETTINGS_MODULE": "actionline.config.settings",
        }

    def run(self, what: str, *arguments: object) -> dict[str, Any]:
        """Do one thing of `killing` in a process of its own."""
        command = [sys.executable, "-m", "tests.stocktaking.killing", what, *map(str, arguments)]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return dict(json.loads(done.stdout.splitlines()[-1]))

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def work(self) -> None:
        """Let a worker do all that waits, and end."""
        worker = self.start("-m", "actionline", "db_worker", "--batch", "--interval", "0.1")
        assert worker.wait(PATIENCE) == 0

    def kill_worker_when(self, ready: Callable[[], bool]) -> None:
        """Have a worker work until something is so, and kill it at once."""
        worker = self.start("-m", "actionline", "db_worker", "--interval", "0.1")
        try:
            _until(ready)
        finally:
            kill(worker)

    def count(self, sql: str) -> int:
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as database:
            return int(database.execute(sql).fetchone()[0] or 0)


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and its children as a power cut would."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(PATIENCE)


def _until(ready: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.01)


@pytest.fixture(scope="module")
def ready(tmp_path_factory) -> Path:
    """A database that holds what all these tests need."""
    site = Site(tmp_path_factory.mktemp("ready"))
    prepared.sqlite_copy(site.database)
    site.run("prepare")
    return site.database


@pytest.fixture
def site(ready, tmp_path) -> Site:
    found = Site(tmp_path)
    shutil.copyfile(ready, found.database)
    return found


def test_an_import_of_good_rows_goes_on_where_it_was_killed(site):
    site.run("bring", GOOD, "good")
    site.kill_worker_when(lambda: site.count("select passed from tables_tableimport") > 0)

    killed = site.run("look")
    assert killed["state"] == "taking"
    assert 0 < killed["taken"] < GOOD
    assert killed["projects"] == killed["told"] == killed["taken"]
    assert killed["trail"] == []

    site.work()  # the next worker takes it up, without a button and without waiting
    after = site.run("look")
    assert (after["state"], after["taken"]) == ("taken", GOOD)
    for what in ("projects", "numbers", "digests", "told", "found"):
        assert (what, after[what]) == (what, GOOD)
    assert after["trail"] == []


def test_an_import_of_all_or_nothing_leaves_nothing_when_it_is_killed(site):
    site.run("bring", ALL, "all")
    sent = "select count(*) from common_job where state = 'running'"
    site.kill_worker_when(lambda: site.count(sent) > 0 and not time.sleep(1.0))

    killed = site.run("look")
    assert (killed["state"], killed["projects"], killed["told"]) in {
        ("taking", 0, 0),
        ("taken", ALL, ALL),  # it was quicker than the kill
    }
    site.work()
    after = site.run("look")
    assert after["state"] == "taken"
    assert after["projects"] == after["told"] == after["found"] == ALL
    assert after["trail"] == []


def test_a_bulk_decision_is_done_for_each_entry_or_not_at_all(site):
    assert site.run("entries", 40)["keys"] == 40
    accepted = "select count(*) from stocktaking_submission where state = 'accepted'"
    site.kill_worker_when(lambda: site.count(accepted) >= 5)

    killed = site.run("look")
    assert 5 <= killed["accepted"] < 40
    for what in ("projects", "accepted_with_project", "accepted_told", "published_told", "found"):
        assert (what, killed[what]) == (what, killed["accepted"])
    assert killed["trail"] == []

    site.work()
    after = site.run("look")
    assert after["jobs"] == ["done"]
    for what in ("accepted", "projects", "numbers", "accepted_told", "published_told", "found"):
        assert (what, after[what]) == (what, 40)
    assert after["trail"] == []


# A submission, while the web server is killed


@contextmanager
def served(site: Site, port: int) -> Iterator[subprocess.Popen[bytes]]:
    target = "actionline.config.wsgi:application"
    server = site.start(
        "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), target
    )
    try:
        _until(lambda: _answers(port))
        yield server
    finally:
        kill(server)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


TOKEN = "a" * 32


def post(port: int, path: str, session: str, fields: dict[str, str]) -> int | None:
    """The status of the answer; None where the server died over it."""
    data = urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": TOKEN}).encode()
    headers = {"Cookie": f"sessionid={session}; csrftoken={TOKEN}"}
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/en/stocktaking/entries/{path}", data, headers
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return int(answer.status)
    except (urllib.error.URLError, ConnectionError, TimeoutError) as error:
        return getattr(error, "code", None)


def test_what_was_saved_of_an_entry_stays_and_is_submitted_once(site):
    made = site.run("draft")
    key, session, port = made["key"], made["session"], _free_port()
    pick = random.Random(4)
    path = f"{key}/project/"
    kept = _but_title(site.run("entry", key)["answers"])
    sent = 0
    for _round in range(2):
        version = site.run("entry", key)["version"]
        with served(site, port) as server:
            acknowledged = sent
            end = time.monotonic() + 1 + pick.random()
            while time.monotonic() < end:
                sent += 1
                assert post(port, path, session, _fields(sent, version, kept)) == 200
                acknowledged, version = sent, version + 1
            # One more is on its way when the power goes.
            sent += 1
            wire = _send(port, path, session, _fields(sent, version, kept))
            time.sleep(pick.random() * 0.05)
            kill(server)
            wire.close()
        stands = site.run("entry", key)
        assert stands["state"] == "draft"
        assert stands["answers"]["title"] in {f"Title {acknowledged}", f"Title {sent}"}
        assert _but_title(stands["answers"]) == kept
    with served(site, port):
        assert post(port, f"{key}/check/", session, {}) == 200
        post(port, f"{key}/check/", session, {})  # once more
    stands = site.run("entry", key)
    assert stands["state"] == "submitted"
    assert stands["receipt"]
    assert stands["submitted_told"] == 1
    assert site.run("look")["trail"] == []


def _but_title(answers: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answers.items() if value and name != "title"}


def _fields(number: int, version: int, kept: dict[str, Any]) -> dict[str, str]:
    """The step of the form as it is sent, another title each time."""
    fields = {"title": f"Title {number}", "summary": kept["summary"], "version": str(version)}
    return fields | {"csrfmiddlewaretoken": TOKEN}


def _send(port: int, path: str, session: str, fields: dict[str, str]) -> socket.socket:
    """Send it and wait for nothing."""
    body = urllib.parse.urlencode(fields).encode()
    head = (
        f"POST /en/stocktaking/entries/{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"Cookie: sessionid={session}; csrftoken={TOKEN}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode()
    wire = socket.create_connection(("127.0.0.1", port))
    wire.sendall(head + body)
    return wire
