"""Records that are evidence for mandates: said, shown on both pages, taken back."""

from __future__ import annotations

from hashlib import sha256

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client, RequestFactory
from django.utils import timezone
from tests.mandates.documents import asks
from tests.stocktaking.kept import made

from actionline.accounts.models import Role
from actionline.common.models import AuditEntry
from actionline.framework.models import Meeting
from actionline.mandates import actions, evidence
from actionline.mandates.models import Evidence, Mandate, WebPage, WithdrawnEvidence
from actionline.mandates.subjects import Subject
from actionline.stocktaking.actions import merging
from actionline.stocktaking.indexing import PROJECTS
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


def test_it_is_taken_back_with_a_reason_and_given_again(officer_client, client, give) -> None:
    found = give()
    mandate = found.mandate
    address = f"/en/mandates/evidence/{found.pk}/withdraw/"
    assert b"This field is required" in officer_client.post(address, {}).content
    assert officer_client.post(address, {"why": "It lists others."}).status_code == 302
    assert not Evidence.objects.exists()
    listed = f"/en/mandates/evidence/of/mandates.mandate:{mandate.pk}/"
    assert b"It lists others." in officer_client.get(listed).content
    assert b"It lists others." not in client.get(listed).content
    kept = WithdrawnEvidence.objects.get()
    officer_client.post(f"/en/mandates/evidence/withdrawn/{kept.pk}/restore/")
    again = Evidence.objects.get()
    assert (again.pk, again.reason, again.at) == (found.pk, found.reason, found.at)
    page = officer_client.get(f"/en/mandates/evidence/{found.pk}/").content.decode()
    assert [word for word in ("Said to be", "Taken back", "Given again") if word in page] == [
        "Said to be",
        "Taken back",
        "Given again",
    ]


def test_records_are_found_by_words_and_given_several_at_once(
    officer_client, mandate, project, client
) -> None:
    PROJECTS.refresh([project.pk])
    meeting = Meeting.objects.create(
        slug="beacons-2026", name_en="Meeting on beacons", body=mandate.lead, starts="2026-05-01"
    )
    address = f"/en/mandates/evidence/of/mandates.mandate:{mandate.pk}/add/?q=beacons"
    page = officer_client.get(address).content.decode()
    project_word, meeting_word = (
        f"stocktaking.project:{project.pk}",
        f"framework.meeting:{meeting.pk}",
    )
    assert f'value="{project_word}"' in page
    assert f'value="{meeting_word}"' in page
    sent = {"found": [project_word, meeting_word], "reason": "Both tell of it.", "language": "en"}
    answer = officer_client.post(address, sent)
    assert answer.headers["Location"] == f"/en/mandates/{mandate.pk}/#evidence"
    page = client.get(f"/en/mandates/{mandate.pk}/").content.decode()
    assert "Meeting on beacons" in page
    assert '<a href="#evidence">2 records</a>' in page
    page = client.get("/en/calendar/meetings/beacons-2026/").content.decode()
    assert "Both tell of it." in page and f'href="/en/mandates/{mandate.pk}/"' in page


def test_a_web_page_is_kept_as_it_was_seen(officer_client, client, mandate) -> None:
    address = f"/en/mandates/evidence/of/mandates.mandate:{mandate.pk}/page/"
    sent = {
        "address": "https://example.org/beacons",
        "title": "Beacons",
        "seen": "2026-05-01",
        "snapshot": "All beacons are <b>listed</b>.",
        "language": "en",
        "reason": "It says so.",
    }
    assert b"script" not in officer_client.post(address, sent).headers["Location"].encode()
    kept = WebPage.objects.get()
    assert kept.sha256 == sha256(kept.snapshot.encode()).hexdigest()
    page = client.get(f"/en/mandates/evidence/pages/{kept.pk}/").content.decode()
    assert "All beacons are &lt;b&gt;listed&lt;/b&gt;." in page
    assert f'href="/en/mandates/{mandate.pk}/"' in page
    for bad in ({"address": "javascript:alert(1)"}, {"seen": "2999-01-01"}):
        assert officer_client.post(address, sent | bad).status_code == 200
    assert WebPage.objects.count() == 1


def test_records_that_are_gone_are_counted(give, project, client, mandate) -> None:
    give()
    project.delete()
    page = client.get(f"/en/mandates/{mandate.pk}/").content.decode()
    assert "1 record that was evidence is deleted or not public any more." in page
    assert "No evidence yet." not in page


def test_why_is_said_in_other_words_on_its_page(officer_client, person_client, give) -> None:
    found = give()
    address = f"/en/mandates/evidence/{found.pk}/edit/"
    assert person_client.get(address).status_code == 403
    officer_client.post(address, {"reason": "Elle les énumère.", "language": "fr"})
    found.refresh_from_db()
    assert (found.reason, found.language) == ("Elle les énumère.", "fr")


def test_many_are_grouped_by_kind_and_paged(
    mandate, officer, client, django_assert_num_queries
) -> None:
    def fill(first: int, last: int) -> None:
        pages = WebPage.objects.bulk_create(
            WebPage(address=f"https://example.org/{n}", title=f"Page {n}", seen="2026-05-01")
            for n in range(first, last)
        )
        Evidence.objects.bulk_create(
            Evidence(
                mandate=mandate,
                record_type="mandates.webpage",
                record_id=str(page.pk),
                reason="So.",
                language="en",
            )
            for page in pages
        )

    fill(0, 60)
    listed = f"/en/mandates/evidence/of/mandates.mandate:{mandate.pk}/"
    page = client.get(f"/en/mandates/{mandate.pk}/").content.decode()
    assert "Web pages (60)" in page
    assert page.count("https://example.org") == 0
    assert client.get(listed + "?page=2").content.decode().count("<li><a href=") >= 10
    subject = Subject("mandates.mandate", str(mandate.pk))
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with django_assert_num_queries(3):
        evidence.of_subject(request, subject)
    fill(60, 200)
    with django_assert_num_queries(3):
        evidence.of_subject(request, subject)


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
    with django_assert_num_queries(3):  # the pieces, the projects and those merged into others
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
    assert "/mandates/evidence/stocktaking.project/" not in page
    assert "/edit/" not in page


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
