"""What this room keeps of people: who said that a record is evidence."""

from actionline.accounts.data_protection import OnErasure, Personal
from actionline.accounts.personal import AS_LONG, PUBLIC_ACT

DECLARED = [
    Personal(
        "mandates.Evidence",
        "by",
        ("by",),
        PUBLIC_ACT,
        AS_LONG,
        OnErasure.KEPT,
        shown=("id",),
    )
]
