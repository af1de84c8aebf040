"""Asking the owners of many entries whether they still hold, in the background.

A transaction for so many at a time: what is done stays done when the work is stopped, and when it
is taken up again nobody is asked twice.
"""

from __future__ import annotations

import csv
import io

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionline.accounts.models import User
from actionline.common import work

from .actions import confirming as answering
from .bulk import plain
from .confirming import Filter
from .models import Confirmation, Project

ASK = "stocktaking.ask_owners"
TITLE = gettext_lazy("Asking owners whether their projects still hold")
#: So many at a time; the keys of all are told to the work.
MOST = 20_000


def chosen(query: str, keys: list[int]) -> list[int]:
    """The entries meant: those ticked, or, with none ticked, all that the filter finds."""
    if keys:
        return keys[:MOST]
    return list(Filter.from_query(QueryDict(query)).chosen().values_list("pk", flat=True)[:MOST])


def ask(progress: work.Progress, *, keys: list[int], by: int) -> work.Result:
    """Ask about each; the result tells, row by row, where nobody could be."""
    person = User.objects.get(pk=by)
    told = io.StringIO()
    table = csv.writer(told)
    table.writerow(["number", "title", "asked", "why"])
    starts = range(0, len(keys), answering.AT_ONCE)
    for start in progress.of(starts, len(starts)):
        batch = keys[start : start + answering.AT_ONCE]
        found = list(Project.objects.filter(pk__in=batch).order_by("pk"))
        before = set(  # its worker was killed
            Confirmation.objects.filter(project__in=found, asked_at__gt=progress.asked_at)
            .order_by()
            .values_list("project", flat=True)
        )
        left = [project for project in found if project.pk not in before]
        asked = before | {project.pk for project in answering.ask(projects=left, by=person)}
        for project in found:
            done = project.pk in asked
            why = "" if done else _("There is nobody who could be asked.")
            table.writerow([project.number, plain(str(project)), "yes" if done else "no", why])
    return work.Result("asked.csv", "text/csv", ("\ufeff" + told.getvalue()).encode())
