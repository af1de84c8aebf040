"""What this part keeps of people: who wrote, handed in and decided about progress reports."""

from actionline.accounts.data_protection import OnErasure, Personal
from actionline.accounts.personal import AS_LONG, PUBLIC_ACT

DECLARED = [
    Personal(model, field, (field,), PUBLIC_ACT, AS_LONG, OnErasure.KEPT, shown=("id",))
    for model, field in (
        ("progress.Report", "created_by"),
        ("progress.Version", "written_by"),
        ("progress.Version", "submitted_by"),
        ("progress.Version", "decided_by"),
        ("progress.Round", "created_by"),
    )
]
