"""Cutting one side of a document into clauses.

Reads   the paragraphs that stand on one side, from the line after the body's on.
Writes  for each the clause it belongs to, or None where it is no provision: headings, titles of
        annexes, signatures, reasons.

Two ways of writing are known: ITU's, with a heading on a line of its own (`recalling`), and
that of the UN General Assembly and ECOSOC, whose paragraphs open with their lead words.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from actionline.reading.labels import find_label, label_of
from actionline.reading.model import Paragraph, Side
from actionline.reading.structure.phrases import Lead, Phrases, slug

_TERMINAL = (".", ";", ":", ",", "。", "；", "：", "，", "،", "؛", ")", "”", '"')
# Lines that are no provisions, by the words they begin with; their patterns are compiled when
# such a line stands in the document.
_ANNEX_WORDS = (
    "annex", "anexo", "appendi", "apéndice", "приложение", "附件", "الملحق", "ملحق",
)  # fmt: skip
_ANNEX = (
    r"(?:annexe?|anexo|appendix|appendice|apéndice|приложение|附件|الملحق|ملحق)\b[^.;,]{0,120}$"
)
_TERMS = ("terms of reference", "mandat d", "mandato d", "круг ведения", "职责范围", "اختصاصات")
_REASONS_WORDS = ("reason", "motif", "motivo", "основани", "理由", "الأسباب")
_REASONS = r"(?:reasons?|motifs?|motivos?|основани[ея]|理由|الأسباب)\s*[:：]"
_RULE = "_*—–-"
_ACTIONS = frozenset({"MOD", "ADD", "SUP", "NOC"})
_ACTION = r"\s*\(?(MOD|ADD|SUP|NOC)\)?\*?(?:\s+([A-Z][\w.+&/()-]{2,60}))?\s*$"
_MEETING = r"(?i)\d{1,3}(st|nd|rd|th)?\s+plenary meeting\b|\d{1,2} \w+ \d{4}\s*$"
# Acts that ask nobody for anything: before the first operative clause they are preamble.
_ASKS_NOTHING = frozenset(
    (
        "notes welcomes takes-note recognizes acknowledges appreciates commends congratulates "
        "affirms reaffirms reiterates recalls emphasizes stresses underlines expresses thanks "
        "considers"
    ).split()
)
_AFTER_HEADING = ":：,， "
_LONGEST_HEADING = 45  # words
_LONGEST_UNKNOWN = 12  # words


class Clause(NamedTuple):
    """A clause on one side: its slug, kind, heading as written and the act it names.

    `known` is false where the heading is in no table of lead phrases; `run_in` is true where
    the lead words open the paragraph instead of standing on a line of their own. `ordinal`
    tells clauses apart that follow one another.
    """

    slug: str
    kind: str
    heading: str
    force: str
    known: bool
    run_in: bool
    ordinal: int
    line: int


def text_of(paragraph: Paragraph, side: Side) -> str:
    return paragraph.on(side).strip()


def is_heading(paragraph: Paragraph, side: Side, phrases: Phrases) -> Lead | None:
    """The lead words of a clause heading on a line of its own, None for any other paragraph."""
    return _heading_in(text_of(paragraph, side), paragraph, phrases)


def _heading_in(text: str, paragraph: Paragraph, phrases: Phrases) -> Lead | None:
    if not text or len(text) > 400 or paragraph.auto is not None:
        return None
    lead = phrases.find(text)
    styled = paragraph.style == "call"
    if lead is None and not styled:
        return None
    words = text.split()
    if len(words) > _LONGEST_HEADING:
        return None
    if styled:
        return lead or Lead(text, "", "", len(text))
    if lead is None or find_label(text) is not None:
        return None
    bare = text.rstrip(_AFTER_HEADING)
    if bare != text:
        colon = text.endswith((":", "：")) and lead.kind == "operative"
        return (
            lead if (text[0].islower() and (colon or len(words) <= 12)) or len(words) <= 2 else None
        )
    if text.endswith(_TERMINAL[:-3]):
        return None
    return (
        lead
        if text[0].islower() or text.isupper() or not text[0].isupper() or len(words) <= 12
        else None
    )


def is_run_in(paragraph: Paragraph, side: Side, phrases: Phrases) -> Lead | None:
    """The lead words that open a paragraph (`Recalling its resolution …,`), None otherwise."""
    label = label_of(paragraph, side)
    body = paragraph.on(side)[label.end if label else 0 :].strip()
    lead = phrases.find(body)
    if lead is None and label is None and body.endswith(","):
        lead = phrases.participle(body)
    elif lead is None and label is not None and label.core.isdecimal():
        lead = _unknown_act(body)
    if lead is None or not body[:1].isupper() or len(body) <= len(lead.words) + 1:
        return None
    return lead


_ACT = r"(?:[A-Z][a-z]+ly |Also |Further )?[A-Z]?[a-z]{3,}s(?= )"
_NO_ACT = frozenset("this its is was has as thus unless perhaps always members states".split())


def _unknown_act(body: str) -> Lead | None:
    """A verb in the third person that opens a numbered paragraph and is in no table."""
    match = re.match(_ACT, body)
    if match is None or match[0].split()[-1].lower() in _NO_ACT:
        return None
    force = match[0].split()[-1].lower()
    return Lead(match[0], "operative", force, match.end())


def cut(
    paragraphs: Sequence[Paragraph], side: Side, phrases: Phrases, *, run_in: bool
) -> list[Clause | None]:
    """The clause of each paragraph on a side; paragraphs that stand on the other get None."""
    return (_RunIn if run_in else _Headed)(paragraphs, side, phrases).cut()


class _Cutter:
    """What both ways of writing share: annexes, where provisions end, numbering of clauses."""

    def __init__(self, paragraphs: Sequence[Paragraph], side: Side, phrases: Phrases) -> None:
        self.paragraphs = paragraphs
        self.side = side
        self.phrases = phrases
        self.clause: Clause | None = None
        self.operative = False
        self.over = False
        self.ordinal = 0

    def cut(self) -> list[Clause | None]:
        out: list[Clause | None] = []
        for index, paragraph in enumerate(self.paragraphs):
            text = text_of(paragraph, self.side)
            if not text or paragraph.side not in (Side.BOTH, self.side):
                out.append(None)
                continue
            out.append(self._of(index, paragraph, text))
        return out

    def _of(self, index: int, paragraph: Paragraph, text: str) -> Clause | None:
        if self._ends(paragraph, text):
            self.over = True
            return None
        if self._begins_annex(paragraph, text):
            self.clause = self._new("annex", "annex", text, "", paragraph)
            self.over = False
            return None
        if self.over:
            return None
        if self.clause is not None and self.clause.kind == "annex":
            return None if self._is_title(text) else self.clause
        return self._within(index, paragraph, text)

    def _within(self, index: int, paragraph: Paragraph, text: str) -> Clause | None:
        raise NotImplementedError

    def _ends(self, paragraph: Paragraph, text: str) -> bool:
        if self.clause is None:
            return False
        return (
            _is_rule(text)
            or gives_reasons(text)
            or action_line(text) is not None
            or paragraph.style == "reasons"
        )

    def _begins_annex(self, paragraph: Paragraph, text: str) -> bool:
        if self.clause is None or not self.operative or len(text) > 160:
            return False
        if _names_annex(text):
            return True
        if self.clause.kind == "annex":
            return False
        terms = text[:24].lower().startswith(_TERMS) and self._is_title(text)
        return terms or paragraph.style in ("annexno", "appendixno")

    def _is_title(self, text: str) -> bool:
        label = find_label(text)
        return (
            (label is None or (label.core.isupper() and label.style == "a."))
            and not text.endswith(_TERMINAL)
            and len(text.split()) <= 40
            and not text[:1].islower()
        )

    def _new(
        self, name: str, kind: str, heading: str, force: str, paragraph: Paragraph,
        *, known: bool = True, run_in: bool = False,
    ) -> Clause:  # fmt: skip
        self.ordinal += 1
        return Clause(name, kind, heading, force, known, run_in, self.ordinal, paragraph.line)

    def _kind(self, lead: Lead) -> str:
        """Preambular or operative: an act that asks nothing goes with what surrounds it."""
        if lead.kind == "operative" and lead.force in _ASKS_NOTHING and not self.operative:
            return "preambular"
        return lead.kind or ("operative" if self.operative else "preambular")


class _Headed(_Cutter):
    """Clauses under headings, ITU's way."""

    def _within(self, index: int, paragraph: Paragraph, text: str) -> Clause | None:
        lead = _heading_in(text, paragraph, self.phrases)
        known = lead is not None and bool(lead.kind)
        if lead is None and self._is_unknown_heading(index, text):
            lead = Lead(text, "", "", len(text))
        if lead is None:
            return self.clause
        kind = self._kind(lead)
        self.operative = self.operative or kind == "operative"
        heading = text.rstrip(_AFTER_HEADING)
        self.clause = self._new(slug_of(heading), kind, heading, lead.force, paragraph, known=known)
        return None

    def _is_unknown_heading(self, index: int, text: str) -> bool:
        """A short line in lower case, without a closing mark, where a clause may begin."""
        if not text[0].islower() or text.endswith(_TERMINAL) or find_label(text) is not None:
            return False
        if len(text.split()) > _LONGEST_UNKNOWN:
            return False
        before = self._neighbour(index, -1)
        after = self._neighbour(index, 1)
        return before.endswith((",", ".", "،", "，")) and (
            find_label(after) is not None or after.startswith(("that ", "to ", "que ", "de "))
        )

    def _neighbour(self, index: int, step: int) -> str:
        position = index + step
        while 0 <= position < len(self.paragraphs):
            if text := text_of(self.paragraphs[position], self.side):
                return text
            position += step
        return "," if step < 0 else ""


class _RunIn(_Cutter):
    """Paragraphs that open with their lead words, the way of the UN."""

    def __init__(self, paragraphs: Sequence[Paragraph], side: Side, phrases: Phrases) -> None:
        super().__init__(paragraphs, side, phrases)
        self.adopting = False  # an outcome document is adopted and follows

    def _within(self, index: int, paragraph: Paragraph, text: str) -> Clause | None:
        if (text[0].isdecimal() and re.match(_MEETING, text)) or self._is_title(text):
            return None
        label = label_of(paragraph, self.side)
        numbered = label is not None and label.core.isdecimal()
        lead = is_run_in(paragraph, self.side, self.phrases)
        if lead is None:
            if numbered and self.operative and self.adopting:
                self.clause = self._new("annex", "annex", text, "", paragraph)
            return self.clause
        if label is not None and not numbered:
            return self.clause
        kind = "operative" if numbered else self._kind(lead)
        self.operative = self.operative or kind == "operative"
        self.adopting = kind == "operative" and not numbered
        self.clause = self._new(
            slug_of(lead.words), kind, lead.words, lead.force, paragraph, run_in=True
        )
        return self.clause


def action_line(text: str) -> re.Match[str] | None:
    """The line that says what a proposal does, `MOD` or `(ADD)  CAN/59/1`: its groups are the
    act and the proposal's number."""
    if text.lstrip()[:4].lstrip("(")[:3] not in _ACTIONS:
        return None
    return re.match(_ACTION, text)


def gives_reasons(text: str) -> bool:
    """Whether a stripped line begins the reasons for a proposal."""
    begins = text[:12].lower().startswith(_REASONS_WORDS)
    return begins and re.match(_REASONS, text, re.IGNORECASE) is not None


def _names_annex(text: str) -> bool:
    begins = text[:12].lower().startswith(_ANNEX_WORDS)
    return begins and re.match(_ANNEX, text, re.IGNORECASE) is not None


def _is_rule(text: str) -> bool:
    """Whether a line is a drawn one, as ends a document."""
    return len(text) >= 4 and not text.strip(_RULE)


def slug_of(heading: str) -> str:
    """A heading's slug; where nothing of it is a-z or 0-9 (Arabic, Chinese, Russian), letters
    are kept as their code points so that the path still says which clause it is."""
    return slug(heading) or "-".join(f"u{ord(c):04x}" for c in heading if c.isalpha())[:80]
