"""From a draft to the register."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from actionline.accounts.models import User
from actionline.common.models import AuditEntry
from actionline.common.states import WrongStateError
from actionline.stocktaking.actions import deciding, writing
from actionline.stocktaking.models import Call, LateCode, Project, Submission

from .conftest import COMPLETE

pytestmark = pytest.mark.django_db


def test_it_works(submitted, officer, person):
    done = deciding.decide(submission=submitted, verb="accept", by=officer)

    project = Project.objects.get()
    assert (done.state, done.project) == ("accepted", project)
    assert (project.title, project.lines) == ("Libraries on the line", ["C2", "C7-elearning"])
    assert (project.goals, project.economies) == (["9"], ["KEN"])
    assert project.number == int(submitted.submitted_at.timestamp())
    assert project.contact.email == "office@example.org"
    assert [owner.person for owner in project.owners.all()] == [person]
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert verbs >= {
        "stocktaking.begin",
        "stocktaking.submit",
        "stocktaking.accept",
        "stocktaking.publish",
    }


def test_an_unfinished_draft_is_kept_and_cannot_be_submitted(template, person):
    draft = writing.begin(by=person, language="fr", template=template)
    writing.save(submission=draft, by=person, answers={"title": "Half"}, version=0)
    with pytest.raises(writing.FaultyError) as caught:
        writing.submit(submission=draft, by=person)
    assert "summary" in [fault.key for fault in caught.value.faults]
    draft.refresh_from_db()
    assert (draft.state, draft.title) == ("draft", "Half")


def test_two_authors_do_not_overwrite_one_another(draft, person):
    other = User.objects.create_user("other@example.org")
    draft.authors.create(person=other)
    writing.save(submission=draft, by=other, answers={"title": "Theirs"}, version=draft.version)
    with pytest.raises(writing.ChangedMeanwhileError) as caught:
        writing.save(submission=draft, by=person, answers={"title": "Mine"}, version=draft.version)
    assert caught.value.current.title == "Theirs"


def test_saving_the_same_again_changes_nothing(draft, person):
    again = writing.save(
        submission=draft, by=person, answers={"title": draft.title}, version=draft.version
    )
    assert again.version == draft.version


def test_nobody_else_writes_or_decides(draft, submitted, person):
    stranger = User.objects.create_user("stranger@example.org")
    with pytest.raises(PermissionDenied):
        writing.withdraw(submission=submitted, by=stranger)
    with pytest.raises(PermissionDenied):
        deciding.decide(submission=submitted, verb="accept", by=person)
    with pytest.raises(PermissionDenied):
        writing.save(submission=submitted, by=person, answers={"title": "x"}, version=1)


def test_asking_for_changes_needs_a_reason(submitted, officer, person):
    with pytest.raises(ValidationError):
        deciding.decide(submission=submitted, verb="ask", by=officer, reason=" ")
    asked = deciding.decide(submission=submitted, verb="ask", by=officer, reason="Add figures.")
    assert (asked.state, asked.reason) == ("changes-asked", "Add figures.")
    again = writing.submit(submission=asked, by=person)
    assert again.receipt == submitted.receipt


def test_a_decision_is_made_once(submitted, officer):
    deciding.decide(submission=submitted, verb="accept", by=officer)
    with pytest.raises(WrongStateError):
        deciding.decide(submission=submitted, verb="accept", by=officer)
    assert Project.objects.count() == 1


def test_two_entries_of_one_second_get_two_numbers(template, person, officer, submitted):
    twin = writing.begin(by=person, language="en", template=template, answers=submitted.answers)
    twin = writing.submit(submission=twin, by=person)
    Submission.objects.update(submitted_at=submitted.submitted_at)
    for each in (submitted, twin):
        deciding.decide(submission=each, verb="accept", by=officer)
    first, second = sorted(Project.objects.values_list("number", flat=True))
    assert second == first + 1


def test_a_change_waits_for_its_review_and_keeps_what_was(submitted, officer, person, template):
    project = deciding.decide(submission=submitted, verb="accept", by=officer).project
    change = writing.begin(by=person, language="ar", template=template, project=project)
    assert change.language == "en"
    assert change.answers["contact_email"] == "office@example.org"
    with pytest.raises(writing.BusyError):
        writing.begin(by=person, language="en", template=template, project=project)
    change = writing.save(submission=change, by=person, answers={"title": "New"}, version=0)
    change = writing.submit(submission=change, by=person)
    project.refresh_from_db()
    assert project.title == "Libraries on the line"

    deciding.decide(submission=change, verb="accept", by=officer)

    project.refresh_from_db()
    assert (project.title, project.version) == ("New", 2)
    assert project.editions.get().fields == {"title": "Libraries on the line"}


def test_a_call_that_is_over_takes_entries_by_a_late_code_only(template, person):
    now = timezone.now()
    call = Call.objects.create(
        slug="2026",
        year=2026,
        name_en="Call",
        template=template,
        published=True,
        opens_at=now - timedelta(days=9),
        closes_at=now - timedelta(days=1),
    )
    LateCode.objects.create(
        call=call,
        digest=writing.late_digest("AB12-CD34"),
        note="one office",
        until=now + timedelta(days=1),
    )
    late = [
        writing.begin(by=person, language="en", template=template, call=call, answers=COMPLETE)
        for _each in range(2)
    ]
    with pytest.raises(writing.ClosedError):
        writing.submit(submission=late[0], by=person)
    assert writing.submit(submission=late[0], by=person, late_code="ab12 cd34").late_code
    with pytest.raises(writing.ClosedError):
        writing.submit(submission=late[1], by=person, late_code="AB12-CD34")
