"""The desk: reviewing one entry and deciding on many."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from tests.conftest import LANGUAGES

from actionline.common.models import Job, Notification
from actionline.common.work import Progress
from actionline.stocktaking import bulk, comparing
from actionline.stocktaking.actions import deciding, writing
from actionline.stocktaking.indexing import PROJECTS
from actionline.stocktaking.models import Project, Reason, Submission

from .conftest import COMPLETE

pytestmark = pytest.mark.django_db
LINKS = [{"url": "https://libraries.example/about", "text": ""}]
DESK = reverse("stocktaking:desk")


def address(entry, name="submission"):
    return reverse(f"stocktaking:{name}", args=[entry.pk])


@pytest.fixture
def several(template, person):
    found = []
    for number in range(4):
        entry = writing.begin(
            by=person,
            language="en",
            template=template,
            answers=COMPLETE | {"title": f"Project {number}"},
        )
        found.append(writing.submit(submission=entry, by=person))
    return found


def test_it_works(officer_client, submitted, person):
    assert "Libraries on the line" in officer_client.get(DESK).content.decode()
    page = officer_client.get(address(submitted)).content.decode()
    assert "Office for Rural Access" in page
    response = officer_client.post(address(submitted, "decide"), {"verb": "accept"})
    assert response["location"] == address(submitted)
    assert Project.objects.get().title == "Libraries on the line"
    told = Notification.objects.get(person=person, kind="stocktaking.decided")
    assert told.values["verb"] == "accept"


def test_ready_reasons_are_told_in_the_language_of_the_entry(officer_client, submitted):
    Submission.objects.update(language="fr")
    ready = Reason.objects.get(slug="no-evidence")
    sent = {"verb": "ask", "ready": [ready.pk], "reason": "Et une photo."}
    officer_client.post(address(submitted, "decide"), sent)
    submitted.refresh_from_db()
    assert submitted.reason == f"{ready.text_fr}\n\nEt une photo."


def test_a_missing_reason_is_told(officer_client, submitted):
    page = officer_client.post(address(submitted, "decide"), {"verb": "reject"}).content.decode()
    assert "Give a reason; the authors read it." in page
    submitted.refresh_from_db()
    assert submitted.state == "submitted"


def test_comments_stay_inside_unless_they_are_for_the_authors(
    officer_client, person_client, submitted
):
    for text, internal in (("For us", "on"), ("For you", "")):
        sent = {"text": text, "question": "", "internal": internal}
        officer_client.post(address(submitted, "comment"), sent)
    page = person_client.get(address(submitted, "entry")).content.decode()
    assert "For you" in page
    assert "For us" not in page
    assert "For us" in officer_client.get(address(submitted)).content.decode()


def test_what_changes_is_shown(officer_client, submitted, officer, person, template):
    project = deciding.decide(submission=submitted, verb="accept", by=officer).project
    change = writing.begin(by=person, language="en", template=template, project=project)
    answers = {"title": "Libraries off the line", "lines": ["C2"]}
    change = writing.save(submission=change, by=person, answers=answers, version=0)
    change = writing.submit(submission=change, by=person)
    questions = list(template.questions.all())
    found = {each.question.key: each for each in comparing.changes(change, questions)}
    assert set(found) == {"title", "lines"}
    page = officer_client.get(address(change)).content.decode()
    assert "<del>on</del><ins>off</ins>" in page


def test_likely_twins_are_offered(officer, officer_client, several, template, person):
    deciding.decide(submission=several[0], verb="accept", by=officer)
    entry = writing.begin(
        by=person,
        language="en",
        template=template,
        answers=COMPLETE | {"title": "Project 0!"},
    )
    titles = [str(twin.record) for twin in comparing.twins(entry)]
    assert titles[0] == "Project 0"
    assert comparing.twins(Submission(title="", template=template)) == []
    other = COMPLETE | {"title": "Des bibliothèques", "links": LINKS}  # of the same entity
    entry = writing.begin(by=person, language="fr", template=template, answers=other)
    assert comparing.twins(entry) == []
    Project.objects.update(links=LINKS)
    PROJECTS.refresh(list(Project.objects.values_list("pk", flat=True)))
    assert [str(twin.record) for twin in comparing.twins(entry)] == ["Project 0"]
    entry = writing.submit(submission=entry, by=person)
    page = officer_client.get(address(entry)).text
    beside = page[page.index("It may be in the register already") :].partition("</section>")[0]
    assert "Side by side" in beside
    assert beside.count("Project 0") > beside.count("Des bibliothèques") == 1
    assert "Short description" not in beside  # in which they do not differ


def test_many_are_decided_at_once(officer_client, officer, several):
    sent = {"verb": "accept", "reason": "", "query": ""}
    page = officer_client.post(reverse("stocktaking:bulk_decide"), sent).content.decode()
    assert "Accept: 4 entries?" in page
    officer_client.post(reverse("stocktaking:bulk_decide"), sent | {"sure": "yes"})
    job = Job.objects.get()
    deciding.decide(submission=several[0], verb="reject", by=officer, reason="Twice.")

    result = bulk.decide(Progress(job), **job.arguments)

    assert Project.objects.count() == 3
    rows = list(csv.reader(io.StringIO(result.content.decode("utf-8-sig"))))
    assert sorted(row[2] for row in rows[1:]) == ["no", "yes", "yes", "yes"]
    resumed = bulk.decide(Progress(job), **job.arguments)
    assert resumed.content == result.content
    job.created_at = timezone.now()
    again = bulk.decide(Progress(job), **job.arguments)
    assert "yes" not in [row[2] for row in csv.reader(io.StringIO(again.content.decode()))]
    assert Project.objects.count() == 3


def test_a_decision_on_many_needs_its_reason(officer_client, several):
    sent = {"verb": "reject", "reason": " ", "query": "", "sure": "yes"}
    officer_client.post(reverse("stocktaking:bulk_decide"), sent)
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=project+2", 1),
        ("q=%27%22%00", 0),
        ("type=government", 4),
        ("type=academia", 0),
        ("mine=nobody", 4),
        ("mine=me", 0),
        ("state=accepted", 0),
        ("state=nonsense", 4),
        ("call=999999999999999999", 0),
        ("region=ldc", 0),
        ("page=99&sort=title", 4),
    ],
)
def test_the_filter(officer_client, several, query, found):
    page = officer_client.get(f"{DESK}?{query}").content.decode()
    assert page.count('name="key"') == found


def test_a_focal_point_sees_their_own_and_cannot_publish(person_client, person, several):
    person.roles.create(kind="focal_point", level="drafts", scope="country", scope_code="PER")
    assert "Project 0" not in person_client.get(DESK).content.decode()
    person.roles.create(kind="focal_point", level="drafts", scope="action_line", scope_code="C2")
    page = person_client.get(DESK).content.decode()
    assert "Project 0" in page
    assert 'name="key"' not in page
    response = person_client.post(address(several[0], "decide"), {"verb": "accept"})
    assert response.status_code in (200, 403)
    assert not Project.objects.exists()


def test_a_draft_is_not_the_desks(officer_client, draft):
    assert officer_client.get(address(draft)).status_code == 403


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_in_every_language(officer_client, submitted, language):
    with translation.override(language):
        urls = [reverse("stocktaking:desk"), address(submitted), reverse("stocktaking:states")]
    for url in urls:
        page = officer_client.get(url)
        assert page.status_code == 200
        direction = "rtl" if language == "ar" else "ltr"
        assert f'dir="{direction}"' in page.content.decode()[:300]


def test_the_desk_costs_the_same_with_one_and_many(officer_client, submitted, several):
    Submission.objects.exclude(pk=submitted.pk).update(state="draft")
    with CaptureQueriesContext(connection) as one:
        officer_client.get(DESK)
    Submission.objects.update(state="submitted")
    with CaptureQueriesContext(connection) as many:
        officer_client.get(DESK)
    assert len(one) == len(many)
