"""Links are looked at: against a real server, and never inside somebody's network."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.utils import timezone

from actionline.stocktaking import links, looking, tasks
from actionline.stocktaking.looking import Looked
from actionline.stocktaking.models import CheckedLink

from .kept import made


class _Pages(BaseHTTPRequestHandler):
    """A server with a page of each kind; it notes what it was asked."""

    asked: list[str]

    def _answer(self) -> None:
        self.asked.append(f"{self.command} {self.path}")
        status = {"/gone": 404, "/error": 500, "/no-head": 405, "/login": 403}.get(self.path, 200)
        if self.path == "/no-head" and self.command == "GET":
            status = 200
        if self.path.startswith("/on"):
            status = 302
        self.send_response(status)
        if self.path == "/on":
            self.send_header("Location", "/page")
        if self.path == "/on-and-on":
            self.send_header("Location", "/on-and-on")
        if self.path == "/on-inside":
            self.send_header("Location", "http://169.254.169.254/latest/")
        if self.path == "/on-file":
            self.send_header("Location", "file:///etc/passwd")
        self.end_headers()

    do_HEAD = do_GET = _answer  # noqa: N815 - the names that the library calls

    def log_message(self, *_args: object) -> None:
        """Nothing: the tests look at `asked`."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    _Pages.asked = []
    found = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    thread = Thread(target=found.serve_forever, args=[0.01], daemon=True)
    thread.start()
    yield found
    found.shutdown()
    found.server_close()
    thread.join()


def allowed(address: str, port: int) -> bool:
    return address == "127.0.0.1"


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/page", Looked("fine", 200)),
        ("/page?q=é#part", Looked("fine", 200)),
        ("/gone", Looked("gone", 404)),
        ("/error", Looked("error", 500)),
        ("/no-head", Looked("fine", 200)),
        ("/login", Looked("fine", 403)),
        ("/on", Looked("fine", 200)),
        ("/on-and-on", Looked("round")),
        ("/on-inside", Looked("private")),
        ("/on-file", Looked("unknown")),
    ],
)
def test_what_a_server_says(server, path, found):
    base = f"http://127.0.0.1:{server.server_port}"
    assert looking.look(base + path, allowed=allowed) == found


def test_get_is_used_where_head_is_refused_only(server):
    base = f"http://127.0.0.1:{server.server_port}"
    looking.look(base + "/page", allowed=allowed)
    looking.look(base + "/no-head", allowed=allowed)
    assert _Pages.asked == ["HEAD /page", "HEAD /no-head", "GET /no-head"]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[fe80::1%25lo]/",
        "http://8.8.8.8:22/",
        "http://8.8.8.8:5432/",
    ],
)
def test_what_is_not_public_is_never_asked(url, monkeypatch):
    def refuse(*_args: object, **_named: object) -> None:
        raise AssertionError("a connection was begun")

    monkeypatch.setattr(socket, "create_connection", refuse)
    assert looking.look(url).said in {"private", "unknown"}


@pytest.mark.parametrize(
    "url",
    ["", "x", "ftp://example.org/", "http://", "http://[", "http://x:99999/", "http://é\udcff/"],
)
def test_what_is_no_web_address(url):
    assert looking.look(url).said == "unknown"


def test_a_server_that_says_nothing_or_nonsense(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setattr(looking, "TIMEOUT", 0.3)
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        assert looking.look(url, allowed=allowed).said == "silent"
    assert looking.look(url, allowed=allowed).said == "silent"  # nobody listens any more


def test_a_server_that_drips_is_left(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as slow:
        monkeypatch.setattr(looking, "LONGEST", 0.5)

        def drip() -> None:
            taken, _from = slow.accept()
            with taken:
                try:
                    while True:
                        taken.sendall(b"H")
                        thread_ends.wait(0.1)
                except OSError:
                    pass

        from threading import Event

        thread_ends = Event()
        thread = Thread(target=drip, daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{slow.getsockname()[1]}/"
        assert looking.look(url, allowed=allowed).said in {"silent", "error"}
        thread.join(5)
        assert not thread.is_alive()


def linked(number: int, *urls: str) -> object:
    return made(number=number, days=1, links=[{"url": url, "text": ""} for url in urls])


@pytest.mark.django_db
def test_an_address_is_broken_when_three_looks_failed():
    project = linked(1, "https://example.org/a")
    now = timezone.now()
    links.take_up(now)
    gone, fine = Looked("gone", 404), Looked("fine", 200)
    for day, broken in ((0, 0), (1, 0), (2, 1)):
        assert links.check(now + timedelta(days=day), looking=lambda _url: gone) == 1
        assert links.all_broken().count() == broken
    link = CheckedLink.objects.get(project=project)
    assert (link.said, link.status, link.failing_since) == ("gone", 404, now)
    assert links.check(now + timedelta(days=3), looking=lambda _url: fine) == 0  # not due yet
    links.check(now + timedelta(days=9), looking=lambda _url: fine)
    assert not links.all_broken().exists()


@pytest.mark.django_db
def test_of_each_host_one_at_a_time_and_the_same_address_once():
    linked(1, "https://example.org/a", "https://example.org/b", "https://example.net/")
    linked(2, "https://example.org/a")
    now = timezone.now()
    assert links.take_up(now) == 2
    seen: list[str] = []

    def look(url: str) -> Looked:
        seen.append(url)
        return Looked("fine", 200)

    assert links.check(now, looking=look) == 2
    assert sorted(url[:20] for url in seen) == ["https://example.net/", "https://example.org/"]
    assert links.more(now)
    assert links.check(now, looking=look) == 1
    assert not links.more(now)
    assert len(set(seen)) == 3  # the address that two projects give was asked for once
    assert CheckedLink.objects.filter(said="fine").count() == 4


@pytest.mark.django_db
def test_the_list_follows_the_projects():
    project = linked(1, "https://example.org/a")
    now = timezone.now()
    links.take_up(now)
    project.links = [{"url": "https://example.org/b", "text": ""}]
    project.save()
    links.take_up(now)
    assert [link.url for link in project.checked_links.all()] == ["https://example.org/b"]


@pytest.mark.django_db
def test_it_is_off_unless_switched_on(settings):
    assert settings.CHECK_LINKS is False
    linked(1, "https://example.org/a")
    tasks.daily.func()
    tasks.look_at_links.func()
    assert not CheckedLink.objects.exists()


@pytest.mark.django_db
def test_owner_and_desk_see_what_is_broken(person_client, officer_client, person):
    project = linked(1, "https://example.org/a")
    project.owners.create(person=person)
    links.take_up(timezone.now())
    CheckedLink.objects.update(
        failures=3, said="gone", status=404, checked_at=timezone.now(), failing_since=timezone.now()
    )
    assert "1 broken link" in person_client.get("/en/stocktaking/own/").content.decode()
    assert "There is no such page." in person_client.get("/en/stocktaking/1/keep/").content.decode()
    page = officer_client.get("/en/stocktaking/desk/links/").content.decode()
    assert "https://example.org/a" in page
    assert "has not switched it on" in page
