"""Why an action was refused, in a sentence for the person who asked."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from actionline.accounts.models import User
from actionline.instruments.models import Edition, Proposal, SourceFile
from actionline.instruments.validation import Problem

#: Who acts: a person, or None for the operator's command; strangers are turned away.
Actor = User | AnonymousUser | None


class RefusedError(Exception):
    """The action cannot be done now; the message says why and what to do."""


class ConflictError(RefusedError):
    """Somebody else changed the same thing since the page was shown."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else has changed this since you opened the page. Nothing was saved: "
                "compare your entries with what stands there now, then save again."
            )
        )


class NotReadyError(RefusedError):
    """The draft has problems that stand in the way of filing it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems = problems


class AlreadyFiledError(RefusedError):
    """This version, or this proposal, is on file from another source."""

    def __init__(self, record: Edition | Proposal) -> None:
        super().__init__(
            _("%(record)s is already on file. Replace it, or discard this import.")
            % {"record": record}
        )
        self.record = record


class AlreadyUploadedError(RefusedError):
    """The very same file is here already."""

    def __init__(self, source: SourceFile) -> None:
        super().__init__(_("The same file was imported before."))
        self.source = source


def require_officer(by: Actor) -> User | None:
    """Who acts, None for the operator's command; PermissionDenied for anybody without the right."""
    if by is None:
        return None
    if not by.has_perm("instruments.file"):
        raise PermissionDenied
    assert isinstance(by, User)  # nobody else has a right
    return by
