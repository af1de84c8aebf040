"""A document comes in: what is read, kept and refused."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.instruments.uploads import PAGE, document, send

from actionline.instruments import actions, uploading
from actionline.instruments.models import Import, SourceFile


def test_a_document_is_read_kept_and_shown(officer_client, officer):
    response = send(officer_client, document())

    item = Import.objects.get()
    assert response["Location"] == f"{PAGE}{item.pk}/"
    assert (item.state, item.created_by) == (Import.State.PREVIEW, officer)
    with item.source.file.open() as kept:
        assert kept.read() == document().read()
    assert item.source.sha256 in officer_client.get(response["Location"]).text


def test_several_documents_are_read_each_by_itself(officer_client, officer):
    response = send(
        officer_client,
        document(),
        SimpleUploadedFile("recipe.txt", b"Take two eggs.\nStir.\n"),
        document("wtsa-plain-numbers.txt"),
    )

    assert response.status_code == 422
    assert [bool(outcome.item) for outcome in response.context["outcomes"]] == [True, False, True]
    assert Import.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.docx", b"", "empty"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".docx"),
        ("recipe.txt", b"Take two eggs and some flour.\nStir well.\n", "resolution"),
        ("picture.docx", b"\x89PNG" + b"\0" * 60, "picture"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_reason_and_not_kept(
    officer_client, name, data, said
):
    response = send(officer_client, SimpleUploadedFile(name, data))

    assert response.status_code == 422
    assert said in str(response.context["form"].errors["documents"])
    assert not SourceFile.objects.exists()


def test_no_file_is_a_mistake_too(officer_client):
    response = officer_client.post(PAGE, {})

    assert response.status_code == 422
    assert "Choose a file." in response.text


def test_a_huge_upload_is_stopped_on_its_way(officer_client, monkeypatch):
    monkeypatch.setattr(uploading, "MAX_REQUEST_BYTES", 100_000)

    response = send(officer_client, SimpleUploadedFile("huge.txt", b"resolves " * 50_000))

    assert response.status_code == 422
    assert "too much at once" in response.text
    assert not SourceFile.objects.exists()


def test_a_file_above_the_limit_is_refused(officer_client, monkeypatch):
    monkeypatch.setattr("actionline.instruments.forms.MAX_FILE_BYTES", 1000)

    response = send(officer_client, document())

    assert response.status_code == 422
    assert "import the resolution alone" in response.text


def test_a_form_without_its_token_is_refused(officer):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(officer)

    assert send(strict, document()).status_code == 403
    assert not Import.objects.exists()


def test_the_same_file_is_recognised_and_may_be_read_again(officer_client, bodies):
    send(officer_client, document())
    first = Import.objects.get()

    again = send(officer_client, document(called="copy.txt"))
    assert [one.earlier for one in again.context["outcomes"]] == [[first]]
    assert Import.objects.count() == 1

    response = send(officer_client, document(called="copy.txt"), again="1")
    assert response.status_code == 302
    assert (Import.objects.count(), SourceFile.objects.count()) == (2, 1)


def test_a_large_file_is_read_by_the_worker(
    officer_client, monkeypatch, settings, django_capture_on_commit_callbacks
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    monkeypatch.setattr("actionline.instruments.reader.SMALL_BYTES", 10)

    with django_capture_on_commit_callbacks(execute=True):
        send(officer_client, document())

    assert Import.objects.get().state == Import.State.PREVIEW


def test_of_many_files_the_worker_reads_those_that_nobody_waits_for(officer_client, monkeypatch):
    monkeypatch.setattr("actionline.instruments.views.staff.PATIENCE", 0.0)

    response = send(officer_client, document(), document("wtsa-plain-numbers.txt"))

    assert response.text.count("being read in the background") == 2
    assert set(Import.objects.values_list("state", flat=True)) == {Import.State.WAITING}


def test_a_large_file_that_cannot_be_read_says_so(officer_client, officer, monkeypatch):
    monkeypatch.setattr("actionline.instruments.reader.SMALL_BYTES", 10)
    item = actions.upload(data=b"Take two eggs. Stir well.\n", name="recipe.txt", by=officer)
    address = f"{PAGE}{item.pk}/"
    assert "being read" in officer_client.get(address).text

    actions.read_waiting(item=item)

    item.refresh_from_db()
    assert item.state == Import.State.FAILED
    assert "resolution" in officer_client.get(address).text


def test_the_source_is_given_back_as_it_came_and_never_shown(officer_client):
    send(officer_client, document())

    response = officer_client.get(f"{PAGE}{Import.objects.get().pk}/source/")

    assert b"".join(response.streaming_content) == document().read()
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"
