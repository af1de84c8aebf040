"""The shared vocabulary, the matrix, tags, bodies and their meetings; data from `process/`."""

from actionline.framework.matrix.models import LinkOpinion

from .links import MatrixLink, TaggedRecord
from .loading import LoadedProcess
from .meetings import Body, DocumentDeadline, Meeting
from .named import Named
from .terms import (
    ActionLine,
    Economy,
    EconomyGroup,
    GdcObjective,
    Goal,
    MembershipKind,
    StakeholderType,
    Target,
    Term,
)

__all__ = [
    "ActionLine",
    "Body",
    "DocumentDeadline",
    "Economy",
    "EconomyGroup",
    "GdcObjective",
    "Goal",
    "LinkOpinion",
    "LoadedProcess",
    "MatrixLink",
    "Meeting",
    "MembershipKind",
    "Named",
    "StakeholderType",
    "TaggedRecord",
    "Target",
    "Term",
]
