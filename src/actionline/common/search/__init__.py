"""Search in six languages with facets, the same on SQLite and PostgreSQL.

`SearchIndex` is where to begin; docs/developers/search.md tells how it works.
"""

from .entries import Entry, Source, Text
from .explaining import Passage, Piece, Why
from .index import Answer, SearchIndex, Sort
from .query import Clause, Query
from .registry import indexes, register

__all__ = [
    "Answer",
    "Clause",
    "Entry",
    "Passage",
    "Piece",
    "Query",
    "SearchIndex",
    "Sort",
    "Source",
    "Text",
    "Why",
    "indexes",
    "register",
]
