"""What machines ask of a running site: no cookies, no names, no personal data."""

from __future__ import annotations

import json
import logging
import sys

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpResponse
from django.test import Client, RequestFactory

from actionline.common import metrics, middleware, probes
from actionline.common.logs import Discreet, JsonLines, request_id


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_site_that_is_well_says_so_to_whoever_asks(db, client, settings, path):
    settings.SECURE_SSL_REDIRECT = True

    answer = client.get(path, headers={"host": "10.1.2.3"})

    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Vary" not in answer.headers


def test_alive_asks_the_database_nothing(client):
    assert client.get("/healthz").status_code == 200


def test_a_database_behind_this_version_is_not_ready(db, client, monkeypatch):
    monkeypatch.setattr(probes, "_migrated", False)
    MigrationRecorder.Migration.objects.filter(app="mandates").delete()

    answer = client.get("/readyz")

    assert (answer.status_code, answer.content) == (503, b"migrations are missing\n")


def test_figures_need_the_token(db, client, settings):
    assert client.get("/metrics").status_code == 404
    settings.METRICS_TOKEN = "a-token"
    assert client.get("/metrics").status_code == 401
    wrong = client.get("/metrics", headers={"authorization": "Bearer é"})
    assert wrong.status_code == 401

    answer = client.get("/metrics", headers={"authorization": "Bearer a-token"})

    assert answer.status_code == 200
    assert "actionline_audit_entries 0.0" in answer.content.decode()


def test_requests_are_counted_by_view_and_not_by_address(db, settings):
    settings.METRICS_TOKEN = "a-token"
    client = Client()

    client.get("/en/mandates/?q=private")
    client.get("/en/nowhere/private/")
    client.generic("ODD", "/en/")

    text = metrics.exposition()[0].decode()
    told = 'actionline_requests_total{method="GET",status="200",view="mandates:list"}'
    assert told in text
    assert 'actionline_requests_total{method="GET",status="404",view=""}' in text
    assert 'method="other"' in text
    assert "private" not in text


def test_a_request_has_an_id_in_its_answer(db, client, settings):
    first, second = (client.get("/en/").headers["X-Request-ID"] for _turn in range(2))
    forged = client.get("/en/", headers={"x-request-id": "given-by-a-stranger"})
    settings.BEHIND_PROXY = True
    passed = client.get("/en/", headers={"x-request-id": "given-by-the-proxy"})
    broken = client.get("/en/", headers={"x-request-id": "two words"})

    assert first != second
    assert forged.headers["X-Request-ID"] != "given-by-a-stranger"
    assert passed.headers["X-Request-ID"] == "given-by-the-proxy"
    assert broken.headers["X-Request-ID"] != "two words"


def record(name: str, message: str, *args: object, **extra: object) -> str:
    line = logging.getLogger(name).makeRecord(
        name, logging.WARNING, "", 0, message, args, None, extra=extra
    )
    Discreet().filter(line)
    return JsonLines().format(line)


def test_lines_are_json_with_the_id_of_the_request():
    mark = request_id.set("abc")
    try:
        line = json.loads(record("actionline", "%s: %d", "a\nb", 2, told={"route": "/x/"}))
    finally:
        request_id.reset(mark)

    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "WARNING",
        "logger": "actionline",
        "message": "a\nb: 2",
        "request_id": "abc",
        "route": "/x/",
    }


def test_djangos_lines_about_a_request_do_not_tell_its_address():
    line = record("django.request", "Not Found: %s", "/en/account/sign-in/x/y/", status_code=404)

    assert json.loads(line)["message"] == "answered with 404"


def test_a_failure_is_told_with_its_place():
    try:
        _ = 1 / 0
    except ZeroDivisionError:
        line = logging.makeLogRecord({"exc_info": sys.exc_info(), "msg": "x"})

    assert "ZeroDivisionError" in json.loads(JsonLines().format(line))["exception"]


def test_the_line_of_a_request_names_the_route(db, client, caplog):
    with caplog.at_level("INFO", logger="actionline.request"):
        client.get("/en/mandates/12345/?q=private")

    (line,) = [entry for entry in caplog.records if entry.name == "actionline.request"]
    assert "/en/mandates/<int:key>/ 404 in" in line.getMessage()
    assert "private" not in line.getMessage()


def test_figures_that_are_switched_off_cost_nothing(settings):
    settings.METRICS_TOKEN = ""
    with pytest.raises(MiddlewareNotUsed):
        middleware.measured(lambda request: HttpResponse())


def test_the_route_of_an_address_that_fits_nothing_has_no_words_of_it():
    assert middleware.route_of(RequestFactory().get("/private/")) == "(none)"
