"""Charts: lengths by number, mirrored where the page is, nothing lost at the edges."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from actionline.common import charts

SVG = "{http://www.w3.org/2000/svg}"
NUMBERS = [("Access", 1200), ("Cybersecurity", 600), ("Media", 1), ("Ethics", 0)]


def drawn(chart: object, language: str = "en") -> ET.Element:
    with override(language):
        text = render_to_string(f"common/charts/{chart.kind}.svg", {"chart": chart})
    return ET.fromstring(text)


def test_it_works():
    chart = charts.bars("lines", "Projects by line", NUMBERS)
    lengths = [bar.width for bar in chart.bars]
    assert lengths == [260, 130, 2, 0]
    drawing = drawn(chart)
    assert drawing.find(f"{SVG}title").text == "Projects by line"
    assert [each.text for each in drawing.iter(f"{SVG}text")][:2] == ["Access", "1,200"]


def test_bars_begin_where_the_language_does():
    with override("ar"):
        chart = charts.bars("lines", "Projects by line", NUMBERS)
    assert [bar.x + bar.width for bar in chart.bars] == [charts.WIDTH] * 4
    assert drawn(chart, "ar").get("direction") == "rtl"


def test_years_without_anything_are_there():
    chart = charts.columns("years", "Projects by year", {2019: 4, 2022: 8, 9999: 1})
    assert [(bar.label, bar.number) for bar in chart.bars] == [
        ("2019", 4),
        ("2020", 0),
        ("2021", 0),
        ("2022", 8),
    ]
    with override("ar"):
        mirrored = charts.columns("years", "Projects by year", {2019: 4, 2022: 8})
    assert [bar.x for bar in mirrored.bars] == [bar.x for bar in reversed(chart.bars)]


def test_lines_are_told_apart_by_strokes_and_marks():
    series = [(f"Line {number}", {2020: number, 2022: 2}) for number in range(8)]
    chart = charts.lines("lines", "Lines over the years", series)
    assert len(chart.lines) == charts.MOST_LINES
    assert len({line.dash for line in chart.lines}) == charts.MOST_LINES
    assert [line.mark for line in chart.lines] == [1, 2, 3, 4, 5, 6]
    assert len(chart.lines[0].points.split()) == 3
    marks = sorted(line.y for line in chart.lines)
    assert all(lower - upper >= 18 for upper, lower in pairwise(marks))
    assert [year for _x, year in chart.years] == [2020, 2021, 2022]
    assert len(list(drawn(chart).iter(f"{SVG}polyline"))) == charts.MOST_LINES


@pytest.mark.parametrize("chart", [charts.bars("a", "b", []), charts.columns("a", "b", {})])
def test_nothing_is_drawn_as_nothing(chart):
    assert chart.bars == ()
    assert drawn(chart) is not None


def test_words_stay_inside_in_two_lines():
    long = charts.bars("a", "b", [("信息" * 40, 1), ("word " * 40, 1), ("<script>", 1)])
    assert [[len(line) for line, _y in bar.words] for bar in long.bars] == [[22, 22], [44, 44], [8]]
    assert all(bar.words[-1][1] < bar.y for bar in long.bars)
    assert "<script>" not in ET.tostring(drawn(long)).decode()
    two = charts.bars("a", "b", [("C7 Applications in all aspects of life: health", 1)])
    assert [line for line, _y in two.bars[0].words] == [
        "C7 Applications in all aspects of life:",
        "health",
    ]


def test_coordinates_have_no_comma_in_any_language():
    chart = charts.bars("a", "b", [(str(number), number) for number in range(40)])
    with override("fr"):
        text = render_to_string("common/charts/bars.svg", {"chart": chart})
    drawing = ET.fromstring(text)
    assert all(each.get("y").isdecimal() for each in drawing.iter(f"{SVG}rect"))
