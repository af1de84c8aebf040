"""Bodies, and imports ready to be checked."""

from __future__ import annotations

import hashlib
from itertools import count

import pytest
from tests.instruments import readings

from actionline.framework.models import Body
from actionline.instruments import hooks
from actionline.instruments.models import Import, SourceFile

_SERIAL = count()


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    """Uploaded files go to a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture(autouse=True)
def no_other_room(monkeypatch):
    """What the rooms above do is tested there; here nobody hangs on."""
    for name in ("after_filing", "before_undo", "after_undo", "threads", "panels"):
        monkeypatch.setattr(hooks, name, [])


@pytest.fixture
def bodies(db):
    names = {"secretary-general": "Secretary-General", "council": "Council"}
    made = [Body.objects.create(slug=slug, name_en=name) for slug, name in names.items()]
    conference = Body.objects.create(
        slug="plenipotentiary-conference", name_en="Plenipotentiary Conference", acronym="PP"
    )
    return [*made, conference]


@pytest.fixture
def ready(bodies):
    """Makes an import that has been read and waits to be checked."""

    def make(reading=None, by=None):
        serial = next(_SERIAL)
        digest = hashlib.sha256(str(serial).encode()).hexdigest()
        source = SourceFile.objects.create(
            sha256=digest,
            name=f"text-{serial}.txt",
            media="text",
            size=10,
            file=f"sources/{digest}",
        )
        reading = reading or readings.edition()
        return Import.objects.create(
            source=source,
            name=source.name,
            state=Import.State.PREVIEW,
            reading=reading,
            draft=reading,
            created_by=by,
        )

    return make
