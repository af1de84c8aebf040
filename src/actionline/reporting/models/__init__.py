"""Reports: what they are drafted by, their sections and versions, what was frozen of them.

Definition -> Report -> Section (of each language) -> Version
                     -> Comment, Editor, SentenceSource, Redraft
                     -> Edition -> EditionFile
"""

from .editions import Edition, EditionFile
from .reports import Definition, Editor, Report, SentenceSource
from .writing import Comment, Redraft, Section, Version

__all__ = [
    "Comment",
    "Definition",
    "Edition",
    "EditionFile",
    "Editor",
    "Redraft",
    "Report",
    "Section",
    "SentenceSource",
    "Version",
]
