"""The starter data beside what was imported. How it is read: tests/framework/test_loading.py."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.instruments import readings

from actionline.framework.models import LoadedProcess
from actionline.instruments import actions
from actionline.instruments.models import Instrument
from actionline.portal.process import load

TINY = Path(__file__).parents[1] / "process" / "tiny"
TODAY = date(2029, 11, 1)
SLUG = "river/assembly/res-1"


@pytest.mark.parametrize(
    ("version", "title"), [("2028", "As the document has it"), ("2020", "Clean banks")]
)
def test_the_newest_document_says_the_title_and_else_the_starter_data(
    ready, officer, version, title
):
    load(TINY, today=TODAY)
    read = readings.edition(instrument=SLUG, version=version, title="As the document has it")
    actions.file_import(item=ready(read), by=officer)
    LoadedProcess.objects.all().delete()  # so that the folder is taken in once more

    load(TINY, today=TODAY)

    assert Instrument.objects.get(slug=SLUG).title == title
