"""Filing an edition takes its mandates into the register; undoing it takes them out again."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from tests.mandates.documents import asks

from actionline.common.models import AuditEntry
from actionline.instruments import hooks
from actionline.instruments.actions.errors import ConflictError, RefusedError
from actionline.mandates import actions, history
from actionline.mandates.models import Kind, Mandate, Wording
from actionline.reading.model import Deadline

LIST = asks("instructs/1", "to keep a public list of all lighthouses of the region;", "keep")
REPORT = asks(
    "instructs/2",
    "to report every year to the Council on the state of the harbours;",
    recipients=["council"],
    via=["cwg-wsis-sdg"],
    every="P1Y",
)
TRAIN = asks("instructs/3", "to train pilots of small islands in night landing;", "train")


def standing(instrument):
    """(path, state, carry of the current wording, edition, where it ended) of all mandates."""
    rows = Mandate.objects.filter(instrument=instrument).order_by("pk")
    return [
        (
            row.current.path,
            row.state,
            row.current.carry,
            row.version,
            row.ended_in and row.ended_in.version,
        )
        for row in rows.select_related("current", "ended_in")
    ]


def everything(instrument):
    keys = Mandate.objects.filter(instrument=instrument).values_list("pk", flat=True)
    rows = Mandate.objects.filter(pk__in=keys).order_by("pk")
    beside = rows.values_list(
        "pk", "kind", "lead", "version", "certain", "search_text", "current__path"
    )
    return history.trees(keys), list(beside)


def test_the_first_edition_has_nothing_to_confirm(file_edition, instrument):
    file_edition("2018", LIST, REPORT)

    assert standing(instrument) == [
        ("instructs/1", "in-force", "new", "2018", None),
        ("instructs/2", "in-force", "new", "2018", None),
    ]


def test_what_was_read_is_kept(file_edition, bodies):
    file_edition("2018", REPORT)

    mandate = Mandate.objects.select_related("current", "lead").get()
    assert mandate.kind == Kind.REPORT
    assert mandate.lead == bodies["secretary-general"]
    assert mandate.current.every == "P1Y"
    assert [(p.role, p.body.slug) for p in mandate.current.parties.order_by("role")] == [
        ("actor", "secretary-general"),
        ("recipient", "council"),
        ("via", "cwg-wsis-sdg"),
    ]


def test_a_newer_edition_carries_changes_ends_and_adds(file_edition, instrument):
    file_edition("2018", LIST, REPORT, TRAIN)

    filed = file_edition(
        "2022",
        asks("instructs/1", "to buy two tugs for rescue in winter storms;", "buy"),
        {**LIST, "path": "instructs/2"},
        {**REPORT, "path": "instructs/3", "every": "P2Y"},
    )

    assert standing(instrument) == [
        ("instructs/2", "in-force", "same", "2022", None),
        ("instructs/3", "to-confirm", "changed", "2022", None),
        ("instructs/3", "to-confirm", "new", "2018", "2022"),
        ("instructs/1", "to-confirm", "new", "2022", None),
    ]
    assert set(AuditEntry.objects.filter(batch=filed.batch).values_list("verb", flat=True)) == {
        "mandates.carry"
    }


def test_undoing_the_filing_restores_exactly(file_edition, undo_filing, instrument):
    file_edition("2018", LIST, REPORT, TRAIN)
    before = everything(instrument)

    filed = file_edition("2022", {**LIST, "path": "instructs/4"}, asks("invites/1", "to sail;"))
    undo_filing(filed)

    assert everything(instrument) == before


def test_undoing_the_only_edition_leaves_nothing(file_edition, undo_filing, instrument):
    undo_filing(file_edition("2018", LIST))

    assert not Mandate.objects.exists()


def test_an_older_edition_fits_in_before(file_edition, undo_filing, instrument):
    file_edition("2022", LIST, {**REPORT, "every": "P2Y"})
    before = everything(instrument)

    filed = file_edition("2018", REPORT, {**LIST, "path": "instructs/7"}, TRAIN)

    assert standing(instrument) == [
        ("instructs/1", "in-force", "same", "2022", None),
        ("instructs/2", "to-confirm", "changed", "2022", None),
        ("instructs/3", "to-confirm", "new", "2018", "2022"),
    ]
    assert Wording.objects.filter(mandate__wordings__path="instructs/7").count() == 2
    undo_filing(filed)
    assert everything(instrument) == before


def test_an_edition_between_two_takes_its_place(file_edition, undo_filing, instrument, officer):
    file_edition("2014", LIST, TRAIN)
    file_edition("2022", LIST)
    actions.confirm(mandates=Mandate.objects.all(), by=officer)
    before = everything(instrument)
    assert ("instructs/3", "ended", "new", "2014", "2022") in standing(instrument)

    filed = file_edition("2018", LIST, {**TRAIN, "path": "instructs/2"})

    assert ("instructs/2", "ended", "same", "2018", "2022") in standing(instrument)
    undo_filing(filed)
    assert everything(instrument) == before


def test_the_document_takes_the_place_of_its_summary(file_edition, instrument):
    first = file_edition(
        "2018",
        asks("instructs/1", "A list of lighthouses is kept", "keep"),
        asks("instructs/9", "A line that the document does not have", "note"),
    )
    Wording.objects.update(is_summary=True)
    key = Mandate.objects.get(current__path="instructs/1").pk
    before = everything(instrument)

    filed = file_edition("2018", LIST, REPORT)

    mandate = Mandate.objects.select_related("current").get(pk=key)
    assert (mandate.current.text, mandate.current.is_summary) == (LIST["text"], False)
    assert mandate.state == Mandate.State.IN_FORCE
    assert [row[0] for row in standing(instrument)] == ["instructs/1", "instructs/2"]
    for hook in hooks.before_undo:
        hook(filed)
    assert everything(instrument) == before
    assert first.edition == filed.edition


def test_words_that_stayed_keep_what_an_officer_corrected(file_edition, officer, bodies):
    file_edition("2018", REPORT)
    correction = actions.Correction(
        kind=Kind.REVIEW,
        actors=("director-tdb",),
        via=("cstd",),
        deadline=Deadline(every="P2Y"),
    )
    actions.correct(mandate=Mandate.objects.get(), correction=correction, by=officer)

    file_edition("2022", {**REPORT, "path": "instructs/5"})

    mandate = Mandate.objects.select_related("current", "lead").get()
    assert (mandate.kind, mandate.lead.slug, mandate.current.carry, mandate.state) == (
        "review",
        "director-tdb",
        "same",
        "in-force",
    )
    assert mandate.current.every == "P2Y"


def test_later_decisions_survive_the_undo_of_an_older_edition(
    file_edition, undo_filing, officer, instrument
):
    file_edition("2022", LIST, REPORT)
    filed = file_edition("2018", LIST)
    report = Mandate.objects.get(current__path="instructs/2")
    correction = actions.Correction(kind=Kind.FUND, actors=("council",))
    actions.correct(mandate=report, correction=correction, by=officer)

    undo_filing(filed)

    report.refresh_from_db()
    assert (report.kind, report.lead.slug) == ("fund", "council")


def test_confirming_ends_what_ended(file_edition, officer, instrument):
    file_edition("2018", LIST, TRAIN)
    file_edition("2022", {**LIST, "recipients": ["council"]})

    assert actions.confirm(mandates=Mandate.objects.all(), by=officer) == 2

    assert standing(instrument) == [
        ("instructs/1", "in-force", "changed", "2022", None),
        ("instructs/3", "ended", "new", "2018", "2022"),
    ]
    assert actions.confirm(mandates=Mandate.objects.all(), by=officer) == 0


def test_a_new_one_can_be_said_to_be_an_old_one(file_edition, officer, instrument):
    file_edition("2018", LIST, TRAIN)
    filed = file_edition("2022", LIST, asks("instructs/8", "to hold yearly flying days;", "hold"))
    old = Mandate.objects.get(current__path="instructs/3")
    new = Mandate.objects.get(current__path="instructs/8")
    before = everything(instrument)

    actions.pair(new=new, old=old, edition=filed.edition, by=officer)

    assert standing(instrument) == [
        ("instructs/1", "in-force", "same", "2022", None),
        ("instructs/8", "in-force", "changed", "2022", None),
    ]
    assert not Mandate.objects.filter(pk=new.pk).exists()
    actions.undo(batch=AuditEntry.objects.filter(verb="mandates.pair")[0].batch, by=officer)
    assert everything(instrument) == before


def test_two_that_stand_in_one_edition_cannot_be_one(file_edition, officer):
    filed = file_edition("2018", LIST, TRAIN)
    one, two = Mandate.objects.order_by("pk")

    with pytest.raises(RefusedError, match="same edition"):
        actions.pair(new=one, old=two, edition=filed.edition, by=officer)


def test_one_can_be_said_to_be_two(file_edition, officer, instrument):
    file_edition("2018", LIST)
    filed = file_edition("2022", {**LIST, "recipients": ["council"]})
    mandate = Mandate.objects.get()
    before = everything(instrument)

    actions.separate(mandate=mandate, edition=filed.edition, by=officer)

    assert standing(instrument) == [
        ("instructs/1", "ended", "new", "2018", "2022"),
        ("instructs/1", "in-force", "new", "2022", None),
    ]
    actions.undo(batch=AuditEntry.objects.filter(verb="mandates.separate")[0].batch, by=officer)
    assert everything(instrument) == before
    with pytest.raises(RefusedError, match="one side"):
        actions.separate(
            mandate=mandate, edition=instrument.editions.get(version="2018"), by=officer
        )


def test_a_correction_is_audited_and_taken_back(file_edition, officer, instrument):
    file_edition("2018", REPORT)
    mandate = Mandate.objects.get()
    before = everything(instrument)

    actions.correct(
        mandate=mandate,
        correction=actions.Correction(
            kind=Kind.CONTRIBUTE,
            actors=("member-states", "council"),
            recipients=("cstd",),
            deadline=Deadline(by="2027"),
        ),
        by=officer,
    )

    entry = AuditEntry.objects.filter(verb="mandates.correct").get()
    changed = {d.field: (d.before, d.after) for d in history.differences(entry.before, entry.after)}
    assert changed == {
        "kind": ("report", "contribute"),
        "every": ("P1Y", ""),
        "by": ("", "2027"),
        "corrected": (False, True),
        "actor": (["secretary-general"], ["member-states", "council"]),
        "recipient": (["council"], ["cstd"]),
        "via": (["cwg-wsis-sdg"], []),
    }
    assert entry.by == officer
    mandate.refresh_from_db()
    assert mandate.lead.slug == "member-states"
    actions.undo(batch=entry.batch, by=officer)
    assert everything(instrument) == before


def test_the_earlier_of_two_changes_is_not_taken_back_first(file_edition, officer):
    file_edition("2018", REPORT)
    mandate = Mandate.objects.get()
    actions.set_kind(mandates=[mandate], kind=Kind.FUND, by=officer)
    first = AuditEntry.objects.filter(verb="mandates.set_kind").get().batch
    mandate.refresh_from_db()
    actions.set_kind(mandates=[mandate], kind=Kind.OTHER, by=officer)

    with pytest.raises(RefusedError, match="later change"):
        actions.undo(batch=first, by=officer)


def test_a_form_shown_before_somebody_elses_change_is_refused(file_edition, officer):
    file_edition("2018", REPORT)
    mandate = Mandate.objects.get()
    seen = actions.last_change(mandate)
    actions.set_kind(mandates=[mandate], kind=Kind.FUND, by=officer)

    with pytest.raises(ConflictError):
        actions.correct(
            mandate=mandate,
            correction=actions.Correction(kind=Kind.OTHER, actors=("council",)),
            by=officer,
            seen=seen,
        )


def test_filing_cannot_be_taken_back_here(file_edition, officer):
    filed = file_edition("2018", REPORT)

    with pytest.raises(RefusedError):
        actions.undo(batch=filed.batch, by=officer)


def test_only_an_officer_decides(file_edition, person):
    filed = file_edition("2018", REPORT)
    mandate = Mandate.objects.get()
    correction = actions.Correction(kind=Kind.OTHER, actors=("council",))
    tries = (
        lambda: actions.confirm(mandates=[mandate], by=person),
        lambda: actions.pair(new=mandate, old=mandate, edition=filed.edition, by=person),
        lambda: actions.separate(mandate=mandate, edition=filed.edition, by=person),
        lambda: actions.correct(mandate=mandate, correction=correction, by=person),
        lambda: actions.set_kind(mandates=[mandate], kind=Kind.OTHER, by=person),
        lambda: actions.undo(batch=filed.batch, by=person),
    )

    for attempt in tries:
        with pytest.raises(PermissionDenied):
            attempt()


def test_an_item_is_kept_with_the_words_that_introduce_it(file_edition, instrument):
    introduction = asks("resolves/6", "that the office should keep up to date:", action=None)
    item = asks("resolves/6/i", "the list of lighthouses;", "keep")
    file_edition("2018", introduction, item)

    filed = file_edition("2022", {**introduction, "text": "that members should paint:"}, item)

    wording = filed.edition.mandate_wordings.get()
    assert wording.words == "that members should paint: the list of lighthouses;"
    assert (wording.introduction, wording.text) == ("that members should paint:", item["text"])
    assert wording.carry == Wording.Carry.CHANGED
