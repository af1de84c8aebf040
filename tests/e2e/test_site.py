"""The furnished site is whole: every address of the table is a page, a file or a form."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from tests.e2e import site

pytestmark = pytest.mark.django_db
BUDGET = (15_000, 20_000, 60_000)  # bytes of styles, of scripts, of both with the page


def test_every_page_is_reached(visits, officer, person):
    """Not a page that says there is nothing, nor one that leads elsewhere."""
    clients = site.clients(officer, person)
    wrong = {}
    for name, (who, address) in visits.items():
        status = clients[who].get(f"/en/{address}").status_code
        if status != site.SAID.get(name, 200):
            wrong[name] = (who, address, status)

    assert wrong == {}, "\n".join(f"{name} {told}" for name, told in wrong.items())


def test_a_first_visit_is_light(visits, officer, person):
    """Compressed: 15 KB of styles, 20 KB of scripts, 60 KB with the page, wherever one begins.

    Scripts of packages stand on the pages of passkeys alone.
    """
    clients = site.clients(officer, person)
    heavy = {}
    for name, (who, address) in visits.items():
        html = clients[who].get(f"/en/{address}").content
        styles = loaded(html, r'rel="stylesheet" href="([^"]+)"')
        scripts = loaded(html, r'src="([^"]+\.js[^"]*)"')
        weight = (styles, scripts, styles + scripts + len(gzip.compress(html, 6)))
        if any(found > most for found, most in zip(weight, BUDGET, strict=True)):
            heavy[name] = weight

    assert heavy == {}


def loaded(html: bytes, pattern: str) -> int:
    """How much the files that a page names weigh, compressed."""
    urls = re.findall(pattern, html.decode())
    names = {url.split("?")[0].removeprefix("/static/") for url in urls}
    return sum(len(gzip.compress(Path(finders.find(name)).read_bytes(), 6)) for name in names)
