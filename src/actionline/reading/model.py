"""What is passed between the steps of reading.

    bytes -> Source (paragraphs with two sides) -> Resolution (provisions, citations, mandates)

Everything here is frozen; named tuples rather than data classes, since making sixteen of
those takes longer than reading a page (docs/decisions/0007-named-tuples-in-reading.md).
A *side* says where a stretch of text stands: a revision has an old and a new text, and what
is common to them stands on both. The joined spans of a paragraph always give back the text
of the source (`Paragraph.source_text`).
"""

from enum import StrEnum
from typing import NamedTuple


class Side(StrEnum):
    """Where a stretch of text or a whole paragraph stands."""

    BOTH = "both"
    OLD = "old"
    NEW = "new"


class Revision(NamedTuple):
    """Who made a tracked change and when (ISO 8601, as the document has it)."""

    author: str = ""
    date: str = ""


class Span(NamedTuple):
    """A stretch of text on one or both sides.

    `certain` is false where the side was guessed and not recorded in the document.
    """

    text: str
    side: Side = Side.BOTH
    certain: bool = True
    revision: Revision | None = None


class FootnoteMark(NamedTuple):
    """A footnote called for at `offset`, counted in characters of `Paragraph.source_text`."""

    offset: int
    number: str
    side: Side = Side.BOTH


class AutoLabel(NamedTuple):
    """A label that the word processor counts: as printed on each side, e.g. `b)`; None: absent."""

    old: str | None
    new: str | None


class Paragraph(NamedTuple):
    """One paragraph of a source.

    spans      its text, in order; deleted and inserted text stand side by side
    side       the side on which the paragraph itself stands
    auto       its label where that is counted and not typed
    style      the paragraph style's name in lower case without blanks (`call`, `resno`,
               `restitle`, `proposal`, `annexno`, …), empty where there is none
    level      depth of its list or indent as the source has it, 0 for none
    italic     how many of its first characters are set in italics (UN lead verbs)
    footnotes  marks in it
    line       its place in the source, counted from 1 (line of a text, paragraph of a file)
    moved      identifier shared by the two places of a tracked move
    page       page of a PDF, else None
    """

    spans: tuple[Span, ...]
    side: Side = Side.BOTH
    auto: AutoLabel | None = None
    style: str = ""
    level: int = 0
    italic: int = 0
    footnotes: tuple[FootnoteMark, ...] = ()
    line: int = 0
    moved: str | None = None
    page: int | None = None

    @property
    def source_text(self) -> str:
        """All of its text, both sides run together."""
        if len(self.spans) == 1:
            return self.spans[0].text
        return "".join(span.text for span in self.spans)

    def on(self, side: Side) -> str:
        """Its text as one side has it (`Side.OLD` or `Side.NEW`)."""
        if len(self.spans) == 1:  # as most have
            span = self.spans[0]
            return span.text if span.side is Side.BOTH or span.side is side else ""
        return "".join(s.text for s in self.spans if s.side in (Side.BOTH, side))


class FootnoteText(NamedTuple):
    """The text of a footnote, under its number.

    `side` is OLD where only the old side calls for it; such a note's number is that of the
    old side, so that it may be given twice.
    """

    number: str
    text: str
    side: Side = Side.BOTH


class Tracking(StrEnum):
    """How a source shows its changes."""

    NONE = "none"  # a text that is no revision
    TRACKED = "tracked"  # recorded in the document
    FLATTENED = "flattened"  # old and new run together without marks


class Source(NamedTuple):
    """A document as taken in: its paragraphs in reading order, before anything is understood."""

    name: str
    media: str  # "docx", "text", "pdf", "akn"
    paragraphs: tuple[Paragraph, ...]
    footnotes: tuple[FootnoteText, ...] = ()
    tracking: Tracking = Tracking.NONE
    notes: tuple[str, ...] = ()  # remarks for the person who imports it


class DocumentInfo(NamedTuple):
    """The head of a read resolution; the fields of CONTRACT.md's `document`."""

    source: str
    action: str | None = None
    reference: str | None = None
    instrument: str | None = None
    version: str | None = None
    base_version: str | None = None
    title: str | None = None
    language: str = "en"
    body: str | None = None


class Provision(NamedTuple):
    """A paragraph of the instrument that can be cited by itself.

    `spans` carry the words of both sides, label cut off, blanks at the ends removed; they
    give `text` and `base_text`. `change` is None in a text that is no revision.
    """

    path: str
    kind: str  # preambular | operative | annex
    clause: str
    heading: str  # the clause heading as written, new side (e.g. "instructs the Secretary-General")
    addressees: tuple[str, ...]
    label: str | None
    base_label: str | None
    change: str | None  # kept | modified | inserted | deleted | None
    certain: bool
    text: str | None
    base_text: str | None
    spans: tuple[Span, ...] = ()
    parent: str | None = None  # path of the provision that introduces it
    moved: bool = False
    line: int = 0
    footnotes: tuple[FootnoteMark, ...] = ()
    doubts: tuple[str, ...] = ()  # the words guessed at; `reading.doubts` says why


class Footnote(NamedTuple):
    number: str
    text: str
    path: str | None


class Citation(NamedTuple):
    """One mention of another text, or of a place in this one (`target` begins with #).

    `side` is the side the words stand on; those of the old side only are kept for the
    warnings and the comparison and are no part of CONTRACT.md's list. `start` and `end`
    count characters of the provision's text on that side.
    """

    path: str
    text: str
    target: str
    version: str | None = None
    fragment: str | None = None
    side: Side = Side.BOTH
    start: int = 0
    end: int = 0


class Deadline(NamedTuple):
    """When a mandate is due: `every` an ISO 8601 duration, `by` and `until` a year or date,
    `event` a meeting (`council-2026`), `events` all of them where several are named."""

    every: str | None = None
    by: str | None = None
    until: str | None = None
    event: str | None = None
    events: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.every, self.by, self.until, self.event))


class Mandate(NamedTuple):
    """One thing asked of somebody, at the provision `path`."""

    path: str
    force: str
    actors: tuple[str, ...]
    action: str
    recipients: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    deadline: Deadline = Deadline()
    certain: bool = True


class ReadingWarning(NamedTuple):
    """Something the reader noticed that a person should look at.

    `message` is the sentence of `cautions.MESSAGES` called `case` with its `values` filled in,
    so that a page can say it in another language.
    """

    path: str
    code: str
    message: str
    case: str = ""
    values: tuple[tuple[str, str], ...] = ()


class Resolution(NamedTuple):
    """A read resolution. `output.json.as_json` prints it as CONTRACT.md fixes it."""

    document: DocumentInfo
    provisions: tuple[Provision, ...]
    footnotes: tuple[Footnote, ...] = ()
    citations: tuple[Citation, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    warnings: tuple[ReadingWarning, ...] = ()
    tracking: Tracking = Tracking.NONE
