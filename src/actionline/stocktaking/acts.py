"""What the verbs of the audit trail say to a reader of this room's histories."""

from __future__ import annotations

from types import MappingProxyType

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ACTS = MappingProxyType(
    {
        # entries
        "stocktaking.begin": _("Begun"),
        "stocktaking.submit": _("Submitted"),
        "stocktaking.review": _("Review begun"),
        "stocktaking.ask": _("Changes asked"),
        "stocktaking.accept": _("Accepted"),
        "stocktaking.reject": _("Rejected"),
        "stocktaking.reopen": _("Reviewed again"),
        "stocktaking.withdraw": _("Withdrawn"),
        "stocktaking.restore": _("Taken up again"),
        "stocktaking.archive": _("Archived"),
        "stocktaking.assign": _("Assigned"),
        "stocktaking.comment": _("Commented"),
        "stocktaking.ask_author": _("An author asked to join"),
        "stocktaking.join": _("An author joined"),
        "stocktaking.remove_author": _("An author taken off"),
        # projects
        "stocktaking.publish": _("Accepted into the register"),
        "stocktaking.import": _("Brought by a table"),
        "stocktaking.confirm": _("Confirmed"),
        "stocktaking.end": _("Said to be over"),
        "stocktaking.ask_owners": _("Asked whether it still holds"),
        "stocktaking.forget_contact": _("The contact asked not to be written to"),
        "stocktaking.ask_owner": _("An owner asked to join"),
        "stocktaking.join_owners": _("An owner joined"),
        "stocktaking.remove_owner": _("An owner taken off"),
        "stocktaking.archive_project": _("Archived"),
        "stocktaking.restore_project": _("Put back into the register"),
        "stocktaking.merge": _("Merged into another project"),
        "stocktaking.take_in": _("Another project merged into it"),
        "stocktaking.part": _("Parted from the other project again"),
        "stocktaking.give_back": _("What the merge had changed put back"),
        "stocktaking.choose": _("Chosen for the report"),
        "stocktaking.unchoose": _("Taken out of the report"),
        "stocktaking.import_back": _("Import taken back"),
        # repositories and stories
        "stocktaking.repository": pgettext_lazy("of a repository or story", "Changed"),
        "stocktaking.story": pgettext_lazy("of a repository or story", "Changed"),
        "common.attach": _("A file added"),
        "common.detach": _("A file taken away"),
    }
)
