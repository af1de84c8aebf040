"""Counting words in six languages."""

import time

import pytest

from actionline.common.words import count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" – … ", 0),
        ("Access for 2.5 million people", 5),
        ("a follow-up, step by step", 5),
        ("l’accès à l'Internet", 3),
        ("الوصول إلى الإنترنت", 3),
        ("مُحَمَّد يكتب", 2),
        ("доступ к сети", 3),
        ("¿Qué hace?", 2),
        ("信息社会", 4),
        ("为3000人提供ICT培训。", 8),
        ("e\u0301cole", 1),
        ("under_score", 2),
    ],
)
def test_words_are_counted_as_the_rule_says(text, words):
    assert count_words(text) == words


@pytest.mark.parametrize(
    "text", ["a" * 1_000_000, "a-" * 500_000, "社" * 300_000, "\u064b" * 1_000_000]
)
def test_hostile_texts_are_counted_in_linear_time(text):
    begun = time.process_time()
    count_words(text)
    assert time.process_time() - begun < 2
