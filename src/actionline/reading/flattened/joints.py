"""Joints: places where a deleted and an inserted stretch run together without a mark.

Reads   the text of one paragraph and what is known of the document's words.
Writes  the joints in it: where the old stretch begins, where it meets the new one, where that ends.

Shapes of numbers are found by themselves (`shapes`); words are known by the document and the
language. What merely looks like a joint is left alone: dropped hyphens (`SecretaryGeneral`),
compounds, symbols of documents.
"""

from __future__ import annotations

import re

from actionline.reading.flattened.shapes import Joint, apart, find_shapes
from actionline.reading.flattened.words import LONG_WORD, WORD, Lexicon, is_compound, split, tables

# `by radioby radio and satellite`: words said again at once
_DOUBLED = r"\b([^\W\d]\w*(?: \w+){0,3})(\1\b(?:,? (?:and|or) \w+)?)"
# `twenty30-year`
_GLUED_NUMBER = re.compile(r"\d(?<=[a-zà-ÿ]\d)")
_WORD_NUMBER = r"(?<![^\W\d_])([a-zà-ÿ]{3,})(\d{1,4})(?=[- ,;.)]|‑)"
# `AiresKigali`, `protectionWSIS`
_GLUED_CAPITAL = re.compile(r"[A-Z](?<=[a-zà-ÿ][A-Z])")
_CAPITAL = r"([A-Z]?[a-zà-ÿ]{2,})([A-Z][a-zà-ÿ]{2,}|[A-Z]{2,}[\w&-]*)"
# `by the Confederation the Report of the Commission`: two wordings, one after the other
_THE_NAME = re.compile(r" the [A-Z](?<=[a-zà-ÿ]{3} the [A-Z])")
_TWOFOLD = r"[A-Z][a-zà-ÿ]{3,} (?=the [A-Z][a-zà-ÿ]{3,} )"
_ADDRESS = r"(?:https?://|www\.)\S+|\S+@\S+"
_OPENING = 12  # characters in which a paragraph's first word may begin, label included
_LONG = rf"\b(?<![-'‑’])[^\W\d_]{{{LONG_WORD},}}"


def find(text: str, known: Lexicon) -> list[Joint]:
    """The joints of a paragraph, in order and apart from one another."""
    found = find_shapes(text)
    for match in re.finditer(_TWOFOLD, text) if _THE_NAME.search(text) else ():
        if (start := _whole_paragraph(text, match.end())) is not None:
            found.append(Joint(start, match.end(), len(text), "whole", strong=False))
    for match in re.finditer(_WORD_NUMBER, text) if _GLUED_NUMBER.search(text) else ():
        if known.words.get(match[1], 0) or match[1] in tables().numbers:
            found.append(Joint(match.start(1), match.start(2), match.end(2), "number"))
    if text in known.odd:
        strange = [word for word in re.finditer(_LONG, text) if word[0].lower() in known.strange]
        found += _find_capitals(text, known) if _GLUED_CAPITAL.search(text) else []
        found += _find_words(text, strange, known)
        found += _find_doubled(text)
    found += _find_replaced(text, known)
    if found and ("://" in text or "www." in text or "@" in text):
        found = [joint for joint in found if not _in_address(text, joint)]
    return apart(found)


def _in_address(text: str, joint: Joint) -> bool:
    """Whether a joint lies in a web or mail address."""
    return any(
        match.start() <= joint.middle <= match.end() for match in re.finditer(_ADDRESS, text)
    )


def _find_doubled(text: str) -> list[Joint]:
    if not _says_again(text):
        return []
    return [
        Joint(_widened(text, match), match.end(1), match.end(2), "doubled")
        for match in re.finditer(_DOUBLED, text)
        if len(match[1]) > 3
    ]


def _says_again(text: str) -> bool:
    """Whether one to four words are said twice with nothing between: only then is it worth
    trying at each place of the text."""
    words = re.findall(r"[A-Za-z0-9_]+" if text.isascii() else r"\w+", text)
    third = second = last = " "  # the words before, the last one last
    for place, word in enumerate(words):
        if word.endswith((last, second, third)):
            for count in range(1, min(place, 3) + 1):
                first, *others = words[place - count : place]
                again = [*others, word.removesuffix(first)]
                if word.endswith(first) and words[place + 1 : place + 1 + count] == again:
                    return True
        third, second, last = second, last, word
    return any(word[: len(word) // 2] * 2 == word for word in {*words})


def _widened(text: str, match: re.Match[str]) -> int:
    """Where the old stretch begins: the same words stood in both, so one of the two has more."""
    if len(match[1]) < len(match[2]):
        return match.start(1)
    before = re.search(r"\bthe (?:[\w-]+ ){1,5}$", text[max(0, match.start() - 60) : match.start()])
    return match.start(1) - len(before[0]) if before else match.start(1)


def _find_capitals(text: str, known: Lexicon) -> list[Joint]:
    found = []
    for match in re.finditer(_CAPITAL, text):
        whole = _whole_word(text, match.start(), match.end())
        if is_compound(match[1], match[2], known) or known.words.get(whole.lower(), 0) > 2:
            continue
        if match[1].lower() not in known.words and match[2].lower() not in known.words:
            continue
        start = _name_start(text, match.start(1)) if match[1][0].isupper() else match.start(1)
        found.append(Joint(start, match.start(2), match.end(2), "capital"))
    return found


def _whole_word(text: str, start: int, end: int) -> str:
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return text[start:end]


def _name_start(text: str, start: int) -> int:
    """The beginning of a name of several capitalised words that ends where `start`'s word does."""
    match = re.search(r"(?:[A-Z][a-zà-ÿ]+ )+$", text[max(0, start - 60) : start])
    return start - len(match[0]) if match else start


def _find_words(text: str, strange: list[re.Match[str]], known: Lexicon) -> list[Joint]:
    """`constituteshas`, `mastspublic`: a word that neither the document nor the language has
    otherwise, made of two that they have."""
    found = []
    for match in strange:
        if match[0][0].isupper() and match.start() > _OPENING:
            continue  # a name
        middle = split(match[0].lower(), known)
        if middle is None:
            continue
        middle += match.start()
        whole = _whole_paragraph(text, middle)
        if whole is not None:
            found.append(Joint(whole, middle, len(text), "whole"))
        else:
            start, end = _phrases(text, match.start(), middle, match.end(), known)
            found.append(Joint(start, middle, _group_end(text, middle, end), "word"))
    return found


def _phrases(text: str, start: int, middle: int, end: int, known: Lexicon) -> tuple[int, int]:
    """How far the two stretches reach (`relay masts|public telephones`): so far that the words
    around them follow one another elsewhere in the document; one word where nothing tells."""
    lists, text = tables(), text.replace("‑", "-")
    first_new = text[middle:end].lower()
    last_old = text[start:middle].lower()
    before = list(WORD.finditer(text, max(0, start - 60), start))[-3:]
    if before and (before[-1][0].lower(), first_new) not in known.pairs:
        for count in (2, 3):
            if len(before) < count or before[-count + 1][0].lower() in lists.function_words:
                break
            if (before[-count][0].lower(), first_new) in known.pairs:
                start = before[-count + 1].start()
                break
    after = list(WORD.finditer(text, end, end + 60))[:3]
    if after and (last_old, after[0][0].lower()) not in known.pairs:
        for count in (1, 2):
            if len(after) <= count or after[count - 1][0].lower() in lists.function_words:
                break
            if (last_old, after[count][0].lower()) in known.pairs:
                end = after[count - 1].end()
                break
    return start, end


def _group_end(text: str, middle: int, end: int) -> int:
    """The end of a verb group that begins the new stretch (`has proven to be`)."""
    lists = tables()
    if text[middle:end] not in lists.auxiliaries:
        return end
    for match in re.finditer(r" ([^\W\d_]+)", text[end : end + 40]):
        word = match[1]
        if word not in lists.auxiliary_tails and not word.endswith(("ed", "en")):
            break
        end += len(match[0])
    return end


def _whole_paragraph(text: str, middle: int) -> int | None:
    """Where the whole paragraph was replaced: the new stretch begins as the old one did."""
    label = re.match(r"\s*(?:\S{1,8}[).]?\t)?", text)
    start = label.end() if label else 0
    first = re.match(r"[^\W\d_]+", text[start:])
    second = re.match(r"[^\W\d_]+", text[middle:])
    if first is None or second is None or first[0].lower() != second[0].lower():
        return None
    rest = text[middle:].split()
    return start if len(rest) >= 6 and middle - start > 20 else None


def _find_replaced(text: str, known: Lexicon) -> list[Joint]:
    """`Buenos Aires Kigali Action Plan`: two names side by side of which the document elsewhere
    replaced one by the other."""
    found = []
    for old, new in known.replaced.items():
        if old not in text or new not in text:
            continue
        for match in re.finditer(rf"\b{re.escape(old)}( ?){re.escape(new)}\b", text):
            start = match.start()
            middle = start + len(old)
            found.append(Joint(start, middle, match.end(), "replaced", True, len(match[1])))
    return found
