"""What holds for every request to the interface."""

import gzip
import subprocess
import sys

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionline.framework.models import Body
from actionline.mandates.models import Mandate, Wording
from actionline.portal.api.limits import MOST, Limits, network

BODIES = "/api/v1/bodies"


def test_what_has_not_changed_is_not_sent_again(client, fill):
    fill(1)
    etag = client.get(BODIES).headers["ETag"]

    same = client.get(BODIES, headers={"If-None-Match": etag})
    Body.objects.update(acronym="LH")  # by whatever way: the digest is of the content
    changed = client.get(BODIES, headers={"If-None-Match": etag})

    assert (same.status_code, same.content, same.headers["ETag"]) == (304, b"", etag)
    assert changed.status_code == 200
    assert changed.headers["ETag"] != etag
    assert changed.headers["Cache-Control"] == "public, no-cache"


def test_a_changed_mandate_is_seen_at_once(client, fill):
    fill(1)
    address = f"/api/v1/mandates/{Mandate.objects.get().pk}"
    client.get(address)
    Wording.objects.update(text="to report each month")

    assert client.get(address).json()["versions"][0]["text"] == "to report each month"


def test_packed_answers_are_known_again(client, fill):
    fill(3)
    packed = client.get(BODIES, headers={"Accept-Encoding": "gzip"})

    again = client.get(
        BODIES, headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]}
    )

    assert b"Lighthouses" in gzip.decompress(packed.content)
    assert again.status_code == 304


def test_head_tells_what_get_would(client, fill):
    fill(1)
    full, head = client.get(BODIES), client.head(BODIES)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == full.headers["ETag"]
    assert head.headers["Content-Length"] == str(len(full.content))


def test_scripts_of_other_sites_may_read(client, fill):
    fill(1)
    asked = client.options(
        BODIES,
        headers={"Origin": "https://example.org", "Access-Control-Request-Method": "GET"},
    )

    assert asked.status_code == 204
    assert asked.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    for answer in (asked, client.get(BODIES), client.get("/api/v1/none")):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client, db, method):
    answer = getattr(client, method)(BODIES)

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert answer.json()["status"] == 405


def test_no_cookie_is_read_or_set(officer_client, fill):
    fill(1)
    with CaptureQueriesContext(connection) as queries:
        answer = officer_client.get(BODIES)

    assert not answer.cookies
    assert "Cookie" not in answer.headers["Vary"]
    assert [each["sql"] for each in queries if "session" in each["sql"]] == []


@pytest.mark.parametrize(
    "address",
    ["none", "mandates/", "mandates/0", "mandates/x", "mandates/" + "9" * 5000, "goals/-1",
     "bodies/%2e%2e", "instruments/itu", "openapi.json/"],
)  # fmt: skip
def test_what_is_not_there_is_a_problem(client, db, address):
    answer = client.get(f"/api/v1/{address}")

    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["title"] == "Not Found"


@pytest.mark.parametrize(
    "address", ["bodies/a%00b", "mandates?q=%00", "mandates?%00=1", "bodies?cursor=%00"]
)
def test_signs_that_no_text_has_are_refused(client, db, address):
    answer = client.get(f"/api/v1/{address}")

    assert answer.status_code == 400
    assert answer.json()["detail"] == "The address holds signs that no text has."


@pytest.mark.parametrize("value", ["%ED%A0%80", "%FF%FE", "%F0%9F%98", "%E2%80%AE", "%"])
def test_broken_letters_do_no_harm(client, fill, value):
    """Half letters, bytes that are no UTF-8, signs that turn the writing round."""
    fill(1)

    assert client.get(f"/api/v1/mandates?q={value}").status_code in (200, 400)
    assert client.get(f"/api/v1/bodies/{value}").status_code in (400, 404)


def test_who_asks_too_often_has_to_wait(client, fill, settings):
    fill(1)
    settings.API_RATE = 3

    answers = [client.get(BODIES) for _ in range(4)]

    assert [each.status_code for each in answers] == [200, 200, 200, 429]
    assert answers[3].headers["Retry-After"] == "20"
    assert answers[3].json()["title"] == "Too Many Requests"
    other = client.get(BODIES, REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 200


def test_a_bucket_fills_up_again():
    now = [0.0]
    limits = Limits(clock=lambda: now[0])
    taken = [limits.take("a", 60) for _ in range(61)]
    now[0] = 1.0

    assert taken == [0] * 60 + [1]
    assert (limits.take("a", 60), limits.take("a", 60)) == (0, 1)
    now[0] = 3600.0
    assert [limits.take("a", 60) for _ in range(61)] == [0] * 60 + [1]


def test_not_more_addresses_are_remembered_than_there_is_room_for():
    limits = Limits()
    for number in range(MOST + 10):
        limits.take(f"{number}", 60)

    assert len(limits) == MOST


def test_addresses_of_one_network_count_as_one():
    assert network("2001:db8:1:2:aaaa::1") == network("2001:db8:1:2:bbbb::2")
    assert network("2001:db8:1:3::1") != network("2001:db8:1:2::1")
    assert network("192.0.2.1") == "192.0.2.1"
    assert network("::ffff:192.0.2.1") == "192.0.2.1"
    assert network("unix:") == "unix:"


def test_the_start_and_the_pages_do_without_the_interface():
    """pydantic and django-ninja take as long as a fifth of the start."""
    code = (
        "import django, sys; django.setup(); from django.urls import reverse;"
        "reverse('portal:home'); print({'pydantic', 'ninja'} & set(sys.modules))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert answer.stdout.strip() == "set()"
