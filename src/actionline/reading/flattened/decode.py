"""Telling old and new apart in a text in which they were run together.

Reads   a Source without sides (plain text or PDF) that may be a flattened revision.
Writes  the same Source with sides: labels decoded for each list as a whole, joints inside words
        and numbers taken apart, paragraphs that stand on one side only marked so. What was
        guessed carries `certain=False`. The spans of a paragraph still join to its text.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from actionline.reading.flattened import clues, joints
from actionline.reading.flattened.labels import Reading, readings
from actionline.reading.flattened.references import Labels, take_apart
from actionline.reading.flattened.shapes import Joint, apart, find_shapes, replaced_names
from actionline.reading.flattened.words import Lexicon
from actionline.reading.model import Paragraph, Resolution, Side, Source, Span, Tracking
from actionline.reading.structure.clauses import Clause, cut
from actionline.reading.structure.opening import Opening, reopen
from actionline.reading.structure.outline import Choice, Entry, Place, arrange
from actionline.reading.structure.phrases import phrases
from actionline.reading.vocabulary import Vocabulary

if TYPE_CHECKING:  # aligning is taken in only where an older edition is on file
    from actionline.reading.flattened.align import Held

_KEPT_AGAINST_CLUE, _KEPT_AGAINST_HINT = 1.5, 0.6
_INSERTED, _HINTED, _KNOWN_LATER, _DELETED = 1.0, 0.6, 0.0, 1.2
_NOTHING = 0.25  # what a clause whose labels run on may cost by its sublists
_HEAD_LINES = 8  # lines before the provisions in which the head's changes are looked for
_TELLING = frozenset({"years", "editions", "brackets", "sessions", "symbols", "ordinals"})
_REPLACED_INSIDE = 2.0  # words were replaced in a paragraph that stands on one side only
_AGAINST_OLDER = 4.0  # a reading that the older edition on file speaks against
_REWRITTEN = 0.8  # what follows a rewritten introduction is likelier to be rewritten too
# What each change of a paragraph costs where nothing is known of it, and where the older edition
# on file does not have it.
_COSTS = {"kept": 0.0, "inserted": _INSERTED, "deleted": _DELETED, "relabelled": 0.2}
_NOT_IN_OLDER = dict.fromkeys(_COSTS, _AGAINST_OLDER) | {"inserted": 0.0}


class _Line(NamedTuple):
    """A paragraph on its way: its text, the joints and clues in it."""

    paragraph: Paragraph
    text: str
    joints: tuple[Joint, ...]
    signs: tuple[clues.Clue, ...] = ()  # that it is later than the older edition
    older: "Held | None" = None  # the paragraph of the older edition that it holds
    aligned: bool = False  # the older edition is on file

    @property
    def is_later(self) -> bool:
        """It names what the older edition cannot have known, and not as an addition to it."""
        return bool(self.signs) and any(clue.strong and not clue.added for clue in self.signs)

    @property
    def names_later(self) -> tuple[clues.Clue, ...]:
        return tuple(clue for clue in self.signs if clue.strong)


def unflatten(
    source: Source, opening: Opening, vocabulary: Vocabulary, base: Resolution | None = None
) -> Source:
    """The source with old and new told apart; as it is where it shows no sign of a revision.

    Where `base`, the older edition, is on file, the text is aligned with it.
    """
    texts = [p.source_text for p in source.paragraphs]
    starts = opening.head.body_starts
    action = opening.head.info.action
    versions = _versions(source, texts, opening, vocabulary)
    if action != "MOD" and versions is None and not _has_shapes(texts[starts:]):
        return source
    replaced: dict[str, str] = {}
    for text in texts:
        replaced |= replaced_names(text)
    begin = max(0, starts - _HEAD_LINES)
    known = Lexicon(texts[begin:], english=opening.language == "en", replaced=replaced)
    lines = [
        _Line(paragraph, text, tuple(joints.find(text, known)) if at >= begin else ())
        for at, (paragraph, text) in enumerate(zip(source.paragraphs, texts, strict=True))
    ]
    if versions is None and not any(
        j.strong and j.rule != "marks" for line in lines for j in line.joints
    ):
        return source
    head = [_with_spans(line) for line in lines[:starts]]
    rest = lines[starts:]
    clauses = cut(
        [line.paragraph for line in rest],
        Side.NEW,
        phrases(opening.language),
        run_in=opening.run_in,
    )
    if base is not None:
        from actionline.reading.flattened import align

        slugs = [clause.slug if clause else "" for clause in clauses]
        older = align.held(list(zip(slugs, texts[starts:], strict=True)), base)
        rest = [
            line._replace(older=held, aligned=True) for line, held in zip(rest, older, strict=True)
        ]
    body = _decode(rest, clauses, versions)
    return source._replace(paragraphs=(*head, *body), tracking=Tracking.FLATTENED)


def _versions(
    source: Source, texts: Sequence[str], opening: Opening, vocabulary: Vocabulary
) -> tuple[int, int] | None:
    """The years of the older and the proposed edition, where the head itself shows both."""
    starts = opening.head.body_starts
    begin = max(0, starts - _HEAD_LINES)
    paragraphs = list(source.paragraphs[:starts])
    for at in range(begin, starts):
        shapes = sorted(find_shapes(texts[at]), key=lambda joint: joint.start)
        if shapes:
            paragraphs[at] = paragraphs[at]._replace(spans=_spans(texts[at], apart(shapes)))
    if paragraphs == list(source.paragraphs[:starts]):
        return None
    with_sides = source._replace(paragraphs=(*paragraphs, *source.paragraphs[starts:]))
    info = reopen(opening, with_sides, vocabulary).head.info
    if info.version and info.base_version:
        return int(info.base_version), int(info.version)
    return None


def _has_shapes(texts: Sequence[str]) -> bool:
    """Whether a text that nothing calls a revision has more than one shape of run-together
    numbers."""
    found = 0
    for text in texts:
        found += sum(joint.rule in _TELLING for joint in find_shapes(text))
        if found > 1:
            return True
    return False


def _with_spans(line: _Line) -> Paragraph:
    if not line.joints:
        return line.paragraph
    return line.paragraph._replace(spans=_spans(line.text, line.joints))


def _spans(text: str, found: Sequence[Joint]) -> tuple[Span, ...]:
    """A text cut at its joints; the years of a joint in the wrong order mean that the new
    stretch was inserted before the old one."""
    spans, position = [], 0
    for joint in found:
        first, second = Side.OLD, Side.NEW
        if _is_reversed(text, joint):
            first, second = Side.NEW, Side.OLD
        certain = joint.strong and joint.rule not in ("word", "whole", "marks")
        if joint.start > position:
            spans.append(Span(text[position : joint.start]))
        middle = joint.middle + joint.gap
        spans.append(Span(text[joint.start : middle], first, certain))
        spans.append(Span(text[middle : joint.end], second, certain))
        position = joint.end
    if position < len(text) or not spans:
        spans.append(Span(text[position:]))
    return tuple(spans)


def _is_reversed(text: str, joint: Joint) -> bool:
    if joint.rule not in ("years", "editions", "brackets", "sessions"):
        return False
    old, new = text[joint.start : joint.middle], text[joint.middle + joint.gap : joint.end]
    return _digits(old) > _digits(new)


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())[-4:]


def _decode(
    lines: Sequence[_Line], clauses: Sequence[Clause | None], versions: tuple[int, int] | None
) -> list[Paragraph]:
    out = [_with_spans(line) for line in lines]
    labels: list[Labels] = []
    for indexes in _runs(clauses):
        clause = clauses[indexes[0]]
        preambular = clause is not None and clause.kind == "preambular"
        block = [_clued(lines[i], versions, preambular) for i in indexes]
        found = [readings(line.text) for line in block]
        ends = sum(line.text.rstrip().endswith((",", ".")) for line in block)
        marked = ends * 3 <= len(block)  # else each item ends so, and the mark closes nothing
        entries = [
            _entry(line, reading, previous, marked)
            for line, reading, previous in zip(block, found, [None, *block], strict=False)
        ]
        places = _arranged(entries)
        chosen = [
            reading[entry.choices.index(place.choice)]
            for reading, entry, place in zip(found, entries, places, strict=True)
        ]
        forced = _forced(chosen, places)
        for index, line, reading, sure in zip(indexes, block, chosen, forced, strict=True):
            out[index] = _decoded(line, reading, sure or line.is_later or line.aligned)
        if clause is not None:
            labels.append(_labels(clause, chosen, places))
    return take_apart(out, labels)


def _arranged(entries: Sequence[Entry]) -> list[Place]:
    """The places of a clause's paragraphs. Most clauses did not change: where holding all for
    kept costs nothing, nothing else need be tried."""
    places: list[Place] = []
    if all(c.on_old and c.on_new and c.cost <= 0 for c in (entry.choices[0] for entry in entries)):
        kept = [entry._replace(choices=entry.choices[:1]) for entry in entries]
        places = arrange(kept, two_sided=True, at_most=_NOTHING)
    return places or arrange(entries, two_sided=True)


def _labels(clause: Clause, chosen: Sequence[Reading], places: Sequence[Place]) -> Labels:
    top = [r.choice for r, place in zip(chosen, places, strict=True) if place.holder is None]
    return Labels(
        clause.heading,
        frozenset(choice.old for choice in top if choice.old is not None),
        frozenset(choice.new for choice in top if choice.new is not None),
    )


def _forced(chosen: Sequence[Reading], places: Sequence[Place]) -> list[bool]:
    """Whether the labels leave no choice: a labelled paragraph after which one of its list stands
    on both sides. At the end of a list an added paragraph has the label it would have had."""
    seen: set[int | None] = set()
    out = []
    for reading, place in zip(reversed(chosen), reversed(places), strict=True):
        out.append(reading.labelled and place.holder in seen)
        if reading.labelled and reading.change in ("kept", "relabelled"):
            seen.add(place.holder)
    return out[::-1]


def _runs(clauses: Sequence[Clause | None]) -> list[list[int]]:
    runs: list[list[int]] = []
    last = None
    for index, clause in enumerate(clauses):
        if clause is None:
            continue
        if clause.ordinal != last:
            runs.append([])
            last = clause.ordinal
        runs[-1].append(index)
    return runs


def _clued(line: _Line, versions: tuple[int, int] | None, preambular: bool) -> _Line:
    if versions is None or line.aligned:
        return line
    found = [
        clue
        for clue in clues.later(line.text, *versions, preambular=preambular)
        if not any(clue.start < joint.end and joint.start < clue.end for joint in line.joints)
    ]
    return line._replace(signs=tuple(found)) if found else line


def _entry(line: _Line, found: Sequence[Reading], previous: _Line | None, marked: bool) -> Entry:
    """A paragraph with the cost of each reading of its label, in the order of `found`; `marked`
    says that a comma or a full stop closes the clause."""
    text = line.text.rstrip()
    last = line.joints[-1] if line.joints else None
    ends = marked and text.endswith((",", "."))
    marks = last is not None and last.rule == "marks"
    closes = (False, False, True) if marks else (ends, ends, False)
    opens = text.endswith((":", "：", "–", "—"))
    costs, doubtful = _costs(line, previous), bool(line.joints) or line.older is not None
    choices = []
    for reading in found:
        old, new, on_old, on_new, cost = reading.choice
        cost += costs[reading.change] + (_against(line, reading) if doubtful else 0.0)
        choices.append(Choice(old, new, on_old, on_new, cost))
    return Entry(tuple(choices), found[0].style, line.paragraph.level, opens, closes)


def _costs(line: _Line, previous: _Line | None) -> Mapping[str, float]:
    """What each change of a paragraph costs, by what it says and by what stands before it."""
    later, hint = line.is_later, bool(line.signs)
    rewritten = previous is not None and any(j.rule == "stranded" for j in previous.joints)
    if not hint and not rewritten and not line.aligned:
        return _COSTS
    deleted = _DELETED + (_KEPT_AGAINST_CLUE if later else 0.0)
    if line.aligned:
        if line.older is None:
            return _NOT_IN_OLDER
        return _COSTS | {"inserted": _AGAINST_OLDER, "deleted": deleted}
    kept = _KEPT_AGAINST_CLUE if later else _KEPT_AGAINST_HINT if hint else 0.0
    return _COSTS | {
        "kept": kept + (_REWRITTEN if rewritten else 0.0),
        "inserted": _KNOWN_LATER if later else _HINTED if hint else _INSERTED,
        "deleted": deleted,
    }


def _against(line: _Line, reading: Reading) -> float:
    """What speaks against a reading beside its label: a paragraph on one side only has nothing
    replaced in it, and its old label is the one that the older edition has."""
    one_sided = reading.change in ("inserted", "deleted")
    replaced = any(j.strong and j.rule != "marks" and j.start >= reading.end for j in line.joints)
    cost = _REPLACED_INSIDE if one_sided and replaced and not line.aligned else 0.0
    old = reading.choice.old
    if line.older is not None and old is not None and old != line.older.core:
        cost += _AGAINST_OLDER
    return cost


def _decoded(line: _Line, reading: Reading, sure: bool) -> Paragraph:
    """A paragraph with the sides its label was read to have."""
    text, end = line.text, reading.end
    if reading.change in ("inserted", "deleted"):
        side = Side.NEW if reading.change == "inserted" else Side.OLD
        return line.paragraph._replace(spans=(Span(text, side, sure),), side=side)
    body = line.joints
    label = (
        [Joint(reading.start, reading.middle, reading.label_end, "label")]
        if reading.change == "relabelled"
        else []
    )
    inside = [joint for joint in body if joint.start >= end]
    if line.older is not None:
        from actionline.reading.flattened import align

        added = align.additions(text, end, line.older.text)
        inside, rest = align.agreed(text, inside, added)
        return line.paragraph._replace(spans=_with_added(text, [*label, *inside], rest))
    if not label and not inside and not line.signs:
        return line.paragraph
    spans = _spans(text, [*label, *inside])
    if line.names_later and not inside:
        later = [(clue.start, clue.end) for clue in line.names_later]
        spans = _with_added(text, label, later, certain=False)
    return line.paragraph._replace(spans=spans)


def _with_added(
    text: str,
    found: Sequence[Joint],
    added: Sequence[tuple[int, int]],
    *,
    certain: bool = True,
) -> tuple[Span, ...]:
    """A text cut at its joints, with the stretches that were only added as new."""
    out: list[Span] = []
    position = 0
    for span in _spans(text, found):
        begin, position = position, position + len(span.text)
        if span.side is not Side.BOTH:
            out.append(span)
            continue
        for start, end in added:
            low, high = max(start, begin), min(end, position)
            if low < high:
                if low > begin:
                    out.append(Span(text[begin:low]))
                out.append(Span(text[low:high], Side.NEW, certain))
                begin = high
        if begin < position:
            out.append(Span(text[begin:position]))
    return tuple(out)
