"""Several documents, one file after the other."""

import pytest
from tests.common.setting import samples

from actionline.common.setting import batch, pdf
from actionline.common.setting.document import Document


def test_each_document_is_set_in_each_form():
    made = list(batch.each(samples.full(language) for language in ("en", "ar", "fr")))
    assert sorted((file.document.language, file.form) for file in made) == [
        (language, form) for language in ("ar", "en", "fr") for form in ("docx", "pdf")
    ]
    begins = {"docx": b"PK", "pdf": b"%PDF"}
    assert all(file.content.startswith(begins[file.form]) for file in made)


def test_whoever_stops_taking_them_stops_what_is_set(monkeypatch):
    begun = []
    start = pdf.start

    def started(document):
        begun.append(start(document))
        return begun[-1]

    monkeypatch.setattr(pdf, "start", started)
    files = batch.each(samples.large(language) for language in samples.LANGUAGES)
    next(files)
    files.close()
    assert [each.ended for each in begun] == [True]


def test_a_document_that_cannot_be_set_stops_the_others():
    with pytest.raises(ValueError, match="no language"):
        list(batch.each([Document("x", "en"), Document("x", "!")], ["pdf"]))
