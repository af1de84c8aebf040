"""The states of hand-overs, of texts of groups, and of what these recommend."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionline.common.states import Move, Table

from .models import GroupText, HandOver, Recommendation

_Offer, _Text, _Item = HandOver.State, GroupText.State, Recommendation.State

HAND_OVER = Table(
    _Offer,
    [
        Move(
            "accept",
            (_Offer.OFFERED,),
            _Offer.ACCEPTED,
            _("Accept the mandate"),
            "assignments.answer",
            mails="both bodies",
        ),
        Move(
            "decline",
            (_Offer.OFFERED,),
            _Offer.DECLINED,
            _("Decline"),
            "assignments.answer",
            needs_reason=True,
            mails="who offered it",
        ),
        Move(
            "withdraw",
            (_Offer.OFFERED,),
            _Offer.WITHDRAWN,
            _("Withdraw the offer"),
            "assignments.withdraw",
            mails="whom it was offered to",
        ),
    ],
)
TEXT = Table(
    _Text,
    [
        Move(
            "review",
            (_Text.DRAFT,),
            _Text.IN_REVIEW,
            _("Put it in review"),
            "assignments.edit_group",
        ),
        Move(
            "return",
            (_Text.IN_REVIEW,),
            _Text.DRAFT,
            _("Return it to drafting"),
            "assignments.edit_group",
        ),
        Move(
            "publish",
            (_Text.IN_REVIEW,),
            _Text.PUBLISHED,
            pgettext_lazy("a text", "Publish"),
            "assignments.manage_group",
        ),
        Move(
            "unpublish",
            (_Text.PUBLISHED,),
            _Text.IN_REVIEW,
            _("Take it back from the public"),
            "assignments.manage_group",
        ),
    ],
)
RECOMMENDATION = Table(
    _Item,
    [
        Move(
            "begin",
            (_Item.OPEN, _Item.DROPPED),
            _Item.UNDER_WAY,
            _("Work has begun"),
            "assignments.edit_group",
        ),
        Move(
            "finish",
            (_Item.OPEN, _Item.UNDER_WAY),
            _Item.DONE,
            _("It is done"),
            "assignments.edit_group",
            needs_reason=True,
        ),
        Move(
            "drop",
            (_Item.OPEN, _Item.UNDER_WAY),
            _Item.DROPPED,
            _("It is not pursued"),
            "assignments.edit_group",
            needs_reason=True,
        ),
        Move(
            "reopen",
            (_Item.UNDER_WAY, _Item.DONE, _Item.DROPPED),
            _Item.OPEN,
            _("Open it again"),
            "assignments.edit_group",
        ),
    ],
)
