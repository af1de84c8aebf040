"""Reading a document: the one way in.

bytes -> Source -> (old and new told apart) -> provisions -> citations, mandates, warnings
"""

from __future__ import annotations

from datetime import date

from actionline.reading import cautions, citations, mandates
from actionline.reading import vocabulary as vocabularies
from actionline.reading.flattened.signs import may_be_flattened
from actionline.reading.model import Resolution, Source, Tracking
from actionline.reading.sources import open_source
from actionline.reading.structure.build import build
from actionline.reading.structure.opening import open_document, reopen
from actionline.reading.tables import DEFAULT_PROCESS, Folder


def read(
    data: bytes,
    name: str,
    *,
    process: Folder = DEFAULT_PROCESS,
    base: Resolution | None = None,
    today: date | None = None,
) -> Resolution:
    """Read a document given as bytes; `name` is what to call it in messages.

    `process` is the folder that says what is special to the process (bodies, outcome
    documents, meetings). `base` is the older edition, where it is on file: a text in which
    old and new run together is then aligned with it instead of guessed at. `today` decides
    which deadlines are past. Raises ReadingError for what cannot be read.
    """
    return understand(open_source(data, name), process=process, base=base, today=today)


def understand(
    source: Source,
    *,
    process: Folder = DEFAULT_PROCESS,
    base: Resolution | None = None,
    today: date | None = None,
) -> Resolution:
    """A source's meaning: all that comes after its paragraphs are taken in."""
    opening, vocabulary = open_document(source, process)
    if may_be_flattened(source, opening):
        from actionline.reading.flattened.decode import unflatten  # only where it may be needed

        source = unflatten(source, opening, vocabulary, base)
        if source.tracking is Tracking.FLATTENED:
            opening = reopen(opening, source, vocabulary)
    info, provisions, footnotes = build(source, opening)
    read = Resolution(
        document=info, provisions=provisions, footnotes=footnotes, tracking=source.tracking
    )
    return find_meaning(read, process=process, today=today)


def find_meaning(
    read: Resolution, *, process: Folder = DEFAULT_PROCESS, today: date | None = None
) -> Resolution:
    """`read` with what its provisions cite, ask and warn of found anew.

    For provisions that a person has corrected; `read`'s own citations, mandates and warnings
    are not looked at.
    """
    vocabulary = vocabularies.load(process, read.document.language)
    cited = citations.find(read.document, read.provisions, read.footnotes, vocabulary)
    asked = mandates.find(read.document, read.provisions, vocabulary)
    warned = cautions.find(
        read.document,
        read.provisions,
        cited,
        asked,
        vocabulary,
        known=cautions.known_instruments(process),
        drafts=cautions.known_drafts(process),
        today=today or date.today(),
    )
    return read._replace(citations=cited, mandates=asked, warnings=warned)
