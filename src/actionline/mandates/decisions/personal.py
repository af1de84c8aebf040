"""What this part keeps of people: who proposed a decision, and who settled it."""

from actionline.accounts.data_protection import OnErasure, Personal
from actionline.accounts.personal import AS_LONG, PUBLIC_ACT

DECLARED = [
    Personal(
        "decisions.Decision",
        who,
        (who,),
        PUBLIC_ACT,
        AS_LONG,
        OnErasure.KEPT,
        shown=("id", "outcome", "state"),
    )
    for who in ("proposed_by", "settled_by")
]
