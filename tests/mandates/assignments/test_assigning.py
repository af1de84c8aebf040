"""Saying who leads the work and who supports it, and taking it back."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from actionline.common.models import AuditEntry, Notification
from actionline.instruments.actions.errors import RefusedError
from actionline.mandates import actions as register
from actionline.mandates.assignments import actions
from actionline.mandates.assignments.actions import Plan
from actionline.mandates.assignments.models import Assignment
from actionline.mandates.assignments.suggesting import suggestions
from actionline.mandates.models import Mandate


def parts(mandate: Mandate) -> list[tuple[str, str, bool]]:
    """Body, part and whether it ended."""
    rows = Assignment.objects.filter(mandate=mandate).order_by("pk")
    return [(each.body.slug, each.role, each.until is not None) for each in rows]


def holder(mandate: Mandate) -> str | None:
    return Mandate.objects.values_list("holder__slug", flat=True).get(pk=mandate.pk)


def suggested(mandate: Mandate) -> tuple[str, list[str], str] | None:
    found = suggestions([(mandate.pk, mandate.party_keys)]).get(mandate.pk)
    return found and (found.lead.slug, [body.slug for body in found.supporting], found.reason)


def test_whom_the_words_name_should_lead_or_who_acts_for_them(mandates):
    assert suggested(mandates["instructs/1"]) == ("secretary-general", [], "is asked in the text")
    assert suggested(mandates["instructs/2"]) == (
        "bdt",
        ["council"],
        "acts for Director of the Development Bureau, which is asked",
    )
    assert suggested(mandates["invites/1"]) is None


def test_an_assignment_makes_the_body_the_holder_and_tells_its_focal_points(
    mandates, bureau, bodies, officer, of_bureau, of_council
):
    mandate = mandates["instructs/2"]

    done = actions.assign(
        plans=[Plan(mandate.pk, bureau.pk, (bodies["council"].pk,))],
        by=officer,
        instructions="Begin with the islands.",
        people=[of_bureau],
    )

    assert (done.number, done.skipped) == (1, 0)
    assert parts(mandate) == [("bdt", "lead", False), ("council", "supporting", False)]
    assert holder(mandate) == "bdt"
    lead = Assignment.objects.get(role="lead")
    assert [each.person for each in lead.persons.all()] == [of_bureau]
    assert (lead.instructions, lead.language) == ("Begin with the islands.", "en")
    told = Notification.objects.filter(kind="assignments.assigned").order_by("person")
    assert [each.person for each in told] == [of_bureau, of_council]
    assert AuditEntry.objects.filter(batch=done.batch).count() == 2


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_grow(
    mandates, bureau, officer, of_bureau, number, django_assert_num_queries
):
    plans = [Plan(each.pk, bureau.pk) for each in mandates.values()][:number]

    with django_assert_num_queries(23):
        actions.assign(plans=plans, by=officer)


def test_only_officers_assign(mandates, bureau, of_bureau):
    with pytest.raises(PermissionDenied):
        actions.assign(plans=[Plan(mandates["instructs/1"].pk, bureau.pk)], by=of_bureau)

    assert not Assignment.objects.exists()


def test_a_mandate_that_is_led_keeps_its_lead_unless_it_is_replaced(
    mandates, bureau, bodies, officer
):
    mandate = mandates["instructs/1"]
    actions.assign(plans=[Plan(mandate.pk, bureau.pk)], by=officer)
    to_council = [Plan(mandate.pk, bodies["council"].pk)]

    again = actions.assign(plans=to_council, by=officer)
    assert (again.number, again.skipped, holder(mandate)) == (0, 1, "bdt")

    actions.assign(plans=to_council, by=officer, replace=True)
    assert parts(mandate) == [("bdt", "lead", True), ("council", "lead", False)]
    assert holder(mandate) == "council"


def test_the_database_holds_one_lead_a_mandate(mandates, bureau, bodies, officer):
    mandate = mandates["instructs/1"]
    actions.assign(plans=[Plan(mandate.pk, bureau.pk)], by=officer)

    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(mandate=mandate, body=bodies["council"], role="lead")


def test_an_act_is_taken_back_as_a_whole(mandates, bureau, bodies, officer):
    first, second = mandates["instructs/1"], mandates["instructs/2"]
    actions.assign(plans=[Plan(first.pk, bodies["council"].pk)], by=officer)
    done = actions.assign(
        plans=[Plan(first.pk, bureau.pk), Plan(second.pk, bureau.pk)], by=officer, replace=True
    )

    actions.undo(batch=done.batch, by=officer)

    assert parts(first) == [("council", "lead", False)]
    assert (parts(second), holder(first), holder(second)) == ([], "council", None)
    with pytest.raises(RefusedError):
        actions.undo(batch=done.batch, by=officer)


def test_what_changed_since_is_not_taken_back(mandates, bureau, officer):
    done = actions.assign(plans=[Plan(mandates["instructs/1"].pk, bureau.pk)], by=officer)
    actions.end(assignment=Assignment.objects.get(), by=officer)

    with pytest.raises(RefusedError, match="changed again since"):
        actions.undo(batch=done.batch, by=officer)

    assert holder(mandates["instructs/1"]) is None


def test_a_focal_point_ends_the_support_of_their_body_but_not_its_lead(
    mandates, bureau, bodies, officer, of_council
):
    first, second = mandates["instructs/1"].pk, mandates["instructs/2"].pk
    council = bodies["council"].pk
    actions.assign(plans=[Plan(first, council), Plan(second, bureau.pk, (council,))], by=officer)
    lead = Assignment.objects.get(role="lead", body=council)

    with pytest.raises(PermissionDenied):
        actions.end(assignment=lead, by=of_council)
    actions.end(assignment=Assignment.objects.get(role="supporting"), by=of_council)

    assert parts(mandates["instructs/2"]) == [
        ("bdt", "lead", False),
        ("council", "supporting", True),
    ]


def test_a_focal_point_names_colleagues(mandates, bureau, officer, of_bureau, of_council):
    actions.assign(plans=[Plan(mandates["instructs/2"].pk, bureau.pk)], by=officer)
    assignment = Assignment.objects.get()

    with pytest.raises(PermissionDenied):
        actions.set_people(assignment=assignment, people=[], instructions="", by=of_council)
    done = actions.set_people(
        assignment=assignment, people=[of_bureau], instructions="Ask Keeper.", by=of_bureau
    )
    assert [each.person for each in assignment.persons.all()] == [of_bureau]

    actions.undo(batch=done.batch, by=of_bureau)
    assignment.refresh_from_db()
    assert (assignment.persons.count(), assignment.instructions) == (0, "")


def test_assignments_follow_when_a_mandate_turns_out_to_be_an_older_one(
    mandates, bureau, bodies, officer, file_edition
):
    from tests.mandates.documents import asks

    filed = file_edition(
        "2026",
        asks("instructs/1", "to keep a list of lighthouses;", "keep"),
        asks("instructs/9", "to write a manual of signals, with drawings;", "write"),
    )
    old = mandates["instructs/2"]
    new = Mandate.objects.get(current__path="instructs/9")
    actions.assign(plans=[Plan(new.pk, bureau.pk, (bodies["council"].pk,))], by=officer)

    kept = register.pair(new=new, old=old, edition=filed.edition, by=officer)

    assert parts(kept) == [("bdt", "lead", False), ("council", "supporting", False)]
    assert holder(kept) == "bdt"


def test_of_two_leads_the_older_mandates_stays(mandates, bureau, bodies, officer, file_edition):
    from tests.mandates.documents import asks

    filed = file_edition("2026", asks("instructs/9", "to write a manual of signals;", "write"))
    new, old = Mandate.objects.get(current__path="instructs/9"), mandates["instructs/2"]
    council = bodies["council"].pk
    actions.assign(plans=[Plan(new.pk, bureau.pk), Plan(old.pk, council)], by=officer)

    kept = register.pair(new=new, old=old, edition=filed.edition, by=officer)

    assert sorted(parts(kept)) == [("bdt", "supporting", False), ("council", "lead", False)]
    assert holder(kept) == "council"
