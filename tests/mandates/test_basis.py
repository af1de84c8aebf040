"""How often something is due and by when, as each language says it."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from actionline.instruments.templatetags.instruments import period
from actionline.mandates.basis import often, told_date


@pytest.mark.parametrize(
    ("language", "duration", "told"),
    [
        ("en", "P1Y", "Every year"),
        ("en", "P6M", "Every 6 months"),
        ("ru", "P1Y", "Каждый год"),
        ("ru", "P4Y", "Каждые 4 года"),
        ("ru", "P21Y", "Каждый 21 год"),
        ("zh-hans", "P1M", "每月"),
        ("zh-hans", "P2M", "每2个月"),
    ],
)
def test_a_period_has_the_form_of_its_number(language: str, duration: str, told: str) -> None:
    with override(language):
        assert often(duration) == told


@pytest.mark.parametrize(
    ("language", "duration", "told"),
    [("ru", "P1W", "каждую неделю"), ("ru", "P5Y", "каждые 5 лет"), ("fr", "P1D", "P1D")],
)
def test_so_it_has_within_a_line(language: str, duration: str, told: str) -> None:
    with override(language):
        assert period(duration) == told


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "March 2027"), ("ru", "Март 2027 г."), ("zh-hans", "2027年3月")],
)
def test_a_month_is_written_as_its_language_does(language: str, told: str) -> None:
    with override(language):
        assert told_date("2027-03") == told
