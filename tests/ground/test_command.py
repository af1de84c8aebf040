"""The `actionline` command: help, serving, stopping."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from tests import prepared

from actionline.common.processes import PortTakenError, Processes, claim

ACTIONLINE = [sys.executable, "-m", "actionline"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(data: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "ACTIONLINE_DATA": str(data),
        "ACTIONLINE_LOG_LEVEL": "ERROR",
    }


def alive_in(session: int) -> bool:
    try:
        os.killpg(session, 0)
    except ProcessLookupError:
        return False
    return True


def test_help_fits_one_screen_and_tells_every_command_of_ours(tmp_path):
    answer = subprocess.run(
        [*ACTIONLINE, "help"], capture_output=True, text=True, env=environment(tmp_path)
    )

    lines = answer.stdout.splitlines()
    assert answer.returncode == 0
    assert len(lines) <= 30
    assert max(map(len, lines)) <= 100
    for command in ("serve", "read FILE", "test", "sign_in_link"):
        assert any(line.startswith(f"  {command} ") for line in lines)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_the_site_answers_and_stops_with_all_its_processes(tmp_path, stop):
    port = free_port()
    if stop is signal.SIGTERM:  # the other one starts without a database
        prepared.sqlite_copy(tmp_path / "actionline.sqlite3")
    site = subprocess.Popen(
        [*ACTIONLINE, "serve", "--port", str(port)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment(tmp_path),
    )
    try:
        greeting = next(line for line in site.stdout if "Actionline is at" in line)
        first_link = site.stdout.readline()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/en/") as answer:
            page = answer.read().decode()
        children = children_of(site.pid)
        site.send_signal(stop)
        status = site.wait(15)
    finally:
        site.kill()
        site.stdout.close()

    assert f"Actionline is at http://127.0.0.1:{port}" in greeting
    assert "/en/account/first-officer/" in first_link
    assert '<html lang="en"' in page
    assert len(children) == 2
    assert status == 0
    assert not [child for child in children if alive_in(child)]


def test_it_stops_while_it_prepares_its_database(tmp_path):
    site = subprocess.Popen(
        [*ACTIONLINE, "serve", "--port", str(free_port())],
        stderr=subprocess.PIPE,
        text=True,
        env=environment(tmp_path),
    )
    database = tmp_path / "actionline.sqlite3"
    while not database.exists() or not database.stat().st_size:
        assert site.poll() is None
        time.sleep(0.05)
    site.send_signal(signal.SIGTERM)
    said = site.communicate(timeout=15)[1]

    assert site.returncode == 128 + signal.SIGTERM
    assert "Traceback" not in said


def children_of(process: int) -> list[int]:
    rows = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True
    )
    return [int(row) for row in rows.stdout.split()]


def test_a_port_that_is_taken_is_named_with_a_way_out(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        answer = subprocess.run(
            [*ACTIONLINE, "serve", "--port", str(port)],
            capture_output=True,
            text=True,
            env=environment(tmp_path),
        )

    assert answer.returncode == 2
    assert f"Port {port} is taken" in answer.stderr
    assert f"./run --port {port + 1}" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")

    answer = subprocess.run(
        [*ACTIONLINE, "serve", "--port", str(free_port())],
        capture_output=True,
        text=True,
        env=environment(tmp_path / "file" / "data") | {"ACTIONLINE_SECRET_KEY": "x" * 60},
    )

    assert answer.returncode == 2
    assert "cannot be written" in answer.stderr
    assert "ACTIONLINE_DATA" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_claiming_a_free_port_leaves_it_free():
    port = free_port()

    claim("127.0.0.1", port)
    claim("127.0.0.1", port)


def test_claiming_a_taken_port_fails():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()

        with pytest.raises(PortTakenError):
            claim("127.0.0.1", other.getsockname()[1])


def test_when_one_process_fails_the_others_stop():
    handlers = {
        each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }
    try:
        with Processes() as processes:
            processes.start("sleeper", "-c", "import time; time.sleep(60)")
            processes.start("failure", "-c", "raise SystemExit(3)")
            status = processes.watch()
    finally:
        for each, handler in handlers.items():
            signal.signal(each, handler)

    assert status == 1
    assert processes.running["sleeper"].returncode == -signal.SIGTERM


def test_a_process_that_will_not_end_is_ended(monkeypatch):
    monkeypatch.setattr("actionline.common.processes.STOPPING", 0.2)
    handlers = {
        each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }
    deaf = (
        "import signal, time; signal.signal(15, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    )
    try:
        with Processes() as processes:
            processes.start("deaf", "-c", deaf)
            time.sleep(0.5)
    finally:
        for each, handler in handlers.items():
            signal.signal(each, handler)

    assert processes.running["deaf"].returncode == -signal.SIGKILL


SILENT = "postgres://who:secret@127.0.0.1:1/name"


@pytest.mark.parametrize(
    ("command", "address", "told"),
    [
        (["migrate"], SILENT, "whether the server runs"),
        (["migrate"], "sqlite:////nowhere/site.sqlite3", "its folder has to be there and writable"),
        (["migrate"], "nonsense://who:secret@host", "no address of a database"),
        (["migrate"], "postgres://who:secret@host:port/name", "no address of a database"),
        (["import", __file__], SILENT, "whether the server runs"),
        (["check"], SILENT, "whether the server runs"),
        (["check"], "nonsense://who:secret@host", "no address of a database"),
    ],
)
def test_a_database_that_does_not_answer_is_told_in_a_sentence(tmp_path, command, address, told):
    answer = subprocess.run(
        [*ACTIONLINE, *command],
        capture_output=True,
        text=True,
        env={**environment(tmp_path), "DATABASE_URL": address},
    )

    said = answer.stdout + answer.stderr
    assert answer.returncode == (1 if command == ["check"] and "secret@h" not in address else 2)
    assert told in said
    assert "Traceback" not in said
    assert "secret" not in said


def test_a_database_that_was_never_prepared_is_told_in_a_sentence(tmp_path):
    answer = subprocess.run(
        [*ACTIONLINE, "import", __file__], capture_output=True, text=True, env=environment(tmp_path)
    )

    assert answer.returncode == 2
    assert "Run `actionline migrate`." in answer.stderr
    assert "Traceback" not in answer.stderr
