"""Repositories and stories: drafts and published, pictures with their words, history, languages."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from tests.conftest import LANGUAGES

from actionline.common import attachments
from actionline.common.models import AuditEntry
from actionline.common.translations.registry import find
from actionline.stocktaking.actions import curation as acts
from actionline.stocktaking.indexing import PROJECTS
from actionline.stocktaking.models import Chosen, Project, Repository, Story

from .kept import made

pytestmark = pytest.mark.django_db
NEW, NEW_STORY = reverse("stocktaking:new_repository"), reverse("stocktaking:new_story")
LIST, STORIES = reverse("stocktaking:repositories"), reverse("stocktaking:stories")


def picture() -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (8, 8)).save(content, "PNG")
    return SimpleUploadedFile("boat.png", content.getvalue())


@pytest.fixture
def sent() -> dict[str, str]:
    return {
        "name_en": "Learning by boat",
        "name_ar": "التعلم بالقارب",
        "slug": "boats",
        "query": "https://example.org/en/stocktaking/?line=C2&utm=1",
        "position": "1",
        "text_en": "What sails.",
        "published": "on",
        "version": "0",
    }


@pytest.fixture
def project() -> Project:
    found = made(number=7, days=3, lines=["C2"], title="Boats that carry books")
    PROJECTS.refresh([found.pk])
    return found


@pytest.fixture
def told(project) -> dict[str, str]:
    return {
        "project": "7",
        "language": "en",
        "title": "The boat came",
        "text": "It did.\n\nAnd left.",
        "version": "0",
    }


def test_it_works(client, officer_client, sent, project):
    assert officer_client.post(NEW, sent).status_code == 302
    found = Repository.objects.get()
    assert found.query == "line=C2"
    page = client.get(found.get_absolute_url()).content.decode()
    assert "What sails." in page
    assert "Boats that carry books" in page
    assert "1 project as of" in page
    assert "Learning by boat" in client.get(LIST).content.decode()
    arabic = client.get(found.get_absolute_url().replace("/en/", "/ar/")).content.decode()
    assert "التعلم بالقارب" in arabic


def test_a_draft_and_its_picture_are_seen_by_the_secretariat_alone(
    client, person_client, officer_client, person, officer, sent
):
    del sent["published"]
    officer_client.post(NEW, sent | {"picture": picture(), "alt_en": "A boat"})
    found = Repository.objects.get()
    address = found.get_absolute_url()
    seen = [each.get(address).status_code for each in (client, person_client, officer_client)]
    assert seen == [404, 404, 200]
    file = attachments.of(found).get()
    may = [attachments.may_read(each, file) for each in (AnonymousUser(), person, officer)]
    assert may == [False, False, True]
    assert "Learning by boat" not in client.get(LIST).content.decode()


def test_a_picture_needs_its_words_and_takes_the_place_of_another(officer_client, sent):
    page = officer_client.post(NEW, sent | {"picture": picture()}).content.decode()
    assert "Say in words what the picture shows." in page
    officer_client.post(NEW, sent | {"picture": picture(), "alt_en": "A boat"})
    found = Repository.objects.get()
    edit = reverse("stocktaking:edit_repository", args=["boats"])
    again = sent | {"picture": picture(), "alt_en": "A red boat", "version": str(found.version)}
    assert officer_client.post(edit, again).status_code == 302
    assert attachments.of(found).count() == 1
    again["picture"] = SimpleUploadedFile("boat.png", b"GIF89a nothing")
    again["version"] = "2"
    assert "This is no PNG or JPEG" in officer_client.post(edit, again).content.decode()
    found.refresh_from_db()
    assert found.version == 2


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("query", "nothing=here", "does not understand"),
        ("query", "&".join(["line=a"] * 280), ""),
        ("slug", "new", "taken"),
        ("slug", "not a slug", "valid"),
        ("name_en", "", "required"),
        ("position", "-1", "greater"),
    ],
)
def test_what_is_wrong_is_said(officer_client, sent, field, value, said):
    answer = officer_client.post(NEW, sent | {field: value})
    assert answer.status_code == (200 if said else 302)
    assert said in answer.content.decode()


def test_two_at_a_time_lose_nothing(officer_client, sent):
    officer_client.post(NEW, sent)
    edit = reverse("stocktaking:edit_repository", args=["boats"])
    officer_client.post(edit, sent | {"name_en": "Mine", "version": "1"})
    page = officer_client.post(edit, sent | {"name_en": "Theirs", "version": "1"}).content.decode()
    assert "Somebody else saved it meanwhile." in page
    assert Repository.objects.get().name_en == "Mine"
    assert "Mine" in officer_client.get(edit).content.decode()


def test_a_story_is_told_on_its_project_once_published(client, officer_client, told, project):
    officer_client.post(NEW_STORY, told)
    story = Story.objects.get()
    assert client.get(story.get_absolute_url()).status_code == 404
    assert "The boat came" not in client.get(project.get_absolute_url()).content.decode()
    edit = reverse("stocktaking:edit_story", args=[story.pk])
    assert 'value="7"' in officer_client.get(edit).content.decode()
    officer_client.post(edit, told | {"published": "on", "version": "1"})
    for address in (story.get_absolute_url(), STORIES, project.get_absolute_url()):
        assert "The boat came" in client.get(address).content.decode()
    content = find("stocktaking.story")
    assert content is not None
    assert [each.pk for each in content.records()] == [story.pk]
    assert content.told([str(story.pk)])[str(story.pk)].title == "The boat came"


def test_a_story_is_of_a_project_that_is_there(officer_client, told):
    for number in ("8", "-1", "x", "9" * 30):
        page = officer_client.post(NEW_STORY, told | {"project": number})
        assert page.status_code == 200
        assert 'aria-invalid="true"' in page.content.decode()


def test_removed_for_good_after_a_question(officer_client, sent, told):
    officer_client.post(NEW, sent | {"picture": picture(), "alt_en": "A boat"})
    officer_client.post(NEW_STORY, told)
    remove = reverse("stocktaking:remove_repository", args=["boats"])
    assert officer_client.get(remove).status_code == 200
    officer_client.post(remove)
    officer_client.post(reverse("stocktaking:remove_story", args=[Story.objects.get().pk]))
    assert not Repository.objects.exists()
    assert not Story.objects.exists()
    verbs = AuditEntry.objects.values_list("verb", flat=True)
    assert {"stocktaking.remove_repository", "stocktaking.remove_story"} <= set(verbs)


def test_the_report_names_what_was_chosen(officer, person, project):
    other = made(number=8, days=1)
    seen = [project.pk, other.pk]
    assert acts.choose(year=2026, seen=seen, chosen=[project.pk], by=officer) == 1
    assert acts.choose(year=2026, seen=seen, chosen=[other.pk, 999], by=officer) == 2
    assert [each.project for each in Chosen.objects.all()] == [other]
    assert acts.choose(year=2026, seen=[project.pk], chosen=[], by=officer) == 0
    with pytest.raises(PermissionDenied):
        acts.choose(year=2026, seen=seen, chosen=seen, by=person)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_speak_each_language(officer_client, sent, told, language):
    officer_client.post(NEW, sent)
    officer_client.post(NEW_STORY, told | {"published": "on"})
    paths = [LIST, NEW, STORIES, NEW_STORY, *(each.get_absolute_url() for each in _all())]
    for path in paths:
        page = officer_client.get(path.replace("/en/", f"/{language}/"))
        assert f'lang="{language}"' in page.content.decode()


def _all() -> list[Repository | Story]:
    return [*Repository.objects.all(), *Story.objects.all()]


def test_lists_cost_the_same_for_one_and_for_many(client, project):
    def add(number: int) -> None:
        slug = f"r{number}"
        Repository.objects.create(slug=slug, name_en=slug, published=True)
        Story.objects.create(project=project, language="en", title=slug, text="x", published=True)

    def count(path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        return len(queries)

    add(1)
    before = [count(path) for path in (LIST, STORIES)]
    for number in (2, 3, 4):
        add(number)
    assert [count(path) for path in (LIST, STORIES)] == before
