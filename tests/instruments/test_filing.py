"""Filing what was checked, and taking it back."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.forms.models import model_to_dict
from tests.instruments import readings

from actionline.common.models import AuditEntry
from actionline.instruments import actions, hooks
from actionline.instruments.models import (
    Citation,
    Edition,
    Import,
    Instrument,
    Proposal,
    Provision,
)


def everything():
    """All rows of the room, to compare before and after."""
    models = (Instrument, Edition, Proposal, Provision, Citation)
    return [
        [model_to_dict(row) | {"pk": row.pk} for row in m.objects.order_by("pk")] for m in models
    ]


@pytest.fixture
def summary(bodies):
    """A summary edition as the starter data brings it, with one place the document has too."""
    instrument = Instrument.objects.create(
        slug="itu/pp/res-900", body=bodies[2], title="Lighthouses, in short", number="900"
    )
    edition = Edition.objects.create(
        instrument=instrument,
        version="2022",
        title="Lighthouses, in short",
        is_summary=True,
        source_note="told by us",
    )
    for position, path in enumerate(("resolves/1", "resolves/9")):
        provision = Provision.objects.create(
            edition=edition,
            position=position,
            path=path,
            kind="operative",
            clause="resolves",
            heading="resolves",
            text="ITU keeps a list.",
        )
    Citation.objects.create(provision=provision, text="elsewhere", target="itu/pp/res-1")
    return edition


def test_an_edition_is_filed_with_its_provisions_and_citations(ready, officer):
    other = Instrument.objects.create(slug="itu/pp/res-901", title="Buoys")

    edition = actions.file_import(item=ready(), by=officer)

    assert str(edition) == "PP Resolution 900 (2022)"
    assert edition.instrument.body.slug == "plenipotentiary-conference"
    assert [row.path for row in edition.provisions.all()] == [
        "recalling/a",
        "recalling/b",
        "resolves/1",
        "resolves/2",
        "instructs-the-secretary-general/1",
    ]
    cited = {row.text: row.cited for row in Citation.objects.all()}
    assert cited == {
        "Resolution 901 (Rev. Geneva, 2018)": other,
        "Tunis Agenda": None,
        "resolves 1 above": None,
    }
    assert edition.provisions.get(path="resolves/1").footnotes == [
        {"number": "1", "text": "Lights on inland waters too."}
    ]


def test_filing_is_told_to_the_rooms_above_and_to_the_audit_trail(ready, officer):
    told = []
    hooks.after_filing.append(told.append)
    item = ready()

    edition = actions.file_import(item=item, by=officer)

    item.refresh_from_db()
    assert told == [hooks.Filed(edition=edition, proposal=None, by=officer, batch=item.batch)]
    verbs = (
        AuditEntry.objects.filter(batch=item.batch).order_by("id").values_list("verb", flat=True)
    )
    assert list(verbs) == [
        "instruments.add",
        "instruments.file",
        "instruments.receive",
        "instruments.close_import",
    ]
    assert (item.state, item.edition) == (Import.State.FILED, edition)


def test_a_person_without_the_right_cannot_file(ready, person):
    with pytest.raises(PermissionDenied):
        actions.file_import(item=ready(), by=person)
    assert not Edition.objects.exists()


def test_a_proposal_is_filed_to_the_edition_it_revises(ready, officer):
    edition = actions.file_import(item=ready(), by=officer)

    proposal = actions.file_import(item=ready(readings.revision()), by=officer)

    assert (proposal.base, proposal.action, str(proposal)) == (edition, "MOD", "AAA/9A1/1")
    assert proposal.provisions.count() == 5


def test_a_proposal_filed_first_finds_its_edition_later(ready, officer):
    proposal = actions.file_import(item=ready(readings.revision()), by=officer)
    assert proposal.base is None

    edition = actions.file_import(item=ready(), by=officer)

    proposal.refresh_from_db()
    assert proposal.base == edition


def test_citations_find_an_instrument_that_comes_later(ready, officer):
    actions.file_import(item=ready(), by=officer)

    later = readings.edition(instrument="itu/pp/res-901", version="2018", title="Buoys")
    actions.file_import(item=ready(later), by=officer)

    first = Citation.objects.filter(target="itu/pp/res-901").first()
    assert first.cited.slug == "itu/pp/res-901"


def test_a_summary_gives_way_and_keeps_its_identity(ready, officer, summary):
    kept = summary.provisions.get(path="resolves/1").pk

    edition = actions.file_import(item=ready(), by=officer)

    assert edition.pk == summary.pk
    assert not edition.is_summary
    assert edition.provisions.get(path="resolves/1").pk == kept
    assert not edition.provisions.filter(path="resolves/9").exists()
    assert edition.instrument.title == "On lighthouses and the <data> they keep"


def test_undo_restores_a_summary_exactly(ready, officer, summary):
    before = everything()
    item = ready()
    actions.file_import(item=item, by=officer)
    assert everything() != before

    undone = actions.undo_import(item=item, by=officer)

    assert everything() == before
    assert undone.state == Import.State.UNDONE


def test_undo_removes_what_was_added(ready, officer):
    before = everything()
    item = ready()
    actions.file_import(item=item, by=officer)

    actions.undo_import(item=item, by=officer)

    assert everything() == before
    assert not Instrument.objects.exists()


def test_the_rooms_above_undo_first(ready, officer, summary):
    seen = []
    hooks.before_undo.append(lambda filed: seen.append(filed.edition.is_summary))
    hooks.after_undo.append(
        lambda filed: seen.append(Edition.objects.get(pk=filed.edition.pk).is_summary)
    )
    item = ready()
    actions.file_import(item=item, by=officer)

    actions.undo_import(item=item, by=officer)

    assert seen == [False, True]


def test_a_version_on_file_is_replaced_only_when_asked(ready, officer):
    first, second = ready(), ready(readings.edition(title="A second reading"))
    edition = actions.file_import(item=first, by=officer)

    with pytest.raises(actions.AlreadyFiledError) as refusal:
        actions.file_import(item=second, by=officer)
    assert refusal.value.record == edition
    replaced = actions.file_import(item=second, by=officer, replace=True)

    assert (replaced.pk, replaced.title) == (edition.pk, "A second reading")


def test_a_replaced_filing_is_undone_last_first(ready, officer):
    first, second = ready(), ready(readings.edition(title="A second reading"))
    actions.file_import(item=first, by=officer)
    before = everything()
    actions.file_import(item=second, by=officer, replace=True)

    with pytest.raises(actions.RefusedError):
        actions.undo_import(item=first, by=officer)
    actions.undo_import(item=second, by=officer)
    assert everything() == before
    actions.undo_import(item=first, by=officer)

    assert not Instrument.objects.exists()


def test_the_same_proposal_is_not_filed_twice(ready, officer):
    actions.file_import(item=ready(readings.revision()), by=officer)

    with pytest.raises(actions.AlreadyFiledError):
        actions.file_import(item=ready(readings.revision()), by=officer)
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize(
    ("head", "places"),
    [
        ({"instrument": None}, ["instrument"]),
        ({"instrument": "Resolution 900"}, ["instrument"]),
        ({"version": None}, ["version"]),
        ({"version": "Geneva"}, ["version"]),
        ({"title": ""}, ["title"]),
        ({"title": "long " * 200}, ["title"]),
        ({"action": "XYZ"}, ["action"]),
    ],
)
def test_what_is_missing_is_named(ready, officer, head, places):
    with pytest.raises(actions.NotReadyError) as refusal:
        actions.file_import(item=ready(readings.edition(**head)), by=officer)

    assert [problem.place for problem in refusal.value.problems] == places
    assert not Instrument.objects.exists()


def test_a_text_with_changes_is_no_edition(ready, officer):
    with pytest.raises(actions.NotReadyError) as refusal:
        actions.file_import(item=ready(readings.revision(action=None)), by=officer)

    assert [problem.place for problem in refusal.value.problems] == ["action"]


def test_what_is_too_long_for_the_database_is_refused_by_name(ready, officer):
    reading = readings.edition()
    reading["provisions"][0]["heading"] = "considering " * 100
    reading["citations"][0]["text"] = "Resolution " * 100

    with pytest.raises(actions.NotReadyError) as refusal:
        actions.file_import(item=ready(reading), by=officer)

    assert [problem.place for problem in refusal.value.problems] == ["#recalling/a", "#recalling/a"]


def test_nobody_files_what_they_did_not_see(ready, officer):
    with pytest.raises(actions.ConflictError):
        actions.file_import(item=ready(), by=officer, seen="another-stamp")
    assert not Edition.objects.exists()


def test_a_closed_import_is_neither_filed_nor_discarded(ready, officer):
    item = ready()
    actions.file_import(item=item, by=officer)

    for action in (actions.file_import, actions.discard_import):
        with pytest.raises(actions.RefusedError):
            action(item=item, by=officer)


def test_a_newer_edition_names_the_instrument_and_an_older_one_does_not(ready, officer):
    actions.file_import(item=ready(readings.edition(version="2018", title="Old")), by=officer)
    actions.file_import(item=ready(readings.edition(version="2022", title="New")), by=officer)
    actions.file_import(item=ready(readings.edition(version="2014", title="Oldest")), by=officer)

    assert Instrument.objects.get().title == "New"
