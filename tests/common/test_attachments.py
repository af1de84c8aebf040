"""Files at records: told by their content, kept once, given to those who may see the record."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from actionline.accounts.models import User
from actionline.common import attachments
from actionline.common.models import Attachment, AuditEntry

PDF = b"%PDF-1.7\n..."


def package(*parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for part in parts:
            file.writestr(part, "x")
    return out.getvalue()


@pytest.fixture(autouse=True)
def rights(monkeypatch):
    """A person's record: everybody reads what is attached, officers attach."""
    monkeypatch.setattr(attachments, "_rights", {})
    attachments.register(User, read="", write="common.mail")


def attached(record, officer, content=PDF, name="report.pdf") -> Attachment:
    return attachments.attach(record=record, file=ContentFile(content, name), by=officer)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0....", "image/jpeg"),
        (package("word/document.xml"), f"{attachments._OFFICE}wordprocessingml.document"),
        (package("xl/workbook.xml"), f"{attachments._OFFICE}spreadsheetml.sheet"),
        ("Žluťoučký\tkůň\n".encode(), "text/plain"),
    ],
)
def test_what_a_file_is_says_its_content(person, officer, content, kind):
    assert attached(person, officer, content, "odd.exe").media_type == kind


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00",
        b"<html><script>",
        b"\xef\xbb\xbf <svg>",
        b"PK\x03\x04 broken",
        package("anything"),
        package("word/document.xml", "word/vbaProject.bin"),
        b"",
        b"\xff\xfe",
    ],
)
def test_other_kinds_are_not_taken(person, officer, content):
    with pytest.raises(ValidationError):
        attached(person, officer, content, "report.pdf")

    assert not Attachment.objects.exists()


def test_a_file_that_is_too_large_is_not_taken(person, officer, monkeypatch):
    monkeypatch.setattr(attachments, "MOST_BYTES", len(PDF) - 1)

    with pytest.raises(ValidationError):
        attached(person, officer)


def test_the_same_content_is_kept_once_and_goes_with_its_last_record(
    person, officer, django_capture_on_commit_callbacks
):
    one, two = attached(person, officer), attached(officer, officer, name="copy.pdf")
    assert one.path == two.path
    with django_capture_on_commit_callbacks(execute=True):
        attachments.remove(attachment=one, by=officer)
    assert default_storage.exists(two.path)

    with django_capture_on_commit_callbacks(execute=True):
        attachments.remove(attachment=two, by=officer)

    assert not default_storage.exists(two.path)
    verbs = AuditEntry.objects.order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["common.attach"] * 2 + ["common.detach"] * 2


def test_only_who_may_attaches_and_removes(person, officer):
    file = attached(person, officer)

    with pytest.raises(PermissionDenied):
        attached(person, person)
    with pytest.raises(PermissionDenied):
        attachments.remove(attachment=file, by=person)

    assert list(attachments.of(person)) == [file]


def test_a_name_leads_nowhere(person, officer):
    assert attached(person, officer, name="a\\b\nc.pdf").name == "bc.pdf"


def test_a_file_is_given_away_so_that_a_browser_does_nothing_with_it(person, officer, client):
    file = attached(person, officer, name="rapport é.pdf")

    answer = client.get(file.get_absolute_url())

    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''rapport")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_who_may_not_see_the_record_does_not_get_the_file(person, officer, person_client):
    file = attached(person, officer)
    attachments.register(User, read="common.mail", write="common.mail")

    assert person_client.get(file.get_absolute_url()).status_code == 404


def test_a_file_whose_record_is_gone_is_given_to_nobody(officer, officer_client):
    gone = User.objects.create_user("gone@example.org")
    file = attached(gone, officer)
    gone.delete()

    assert officer_client.get(file.get_absolute_url()).status_code == 404
