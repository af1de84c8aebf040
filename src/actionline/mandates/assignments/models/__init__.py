"""Who leads the work on a mandate and who supports it; who is asked about what; task forces."""

from .directory import ActingBody, Facilitator, Topic, TopicPerson
from .groups import Group, GroupText, Member, Recommendation
from .work import AssignedPerson, Assignment, HandOver

__all__ = [
    "ActingBody",
    "AssignedPerson",
    "Assignment",
    "Facilitator",
    "Group",
    "GroupText",
    "HandOver",
    "Member",
    "Recommendation",
    "Topic",
    "TopicPerson",
]
