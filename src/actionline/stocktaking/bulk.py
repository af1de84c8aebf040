"""One decision for many submissions, in the background.

Each is decided in a transaction of its own: what is done stays done when the work is stopped or
the server dies, and when it is taken up again, what was decided before counts as done.
"""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionline.accounts.models import User
from actionline.common import work
from actionline.common.states import WrongStateError

from . import queries
from .actions import deciding
from .desk import Filter
from .models import Submission
from .states import MOVES

DECIDE = "stocktaking.decide"
TITLE = gettext_lazy("Decision on entries")
VERBS = ("review", "ask", "accept", "reject", "archive")
#: So many at a time; the keys of all are told to the work.
MOST = 20_000


def chosen(person: Any, query: str, keys: list[int]) -> list[int]:
    """The submissions meant: those ticked, or, with none ticked, all that the filter finds."""
    if keys:
        return keys[:MOST]
    found = Filter.from_query(QueryDict(query)).chosen(person)
    return list(found.values_list("pk", flat=True)[:MOST])


def decide(
    progress: work.Progress, *, verb: str, reason: str, keys: list[int], by: int
) -> work.Result:
    """Decide on each; the result tells, row by row, what was done and what was not and why."""
    person = User.objects.get(pk=by)
    told = io.StringIO()
    table = csv.writer(told)
    table.writerow(["receipt", "title", "done", "why"])
    for key in progress.of(keys, len(keys)):
        found = queries.submissions().filter(pk=key).first()
        if found is None:
            continue
        done = _done_before(found, verb, person, progress.asked_at)
        why = "" if done else _one(found, verb, reason, person)
        table.writerow([found.receipt, plain(str(found)), "no" if why else "yes", why])
    return work.Result("decisions.csv", "text/csv", ("\ufeff" + told.getvalue()).encode())


def _done_before(found: Submission, verb: str, by: User, since: datetime) -> bool:
    """Whether this work did it before its worker was killed."""
    if any(move.verb == verb and move.target == found.state for move in MOVES):
        if verb == "review":
            return found.assigned_to_id == by.pk and found.updated_at > since
        return found.decided_by_id == by.pk and (found.decided_at or since) > since
    return False


def _one(submission: Any, verb: str, reason: str, by: User) -> str:
    """Why it could not be; empty where it was done."""
    try:
        deciding.decide(submission=submission, verb=verb, by=by, reason=reason)
    except WrongStateError:
        return _("It is %(state)s.") % {"state": submission.get_state_display()}
    except PermissionDenied:
        return _("You may not.")
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def plain(text: str) -> str:
    """A title that a spreadsheet does not take for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
