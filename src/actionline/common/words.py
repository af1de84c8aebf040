"""Counting the words of a text, as word limits count them, in all six languages.

A word is a run of letters and digits, with apostrophes, hyphens and points inside it (`l’accès`,
`2.5`, `follow-up` are one each); in Chinese every character counts. The small script that counts
while somebody writes (`word-counter.js`) follows the same rule, and a test holds the two together.
"""

from __future__ import annotations

import re

#: Han, with the marks that repeat a character or stand for zero.
_HAN = "々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_LETTERS = rf"(?:(?![{_HAN}])[^\W_])+"
_WORD = re.compile(rf"[{_HAN}]|{_LETTERS}(?:['’‑.\-]{_LETTERS})*")
#: Vowel signs, accents written apart and invisible characters stand inside words.
_MARKS = re.compile(r"[\u064b-\u065f\u0670\u0640\u0300-\u036f\u200b-\u200f\u2066-\u2069\u00ad]")


def count_words(text: str) -> int:
    """How many words `text` has; a character is one in Chinese. Linear in the text's length."""
    return sum(1 for _found in _WORD.finditer(_MARKS.sub("", text)))
