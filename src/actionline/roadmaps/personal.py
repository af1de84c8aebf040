"""What this room keeps of people: who began, published and observed."""

from actionline.accounts.data_protection import OnErasure, Personal
from actionline.accounts.personal import AS_LONG, PUBLIC_ACT

DECLARED = [
    Personal(model, field, (field,), PUBLIC_ACT, AS_LONG, OnErasure.KEPT, shown=("id",))
    for model, field in (
        ("roadmaps.Edition", "begun_by"),
        ("roadmaps.Edition", "published_by"),
        ("roadmaps.Observation", "by"),
    )
]
