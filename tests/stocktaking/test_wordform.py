"""The form as a Word file: away, filled in, and back."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from docx import Document
from tests.conftest import LANGUAGES

from actionline.stocktaking import wordform, wordform_reading
from actionline.stocktaking.actions import writing
from actionline.stocktaking.models import Call, Submission
from actionline.stocktaking.wordform_reading import NoFormError

pytestmark = pytest.mark.django_db
MORE = {
    "links": [{"url": "https://example.org/", "text": "Our page"}],
    "figures": [{"what": "people trained", "value": "1200", "unit": "people"}],
    "description": "First paragraph.\n\nSecond “paragraph” <&> \u00e9.",
    "beneficiaries": ["youth"],
}


@pytest.fixture
def entry(draft, person) -> Submission:
    return writing.save(submission=draft, by=person, answers=MORE, version=draft.version)


def at(name: str, entry: Submission) -> str:
    return reverse(f"stocktaking:{name}", args=[entry.pk])


def questions(entry: Submission) -> list:
    return list(entry.template.questions.all())


def edited(data: bytes, **cells: str) -> bytes:
    """A form in which the answers to some questions are others."""
    paper = Document(io.BytesIO(data))
    for table in paper.tables:
        for row in table.rows:
            if (key := row.cells[0].text) in cells:
                row.cells[1].text = cells[key]
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def upload(client, entry, data, **more):
    file = SimpleUploadedFile("form.docx", data)
    return client.post(at("filled", entry), {"file": file} | more)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_comes_back_unchanged_says_the_same(entry, language):
    found = wordform_reading.read(wordform.write(entry, language), questions(entry))
    assert (found.entry, found.template, found.version) == (entry.pk, 1, entry.version)
    assert found.unknown == ()
    held = {key: value for key, value in entry.answers.items() if value}
    assert {key: value for key, value in found.answers.items() if value} == held


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_survives_another_program(entry, language, tmp_path):
    (tmp_path / "form.docx").write_bytes(wordform.write(entry, language))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "docx:Office Open XML Text", "--outdir", tmp_path / "out",
         tmp_path / "form.docx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    saved = (tmp_path / "out/form.docx").read_bytes()
    found = wordform_reading.read(saved, questions(entry))
    held = {key: value for key, value in entry.answers.items() if value}
    assert {key: value for key, value in found.answers.items() if value} == held
    assert found.version == entry.version


def test_it_works(person_client, entry):
    taken = person_client.get(f"{at('word', entry)}?language=fr")
    assert taken["Content-Type"] == wordform.MEDIA
    assert "entry-" in taken["Content-Disposition"]
    data = edited(taken.content, title="Libraries online", status="finished", ends="31.12.2025")
    preview = upload(person_client, entry, data).content.decode()
    assert "<ins>online</ins>" in preview
    assert "“finished” is not in the list." in preview
    assert "Give a date that exists" in preview
    assert Submission.objects.get().title == "Libraries on the line"  # nothing is saved yet
    sent = {
        "answers": json.dumps({"title": "Libraries online", "status": "finished"}),
        "key": ["title"],
        "version": entry.version,
    }
    person_client.post(at("filled", entry), sent)
    entry.refresh_from_db()
    assert (entry.title, entry.answers["status"]) == ("Libraries online", "ongoing")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("c2", ["C2"]),
        ("C2, C5", ["C2", "C5"]),
        ("☒ C2\n☐ C5\n• C7-elearning", ["C2", "C7-elearning"]),
        ("Line C2", ["C2"]),
        ("C2 – Line C2", ["C2"]),
        ("C2؛ C5، C1", ["C2", "C5", "C1"]),
        ("something", ["something"]),
    ],
)
def test_lists_are_understood_by_code_and_by_name(entry, typed, read):
    data = edited(wordform.write(entry, "en"), lines=typed)
    assert wordform_reading.read(data, questions(entry)).answers["lines"] == read


def test_digits_of_other_scripts_make_dates(entry):
    data = edited(wordform.write(entry, "ar"), starts="٢٠٢٥-٠١-٠٢")
    assert wordform_reading.read(data, questions(entry)).answers["starts"] == "2025-01-02"


def test_a_blank_form_of_a_call_is_filled_in_before_an_entry_is_begun(
    client, person_client, entry, template
):
    opens = timezone.now()
    days = {"opens_at": opens, "closes_at": opens + timedelta(days=1)}
    call = Call.objects.create(
        slug="c", year=2026, name_fr="Appel", template=template, published=True, **days
    )
    taken = client.get("/fr/stocktaking/calls/c/form.docx")
    assert 'filename="c-fr.docx"' in taken["Content-Disposition"]
    assert Document(io.BytesIO(taken.content)).paragraphs[0].text == "Appel"
    page = upload(person_client, entry, edited(taken.content, title="Bibliothèques")).text
    assert page.count('name="key"') == 1  # what is empty in it takes nothing away
    assert 'value="title" checked' in page
    assert "notice-warning" not in page
    Call.objects.filter(pk=call.pk).update(published=False)
    assert client.get("/fr/stocktaking/calls/c/form.docx").status_code == 404


def test_what_was_saved_since_is_told(person_client, entry, person):
    data = edited(wordform.write(entry, "en"), gender="")
    writing.save(
        submission=entry, by=person, answers={"gender": "Half of them"}, version=entry.version
    )
    page = upload(person_client, entry, data).content.decode()
    assert "The entry was saved since the form was taken away." in page
    assert 'value="gender">' in page  # there, and not ticked


def test_two_authors_do_not_overwrite_one_another(person_client, entry, person):
    sent = {"answers": '{"title": "A"}', "key": ["title"], "version": entry.version}
    writing.save(submission=entry, by=person, answers={"title": "B"}, version=entry.version)
    page = person_client.post(at("filled", entry), sent, follow=True).content.decode()
    assert "Another author saved this entry meanwhile" in page
    assert Submission.objects.get().title == "B"


def test_a_form_of_another_entry_is_told(person_client, entry, person, template):
    other = writing.begin(by=person, language="en", template=template)
    page = upload(person_client, entry, wordform.write(other, "en")).content.decode()
    assert "The form was made for another entry." in page


def test_a_row_of_no_question_is_told(person_client, entry):
    paper = Document(io.BytesIO(wordform.write(entry, "en")))
    paper.tables[1].rows[0].cells[0].text = "entity_nom"
    file = io.BytesIO()
    paper.save(file)
    page = upload(person_client, entry, file.getvalue()).content.decode()
    assert "entity_nom" in page


@pytest.mark.parametrize("text", ["[", "[]", "1", '{"title": {"a": 1}}', "[" * 100_000, ""])
def test_a_preview_that_was_tampered_with_changes_nothing(person_client, entry, text):
    sent = {"answers": text, "key": ["title"], "version": entry.version}
    assert person_client.post(at("filled", entry), sent).status_code == 302


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


_W = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
_BODY = b"<w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>"
HOSTILE = {
    "nothing": b"",
    "no Word file": b"%PDF-1.7",
    "old Word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "text": b"title: x",
    "cut off": zipped({"word/document.xml": _W + _BODY % b"x"})[:200],
    "macros": zipped({"word/document.xml": _W + _BODY % b"x", "word/vbaProject.bin": b"x"}),
    "bomb": zipped({"word/document.xml": b" " * 80_000_000}),
    "entities": zipped(
        {"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "b">]>' + _W + _BODY % b"&a;"}
    ),
    "file of the server": zipped(
        {
            "word/document.xml": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
            + _W
            + _BODY % b"&a;"
        }
    ),
    "deep": zipped({"word/document.xml": _W + b"<w:tbl>" * 5000}),
    "another document": zipped({"word/document.xml": _W + _BODY % b"A letter"}),
    "a spreadsheet": zipped({"xl/workbook.xml": b"<x/>"}),
    "too large": b"PK\x03\x04" + b"x" * (wordform_reading.MOST_BYTES + 1),
    "many rows": zipped(
        {
            "word/document.xml": _W
            + b"<w:body><w:tbl>"
            + b"<w:tr><w:tc/></w:tr>" * 20_000
            + b"</w:tbl></w:body></w:document>"
        }
    ),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_files_are_refused_in_one_sentence(person_client, entry, data):
    with pytest.raises(NoFormError):
        wordform_reading.read(data, questions(entry))
    response = upload(person_client, entry, data)
    assert response.status_code == 200
    page = response.content.decode()
    assert "error-message" in page
    assert "What the form changes" not in page


def test_nobody_else_takes_or_brings_it(officer_client, client, entry):
    assert officer_client.get(at("word", entry)).status_code == 200  # the desk may read it
    assert officer_client.get(at("filled", entry)).status_code == 403
    assert client.get(at("word", entry)).status_code == 302


def test_arabic_runs_from_right_to_left(entry):
    data = wordform.write(entry, "ar")
    document = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert "<w:bidi/>" in document
    assert "<w:bidiVisual" in document
    assert "<w:rtl" in document
