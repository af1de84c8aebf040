"""Contrast of the stylesheet's tokens: text stands at 7:1 or more on every ground it is put on."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "src/actionline/portal/static/portal/actionline.css"
TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6});")
LIGHT, DARK = (
    dict(TOKEN.findall(block)) for block in re.findall(r":root {(.*?)}", CSS.read_text(), re.S)[:2]
)

TEXT = [
    ("ink", "paper"),
    ("ink", "raised"),
    ("quiet", "paper"),
    ("quiet", "raised"),
    ("accent", "paper"),
    ("accent", "raised"),
    ("on-accent", "accent"),
    ("danger", "paper"),
    ("inserted", "inserted-ground"),
    ("deleted", "deleted-ground"),
    ("modified", "modified-ground"),
]


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read(scheme, text, ground):
    assert contrast(scheme[text], scheme[ground]) >= 7


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_edge_of_a_field_can_be_seen(scheme):
    """WCAG 2.2, 1.4.11: 3:1 for what tells a control from its ground."""
    assert contrast(scheme["edge"], scheme["paper"]) >= 3


def test_the_dark_scheme_leaves_no_colour_out():
    assert LIGHT.keys() - DARK.keys() == {"focus"}
