"""What this part keeps of people: who works on what, for whom, and who said so."""

from django.utils.translation import gettext_lazy as _

from actionline.accounts.data_protection import OnErasure, Personal
from actionline.accounts.personal import ACCOUNT, AS_LONG, PUBLIC_ACT

_WORK = _("to know whom to ask and to write to about a mandate, a topic or a group")

DECLARED = [
    Personal(
        "assignments.AssignedPerson",
        "person",
        ("person", "assignment"),
        _WORK,
        ACCOUNT,
        OnErasure.DELETED,
    ),
    Personal(
        "assignments.TopicPerson", "person", ("person", "topic"), _WORK, ACCOUNT, OnErasure.DELETED
    ),
    Personal(
        "assignments.Member",
        "person",
        ("person",),
        _WORK,
        AS_LONG,
        OnErasure.KEPT,
        shown=("group", "role", "since", "until"),
    ),
    *(
        Personal(model, field, (field,), PUBLIC_ACT, AS_LONG, OnErasure.KEPT, shown=shown)
        for model, field, shown in (
            ("assignments.Assignment", "by", ("body", "role", "since", "until")),
            ("assignments.HandOver", "by", ("to", "state", "at")),
            ("assignments.HandOver", "person", ("to", "state", "at")),
            ("assignments.HandOver", "answered_by", ("to", "state", "answered_at")),
            ("assignments.GroupText", "by", ("title", "at")),
        )
    ),
]
