"""What is known of a document before its provisions: language, head, way of writing."""

from collections.abc import Sequence
from typing import NamedTuple

from actionline.reading import language as languages
from actionline.reading.errors import ReadingError
from actionline.reading.model import Paragraph, Side, Source
from actionline.reading.structure.clauses import is_heading, is_run_in, text_of
from actionline.reading.structure.head import Head, read_head
from actionline.reading.structure.phrases import Phrases, phrases
from actionline.reading.tables import Folder
from actionline.reading.vocabulary import Vocabulary, load


class Opening(NamedTuple):
    """The language, the head, whether paragraphs open with their lead words (the UN's way), and
    the index of the first clause (None: there is none)."""

    language: str
    head: Head
    run_in: bool
    first: int | None


def open_document(source: Source, folder: Folder) -> tuple[Opening, Vocabulary]:
    """The opening of a source, and the words of its language in the process of a folder.

    Raises ReadingError for what is no resolution.
    """
    paragraphs = source.paragraphs
    language = languages.detect(text_of(p, Side.NEW) for p in paragraphs)
    table = phrases(language)
    vocabulary = load(folder, language)
    first = _first_clause(paragraphs, table)
    head = _head(source, first, vocabulary)
    if first is None and head.info.action not in ("SUP", "NOC"):
        raise ReadingError(
            f"{source.name}: this does not read like a resolution: no clause such as “recalling” "
            "or “resolves” was found. Give the resolution itself, or a proposal that contains it."
        )
    run_in = first is not None and is_heading(paragraphs[first], Side.NEW, table) is None
    if head.series is not None and head.found:
        run_in = run_in and (head.series.startswith("un/") or not _has_headings(paragraphs, table))
    return Opening(language, head, run_in, first), vocabulary


def reopen(opening: Opening, source: Source, vocabulary: Vocabulary) -> Opening:
    """The same opening with the head read again, after old and new were told apart in it."""
    return opening._replace(head=_head(source, opening.first, vocabulary))


def _head(source: Source, first: int | None, vocabulary: Vocabulary) -> Head:
    return read_head(
        source.paragraphs,
        name=source.name,
        vocabulary=vocabulary,
        first_clause=len(source.paragraphs) if first is None else first,
    )


def _first_clause(paragraphs: Sequence[Paragraph], table: Phrases) -> int | None:
    """Where the clauses begin: the first heading, or the first two run-in paragraphs."""
    run_in: int | None = None
    for index, paragraph in enumerate(paragraphs):
        for side in (Side.NEW, Side.OLD):
            if is_heading(paragraph, side, table):
                return index if run_in is None else run_in
        text = text_of(paragraph, Side.NEW)
        if text.endswith((",", ";", ":", ".")) and is_run_in(paragraph, Side.NEW, table):
            if run_in is not None and index - run_in <= 3:
                return run_in
            run_in = index
    return run_in


def _has_headings(paragraphs: Sequence[Paragraph], table: Phrases) -> bool:
    return any(is_heading(p, Side.NEW, table) for p in paragraphs)
