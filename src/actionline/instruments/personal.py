"""What this room keeps of people: who brought in and filed documents."""

from actionline.accounts.data_protection import OnErasure, Personal
from actionline.accounts.personal import AS_LONG, PUBLIC_ACT

DECLARED = [
    Personal(model, field, (field,), PUBLIC_ACT, AS_LONG, OnErasure.KEPT, shown=("id",))
    for model, field in (
        ("instruments.SourceFile", "uploaded_by"),
        ("instruments.Import", "created_by"),
        ("instruments.Edition", "filed_by"),
        ("instruments.Proposal", "filed_by"),
    )
]
