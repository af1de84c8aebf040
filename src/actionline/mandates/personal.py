"""What this room keeps of people: who said that a record is evidence,
who took it back, and who kept a web page."""

from actionline.accounts.data_protection import OnErasure, Personal
from actionline.accounts.personal import AS_LONG, PUBLIC_ACT

DECLARED = [
    Personal(model, field, (field,), PUBLIC_ACT, AS_LONG, OnErasure.KEPT, shown=("id",))
    for model, field in (
        ("mandates.Evidence", "by"),
        ("mandates.WithdrawnEvidence", "given_by"),
        ("mandates.WithdrawnEvidence", "by"),
        ("mandates.WebPage", "by"),
    )
]
