"""Tags: the action lines, goals, targets and GDC objectives of a record of any room."""

from .actions import change_tags, forget_tags, tag_record
from .queries import Tags, behind, counts, keys_with, suggested, tags_of

__all__ = [
    "Tags",
    "behind",
    "change_tags",
    "counts",
    "forget_tags",
    "keys_with",
    "suggested",
    "tag_record",
    "tags_of",
]
