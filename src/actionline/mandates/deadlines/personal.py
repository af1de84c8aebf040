"""What this part keeps of people: who said that something is done, and their calendar's address."""

from django.utils.translation import gettext_lazy as _

from actionline.accounts.data_protection import OnErasure, Personal
from actionline.accounts.personal import ACCOUNT, AS_LONG, PUBLIC_ACT

DECLARED = [
    Personal(
        "deadlines.Mark",
        "by",
        ("by",),
        PUBLIC_ACT,
        AS_LONG,
        OnErasure.KEPT,
        shown=("id", "due", "state"),
    ),
    Personal(
        "deadlines.CalendarKey",
        "person",
        ("*",),
        _("to give the person's calendar program what they are to see to"),
        ACCOUNT,
        OnErasure.DELETED,
        secret=("serial",),
    ),
]
