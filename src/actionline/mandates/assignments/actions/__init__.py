"""Verbs of assignments and groups."""

from django.utils.translation import gettext_lazy as _

from .assigning import MOST_AT_ONCE, Plan, assign, end, hand_on, set_people
from .grouping import (
    Membership,
    Words,
    follow_up,
    move_text,
    remove_member,
    save_member,
    save_terms,
    save_text,
    save_topic,
)
from .handing_over import answer, offer
from .recording import Done, settle, undo

#: What the verbs of the trail say to a reader.
NAMES = {
    "assignments.assign": _("Assigned"),
    "assignments.end": _("A body’s part ended"),
    "assignments.set_people": _("Focal points named"),
    "assignments.offer": _("Hand-over offered"),
    "assignments.accept": _("Hand-over accepted"),
    "assignments.decline": _("Hand-over declined"),
    "assignments.withdraw": _("Hand-over withdrawn"),
    "assignments.hand_on": _("Taken from the mandate that turned out to be this one"),
    "assignments.import": _("Brought in a file"),
    "assignments.undo": _("Change taken back"),
}

__all__ = [
    "MOST_AT_ONCE",
    "NAMES",
    "Done",
    "Membership",
    "Plan",
    "Words",
    "answer",
    "assign",
    "end",
    "follow_up",
    "hand_on",
    "move_text",
    "offer",
    "remove_member",
    "save_member",
    "save_terms",
    "save_text",
    "save_topic",
    "set_people",
    "settle",
    "undo",
]
