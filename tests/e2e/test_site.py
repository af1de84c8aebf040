"""The furnished site is whole: every address of the table is a page, a file or a form."""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from tests.e2e import site

pytestmark = pytest.mark.django_db
BUDGET = (15_000, 20_000, 60_000)  # bytes of styles, of scripts, of both with the page


def test_every_page_is_reached_and_light(visits, officer, person):
    """Not a page that says there is nothing, nor one that leads elsewhere; and compressed, 15 KB of
    styles, 20 KB of scripts, 60 KB with the page, wherever one begins.

    Scripts of packages stand on the pages of passkeys alone.
    """
    clients = site.clients(officer, person)
    wrong, heavy, pages = {}, {}, 0
    for name, (who, address) in visits.items():
        answer = clients[who].get(f"/en/{address}")
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        if answer.status_code != site.SAID.get(name, 200):
            wrong[name] = (who, address, answer.status_code)
        styles = loaded(answer.content, r'rel="stylesheet" href="([^"]+)"')
        scripts = loaded(answer.content, r'src="([^"]+\.js[^"]*)"')
        told = (styles, scripts, styles + scripts + len(gzip.compress(answer.content, 6)))
        if any(found > most for found, most in zip(told, BUDGET, strict=True)):
            heavy[name] = told

        pages += 1

    assert pages > 200
    assert wrong == {}, "\n".join(f"{name} {told}" for name, told in wrong.items())
    assert heavy == {}


def loaded(html: bytes, pattern: str) -> int:
    """How much the files that a page names weigh, compressed."""
    urls = re.findall(pattern, html.decode())
    return sum(weight(url.split("?")[0].removeprefix("/static/")) for url in urls)


@cache
def weight(name: str) -> int:
    return len(gzip.compress(Path(finders.find(name)).read_bytes(), 6))
