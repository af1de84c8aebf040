"""The real documents, where they are at hand: read, filed, shown and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from actionline.instruments import actions
from actionline.instruments.models import Instrument

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

pytestmark = [
    pytest.mark.seeds,
    pytest.mark.skipif(not SEEDS.exists(), reason="the documents are not at hand"),
]


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_a_real_document_goes_all_the_way(client, officer, officer_client, number):
    path = next(SEEDS.glob(f"{number}_*.txt"))
    item = actions.upload(data=path.read_bytes(), name=path.name, by=officer)
    assert officer_client.get(item.get_absolute_url()).status_code == 200
    if item.draft["document"]["instrument"] is None:  # a new one has no number yet
        fields = {"instrument": "itu/council/res-wsis", "version": "2025", "title": "New"}
        item = actions.correct_head(item=item, fields=fields, by=officer)

    record = actions.file_import(item=item, by=officer)

    page = client.get(record.get_absolute_url())
    assert page.status_code == 200
    for row in record.provisions.all():
        assert f'id="{row.path}"' in page.text
    base = record.get_absolute_url().removesuffix("/")
    for form in ("json", "xml", "docx", "txt"):
        assert client.get(f"{base}.{form}").status_code == 200
    actions.undo_import(item=item, by=officer)
    assert not Instrument.objects.exists()
