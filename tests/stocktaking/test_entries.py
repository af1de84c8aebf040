"""Filling in an entry on pages, as a reader without scripts does."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from PIL import Image
from tests.conftest import LANGUAGES

from actionline.accounts.models import User
from actionline.common.models import Attachment, Mail
from actionline.stocktaking.actions import authors, deciding, writing
from actionline.stocktaking.models import Author, Submission

from .conftest import COMPLETE

pytestmark = pytest.mark.django_db


def address(entry, name="entry", *more):
    return reverse(f"stocktaking:{name}", args=[entry.pk, *more])


def test_it_works(person_client, template, person):
    response = person_client.post(reverse("stocktaking:begin"), {"language": "fr"})
    entry = Submission.objects.get()
    assert response["location"] == address(entry)
    assert [author.person for author in entry.authors.all()] == [person]
    for number, step in enumerate(["entity", "project", "themes", "coverage", "results"]):
        answers = dict(COMPLETE)
        response = person_client.post(
            address(entry, "step", step), answers | {"version": number, "then": "on"}
        )
        assert response.status_code == 302, response.content.decode()
    page = person_client.get(address(entry, "check")).content.decode()
    assert "Libraries on the line" in page
    assert "error-summary" not in page
    response = person_client.post(address(entry, "check"))
    assert response["location"] == address(entry, "receipt")
    entry.refresh_from_db()
    assert entry.state == "submitted"
    assert entry.receipt in person_client.get(address(entry, "receipt")).content.decode()
    assert [mail.to for mail in Mail.objects.filter(category="stocktaking.receipt")] == [
        person.email
    ]


def test_what_is_wrong_is_told_and_kept(person_client, draft):
    response = person_client.post(
        address(draft, "step", "project"),
        {"title": "Half", "summary": "too short", "version": draft.version, "then": "on"},
    )
    page = response.content.decode()
    assert "Use at least 150 words; there are 2." in page
    assert 'href="#id_summary"' in page
    draft.refresh_from_db()
    assert (draft.title, draft.answers["summary"]) == ("Half", "too short")


def test_one_can_stop_and_go_on(person_client, draft):
    response = person_client.post(
        address(draft, "step", "project"),
        {"title": "", "version": draft.version, "then": "later"},
    )
    assert response["location"] == address(draft)
    assert "begun" in person_client.get(address(draft)).content.decode()


def test_rows_are_added_without_a_script(person_client, draft):
    step = address(draft, "step", "pictures")
    sent = {
        "links-0-url": "https://example.org",
        "links-0-text": "",
        "version": draft.version,
        "then": "more",
    }
    response = person_client.post(step, sent)
    page = person_client.get(response["location"]).content.decode()
    assert 'value="https://example.org"' in page
    assert 'name="links-5-url"' in page


def test_another_author_was_faster(person_client, draft):
    other = User.objects.create_user("other@example.org")
    draft.authors.create(person=other)
    writing.save(submission=draft, by=other, answers={"title": "Theirs"}, version=draft.version)
    response = person_client.post(
        address(draft, "step", "project"),
        {"title": "Mine", "summary": "s", "version": draft.version},
    )
    page = response.content.decode()
    assert "Theirs" in page
    assert 'value="Mine"' in page
    assert f'name="version" value="{draft.version + 1}"' in page


def picture(kind="PNG", size=(8, 8), **more):
    content = BytesIO()
    Image.new("RGB", size, "white").save(content, kind, **more)
    return SimpleUploadedFile("photo.png", content.getvalue())


def test_a_picture_is_made_anew_without_what_the_camera_added(person_client, draft):
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    step = address(draft, "add_picture", "pictures")
    sent = {"file": picture("JPEG", (3000, 10), exif=exif), "alt": "A school"}
    person_client.post(step, sent)
    draft.refresh_from_db()
    kept = Attachment.objects.get()
    assert draft.answers["pictures"] == [{"attachment": kept.pk, "alt": "A school"}]
    content = person_client.get(kept.get_absolute_url())
    data = b"".join(content.streaming_content)
    assert b"taken at home" not in data
    assert Image.open(BytesIO(data)).size[0] == 1600
    person_client.post(address(draft, "remove_picture", "pictures", kept.pk))
    draft.refresh_from_db()
    assert draft.answers["pictures"] == []
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    "content", [b"", b"<svg onload=alert(1)>", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, b"\xff\xd8\xff"]
)
def test_what_is_no_picture_is_refused(person_client, draft, content):
    sent = {"file": SimpleUploadedFile("a.png", content), "alt": "x"}
    page = person_client.post(address(draft, "add_picture", "pictures"), sent)
    assert "error-summary" in page.content.decode()
    assert not Attachment.objects.exists()


def test_pictures_go_over_to_the_project(person_client, draft, officer, person):
    sent = {"file": picture(), "alt": "A school"}
    person_client.post(address(draft, "add_picture", "pictures"), sent)
    entry = writing.submit(submission=draft, by=person)
    project = deciding.decide(submission=entry, verb="accept", by=officer).project
    of_entry, of_project = Attachment.objects.order_by("pk")
    assert project.pictures == [{"attachment": of_project.pk, "alt": "A school"}]
    assert of_entry.sha256 == of_project.sha256


def test_a_second_author_comes_by_mail(person_client, draft, officer_client, officer):
    person_client.post(address(draft, "invite"), {"email": "Officer@example.org"})
    mail = Mail.objects.get(category="stocktaking.author")
    code = mail.text.split("/join/")[1].split("/")[0]
    link = reverse("stocktaking:join", args=[code])
    assert officer_client.get(link).status_code == 200
    assert officer_client.post(link)["location"] == address(draft)
    assert draft.authors.filter(person=officer, email="").exists()
    assert officer_client.post(link)["location"] == reverse("stocktaking:entries")


def test_an_author_is_not_asked_twice_and_the_last_stays(person_client, draft, person):
    for _each in range(2):
        person_client.post(address(draft, "invite"), {"email": "other@example.org"})
    assert draft.authors.count() == 2
    with pytest.raises(Exception, match="has to have an author"):
        authors.remove(author=Author.objects.get(person=person), by=person)


def test_withdrawing_is_asked_and_can_be_undone(person_client, submitted):
    assert person_client.get(address(submitted, "withdraw")).status_code == 200
    person_client.post(address(submitted, "withdraw"))
    submitted.refresh_from_db()
    assert submitted.state == "withdrawn"
    person_client.post(address(submitted, "restore"))
    submitted.refresh_from_db()
    assert submitted.state == "draft"


PAGES = ["entry", "check", "withdraw"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_in_every_language(person_client, draft, language):
    with translation.override(language):
        urls = [address(draft, name) for name in PAGES]
        urls += [reverse("stocktaking:entries"), reverse("stocktaking:begin")]
        urls += [address(draft, "step", step) for step in ("entity", "themes", "pictures")]
    for url in urls:
        page = person_client.get(url)
        assert page.status_code == 200
        direction = "rtl" if language == "ar" else "ltr"
        assert f'dir="{direction}"' in page.content.decode()[:300]


def test_others_see_nothing(client, officer_client, draft):
    stranger = User.objects.create_user("stranger@example.org")
    assert client.get(address(draft)).status_code == 302
    client.force_login(stranger)
    for name in PAGES:
        assert client.get(address(draft, name)).status_code == 403
    assert officer_client.get(address(draft)).status_code == 200
    assert officer_client.get(address(draft, "check")).status_code == 403


def test_the_list_costs_the_same_with_one_and_many(person_client, draft, person, template):
    with CaptureQueriesContext(connection) as one:
        person_client.get(reverse("stocktaking:entries"))
    for _each in range(3):
        writing.begin(by=person, language="en", template=template)
    with CaptureQueriesContext(connection) as many:
        person_client.get(reverse("stocktaking:entries"))
    assert len(one) == len(many)
