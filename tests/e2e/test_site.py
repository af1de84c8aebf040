"""The furnished site is whole: every address of the table is a page, a file or a form."""

from __future__ import annotations

import pytest
from tests.e2e import site

pytestmark = pytest.mark.django_db


def test_every_page_is_reached(visits, officer, person):
    """Not a page that says there is nothing, nor one that leads elsewhere."""
    clients = site.clients(officer, person)
    wrong = {}
    for name, (who, address) in visits.items():
        status = clients[who].get(f"/en/{address}").status_code
        if status != site.SAID.get(name, 200):
            wrong[name] = (who, address, status)

    assert wrong == {}, "\n".join(f"{name} {told}" for name, told in wrong.items())
