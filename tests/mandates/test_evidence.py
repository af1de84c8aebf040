"""Records that are evidence for mandates: said, shown on both pages, taken back."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone
from tests.mandates.documents import asks
from tests.stocktaking.kept import made

from actionline.accounts.models import Role
from actionline.common.models import AuditEntry
from actionline.mandates import actions, evidence
from actionline.mandates.models import Evidence, Mandate
from actionline.stocktaking.actions import merging
from actionline.stocktaking.models import Project

REPORT = asks("instructs/1", "to report to the Council, every year;", recipients=["council"])
LIST = asks("instructs/2", "to keep a list of the beacons of the islands;", "keep")


@pytest.fixture
def mandate(file_edition) -> Mandate:
    file_edition("2022", REPORT, LIST)
    return Mandate.objects.order_by("position").first()


@pytest.fixture
def project(db) -> Project:
    return Project.objects.create(
        number=7,
        title="A list of beacons",
        language="en",
        entity_name="An office",
        entity_type="government",
        year=2026,
        submitted_at=timezone.now(),
    )


@pytest.fixture
def give(mandate, project, officer):
    def given(**changes: object) -> Evidence:
        values = {
            "mandate": mandate,
            "record_type": "stocktaking.project",
            "record_id": str(project.pk),
            "reason": "It lists all beacons.",
            "language": "en",
            "by": officer,
        }
        return actions.give_evidence(**values | changes)

    return given


def form_address(project: Project) -> str:
    return f"/en/mandates/evidence/stocktaking.project/{project.pk}/"


def test_it_works(officer_client, client, mandate, project) -> None:
    address = form_address(project)
    assert address in officer_client.get("/en/stocktaking/7/").content.decode()
    offered = officer_client.get(address, {"q": "report Council"}).content.decode()
    assert f'value="{mandate.pk}"' in offered
    sent = {"mandate": mandate.pk, "reason": "It lists all  beacons."}
    assert officer_client.post(address, sent).status_code == 302
    page = client.get(f"/en/mandates/{mandate.pk}/").content.decode()
    assert '<a href="/en/stocktaking/7/"><bdi>A list of beacons</bdi></a>' in page
    assert "It lists all beacons." in page
    assert '<a href="#evidence">1 record</a>' in page
    page = client.get("/en/stocktaking/7/").content.decode()
    assert f'href="/en/mandates/{mandate.pk}/"' in page
    assert "It lists all beacons." in page
    assert AuditEntry.objects.get(verb="mandates.give_evidence").after["reason"] == (
        "It lists all beacons."
    )


def test_said_again_it_is_put_in_other_words(give) -> None:
    first = give()
    again = give(reason="All beacons are in it.")
    assert (again.pk, Evidence.objects.count()) == (first.pk, 1)
    entry = AuditEntry.objects.filter(verb="mandates.give_evidence").latest("number")
    assert entry.before["reason"] == "It lists all beacons."
    give(reason="All beacons are in it.")
    assert AuditEntry.objects.filter(verb="mandates.give_evidence").count() == 2


@pytest.mark.parametrize(
    "changes",
    [{"reason": "  "}, {"record_id": "12345"}, {"record_type": "nothing.known"}],
    ids=["no reason", "no record", "no kind"],
)
def test_what_says_nothing_is_refused(give, changes) -> None:
    with pytest.raises(ValidationError):
        give(**changes)
    assert not Evidence.objects.exists()


def test_only_officers_and_focal_points_say_so(give, person) -> None:
    with pytest.raises(PermissionDenied):
        give(by=person)
    Role.objects.create(person=person, kind="focal_point", level="drafts")
    person = type(person).objects.get(pk=person.pk)
    assert give(by=person).by == person


def test_who_said_so_or_an_officer_takes_it_back(give, person, officer) -> None:
    found = give()
    Role.objects.create(person=person, kind="focal_point", level="drafts")
    person = type(person).objects.get(pk=person.pk)
    with pytest.raises(PermissionDenied):
        actions.withdraw_evidence(evidence=found, by=person)
    actions.withdraw_evidence(evidence=found, by=officer)
    own = give(by=person)
    actions.withdraw_evidence(evidence=own, by=person)
    assert not Evidence.objects.exists()
    entry = AuditEntry.objects.filter(verb="mandates.withdraw_evidence").first()
    assert entry.before["reason"] == "It lists all beacons."


def test_it_is_taken_back_on_the_page(officer_client, give) -> None:
    found = give()
    response = officer_client.post(f"/en/mandates/evidence/{found.pk}/withdraw/")
    assert response.headers["Location"] == "/en/stocktaking/7/"
    assert not Evidence.objects.exists()


def test_it_goes_with_a_mandate_that_turns_out_to_be_another(give, file_edition, officer) -> None:
    give()
    old = Mandate.objects.order_by("position").first()
    new = Mandate.objects.create(instrument=old.instrument)
    Evidence.objects.update(mandate=new)
    actions.evidence.keep_evidence(new=new, old=old)
    assert Evidence.objects.get().mandate == old


def test_several_mandates_are_counted_on_the_line(client, give) -> None:
    give()
    give(mandate=Mandate.objects.order_by("position").last())
    page = client.get("/en/stocktaking/7/").content.decode()
    assert '<a href="#evidence">2 mandates</a>' in page


def test_the_form_tells_what_is_missing(officer_client, mandate, project) -> None:
    page = officer_client.post(form_address(project), {}).content.decode()
    assert "Choose a mandate." in page
    assert 'href="#id_reason"' in page


def test_there_is_no_form_for_what_is_not_there(officer_client, project) -> None:
    for address in ("nothing.known/1/", "stocktaking.project/99999/", "stocktaking.project/x/"):
        assert officer_client.get(f"/en/mandates/evidence/{address}").status_code == 404


def test_words_of_others_are_shown_as_they_are(give, client, mandate) -> None:
    give(reason="<script>alert(1)</script>")
    for page in ("/en/stocktaking/7/", f"/en/mandates/{mandate.pk}/"):
        assert "<script>alert(1)" not in client.get(page).content.decode()


def test_the_number_of_queries_does_not_grow(give, mandate, django_assert_num_queries) -> None:
    give()
    with django_assert_num_queries(3):
        evidence.of_mandate(mandate)
    for number in (8, 9):
        found = Project.objects.create(
            number=number, title="T", language="en", year=2026, submitted_at=timezone.now()
        )
        give(record_id=str(found.pk))
    with django_assert_num_queries(3):
        assert len(evidence.of_mandate(mandate)) == 3


def test_a_stranger_sees_no_button(client: Client, give, mandate) -> None:
    give()
    page = client.get("/en/stocktaking/7/").content.decode()
    assert "withdraw" not in page
    assert "/mandates/evidence/" not in page


def test_it_follows_a_project_that_is_merged_and_comes_back(give, mandate, project, officer):
    other = Mandate.objects.exclude(pk=mandate.pk).get()
    gone = made(number=8, days=1)
    give()
    give(record_id=str(gone.pk))
    moved = give(mandate=other, record_id=str(gone.pk))

    done = merging.merge(kept=project, gone=gone, sides={}, versions=(1, 1), by=officer)
    moved.refresh_from_db()
    assert moved.record_id == str(project.pk)
    of_kept = evidence.of_record("stocktaking.project", project.pk)
    assert {each.mandate for each in of_kept} == {mandate, other}
    entry = AuditEntry.objects.get(verb="mandates.lead_evidence")
    assert (entry.record_id, entry.after) == (str(moved.pk), {"record_id": str(project.pk)})

    merging.part(merge=done, by=officer)
    of_kept = evidence.of_record("stocktaking.project", project.pk)
    assert [each.mandate for each in of_kept] == [mandate]
    of_gone = evidence.of_record("stocktaking.project", gone.pk)
    assert {each.mandate for each in of_gone} == {mandate, other}
