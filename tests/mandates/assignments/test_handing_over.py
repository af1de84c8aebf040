"""The lead passes on when the other side accepts; until then nobody falls between two chairs."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from actionline.common.models import Mail, Notification
from actionline.common.states import WrongStateError
from actionline.instruments.actions.errors import RefusedError
from actionline.mandates.assignments import actions
from actionline.mandates.assignments.actions import Plan
from actionline.mandates.assignments.models import Assignment, HandOver
from actionline.mandates.models import Mandate


@pytest.fixture
def led(mandates, bureau, officer):
    """The bureau leads the second mandate."""
    actions.assign(plans=[Plan(mandates["instructs/2"].pk, bureau.pk)], by=officer)
    return Assignment.objects.get()


@pytest.fixture
def offer(led, bodies, of_bureau, of_council):
    return actions.offer(
        assignment=led, to=bodies["council"], note="You train pilots already.", by=of_bureau
    )


def holder() -> str | None:
    return Mandate.objects.values_list("holder__slug", flat=True).get(current__path="instructs/2")


def test_an_offer_changes_nothing_and_is_mailed_to_whom_it_concerns(offer, of_council):
    assert (offer.state, holder()) == ("offered", "bdt")
    told = Notification.objects.get(kind="assignments.offered")
    assert (told.person, told.url) == (of_council, f"/en/assignments/offers/{offer.pk}/")
    mail = Mail.objects.get(category="assignments.offered")
    assert (mail.to, mail.language) == ("keeper@example.org", "en")
    assert "Development Bureau offers to hand over to Council: to train pilots;" in mail.text


def test_accepting_passes_the_lead_on(offer, led, of_council, of_bureau):
    actions.answer(offer=offer, verb="accept", by=of_council)

    led.refresh_from_db()
    new = Assignment.objects.get(until=None)
    assert (led.until is not None, new.role, new.body.slug) == (True, "lead", "council")
    assert (holder(), [each.person for each in new.persons.all()]) == ("council", [of_council])
    told = Notification.objects.get(kind="assignments.answered")
    assert told.person == of_bureau
    assert not Notification.objects.filter(kind="assignments.offered", read_at=None).exists()


def test_declining_needs_a_reason_and_leaves_the_lead(offer, of_council):
    with pytest.raises(RefusedError, match="why"):
        actions.answer(offer=offer, verb="decline", by=of_council)
    actions.answer(offer=offer, verb="decline", words="We have no pilots.", by=of_council)

    offer.refresh_from_db()
    assert (offer.state, offer.answer, holder()) == ("declined", "We have no pilots.", "bdt")
    with pytest.raises(WrongStateError):
        actions.answer(offer=offer, verb="accept", by=of_council)


def test_only_the_other_side_accepts_and_only_the_lead_offers(
    offer, led, bodies, of_bureau, of_council, person
):
    for stranger in (of_bureau, person):
        with pytest.raises(PermissionDenied):
            actions.answer(offer=offer, verb="accept", by=stranger)
    actions.answer(offer=offer, verb="withdraw", by=of_bureau)

    with pytest.raises(PermissionDenied):
        actions.offer(assignment=led, to=bodies["council"], by=of_council)
    assert (HandOver.objects.get().state, holder()) == ("withdrawn", "bdt")


def test_one_offer_at_a_time_and_no_end_meanwhile(offer, led, bodies, of_bureau, officer):
    with pytest.raises(RefusedError, match="withdraw the offer first"):
        actions.offer(assignment=led, to=bodies["itu"], by=of_bureau)
    with pytest.raises(RefusedError, match="withdraw the offer first"):
        actions.end(assignment=led, by=officer)


def test_within_a_body_it_passes_to_a_person(led, bureau, of_bureau, of_council, officer):
    offer = actions.offer(assignment=led, to=bureau, person=of_bureau, by=officer)

    actions.answer(offer=offer, verb="accept", by=of_bureau)

    assert [each.person for each in Assignment.objects.get().persons.all()] == [of_bureau]
    assert holder() == "bdt"


def test_accepting_is_taken_back(offer, led, of_council, officer):
    from actionline.common.models import AuditEntry

    actions.answer(offer=offer, verb="accept", by=of_council)
    batch = AuditEntry.objects.filter(verb="assignments.accept").first().batch

    actions.undo(batch=batch, by=officer)

    offer.refresh_from_db()
    assert (holder(), offer.state, Assignment.objects.count()) == ("bdt", "offered", 1)


def test_a_body_without_a_focal_point_lets_the_officers_know(led, bodies, of_bureau, officer):
    actions.offer(assignment=led, to=bodies["cstd"], by=of_bureau)

    assert Notification.objects.get(kind="assignments.offered").person == officer


def test_on_the_pages(offer, client_of, of_council, of_bureau, person, client):
    address = f"/en/assignments/offers/{offer.pk}/"
    assert client_of(person).get(address).status_code == 403

    keeper = client_of(of_council)
    assert "You train pilots already." in keeper.get(address).text
    assert "offers a mandate" in keeper.get("/en/assignments/mine/").text
    refused = keeper.post(address, {"verb": "decline"})
    assert "Say in a sentence why." in refused.text
    assert keeper.post(address, {"verb": "accept"}).status_code == 302

    page = client.get(f"/en/mandates/{offer.assignment.mandate_id}/").text
    assert "Who worked on it before" in page
    assert "Keeper" not in page  # nobody may read the name without consent
    of_council.shows_name = True
    of_council.save()
    assert "Keeper" in client.get(f"/en/mandates/{offer.assignment.mandate_id}/").text
