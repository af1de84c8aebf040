"""Documents as rooms set them."""

import pytest
from django.utils.safestring import SafeString
from django.utils.translation import override
from tests.common.setting import samples

from actionline.common import checks, documents, letters
from actionline.common.setting import fonts
from actionline.common.setting.document import Document


def test_a_page_may_take_the_html_as_it_is():
    written = documents.html(samples.full("en"), level=2)
    assert isinstance(written, SafeString)
    assert '<h2 class="document-title">' in written


def test_addresses_are_of_the_page_in_html_and_of_the_site_in_files(settings):
    settings.SITE_URL = "https://summit.example"
    assert f'href="{samples.REGISTER.url}"' in documents.html(samples.full("en"))
    assert "summit.example" not in documents.html(samples.full("en"))
    made = list(documents.files([samples.full("en")], ["docx"]))
    assert [(file.document.site, file.form) for file in made] == [
        ("https://summit.example", "docx")
    ]


@pytest.mark.parametrize("language", samples.LANGUAGES)
def test_words_are_those_of_the_language(language):
    english, words = documents.words("en"), documents.words(language)
    assert (words == english) == (language == "en")
    assert "{title}" in words.source
    assert "{number}" in words.sources_of


def test_check_says_for_which_languages_letters_are_missing(monkeypatch):
    assert letters.look().level is checks.Level.OK
    monkeypatch.setattr(fonts, "_PACKAGES", {"ar": "not_here", "zh-hans": "nor_here"})
    monkeypatch.setattr(fonts, "_OF_MACHINE", {"ar": ("No Such Font",), "zh-hans": (fonts.LATIN,)})
    found = letters.look()
    assert found.level is checks.Level.FAIL
    assert found.state == "no letters for ar"
    monkeypatch.setattr(fonts, "_PACKAGES", {"zh-hans": "nor_here"})
    assert letters.look().level is checks.Level.WARN


def test_what_cannot_be_set_is_told_in_the_language_of_the_page(caplog):
    unseen = Document("Title", "en", subtitle="\u0378\u0379" * 400)  # no sign has these numbers yet
    with override("fr"), pytest.raises(documents.SettingError) as raised:
        list(documents.files([unseen], ["pdf"]))
    assert raised.value.kind == "letters"
    assert "Ce site n’a pas" in str(raised.value)
    assert "no font here has the letters" in caplog.text
