"""From documents to the register and back: read, filed, carried over, undone."""

from __future__ import annotations

import pytest

from actionline.framework.models import Body
from actionline.instruments import actions as filing
from actionline.mandates import history
from actionline.mandates.models import Mandate, Wording

OLDER = """RESOLUTION 900 (Rev. Dubai, 2018)

Keeping lights along the coasts

The Plenipotentiary Conference of the International Telecommunication Union (Dubai, 2018),

considering

a) that ships need lights;

resolves

1 that ITU should keep a public list of all lighthouses;

2 that ITU should offer courses in night landing to small islands,

instructs the Secretary-General

1 to report annually to the Council on the state of the list;

2 to invite harbour masters to a yearly meeting.
"""
NEWER = (
    OLDER.replace("Rev. Dubai, 2018", "Rev. Bucharest, 2022")
    .replace("(Dubai, 2018)", "(Bucharest, 2022)")
    .replace(
        "1 that ITU should keep",
        "1 that ITU should paint every buoy in two colours;\n\n2 that ITU should keep",
    )
    .replace("2 that ITU should offer courses in night landing to small islands,", "")
    .replace("all lighthouses;\n\n\n", "all lighthouses,\n\n")
    .replace(
        "1 to report annually to the Council on",
        "1 to report annually to the Council and to ECOSOC on",
    )
)


@pytest.fixture
def more_bodies(bodies, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    Body.objects.create(slug="ecosoc", name_en="ECOSOC", position=99)


def file_text(text, name, by):
    item = filing.upload(data=text.encode(), name=name, by=by)
    return item, filing.file_import(item=item, by=by)


def standing():
    rows = Mandate.objects.order_by("current__edition__version", "position")
    return list(rows.values_list("current__path", "state", "current__carry", "version"))


def test_two_editions_and_an_undo(officer, more_bodies):
    file_text(OLDER, "older.txt", officer)
    before = history.trees(Mandate.objects.values_list("pk", flat=True))
    assert [row[0] for row in standing()] == [
        "resolves/1",
        "resolves/2",
        "instructs-the-secretary-general/1",
        "instructs-the-secretary-general/2",
    ]

    item, _edition = file_text(NEWER, "newer.txt", officer)

    assert standing() == [
        ("resolves/2", "to-confirm", "new", "2018"),
        ("resolves/1", "to-confirm", "new", "2022"),
        ("resolves/2", "in-force", "same", "2022"),
        ("instructs-the-secretary-general/1", "to-confirm", "changed", "2022"),
        ("instructs-the-secretary-general/2", "in-force", "same", "2022"),
    ]
    report = Mandate.objects.get(current__path="instructs-the-secretary-general/1")
    assert list(report.current.parties.filter(role="recipient").values_list("body__slug")) == [
        ("council",),
        ("ecosoc",),
    ]

    filing.undo_import(item=item, by=officer)

    assert history.trees(Mandate.objects.values_list("pk", flat=True)) == before
    assert Wording.objects.count() == 4


def test_the_older_document_may_come_second(officer, more_bodies):
    file_text(NEWER, "newer.txt", officer)
    _item, older = file_text(OLDER, "older.txt", officer)

    list_kept = Mandate.objects.get(current__path="resolves/2", version="2022")
    assert list(list_kept.wordings.order_by("edition__version").values_list("path")) == [
        ("resolves/1",),
        ("resolves/2",),
    ]
    ended = Mandate.objects.get(version="2018")
    assert (ended.current.edition, ended.state) == (older, "to-confirm")
