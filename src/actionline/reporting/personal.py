"""What this room keeps of people: who writes, comments, signs."""

from django.utils.translation import gettext_lazy as _

from actionline.accounts.data_protection import OnErasure, Personal
from actionline.accounts.personal import ACCOUNT, AS_LONG, PUBLIC_ACT

DECLARED = [
    Personal(
        "reporting.Editor",
        "person",
        ("report", "person", "sections", "at"),
        _("to know who may write a report"),
        ACCOUNT,
        OnErasure.DELETED,
    ),
    *(
        Personal(model, field, (field,), PUBLIC_ACT, AS_LONG, OnErasure.KEPT, shown=("id",))
        for model, field in (
            ("reporting.Editor", "invited_by"),
            ("reporting.Report", "created_by"),
            ("reporting.Report", "edited_by"),
            ("reporting.Report", "submitted_by"),
            ("reporting.Report", "signed_by"),
            ("reporting.Section", "changed_by"),
            ("reporting.Section", "held_by"),
            ("reporting.Version", "by"),
            ("reporting.Comment", "by"),
            ("reporting.Comment", "resolved_by"),
            ("reporting.Redraft", "by"),
            ("reporting.Redraft", "ended_by"),
            ("reporting.Edition", "edited_by"),
            ("reporting.Edition", "signed_by"),
        )
    ),
]
