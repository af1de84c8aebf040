"""Each public page in each language: its own words, its own direction."""

import re
from html.parser import HTMLParser

import pytest
from django.core.management import call_command

from actionline.common.messages.catalogs import read
from actionline.mandates.models import Mandate

pytestmark = pytest.mark.django_db

#: Language in the address -> (what `lang` and `dir` of the page say, folder of its messages).
LANGUAGES = {
    "ar": ("ar", "rtl", "ar"),
    "zh-hans": ("zh-hans", "ltr", "zh_Hans"),
    "fr": ("fr", "ltr", "fr"),
    "ru": ("ru", "ltr", "ru"),
    "es": ("es", "ltr", "es"),
}
OTHER_SCRIPTS = {"ar", "ru", "zh-hans"}
PAGES = [
    "",
    "instruments/",
    "instruments/graph/",
    "instruments/itu/pp/res-140",
    "instruments/itu/pp/res-140/2018",
    "instruments/itu/pp/res-140/2018/compare/2014",
    "instruments/history/itu/pp/res-140",
    "mandates/",
    "mandates/?kind=report&due=year",
    "mandates/?q=nothing-of-the-kind",
    "calendar/",
    "calendar/bodies/council/",
    "matrix/",
    "data/",
    "account/sign-in/",
    "account/sign-in/code/",
    "account/sign-up/",
    "account/password/forgotten/",
    "nothing-here",
]
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
#: What is nobody's language: code, symbols, names of files.
LITERAL = {"code", "kbd", "pre", "script", "style", "svg"}
SPOKEN = {"alt", "aria-label", "data-label", "placeholder", "title"}
ENGLISH = re.compile(r"[A-Za-z]*[a-z]{2,}(?:\s+[a-z]{2,}){2,}")


class Words(HTMLParser):
    """The texts of a page that are in its own language: `said`; `page` says which that is."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.page: tuple[str | None, str | None] = (None, None)
        self._foreign: list[bool] = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "html":
            self.page = (given.get("lang"), given.get("dir"))
        foreign = (
            (bool(self._foreign) and self._foreign[-1])
            or tag in LITERAL
            or given.get("lang", self.page[0]) != self.page[0]
            or (tag != "html" and given.get("dir") == "ltr")
        )
        if not foreign:
            self.said += [given[name].strip() for name in SPOKEN & given.keys() if given[name]]
        if tag not in VOID:
            self._foreign.append(foreign)

    def handle_endtag(self, tag):
        if tag not in VOID and self._foreign:
            self._foreign.pop()

    def handle_data(self, data):
        if data.strip() and not (self._foreign and self._foreign[-1]):
            self.said.append(" ".join(data.split()))


def test_the_scanner_leaves_foreign_words_out():
    words = Words(
        '<html lang="ar" dir="rtl"><p title="عنوان">نص <q lang="en">Text</q> '
        '<bdi dir="ltr">a/b</bdi><code>c</code><br>ختام</p></html>'
    )

    assert words.page == ("ar", "rtl")
    assert words.said == ["عنوان", "نص", "ختام"]


def addresses() -> list[str]:
    mandate = Mandate.objects.filter(next_due__isnull=False).first()
    return [*PAGES, f"mandates/{mandate.pk}/"]


def messages_of(folder: str) -> set[str]:
    """English strings that the language has other words for."""
    return {
        message.id
        for message in read(folder)
        if isinstance(message.id, str) and message.string and message.string != message.id
    }


def test_public_pages_speak_their_language(client):
    """In every language no string of ours is left in English; where another script is written,
    which makes English easy to see, none of a package's either."""
    call_command("load_process")
    directions, left, sentences = {}, {}, {}
    for language, (lang, direction, folder) in LANGUAGES.items():
        ours = messages_of(folder)
        for page in addresses():
            address = f"/{language}/{page}"
            words = Words(client.get(address, follow=True).content.decode())
            if words.page != (lang, direction):
                directions[address] = words.page
            if found := ours.intersection(words.said):
                left[address] = found
            if lang in OTHER_SCRIPTS and (found := set(filter(ENGLISH.search, words.said))):
                sentences[address] = found

    assert (directions, left, sentences) == ({}, {}, {})
