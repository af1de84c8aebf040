"""Action lines and targets are offered from the words of an entry, in its language."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from actionline.framework.models import ActionLine, Goal, MatrixLink, Target
from actionline.stocktaking import by_words
from actionline.stocktaking.actions import writing

pytestmark = pytest.mark.django_db

SPOKEN = [
    ("en", "Telemedicine: doctors see patients of remote islands by video.", "3.8", "C7-ehealth"),
    ("fr", "Des cours de programmation pour les jeunes des villages.", "4.4", "C4"),
    ("es", "Alerta temprana de inundaciones por mensajes cortos.", "13.1", "C7-eenvironment"),
    ("ru", "Телемедицина: врачи принимают пациентов на островах.", "3.8", "C7-ehealth"),
    ("ar", "دورات في البرمجة لشباب القرى.", "4.4", "C4"),
    ("zh-hans", "通过短信发出洪水预警。", "13.1", "C7-eenvironment"),
]


@pytest.fixture(scope="module")
def named() -> dict[str, list[dict[str, str]]]:
    """The rows of the process folder."""
    found = {}
    for name in ("targets", "action_lines"):
        with (Path(settings.PROCESS_DIR) / f"{name}.csv").open(encoding="utf-8") as file:
            found[name] = list(csv.DictReader(file))
    return found


@pytest.fixture
def vocabulary(named, db) -> None:
    goals = {}
    for number in range(1, 18):
        goals[str(number)] = Goal.objects.create(number=number, name_en=f"Goal {number}")
    for model, rows in ((Target, named["targets"]), (ActionLine, named["action_lines"])):
        made = []
        for position, row in enumerate(rows):
            values = {name: row[name] for name in row if name != "source"} | {"position": position}
            if model is Target:
                values["goal"] = goals[row["code"].partition(".")[0]]
            made.append(model(**values))
        model.objects.bulk_create(made)


@pytest.mark.parametrize(("language", "text", "target", "line"), SPOKEN)
def test_it_works(vocabulary, language, text, target, line) -> None:
    answers = {"title": "7", "summary": text}
    assert target in by_words.targets(answers, language)[:3]
    assert by_words.lines(answers, language)[0] == line


@pytest.mark.parametrize("answers", [{}, {"title": ""}, {"title": "7", "summary": ["x"]}])
def test_words_that_speak_of_nothing_offer_nothing(vocabulary, answers) -> None:
    assert by_words.targets(answers, "en") == []


def test_every_keyword_is_of_a_line_or_target_and_in_six_languages(vocabulary) -> None:
    path = Path(settings.PROCESS_DIR) / "stocktaking" / "keywords.csv"
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    known = {*Target.objects.values_list("code", flat=True)}
    known |= {*ActionLine.objects.values_list("code", flat=True)}
    assert {row["code"] for row in rows} <= known
    assert all(all(row.values()) for row in rows)


def test_they_are_offered_in_the_form_and_not_ticked(person_client, person, template, vocabulary):
    entry = writing.begin(by=person, language="fr", template=template)
    answers = {"title": "Cours", "summary": "Des cours de programmation pour les jeunes."}
    writing.save(submission=entry, by=person, answers=answers, version=0)
    question = template.questions.get(key="targets")
    page = person_client.get(reverse("stocktaking:step", args=[entry.pk, question.step]))
    text = page.content.decode()
    first, box = text.index('name="targets"'), 'name="targets" value="4.4"'
    offered = text.rindex("because of the words", 0, first)
    assert offered < text.index(box) < text.index("<details", offered)
    assert text.count(box) == 1
    assert "checked" not in text[offered : text.index("<details", offered)]


def test_what_several_lines_share_is_offered_once_and_first(
    person_client, person, template, vocabulary
):
    for line, target in (("C2", "1.4"), ("C2", "4.a"), ("C3", "4.a")):
        linked = {
            "line": ActionLine.objects.get(code=line),
            "target": Target.objects.get(code=target),
        }
        MatrixLink.objects.create(**linked, reason="x", source="x")
    entry = writing.begin(by=person, language="en", template=template)
    writing.save(submission=entry, by=person, answers={"lines": ["C2", "C3"]}, version=0)
    question = template.questions.get(key="targets")
    text = person_client.get(reverse("stocktaking:step", args=[entry.pk, question.step])).text
    boxes = re.findall('name="targets" value="([^"]+)"', text)
    assert boxes[:2] == ["4.a", "1.4"]
    assert len(boxes) == len(set(boxes)) == Target.objects.count()
    assert "SDG targets (optional)" in text
    assert "WSIS action lines (optional)" not in text
