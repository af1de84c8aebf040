"""Citations of a whole document: mentions, the places within them, and the side they stand on."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import NamedTuple

from actionline.reading.citations.clauses import ClauseReader
from actionline.reading.citations.instruments import Keywords, instruments
from actionline.reading.citations.mention import Mention
from actionline.reading.citations.outcomes import outcomes
from actionline.reading.citations.pinpoints import mark_pattern, pinpointed
from actionline.reading.mandates.speech import Speech, speech
from actionline.reading.model import Citation, DocumentInfo, Footnote, Provision, Side
from actionline.reading.names import fold
from actionline.reading.vocabulary import Vocabulary

_MOST = 1_000  # mentions of one kind in one paragraph; more are a table or an attack
_Owners = Mapping[tuple[str, str], str]


class _Passage(NamedTuple):
    """A text that is searched: one side of a provision, or a footnote."""

    path: str
    text: str
    side: Side
    provision: Provision | None


def find(
    document: DocumentInfo,
    provisions: Sequence[Provision],
    footnotes: Sequence[Footnote],
    vocabulary: Vocabulary,
) -> tuple[Citation, ...]:
    """All citations, in the order of the document; those of the old side only have side OLD."""
    told = speech(document, vocabulary)
    keywords, clauses = Keywords(told), ClauseReader(provisions, told)
    marks = mark_pattern(told)
    read: list[tuple[_Passage, list[Mention]]] = []
    above: dict[tuple[str, Side], Mention] = {}
    for passage in _passages(provisions, footnotes):
        text = fold(passage.text, vocabulary.language)
        cited = [
            *islice(instruments(text, told, keywords), _MOST),
            *islice(outcomes(text, told), _MOST),
        ]
        told_of = _told_above(passage, above)
        preambular = passage.provision is not None and passage.provision.kind == "preambular"
        mentions = clauses.read(text, sorted(cited, key=lambda m: m.start), told_of, preambular)
        mentions = pinpointed(
            text, mentions, marks, told, partial(clauses.paragraph, within=passage.path)
        )
        first = next((m for m in mentions if m.number), told_of)
        if first is not None:
            above[passage.path, passage.side] = first
        read.append((passage, mentions))
    owners = _owners([mention for _, mentions in read for mention in mentions])
    found = [(passage, _citations(passage, mentions, owners, told)) for passage, mentions in read]
    return tuple(_sided(found))


def _passages(provisions: Sequence[Provision], footnotes: Sequence[Footnote]) -> Iterator[_Passage]:
    notes: dict[str, list[Footnote]] = {}
    for note in footnotes:
        notes.setdefault(note.path or "", []).append(note)
    for provision in provisions:
        if provision.text:
            side = Side.NEW if provision.change == "inserted" else Side.BOTH
            yield _Passage(provision.path, provision.text, side, provision)
        if provision.base_text and provision.base_text != provision.text:
            yield _Passage(provision.path, provision.base_text, Side.OLD, provision)
        for note in notes.get(provision.path, ()):
            yield _Passage(provision.path, note.text, Side.BOTH, None)


def _told_above(passage: _Passage, above: Mapping[tuple[str, Side], Mention]) -> Mention | None:
    """The instrument that the paragraph above tells of."""
    parent = passage.provision.parent if passage.provision else None
    if parent is None:
        return None
    return next(
        (above[parent, side] for side in (passage.side, *Side) if (parent, side) in above), None
    )


def _owners(mentions: Sequence[Mention]) -> _Owners:
    """Whose a number is wherever the document says so."""
    owners: dict[tuple[str, str], str] = {}
    for mention in mentions:
        if mention.number and mention.series:
            owners.setdefault((mention.kind, mention.number), mention.series)
    return owners


def _citations(
    passage: _Passage, mentions: Sequence[Mention], owners: _Owners, told: Speech
) -> list[Citation]:
    found = []
    for mention in mentions:
        target, version = _target(mention, owners, told)
        text = passage.text[mention.start : mention.end].strip()
        for fragment in mention.fragments or (None,):
            place = f"{target}/{fragment}" if mention.internal and fragment else target
            found.append(
                Citation(
                    path=passage.path,
                    text=text,
                    target=place,
                    version=version,
                    fragment=None if mention.internal else fragment,
                    side=passage.side,
                    start=mention.start,
                    end=mention.end,
                )
            )
    return found


def _target(mention: Mention, owners: _Owners, told: Speech) -> tuple[str, str | None]:
    if mention.target is not None:
        return mention.target, mention.version
    series = mention.series or owners.get((mention.kind, mention.number))
    series = series or next(iter(mention.hints), None) or _speaking(mention, told)
    undated = next(
        (b.undated for b in told.vocabulary.bodies.values() if b.series == series), False
    )
    return f"{series}/{mention.kind}-{mention.number}", None if undated else mention.version


def _speaking(mention: Mention, told: Speech) -> str:
    """The body that speaks, or where the number is none of its own the first of the process."""
    body = told.body
    number = int(mention.number) if mention.number.isdigit() else 0
    if body and body.series and (not body.numbers or body.numbers[0] <= number <= body.numbers[1]):
        return body.series
    return next(b.series for b in told.vocabulary.bodies.values() if b.series) or ""


def _sided(found: Sequence[tuple[_Passage, list[Citation]]]) -> Iterator[Citation]:
    """Each citation once, on the side on which its words stand.

    One whose words touch inserted text is of the new side, one that touches deleted text
    of the old; words common to both sides are told once.
    """
    for passage, citations in found:
        changed = _changed(passage)
        for citation in citations:
            touches = any(citation.start < end and start < citation.end for start, end in changed)
            if passage.side is Side.OLD:
                if touches:
                    yield citation
            elif touches:
                yield citation._replace(side=Side.NEW)
            else:
                yield citation


def _changed(passage: _Passage) -> list[tuple[int, int]]:
    """The stretches of a passage that stand on its side alone."""
    provision = passage.provision
    if provision is None or provision.change is None:
        return []
    if provision.change in ("inserted", "deleted") or not provision.spans:
        return [(0, len(passage.text))] if provision.change != "kept" else []
    side = Side.OLD if passage.side is Side.OLD else Side.NEW
    standing = [span for span in provision.spans if span.side in (Side.BOTH, side)]
    shift = max(0, "".join(span.text for span in standing).find(passage.text))
    place, changed = -shift, []
    for span in standing:
        if span.side is side:
            changed.append((place, place + len(span.text)))
        place += len(span.text)
    return changed
