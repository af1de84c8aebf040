"""Who may lead a submission from where to where."""

import pytest
from django.contrib.auth.models import AnonymousUser

from actionline.stocktaking.models import Submission, Template
from actionline.stocktaking.states import MOVES

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(person):
    template = Template.objects.create(version=1)
    found = Submission.objects.create(
        template=template, language="en", economy="KEN", answers={"lines": ["C2"]}
    )
    found.authors.create(person=person)
    return found


def verbs(person, submission, state):
    submission.state = state
    return [move.verb for move in MOVES.open_to(person, submission)]


def test_an_author_submits_and_withdraws(person, submission):
    assert verbs(person, submission, "draft") == ["submit", "withdraw"]
    assert verbs(person, submission, "in-review") == ["withdraw"]
    assert verbs(person, submission, "accepted") == []


def test_an_officer_reviews_and_decides(officer, submission):
    assert verbs(officer, submission, "draft") == []
    assert verbs(officer, submission, "submitted") == ["review", "ask", "accept", "reject"]
    assert verbs(officer, submission, "rejected") == ["reopen", "archive"]


@pytest.mark.parametrize(
    ("scope", "code", "may"),
    [
        ("country", "KEN", True),
        ("country", "PER", False),
        ("action_line", "C2", True),
        ("action_line", "C5", False),
        ("body", "KEN", False),
    ],
)
def test_a_focal_point_reviews_their_own_and_publishes_none(person, submission, scope, code, may):
    submission.authors.all().delete()
    person.roles.create(kind="focal_point", level="drafts", scope=scope, scope_code=code)
    expected = ["review", "ask"] if may else []
    assert verbs(person, submission, "submitted") == expected


def test_a_stranger_may_nothing(submission):
    assert verbs(AnonymousUser(), submission, "submitted") == []
