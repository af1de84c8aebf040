"""Action line roadmaps and operational plans: what is planned to answer mandates.

Shape -> Part (what a plan of this shape holds, what it asks of an activity; process data)
Plan -> Edition (one state of it) -> Passage, Item, ActivityVersion, TargetVersion
Plan -> Activity (lasting, through editions); Target (lasting) -> Observation
"""

from .planned import ActivityVersion, Item, Passage, Planned, TargetVersion
from .plans import Activity, Edition, Observation, Plan, Target
from .shapes import Part, Shape

__all__ = [
    "Activity",
    "ActivityVersion",
    "Edition",
    "Item",
    "Observation",
    "Part",
    "Passage",
    "Plan",
    "Planned",
    "Shape",
    "Target",
    "TargetVersion",
]
