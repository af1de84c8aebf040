"""Decisions: two names or none, what follows from one, and how it is taken back."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from tests.mandates.documents import asks
from tests.mandates.test_carrying import LIST, REPORT, TRAIN

from actionline.accounts.actions.erasing import erase
from actionline.accounts.models import Role, User
from actionline.common import notifications
from actionline.common.models import AuditEntry
from actionline.common.states import WrongStateError
from actionline.instruments.actions.errors import RefusedError
from actionline.mandates import actions as mandate_actions
from actionline.mandates.decisions import actions
from actionline.mandates.decisions.models import Decision
from actionline.mandates.due import refresh
from actionline.mandates.models import Mandate, Wording

State = Decision.State


@pytest.fixture
def other(db) -> User:
    """A second officer."""
    return User.objects.create_user("other@example.org", name="Other", is_officer=True)


@pytest.fixture
def mandate(file_edition) -> Mandate:
    file_edition("2018", LIST, REPORT, TRAIN)
    return Mandate.objects.get(current__path=LIST["path"])


def propose(mandate, by, outcome="retain", **more):
    given = {"reason": "It is still needed.", "language": "en", **more}
    return actions.propose(mandate=mandate, outcome=outcome, by=by, **given)


def decided(mandate, by, other, outcome="retain", **more) -> Decision:
    made = propose(mandate, by, outcome, **more)
    return actions.settle(decision=made, verb="validate", by=other)


def test_it_works(mandate, officer, other):
    made = propose(mandate, officer)
    assert (made.state, Mandate.objects.get(pk=mandate.pk).standing) == ("proposed", "in-force")

    stands = actions.settle(decision=made, verb="validate", by=other)

    assert (stands.state, stands.stands) == ("validated", True)
    assert (stands.proposed_by, stands.settled_by) == (officer, other)
    assert Mandate.objects.get(pk=mandate.pk).standing == "retain"
    verbs = AuditEntry.objects.filter(record_type="decisions.decision", record_id=str(made.pk))
    assert [e.verb for e in verbs.order_by("pk")] == ["decisions.propose", "decisions.validate"]


def test_nobody_validates_their_own_proposal(mandate, officer, other):
    made = propose(mandate, officer)

    for verb in ("validate", "refuse"):
        with pytest.raises(PermissionDenied):
            actions.settle(decision=made, verb=verb, by=officer, note="No.")
    assert actions.validate(decisions=[made], by=officer) == 0
    assert actions.validate(decisions=[made], by=other) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"state": "validated"},
        {"state": "refused"},
        {"state": "validated", "settled_by": F("proposed_by"), "settled_at": timezone.now()},
        {"state": "refused", "settled_by": F("proposed_by"), "settled_at": timezone.now()},
        {"state": "withdrawn"},
        {"stands": True},
        {"reason": ""},
    ],
)
def test_the_database_refuses_what_has_not_both_names(mandate, officer, change):
    made = propose(mandate, officer)

    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=made.pk).update(**change)


def test_the_names_of_a_decision_cannot_be_taken_from_it(mandate, officer, other):
    made = decided(mandate, officer, other)
    found = Decision.objects.filter(pk=made.pk)

    for change in (
        {"settled_by": None},
        {"settled_by": officer},
        {"proposed_by": other},
        {"proposed_by": None},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            found.update(**change)


def test_who_is_erased_stays_as_their_office(mandate, officer, other):
    made = decided(mandate, officer, other)

    erase(user=other, by=other)

    found = Decision.objects.get(pk=made.pk)
    assert found.settled_by == other
    assert found.settled_by.public_name == "a secretariat officer"


def test_a_focal_point_proposes_for_their_body_and_validates_nothing(mandate, person, officer):
    with pytest.raises(PermissionDenied):
        propose(mandate, person)
    Role.objects.create(
        person=person,
        kind="focal_point",
        level="drafts",
        scope="body",
        scope_code=mandate.lead.slug,
    )
    focal_point = User.objects.get(pk=person.pk)

    made = propose(mandate, focal_point)

    with pytest.raises(PermissionDenied):
        actions.validate(decisions=[made], by=focal_point)
    actions.settle(decision=made, verb="validate", by=officer)
    told = [notifications.in_words(each).sentence for each in notifications.of(person)]
    assert told == [
        "What you proposed, To retain (PP Resolution 900, instructs/1), is settled: Validated"
    ]


def test_what_makes_no_sense_is_refused(mandate, officer):
    for outcome, more in (
        ("in-force", {}),
        ("superseded", {}),
        ("superseded", {"superseded_by": mandate}),
        ("retain", {"reason": " "}),
        ("nonsense", {}),
    ):
        with pytest.raises(RefusedError):
            propose(mandate, officer, outcome, **more)
    propose(mandate, officer)
    with pytest.raises(RefusedError):
        propose(mandate, officer, "lapsed")


def test_one_that_is_refused_tells_why_and_makes_room(mandate, officer, other):
    made = propose(mandate, officer)
    with pytest.raises(RefusedError):
        actions.settle(decision=made, verb="refuse", by=other)

    refused = actions.settle(decision=made, verb="refuse", by=other, note="Not yet.")

    assert (refused.state, refused.note, refused.stands) == ("refused", "Not yet.", False)
    with pytest.raises(WrongStateError):
        actions.settle(decision=made, verb="validate", by=other)
    withdrawn = actions.settle(decision=propose(mandate, officer), verb="withdraw", by=officer)
    assert withdrawn.settled_by == officer


def test_what_is_done_with_falls_due_no_more(mandate, officer, other):
    Wording.objects.filter(mandate=mandate).update(by="2030")
    refresh(today=date(2026, 11, 22))
    assert mandate.occurrences.count() == 1

    made = decided(mandate, officer, other, "completed")

    mandate.refresh_from_db()
    assert (mandate.occurrences.count(), mandate.next_due) == (0, None)
    back = actions.reverse(decision=made, reason="There is a second part.", language="en", by=other)
    assert mandate.occurrences.count() == 0
    actions.settle(decision=back, verb="validate", by=officer)
    mandate.refresh_from_db()
    assert (mandate.standing, mandate.occurrences.count()) == ("in-force", 1)


def test_reversing_brings_back_what_stood_before(mandate, officer, other):
    report = Mandate.objects.get(current__path=REPORT["path"])
    first = decided(mandate, officer, other, "superseded", superseded_by=report)
    second = decided(mandate, other, officer, "update")

    back = actions.reverse(decision=second, reason="A mistake.", language="en", by=officer)
    actions.settle(decision=back, verb="validate", by=other)

    back.refresh_from_db()
    assert (back.outcome, back.superseded_by, back.reverses) == ("superseded", report, second)
    stands = Decision.objects.filter(mandate=mandate, stands=True)
    assert (stands.get(), Mandate.objects.get(pk=mandate.pk).standing) == (back, "superseded")
    with pytest.raises(RefusedError):
        actions.reverse(decision=first, reason="Late.", language="en", by=officer)


def test_a_newer_text_shows_that_the_words_changed_since(
    mandate, officer, other, file_edition, client
):
    made = decided(mandate, officer, other)
    file_edition("2020", LIST, REPORT, TRAIN)
    page = client.get(f"/en/decisions/{made.pk}/").content.decode()
    assert "have changed since" not in page

    file_edition("2022", asks(LIST["path"], LIST["text"] + " and of fog signals"), REPORT, TRAIN)

    for address in (f"/en/decisions/{made.pk}/", f"/en/mandates/{mandate.pk}/"):
        assert "decided on the words of 2018" in client.get(address).content.decode()


def test_many_at_once(mandate, officer, other):
    every = list(Mandate.objects.values_list("pk", flat=True))
    propose(mandate, officer, "update")

    number = actions.propose_many(
        mandates=every, outcome="retain", reason="Reviewed.", language="en", by=officer
    )
    unread = notifications.unread(other)
    validated = actions.validate(decisions=Decision.objects.all(), by=other)

    assert (len(every), number, unread, validated) == (3, 2, 2, 3)
    standing = Mandate.objects.order_by("standing").values_list("standing", flat=True)
    assert list(standing) == ["retain", "retain", "update"]


def test_decisions_go_with_a_mandate_that_turns_out_to_be_an_older_one(
    file_edition, officer, other
):
    file_edition("2018", LIST)
    old = Mandate.objects.get()
    file_edition("2022", REPORT)
    new = Mandate.objects.exclude(pk=old.pk).get()
    decided(old, officer, other, "update")
    later = decided(new, officer, other, "retain")
    open_one = propose(new, officer, "lapsed")

    mandate_actions.pair(new=new, old=old, edition=new.current.edition, by=officer)

    assert Decision.objects.filter(mandate=old).count() == 3
    later.refresh_from_db()
    open_one.refresh_from_db()
    assert (later.stands, open_one.state) == (False, "proposed")
    assert Mandate.objects.get(pk=old.pk).standing == "update"
