"""Terms beside a text."""

from __future__ import annotations

import pytest
from tests.framework.terms import make_vocabulary

from actionline.common.translations.terms import Term, found_in


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("All stakeholders agree.", Term("stakeholders", "parties prenantes")),
        ("Mandates of PP.", Term("Mandate", "Mandat")),
        ("As WSIS said.", Term("WSIS", "SMSI")),
        ("the focal points", Term("focal point", "point de contact")),
    ],
)
def test_terms_are_found(db, text, term):
    assert term in found_in(text, "en", "fr")


@pytest.mark.parametrize("text", ["retargeted", "planet", "mandateless words", ""])
def test_parts_of_words_are_not_terms(db, text):
    assert found_in(text, "en", "fr") == []


def test_they_are_found_in_other_languages_too(db):
    assert Term("行动方面", "line of action") not in found_in("按行动方面", "zh-hans", "en")
    assert Term("行动方面", "action line") in found_in("按行动方面", "zh-hans", "en")
    assert Term("أصحاب المصلحة", "stakeholders") in found_in("مع أصحاب المصلحة.", "ar", "en")


def test_names_of_the_vocabulary_are_terms(db):
    make_vocabulary()

    assert Term("Well-being (en)", "Well-being (ar)") in found_in("on Well-being (en)", "en", "ar")
