"""Pictures of every page, and what comes out of a printer, to look at.

    LOOK=FOLDER pytest tests/e2e/look.py    # LOOK_LANGUAGES=en,ar LOOK_WIDTHS=360 LOOK_PAGES=matrix

Not a test: it asserts nothing and is run by hand. A page is `FOLDER/language-width-name.png`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.looks import opened

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("LOOK" not in os.environ, reason="LOOK names no folder"),
]
LANGUAGES = os.environ.get("LOOK_LANGUAGES", "en,ar,zh-hans").split(",")
WIDTHS = [int(width) for width in os.environ.get("LOOK_WIDTHS", "360,768,1280").split(",")]


@pytest.mark.parametrize("width", WIDTHS)
def test_take_pictures(visits, sight, width):
    folder = Path(os.environ["LOOK"])
    folder.mkdir(parents=True, exist_ok=True)
    pages = sight(viewport={"width": width, "height": 900})
    wanted = os.environ.get("LOOK_PAGES", "").split()
    for name, (who, address) in visits.items():
        if wanted and not any(name.startswith(each) for each in wanted):
            continue
        for language in LANGUAGES:
            if not opened(pages[who], f"/{language}/{address}"):
                continue
            picture = folder / f"{name.replace(':', '-')}-{width}-{language}.png"
            pages[who].screenshot(path=picture, full_page=True)


PRINTED = [
    "mandates:list",
    "mandates:mandate",
    "instruments:edition",
    "instruments:compare",
    "matrix:sheet",
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_print(visits, sight, language):
    """`FOLDER/language-name.pdf`, as a browser prints it."""
    folder = Path(os.environ["LOOK"])
    folder.mkdir(parents=True, exist_ok=True)
    page = sight()["stranger"]
    for name in PRINTED:
        page.goto(f"/{language}/{visits[name].address}")
        paper = folder / f"{name.replace(':', '-')}-{language}.pdf"
        page.pdf(path=paper, format="A4", prefer_css_page_size=True)
