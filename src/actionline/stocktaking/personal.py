"""What this room keeps of people: who writes, owns and decides about entries, and whom to ask."""

from django.utils.translation import gettext_lazy as _

from actionline.accounts.data_protection import OnErasure, Personal
from actionline.accounts.personal import ACCOUNT, AS_LONG, PUBLIC_ACT

DECLARED = [
    Personal(
        "stocktaking.Author",
        "person",
        ("submission", "person", "email", "digest", "since"),
        _("to know who may write an entry, and to write to them about it"),
        ACCOUNT,
        OnErasure.DELETED,
        secret=("digest",),
    ),
    Personal(
        "stocktaking.Owner",
        "person",
        ("project", "person", "since"),
        _("to know who may change a project, and to ask each year whether it still holds"),
        ACCOUNT,
        OnErasure.DELETED,
    ),
    Personal(
        "stocktaking.Contact",
        "project__owners__person",
        ("name", "email", "phone"),
        _("to write to somebody about a project; never public"),
        ACCOUNT,
        OnErasure.DELETED,
    ),
    Personal(
        "stocktaking.Contact",
        "email__iexact",
        ("name", "email", "phone"),
        _("to write to somebody about a project; never public"),
        AS_LONG,
        OnErasure.DELETED,
        key="email",
    ),
    *(
        Personal(model, field, (field,), PUBLIC_ACT, AS_LONG, OnErasure.KEPT, shown=("id",))
        for model, field in (
            ("stocktaking.Submission", "created_by"),
            ("stocktaking.Submission", "assigned_to"),
            ("stocktaking.Submission", "decided_by"),
            ("stocktaking.Comment", "by"),
            ("stocktaking.LateCode", "created_by"),
            ("stocktaking.Confirmation", "by"),
        )
    ),
]
