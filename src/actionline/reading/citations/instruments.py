"""Mentions of numbered instruments: `Resolutions 71 and 140 (Rev. Dubai, 2018) of the …`.

Whose number it is, is told by (in this order): the number's own shape (`ITU-R 61`,
`A/RES/70/1`), a body named after or before it, the mark or place of its edition (`C11`,
`Bucharest, 2022`), a range of numbers that one body alone uses, the rest of the document,
a body or Sector named nearby, and failing all that the body that speaks.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from actionline.reading.citations.mention import Mention
from actionline.reading.citations.numbers import Edition, Numbered, edition_at, number_at
from actionline.reading.mandates.speech import WORD, Speech, phrase_at, skip_spaces
from actionline.reading.vocabulary import Body

# Those that few mentions have are compiled where one does.
_JOIN = r"\s?(?:,\s?(?:and|or|et|ou|y)?|;|and|or|et|ou|y|и|&)\s(?=[(]?(?:\d|[AES]/|ITU-|UIT-|S-))"
_NUMBER_WORD = r"(?:[Nn]os?\.|n°|№)\s?"
_FIRST_ADOPTED = r",?\s(?:first\s)?(?=adopted|approved|adoptée|approuvée)"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SYMBOL = r"(?<![\w/])[AES]/RES/(?=\S)"
_DOCUMENT = r"\s?((?:CWG-[\w&]+-|[A-Z]{1,4}-?)?\d{1,3}/[\w&/.-]*\d(?:\([\w.]+\))?|[AE]/[\w./-]*\d)"
_BEFORE = 140  # characters searched for a body before the number
_AFTER = 140  # characters of a history: `first adopted by … and last modified at …`
_MOST = 60  # numbers in one list
_JOINING = frozenset(",;aoeyи&")  # what a separator of a list may begin with
_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


class _Owner(NamedTuple):
    """A body told by words: its series, where the words end, an edition told with it."""

    series: str | None
    end: int
    edition: Edition | None = None


class Keywords:
    """The words for resolution, decision and document in a text's language."""

    def __init__(self, speech: Speech) -> None:
        words: list[str] = []
        for use in ("resolution", "decision", "document"):
            words += speech.grammar.words(use)
        words.sort(key=len)
        self._shortest = [w for at, w in enumerate(words) if not w.startswith(tuple(words[:at]))]
        self._pattern = rf"\b(?:{'|'.join(map(re.escape, reversed(words)))})\b"

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """The keywords of a text, in order. Most texts have none, which is told first."""
        if any(map(text.lower().__contains__, self._shortest)):
            yield from re.finditer(self._pattern, text, re.IGNORECASE)


def instruments(text: str, speech: Speech, keywords: Keywords) -> Iterator[Mention]:
    """All mentions of numbered instruments and documents in a folded text, in order."""
    end = 0
    symbols = [match.start() for match in re.finditer(_SYMBOL, text)] if "/RES/" in text else []
    for keyword in keywords.find(text):
        if keyword.start() < end:
            continue
        while symbols and symbols[0] < keyword.start():
            yield from _bare_symbol(text, symbols.pop(0), end, speech)
        for mention in _after_keyword(text, keyword, speech):
            end = mention.end
            yield mention
    for symbol in symbols:
        if symbol >= end:
            yield from _bare_symbol(text, symbol, end, speech)


def _bare_symbol(text: str, position: int, past: int, speech: Speech) -> Iterator[Mention]:
    numbered = number_at(text, position) if position >= past else None
    if numbered is not None:
        yield _mention(numbered, position, numbered.end, numbered.series, "res", None, speech)


def _after_keyword(text: str, keyword: re.Match[str], speech: Speech) -> Iterator[Mention]:
    word = keyword[0].lower()
    position = skip_spaces(text, keyword.end())
    if text[position : position + 1] in ("N", "n", "№"):
        counted = re.compile(_NUMBER_WORD).match(text, position)
        position = counted.end() if counted else position
    if word in speech.grammar.set("document"):
        yield from _document(text, keyword.start(), position)
        return
    numbers = _numbers(text, position, many=word.endswith(("s", "es")))
    if not numbers:
        return
    kind = "dec" if word in speech.grammar.set("decision") else "res"
    before, start = _named_before(text, keyword.start(), speech)
    after = _named_after(text, numbers[-1].end, speech)
    series = after.series or before
    hints = () if series else _hints(text, keyword.start(), numbers[-1].end, speech)
    shared = next((n.edition for n in reversed(numbers) if n.edition), None) or after.edition
    for place, numbered in enumerate(numbers):
        last = place == len(numbers) - 1
        mention = _mention(
            numbered if numbered.edition else numbered._replace(edition=shared),
            start if place == 0 else numbered.start,
            max(after.end, numbered.end) if last else numbered.end,
            series, kind, hints, speech,
        )  # fmt: skip
        yield mention


def _numbers(text: str, position: int, *, many: bool) -> list[Numbered]:
    """The numbers of a list; after a singular only where their shape leaves no doubt."""
    found: list[Numbered] = []
    while len(found) < _MOST:
        numbered = number_at(text, position)
        if numbered is None or (found and not many and numbered.shape == "plain"):
            break
        found.append(numbered)
        join = _joined(text, numbered.end)
        if join < 0:
            break
        position = join
    return found


def _joined(text: str, position: int) -> int:
    """Where the next number of a list begins after its separator; -1 if the list ends here."""
    if text[position : position + 2].lstrip()[:1] not in _JOINING:
        return -1
    join = re.compile(_JOIN).match(text, position)
    return join.end() if join else -1


def _mention(
    numbered: Numbered,
    start: int,
    end: int,
    named: str | None,
    kind: str,
    hints: tuple[str, ...] | None,
    speech: Speech,
) -> Mention:
    edition = numbered.edition
    series = _series(numbered, named, speech)
    version = edition.year if edition else None
    if series == "un/ecosoc" and _YEAR.match(numbered.number):
        version = numbered.number[:4]
    return Mention(
        start, end, None, series, kind, numbered.number.lower(), version, (), hints or ()
    )


def _series(numbered: Numbered, named: str | None, speech: Speech) -> str | None:
    if numbered.shape == "slash":
        return named if named and not named.startswith("itu/") else numbered.series
    if numbered.series:
        return numbered.series
    if named:
        return named
    edition = numbered.edition
    if edition and edition.mark:
        marked = _of_mark(edition.mark, speech)
        if marked:
            return marked.series
    if edition and edition.place in speech.vocabulary.editions:
        return speech.vocabulary.bodies[speech.vocabulary.editions[edition.place or ""]].series
    number = int(numbered.number) if numbered.number.isdigit() else 0
    for body in speech.vocabulary.bodies.values():
        if body.numbers and body.numbers[0] <= number <= body.numbers[1]:
            return body.series
    united_nations = (speech.body.series or "" if speech.body else "").startswith("un/")
    return "un/sc" if united_nations and edition and not edition.place else None


def _of_mark(mark: str, speech: Speech) -> Body | None:
    for body in speech.vocabulary.bodies.values():
        if mark == body.letter or (body.series and mark in body.names):
            return body
    return None


def _named_before(text: str, position: int, speech: Speech) -> tuple[str | None, int]:
    """The body whose name ends where the word `resolution` begins: `UNGA Resolution`."""
    begin = max(0, position - _BEFORE)
    before = text[begin:position].rstrip()
    for body in speech.vocabulary.bodies.values():
        sector = body.series_prefix
        if sector and before.endswith(sector):
            return body.series, text.rindex(sector, begin, position)
    if not speech.vocabulary.body_names.may_end(before):
        return None, position
    for word in WORD.finditer(text, begin, position):
        found = speech.vocabulary.body_names.at(text, word.start())
        if found and found.end <= position and not text[found.end : position].strip():
            whole = word.start() == begin and begin > 0 and text[begin - 1].isalnum()
            if not whole:
                return speech.vocabulary.bodies[found.slug].series, word.start()
    return None, position


def _named_after(text: str, position: int, speech: Speech) -> _Owner:
    """`of the Plenipotentiary Conference`, `of this conference`, `, first adopted by the Council
    at its 2011 session and last modified at its 2019 session`."""
    history = None
    if text[position : position + 16].lstrip(",").lstrip().startswith(("first", "adopt", "appro")):
        history = re.compile(_FIRST_ADOPTED).match(text, position)
    start = history.end() if history else skip_spaces(text, position)
    of = phrase_at(text, start, speech.grammar.words("of"))
    if of < 0:
        return _Owner(None, position)
    place = skip_spaces(text, of)
    own = phrase_at(text, place, speech.grammar.words("self"))
    if own >= 0:
        return _Owner(speech.body.series if speech.body else None, own)
    for _ in range(4):
        found = speech.vocabulary.body_names.at(text, place)
        if found is not None:
            break
        year = _YEAR.match(text, place)
        determined = (
            year.end() if year else phrase_at(text, place, speech.grammar.words("determiners"))
        )
        if determined < 0:
            return _Owner(None, position)
        place = skip_spaces(text, determined)
    if found is None:
        return _Owner(None, position)
    series = speech.vocabulary.bodies[found.slug].series
    if history:
        return _history(text, found.end, series, speech)
    edition = edition_at(text, found.end)
    return _Owner(series, edition[1] if edition else found.end, edition[0] if edition else None)


def _history(text: str, position: int, series: str | None, speech: Speech) -> _Owner:
    """When it was adopted or, if that is told, last changed."""
    window = text[position : position + _AFTER]
    cut = re.search(r";|,\s(?:on|relative|sur|open|entitled|intitulée)\b", window)
    window = window[: cut.start()] if cut else window
    lowered = window.lower()
    changed = next(
        (lowered.find(p) for p in speech.grammar.words("last_changed") if p in lowered), 0
    )
    year = _YEAR.search(window, changed) or _YEAR.search(window)
    if year is None:
        return _Owner(series, position)
    tail = re.match(r"\s(?:session|ordinary session)", window[year.end() :])
    end = position + year.end() + (tail.end() if tail else 0)
    return _Owner(series, end, Edition(year[0], None, None))


def _hints(text: str, start: int, end: int, speech: Speech) -> tuple[str, ...]:
    """Series of the bodies named shortly before or after a number, the nearest first."""
    before, after = text[max(0, start - _BEFORE) : start], text[end : end + _BEFORE // 2]
    found: list[tuple[int, str]] = []
    for body in speech.vocabulary.bodies.values():
        if not body.series or body.series.startswith("un/"):
            continue
        for word in (*body.context, *body.names):
            last, first = before.rfind(word), after.find(word)
            if last >= 0 and not re.search(r"[;.]\s", before[last:]):
                found.append((len(before) - last, body.series))
            elif first >= 0 and ";" not in after[:first]:
                found.append((first + _BEFORE, body.series))
    return tuple(dict.fromkeys(series for _, series in sorted(found)))


def _document(text: str, start: int, position: int) -> Iterator[Mention]:
    """`Document C26/59`, `documents C26/59 and C26/60`."""
    while position < len(text):
        begins = text[position : position + 2].lstrip()[:1]
        if not begins.isdecimal() and begins not in _CAPITALS:
            return
        match = re.compile(_DOCUMENT).match(text, position)
        if match is None:
            return
        symbol = match[1]
        series = {"A": "un/ga", "E": "un/ecosoc"}.get(symbol.split("/")[0], "itu/council")
        name = (symbol[:-2] if symbol[-2:-1] == "-" and symbol[-1] in _CAPITALS else symbol).lower()
        number = re.sub(r"[^a-z0-9]+", "-", name).strip("-")
        yield Mention(start, match.end(), f"{series}/doc-{number}")
        join = _joined(text, match.end())
        if join < 0:
            again = re.match(r"(?:,| and| et)\s", text[match.end() :])
            if again is None:
                return
            join = match.end() + again.end()
        start = position = join
