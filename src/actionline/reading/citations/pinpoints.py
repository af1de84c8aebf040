"""Places told by paragraph: `§ 109 of the Tunis Agenda`, `paragraph 113 of resolution 80/173`,
`§ 65 of that resolution`, `(§ 102b)`, `paragraph 1 above`."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from actionline.reading.citations.mention import Mention
from actionline.reading.citations.places import Places, paragraphs_at
from actionline.reading.mandates.speech import Speech, phrase_at, skip_spaces

_OF = r",?\s(?:of|in|to|de|du|des|dans|de la)\s?(?:its\s|the\s|la\s|le\s|les\s|l'|los\s)?"
_BESIDE = (
    r"[ ,(;:]*(?:and|in particular|especially|notably|in its|see|its|et|notamment|en particulier)?"
    r"[ ,(]*"
)
_BESIDE_WITHIN = 40  # characters between a name and its paragraphs
_TOLERATED = 3  # characters between `of the` and the name
_MOST = 1_000  # marks in one paragraph; more are a table or an attack
_DESCRIBED_WITHIN = 260

Numbered = Callable[[str], str | None]


def pinpointed(
    text: str,
    mentions: list[Mention],
    marks: re.Pattern[str],
    speech: Speech,
    own_paragraph: Numbered,
) -> list[Mention]:
    """The mentions of a folded text with the paragraphs told for them.

    `marks` is `mark_pattern` of the language; `own_paragraph` gives the path of the
    document's own paragraph with a number.
    """
    small = text.lower()
    if not any(map(small.__contains__, speech.grammar.words("pinpoint"))):
        return mentions
    found = list(mentions)
    for match in islice(marks.finditer(text), _MOST):
        places = paragraphs_at(text, skip_spaces(text, match.end()))
        if places is None or any(m.start < match.start() < m.end for m in found):
            continue
        _place(text, match, places, found, speech, own_paragraph)
    return sorted(found, key=lambda mention: mention.start)


def mark_pattern(speech: Speech) -> re.Pattern[str]:
    """The words and signs for paragraphs in the text's language."""
    words = "|".join(map(re.escape, speech.grammar.words("pinpoint")))
    return re.compile(rf"(?<![\w-])(?:{words})(?=\s?\d)", re.IGNORECASE)


def _place(
    text: str,
    mark: re.Match[str],
    places: Places,
    found: list[Mention],
    speech: Speech,
    own_paragraph: Numbered,
) -> None:
    start = mark.start()
    own = phrase_at(text, skip_spaces(text, places.end), speech.grammar.words("above"))
    of = re.compile(_OF).match(text, places.end)
    if own >= 0:
        found.extend(_own(start, own, places, own_paragraph))
        return
    if of:
        annex = phrase_at(text, of.end(), speech.grammar.words("annex"))
        if annex >= 0:
            found.extend(Mention(start, annex, f"#annex/{label}") for label in places.fragments)
            return
        this = phrase_at(text, of.end(), speech.grammar.words("this"))
        this = (
            this
            if this >= 0
            else phrase_at(text, _before_article(of), speech.grammar.words("this"))
        )
        if this >= 0:
            found.extend(_own(start, this, places, own_paragraph))
            return
        whose = next((m for m in found if of.end() - 4 <= m.start <= of.end() + _TOLERATED), None)
        if whose is not None and not whose.internal:
            found[found.index(whose)] = whose._replace(start=start, fragments=places.fragments)
            return
        other = _that(text, of, start, found, speech) or _described(text, of.end(), start, speech)
        if other is not None:
            found.append(other._replace(fragments=places.fragments))
            return
    _attach_back(text, mark, places, found)


def _before_article(of: re.Match[str]) -> int:
    """Where the words after `of` begin, its article included (`of the present resolution`)."""
    return of.start() + len(of[0]) - len(of[0].lstrip(", ").split(" ", 1)[-1])


def _own(start: int, end: int, places: Places, own_paragraph: Numbered) -> list[Mention]:
    paths = [own_paragraph(label) for label in places.fragments]
    return [Mention(start, end, f"#{path}") for path in paths if path]


def _that(
    text: str, of: re.Match[str], start: int, found: list[Mention], speech: Speech
) -> Mention | None:
    """`of that resolution`: the one cited last before."""
    for position in (_before_article(of), of.end()):
        end = phrase_at(text, position, speech.grammar.words("same"))
        if end >= 0:
            last = next((m for m in reversed(found) if m.number and m.start < start), None)
            return last._replace(start=start, end=end, fragments=()) if last else None
    return None


def _described(text: str, position: int, start: int, speech: Speech) -> Mention | None:
    """`of the outcome document of the 2015 high-level meeting … on the overall review …`."""
    window = text[position : position + _DESCRIBED_WITHIN]
    stop = window.find(";")
    window = (window[:stop] if stop >= 0 else window).lower()
    for described in speech.vocabulary.described:
        named = any(window.startswith(name) for name in described.names)
        said = max((window.find(words) for words in described.said), default=-1)
        if named and said >= 0 and described.year in window:
            comma = window.find(",", said)
            end = position + (comma if comma >= 0 else len(window.rstrip(" ,.")))
            return Mention(start, end, described.target)
    return None


def _attach_back(text: str, mark: re.Match[str], places: Places, found: list[Mention]) -> None:
    """`Tunis Agenda, paragraph 72`, `the Tunis Agenda stated … (§ 102b)`."""
    earlier = [m for m in found if m.end <= mark.start() and not m.internal]
    if not earlier:
        return
    last = max(earlier, key=lambda mention: mention.end)
    near = mark.start() - last.end < _BESIDE_WITHIN
    beside = near and re.fullmatch(_BESIDE, text[last.end : mark.start()]) is not None
    bracketed = mark[0].startswith("§") and text[
        max(0, mark.start() - 3) : mark.start()
    ].rstrip().endswith("(")
    if not (beside or bracketed):
        return
    if last.fragments:
        found.append(last._replace(start=mark.start(), end=places.end, fragments=places.fragments))
    else:
        end = places.end if beside else last.end
        found[found.index(last)] = last._replace(end=end, fragments=places.fragments)
