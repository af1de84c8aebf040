"""Reading a document: the one way in.

    bytes -> Source -> (old and new told apart) -> provisions -> citations, mandates, warnings
"""

from __future__ import annotations

from pathlib import Path

from actionline.reading.model import Resolution, Source
from actionline.reading.sources import open_source
from actionline.reading.structure.build import build

#: What is special to the process read for, where nobody names another folder.
DEFAULT_PROCESS = Path(__file__).resolve().parents[3] / "process" / "wsis"


def read(data: bytes, name: str, *, process: Path = DEFAULT_PROCESS) -> Resolution:
    """Read a document given as bytes; `name` is what to call it in messages.

    Raises ReadingError for what cannot be read.
    """
    return understand(open_source(data, name), process=process)


def understand(source: Source, *, process: Path = DEFAULT_PROCESS) -> Resolution:
    """A source's meaning: all that comes after its paragraphs are taken in."""
    info, provisions, footnotes, _unknown = build(source, process)
    return Resolution(
        document=info, provisions=provisions, footnotes=footnotes, tracking=source.tracking
    )
