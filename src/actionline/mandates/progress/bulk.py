"""Validating many reports, in the background: each in a transaction of its own, so that what is
done stays done when it is stopped."""

from __future__ import annotations

import csv
import io

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionline.accounts.models import User
from actionline.common import work
from actionline.common.states import WrongStateError

from . import actions, notices
from .models import Version

VALIDATE = "progress.validate"
TITLE = gettext_lazy("Validating progress reports")
MOST = 20_000


def validate(progress: work.Progress, *, keys: list[int], internal: bool, by: int) -> work.Result:
    """Validate each; the result tells, row by row, what was done and what was not and why."""
    person = User.objects.get(pk=by)
    told = io.StringIO()
    table = csv.writer(told)
    table.writerow(["report", "subject", "done", "why"])
    for key in progress.of(keys, len(keys)):
        found = Version.objects.filter(pk=key).select_related("report").first()
        if found is None:
            continue
        why = _one(found, internal, person)
        name = notices.name_of(found.report.subject)
        table.writerow([found.report_id, _plain(name), "no" if why else "yes", why])
    return work.Result("validated.csv", "text/csv", ("\ufeff" + told.getvalue()).encode())


def _one(version: Version, internal: bool, by: User) -> str:
    """Why it could not be; empty where it was done."""
    try:
        actions.validate(version=version, internal=internal, by=by)
    except WrongStateError:
        return _("It is %(state)s.") % {"state": version.get_state_display()}
    except PermissionDenied:
        return _("You may not: it is your own, or not of your body.")
    return ""


def _plain(text: str) -> str:
    """A name that a spreadsheet does not take for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
