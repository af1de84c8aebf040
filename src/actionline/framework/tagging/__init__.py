"""Tags: the action lines, goals, targets and GDC objectives of a record of any room."""

from .actions import tag_record
from .queries import behind, counts, suggested, tags_of

__all__ = ["behind", "counts", "suggested", "tag_record", "tags_of"]
