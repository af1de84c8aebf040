"""Rules that hold for every template and stylesheet."""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "actionline"
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))
STYLESHEETS = sorted(SOURCE.glob("*/static/**/*.css"))

TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}")
MARKED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.S)
REMARK = re.compile(r"{%\s*comment.*?{%\s*endcomment\s*%}", re.S)
ELEMENT = re.compile(r"<[^>]*>")
UNSEEN = re.compile(r"<(script|style|svg|code|pre)\b.*?</\1>", re.S)
SPOKEN = re.compile(r"""\b(?:alt|title|placeholder|aria-label)=(["'])(.*?)\1""", re.S)
#: A colon or comma between two things that are put in, or where a list is joined.
FIXED = re.compile(r"""(?:}}|%}|</\w+>)[:,] (?=[{<(])|\|join:["'][,:;] """)
LETTERS = re.compile(r"[^\W\d_]{2,}")
UNTRANSLATED = {
    "Actionline",
    "doctype",
    "Akoma",
    "Ntoso",
    "CSV",
    "JSON",
    "XLSX",
    "SVG",
    "SHA",
    "Word",
}
PHYSICAL = re.compile(
    r"(?<![\w-])(?:margin|padding|border)-(?:left|right|top|bottom)|(?<![\w-])(?:left|right)\s*:"
    r"|text-align:\s*(?:left|right)|float:\s*(?:left|right)|(?<![\w-])(?:min-|max-)?width\s*:(?!\s*\d+rem\))"
)

each_template = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)


def words(text: str) -> set[str]:
    return set(LETTERS.findall(TAG.sub(" ", text))) - UNTRANSLATED


def unmarked(html: str) -> set[str]:
    """Words of a template that a reader sees and no translator does."""
    html = UNSEEN.sub(" ", MARKED.sub(" ", REMARK.sub(" ", html)))
    spoken = " ".join(value for _quote, value in SPOKEN.findall(TAG.sub("", html)))
    entities = re.compile(r"&\w+;")
    return words(entities.sub(" ", ELEMENT.sub(" ", TAG.sub(" ", html)) + " " + spoken))


def test_the_scanner_finds_what_is_not_marked():
    assert unmarked('<p title="Plain">Seen {% translate "Marked" %}</p>') == {"Plain", "Seen"}
    assert (
        unmarked("{% blocktranslate %}Marked {{ x }}{% endblocktranslate %}<b>{{ y }}</b>") == set()
    )


@each_template
def test_every_string_is_marked_for_translation(path):
    assert unmarked(path.read_text()) == set()


@each_template
def test_punctuation_is_marked_too(path):
    """French sets a blank before a colon, Arabic and Chinese have commas of their own."""
    html = MARKED.sub(" ", path.read_text())

    assert FIXED.findall(html) == []


@each_template
def test_no_inline_script_or_style(path):
    """Data for programs (`application/json`) is no script: the content policy lets it be."""
    html = path.read_text()

    html = re.sub(r'<script [^>]*type="application/(?:ld\+)?json"', "", TAG.sub("", html))
    assert not re.search(r"<style\b|<script(?![^>]*\bsrc=)", html)
    assert not re.search(r"""\s(?:style|on\w+)=["']""", html)
    assert not re.search(r"javascript:", html)


@each_template
def test_templates_stay_short(path):
    assert len(path.read_text().splitlines()) <= 150


@each_template
def test_nothing_is_taken_for_safe_by_hand(path):
    """`|safe` stands only where Django's own form rendering has it."""
    if path.name != "field.html":
        assert not re.search(r"\|\s*safe\b|{%\s*autoescape off", path.read_text())


@pytest.mark.parametrize("path", STYLESHEETS, ids=lambda path: path.name)
def test_styles_know_no_left_and_right(path):
    text = re.sub(r"@media[^{]*", "", path.read_text())

    assert PHYSICAL.findall(text) == []
