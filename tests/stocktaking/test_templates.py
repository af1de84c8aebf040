"""Templates: a version follows another, is changed as a draft, and never again."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from tests.conftest import LANGUAGES

from actionline.common.models import AuditEntry
from actionline.stocktaking import queries, versions
from actionline.stocktaking.actions import deciding, templating, writing
from actionline.stocktaking.models import Question, Submission, Template

from .conftest import COMPLETE

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(template, officer) -> Template:
    return templating.begin(based_on=template, by=officer)


def at(name: str, *more: object) -> str:
    return reverse(f"stocktaking:{name}", args=[2, *more])


def keys(template: Template) -> list[str]:
    return [question.key for question in template.questions.all()]


NAMED = {
    "step": "more",
    "name_en": "People reached",
    "name_fr": "Personnes touchées",
    "help_ar": "عدد",
    "least": "1",
    "most": "3",
    "public": "on",
}


def test_it_works(officer_client, template, draft, officer, person):
    officer_client.post(reverse("stocktaking:begin_template", args=[1]))
    second = Template.objects.get(version=2)
    assert keys(second) == keys(template)
    added = officer_client.post(
        at("add_question"), {"key": "reached", "kind": "some", "name": "People reached"}
    )
    assert added["location"] == at("question", "reached")
    listed = {"values": "old\nyoung", "labels_en": "The old\nThe young", "labels_fr": "\nJeunes"}
    officer_client.post(at("question", "reached"), NAMED | listed)
    question = Question.objects.get(template=second, key="reached")
    assert (question.name_fr, question.help_ar, question.most) == ("Personnes touchées", "عدد", 3)
    assert question.choices == [
        {"value": "old", "en": "The old"},
        {"value": "young", "en": "The young", "fr": "Jeunes"},
    ]
    assert "The young" in officer_client.get(at("preview_template")).content.decode()
    officer_client.post(at("publish_template"))
    assert queries.newest_template() == second
    new = writing.begin(by=person, language="en", template=queries.newest_template())
    assert "reached" in keys(new.template)
    draft.refresh_from_db()
    assert draft.template == template  # begun before, it keeps its version


def test_what_is_published_never_changes(officer_client, template, officer):
    title = template.questions.get(key="title")
    for verb, more in (
        (templating.change, {"question": title, "values": {"name_en": "x"}}),
        (templating.remove, {"question": title}),
        (templating.move, {"question": title, "up": True}),
        (templating.note, {"template": template, "text": "x"}),
        (templating.publish, {"template": template}),
        (templating.discard, {"template": template}),
        (templating.add, {"template": template, "key": "x", "kind": "line", "name": "x"}),
    ):
        with pytest.raises(templating.PublishedError):
            verb(by=officer, **more)
    url = reverse("stocktaking:question", args=[1, "title"])
    assert officer_client.post(url, NAMED).status_code == 302
    title.refresh_from_db()
    assert title.name_en == "Title of the project"
    arrange = reverse("stocktaking:arrange", args=[1, "title"])
    page = officer_client.post(arrange, {"do": "remove"}, follow=True).content.decode()
    assert "is published and does not change any more" in page


def test_nobody_else_prepares_templates(person, template):
    with pytest.raises(PermissionDenied):
        templating.begin(based_on=template, by=person)


def test_what_a_project_needs_has_to_be_asked(officer_client, second, officer):
    for key in ("title", "entity_name"):
        templating.remove(question=second.questions.get(key=key), by=officer)
    page = officer_client.post(at("publish_template")).content.decode()
    assert "“title” has to be asked" in page
    second.refresh_from_db()
    assert second.state == "draft"
    templating.add(template=second, key="title", kind="line", name="", by=officer)
    title = second.questions.get(key="title")
    assert (title.name_fr, title.required) == ("Titre du projet", True)  # as it was worded last


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({}, "Choose a known question, or give a key"),
        ({"key": "form", "kind": "line", "name": "x"}, "Choose a known question, or give a key"),
        ({"key": "Über", "kind": "line", "name": "x"}, "Choose a known question, or give a key"),
        ({"key": "reached"}, "A question of your own needs this."),
        ({"key": "reached", "kind": "pictures", "name": "x"}, "Select a valid choice."),
        ({"known": "title"}, "Choose a known question, or give a key"),
    ],
)
def test_what_cannot_be_asked_is_told(officer_client, second, sent, message):
    assert message in officer_client.post(at("add_question"), sent).content.decode()
    assert len(keys(second)) == 29


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"least": "5", "most": "2"}, "At most cannot be less than at least."),
        ({"name_en": ""}, "This field is required."),
        ({"step": "none"}, "Select a valid choice."),
        ({"values": "a\na", "labels_en": "A\nB"}, "Each code once"),
        ({"values": "a b", "labels_en": "A"}, "Each code once"),
        ({"values": "a\nb", "labels_en": "A"}, "Give as many names as there are codes."),
        ({"values": "a", "labels_en": "A", "labels_fr": "A\nB"}, "Give as many names"),
    ],
)
def test_what_is_wrong_with_a_question_is_told(officer_client, second, officer, sent, message):
    templating.add(template=second, key="reached", kind="one", name="Reached", by=officer)
    page = officer_client.post(at("question", "reached"), NAMED | sent).content.decode()
    assert message in page


def test_questions_are_moved_within_their_step(officer_client, second):
    step = [each.key for each in second.questions.filter(step="entity")]
    officer_client.post(at("arrange", step[1]), {"do": "up"})
    officer_client.post(at("arrange", step[1]), {"do": "up"})  # it is the first already
    moved = [each.key for each in second.questions.filter(step="entity")]
    assert moved == [step[1], step[0], *step[2:]]


def test_what_differs_between_two_versions(officer_client, template, second, officer):
    templating.remove(question=second.questions.get(key="gender"), by=officer)
    templating.add(template=second, key="reached", kind="number", name="Reached", by=officer)
    summary = second.questions.get(key="summary")
    templating.change(question=summary, values={"most": 250}, by=officer)
    found = versions.differences(template.questions.all(), second.questions.all())
    assert [(each.question.key, each.state) for each in found] == [
        ("summary", "changed"),
        ("reached", "new"),
        ("gender", "gone"),
    ]
    assert [(c.before, c.after) for c in found[0].changes] == [("200", "250")]
    page = officer_client.get(at("compare_templates", 1)).content.decode()
    assert "<del>200</del> <ins>250</ins>" in page
    entry = AuditEntry.objects.filter(verb="stocktaking.change_template").order_by("number").last()
    assert (entry.before, entry.after) == (
        {"question": "summary", "most": 200},
        {"question": "summary", "most": 250},
    )


def test_a_draft_is_thrown_away_and_kept_in_the_trail(officer_client, second):
    officer_client.post(at("discard_template"))
    assert not Template.objects.filter(version=2).exists()
    entry = AuditEntry.objects.get(verb="stocktaking.discard_template")
    assert len(entry.before["questions"]) == 29


def test_a_draft_from_which_another_was_made_can_be_thrown_away(second, template, officer):
    third = templating.begin(based_on=second, by=officer)
    templating.discard(template=second, by=officer)
    third.refresh_from_db()
    assert third.based_on == template


def test_the_newest_stands_first(officer_client, second):
    page = officer_client.get(reverse("stocktaking:templates")).content.decode()
    assert page.index("Template 2") < page.index("Template 1")


def test_answers_of_a_question_of_its_own_are_kept(second, officer, person):
    templating.add(template=second, key="reached", kind="line", name="Reached", by=officer)
    templating.publish(template=second, by=officer)
    entry = writing.begin(by=person, language="en", template=second)
    entry = writing.save(
        submission=entry, by=person, answers=COMPLETE | {"reached": "Many"}, version=0
    )
    writing.submit(submission=entry, by=person)
    done = deciding.decide(submission=entry, verb="accept", by=officer)
    assert done.project.answers == {"reached": {"public": True, "answer": "Many"}}


def test_an_entry_is_filled_in_from_an_earlier_one(person_client, officer_client, submitted):
    new = reverse("stocktaking:begin")
    assert submitted.title in person_client.get(f"{new}?source={submitted.pk}").content.decode()
    person_client.post(new, {"language": "fr", "source": submitted.pk})
    made = Submission.objects.latest("pk")
    assert made.pk != submitted.pk
    assert (made.language, made.title) == ("en", submitted.title)
    assert "pictures" not in made.answers
    officer_client.post(new, {"language": "fr", "source": submitted.pk})
    assert Submission.objects.latest("pk").answers == {}  # somebody else's is no source


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_in_every_language(officer_client, second, language):
    for name in ("", "2/", "2/preview/", "2/publish/", "2/discard/", "2/compare/1/",
                 "2/questions/lines/"):  # fmt: skip
        page = officer_client.get(f"/{language}/stocktaking/templates/{name}")
        assert page.status_code == 200, name
        direction = "rtl" if language == "ar" else "ltr"
        assert f'dir="{direction}"' in page.content.decode()[:300]
