"""What a person should look at: oddities of the document itself, each with place and reason.

The sentences stand in one table by case, so that a page can translate them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby, pairwise
from os import fspath

from actionline.reading.labels import families, find_label, value
from actionline.reading.model import (
    Citation,
    Deadline,
    DocumentInfo,
    Mandate,
    Provision,
    ReadingWarning,
    Side,
)
from actionline.reading.renumbering import Renumbering
from actionline.reading.structure.phrases import phrases
from actionline.reading.tables import Folder, read_bytes
from actionline.reading.vocabulary import Body, Vocabulary


def _(words: str) -> str:
    """Marks a sentence that pages translate by gettext."""
    return words


MESSAGES: Mapping[str, str] = {
    "outdated-edition": _(
        "{text}: the edition of {cited} is cited; the latest known is of {latest}."
    ),
    "stale-reference": _("{text}: by the old numbering it meant what is now {now}."),
    "stale-reference-deleted": _("{text}: by the old numbering it meant a deleted paragraph."),
    "dangling-reference": _("{text}: there is no such place in this document."),
    "deadline-passed": _("The date set here, {due}, is past."),
    "draft-symbol": _("{text}: the symbol of a draft."),
    "draft-symbol-adopted": _("{text}: the symbol of a draft that was adopted as {adopted}."),
    "broken-sequence": _("The label {label} follows {before}."),
    "broken-sequence-start": _("The list begins with the label {label}."),
    "look-alike-letters": _("{word}: letters of two scripts stand in one word."),
    "unknown-heading": _("{heading}: no known lead words begin this heading."),
}
#: Codes of what depends on the day and on what is known: `find_dated` finds them anew.
DATED = frozenset({"outdated-edition", "draft-symbol", "deadline-passed"})

_DRAFT = r"\b[AES]/\d{1,4}/L\.\d{1,4}(?:/Rev\.\d+)?"
_CYRILLIC_WORD = r"(?=[^\W_]*[Ѐ-ӿ])[^\W_]+"
_LOOK_ALIKE_ONLY = frozenset("АВЕКМНОРСТХІЈЅаеорсухіјѕ")


def find(
    document: DocumentInfo,
    provisions: Sequence[Provision],
    citations: Sequence[Citation],
    mandates: Sequence[Mandate],
    vocabulary: Vocabulary,
    *,
    known: Mapping[str, Sequence[str]],
    drafts: Mapping[str, str],
    today: date,
) -> tuple[ReadingWarning, ...]:
    """All cautions about a read document.

    `known` gives the versions on file by instrument (`known_instruments`), `drafts` the
    adopted instrument by the symbol of its draft (`known_drafts`); `today` decides what is past.
    """
    dated = find_dated(
        document, citations, mandates, vocabulary, known=known, drafts=drafts, today=today
    )
    found = [
        *dated,
        *_references(provisions, citations),
        *_sequences(document, provisions),
        *_look_alikes(document, provisions),
        *_headings(document, provisions),
    ]
    return tuple(dict.fromkeys(found))


def find_dated(
    document: DocumentInfo,
    citations: Sequence[Citation],
    mandates: Sequence[Mandate],
    vocabulary: Vocabulary,
    *,
    known: Mapping[str, Sequence[str]],
    drafts: Mapping[str, str],
    today: date,
) -> tuple[ReadingWarning, ...]:
    """Of all cautions those that another day or a newly filed edition changes (`DATED`)."""
    found = [
        *_outdated(document, citations, vocabulary, known, today),
        *_drafts(citations, drafts),
        *_past(mandates, vocabulary, today),
    ]
    return tuple(dict.fromkeys(found))


def draft_symbols(citations: Sequence[Citation]) -> set[str]:
    """The symbols of drafts that are cited."""
    return {
        symbol
        for citation in _proposed(citations)
        if "/L." in citation.text
        for symbol in re.findall(_DRAFT, citation.text)
    }


def known_instruments(folder: Folder) -> Mapping[str, tuple[str, ...]]:
    """Versions by instrument, from a process folder's `instruments.csv`; none without the file."""
    return {slug: versions for slug, versions, _ in _instruments(fspath(folder))}


def known_drafts(folder: Folder) -> Mapping[str, str]:
    """Adopted instruments by the symbol of their draft, from the same file."""
    return {symbol: slug for slug, _, symbols in _instruments(fspath(folder)) for symbol in symbols}


@lru_cache(maxsize=4)
def _instruments(folder: str) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    import csv  # only here, so that reading a document starts fast

    try:
        table = read_bytes(folder, "instruments.csv").decode()
    except FileNotFoundError:
        return ()
    return tuple(
        (row["slug"], tuple(row["versions"].split()), tuple((row["drafts"] or "").split()))
        for row in csv.DictReader(table.splitlines())
    )


def _caution(path: str, code: str, **parameters: str) -> ReadingWarning:
    """A caution; a code of the table that tells a case more closely is reported by its family."""
    family = next(
        c
        for c in ("stale-reference", "draft-symbol", "broken-sequence", code)
        if code.startswith(c)
    )
    message = MESSAGES[code].format(**parameters)
    return ReadingWarning(path, family, message, code, tuple(parameters.items()))


def _outdated(
    document: DocumentInfo,
    citations: Sequence[Citation],
    vocabulary: Vocabulary,
    known: Mapping[str, Sequence[str]],
    today: date,
) -> Iterator[ReadingWarning]:
    """An edition older than the latest one there was when the document was made."""
    speaking = vocabulary.bodies.get(document.body or "")
    made = (document.version or str(today.year), _month(speaking, document.version))
    bodies = {body.series: body for body in vocabulary.bodies.values() if body.series}
    for citation in _proposed(citations):
        if not citation.version or citation.target == document.instrument:
            continue
        body = bodies.get(citation.target.rsplit("/", 1)[0])
        there_was = (v for v in known.get(citation.target, ()) if (v, _month(body, v)) <= made)
        latest = max(there_was, default="")
        if citation.version < latest:
            yield _caution(
                citation.path,
                "outdated-edition",
                text=citation.text,
                cited=citation.version,
                latest=latest,
            )


def _month(body: Body | None, year: str | None) -> int:
    """The month in which a body met in a year; December where that is not known."""
    if body is None:
        return 12
    return body.month or next((m for met, m in body.meetings if str(met) == year), 12)


def _proposed(citations: Sequence[Citation]) -> Iterator[Citation]:
    return (citation for citation in citations if citation.side is not Side.OLD)


def _references(
    provisions: Sequence[Provision], citations: Sequence[Citation]
) -> Iterator[ReadingWarning]:
    """References to the document's own paragraphs that miss what they mean.

    Words that stand on both sides were written for the old numbering, inserted words for
    the new one.
    """
    numbering = Renumbering(provisions)
    for citation in _proposed(citations):
        if not citation.target.startswith("#"):
            continue
        path = citation.target[1:]
        before = numbering.before(path) if citation.side is Side.BOTH else None
        if before is not None and before.change == "deleted":
            yield _caution(citation.path, "stale-reference-deleted", text=citation.text)
        elif before is not None and before.path != path:
            yield _caution(citation.path, "stale-reference", text=citation.text, now=before.path)
        elif before is None and not numbering.stands(path):
            yield _caution(citation.path, "dangling-reference", text=citation.text)


def _drafts(citations: Sequence[Citation], drafts: Mapping[str, str]) -> Iterator[ReadingWarning]:
    for citation in _proposed(citations):
        for symbol in re.findall(_DRAFT, citation.text) if "/L." in citation.text else ():
            adopted = drafts.get(symbol)
            if adopted:
                yield _caution(citation.path, "draft-symbol-adopted", text=symbol, adopted=adopted)
            else:
                yield _caution(citation.path, "draft-symbol", text=symbol)


def _past(
    mandates: Sequence[Mandate], vocabulary: Vocabulary, today: date
) -> Iterator[ReadingWarning]:
    for mandate in mandates:
        due = _latest_due(mandate.deadline, vocabulary)
        if due and due[0] < today.isoformat()[: len(due[0])]:
            yield _caution(mandate.path, "deadline-passed", due=due[1])


def _latest_due(deadline: Deadline, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """When the last of its dates is, to the precision told, and how the reading names it."""
    named = [date for date in (deadline.by, deadline.until) if date]
    dated = [(date, date) for date in named]
    for event in deadline.events or ((deadline.event,) if deadline.event else ()):
        meeting, _, met = event.rpartition("-")
        if not met.isdecimal():
            continue
        year = int(met)
        body = next((b for b in vocabulary.bodies.values() if b.event == meeting), None)
        month = body and (body.month or next((m for y, m in body.meetings if y == year), None))
        dated.append((f"{year}-{month:02}" if month else str(year), event))
    return max(dated, default=None)


def _sequences(document: DocumentInfo, provisions: Sequence[Provision]) -> Iterator[ReadingWarning]:
    """Gaps and repetitions in the labels of a list as proposed."""
    numbered_through = (document.instrument or "").startswith("un/")
    labelled = [p for p in provisions if p.label and p.text is not None]
    lists: dict[tuple[str, str], list[Provision]] = {}
    for provision in labelled:
        clause = "" if numbered_through and provision.kind == "operative" else provision.clause
        lists.setdefault((provision.parent or "", clause), []).append(provision)
    for items in lists.values():
        for _, run in groupby(items, key=lambda p: _style(p.label or "")):
            yield from _sequence(list(run))


def _style(label: str) -> str:
    return re.sub(r"[^\W_]+", "", label)


def _sequence(items: Sequence[Provision]) -> Iterator[ReadingWarning]:
    cores = [_core(item) for item in items]
    counted = [
        [value(core, family) or 0 for core in cores]
        for family in families(cores[0])
        if all(value(core, family) is not None for core in cores)
    ]
    if not counted:
        return
    places = min(counted, key=_breaks)
    if places[0] != 1:
        yield _caution(items[0].path, "broken-sequence-start", label=items[0].label or "")
    for (before, after), (first, second) in zip(pairwise(items), pairwise(places), strict=True):
        if second != first + 1 and not _suffixed(after):
            yield _caution(
                after.path, "broken-sequence", label=after.label or "", before=before.label or ""
            )


def _breaks(places: Sequence[int]) -> int:
    return (places[0] != 1) + sum(second != first + 1 for first, second in pairwise(places))


def _core(provision: Provision) -> str:
    label = find_label(f"{provision.label}\t")
    return label.core if label else ""


def _suffixed(provision: Provision) -> bool:
    """`5bis` may follow 5."""
    label = find_label(f"{provision.label}\t")
    return bool(label and label.suffix)


def _look_alikes(
    document: DocumentInfo, provisions: Sequence[Provision]
) -> Iterator[ReadingWarning]:
    """Cyrillic letters in the words of a text in Latin letters."""
    if document.language not in ("en", "fr", "es"):
        return
    for provision in provisions:
        text = provision.text or ""
        if text.isascii() or not any("Ѐ" <= letter <= "ӿ" for letter in set(text)):
            continue
        for word in re.findall(_CYRILLIC_WORD, text):
            if re.search("[A-Za-z0-9]", word) or set(word) <= _LOOK_ALIKE_ONLY:
                yield _caution(provision.path, "look-alike-letters", word=word)


def _headings(document: DocumentInfo, provisions: Sequence[Provision]) -> Iterator[ReadingWarning]:
    seen: set[str] = set()
    table = phrases(document.language)
    for provision in provisions:
        if provision.kind == "annex" or not provision.heading or provision.heading in seen:
            continue
        seen.add(provision.heading)
        if provision.text is not None and table.find(provision.heading) is None:
            yield _caution(provision.path, "unknown-heading", heading=provision.heading)
