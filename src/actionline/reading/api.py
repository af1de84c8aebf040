"""Reading a document: the one way in.

bytes -> Source -> (old and new told apart) -> provisions -> citations, mandates, warnings
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from actionline.reading import citations, mandates
from actionline.reading import vocabulary as vocabularies
from actionline.reading.flattened.decode import unflatten
from actionline.reading.model import Resolution, Source, Tracking
from actionline.reading.sources import open_source
from actionline.reading.structure.build import build

#: What is special to the process read for, where nobody names another folder.
DEFAULT_PROCESS = Path(__file__).resolve().parents[3] / "process" / "wsis"


def read(
    data: bytes,
    name: str,
    *,
    process: Path = DEFAULT_PROCESS,
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
    process: Path = DEFAULT_PROCESS,
    base: Resolution | None = None,
    today: date | None = None,
) -> Resolution:
    """A source's meaning: all that comes after its paragraphs are taken in."""
    if source.tracking is Tracking.NONE and source.media in ("text", "pdf"):
        source = unflatten(source, process, base)
    info, provisions, footnotes, _unknown = build(source, process)
    vocabulary = vocabularies.load(process, info.language)
    return Resolution(
        document=info,
        provisions=provisions,
        footnotes=footnotes,
        citations=citations.find(info, provisions, footnotes, vocabulary),
        mandates=mandates.find(info, provisions, vocabulary),
        tracking=source.tracking,
    )
