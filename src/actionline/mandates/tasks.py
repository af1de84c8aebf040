"""What the worker does once a day: which date is next depends on the day."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from .due import refresh

#: Shortly after midnight, where the site is.
_HOUR = time(0, 5)


@task()
def refresh_daily() -> None:
    """Compute all due dates again, and see to it that this is done tomorrow as well."""
    plan()
    refresh()


def plan() -> None:
    """Have the worker compute due dates after the next midnight, if nobody has asked it yet."""
    waiting = DBTaskResult.objects.filter(
        task_path=refresh_daily.module_path, status=TaskResultStatus.READY
    )
    if not waiting.exists():
        tomorrow = timezone.localdate() + timedelta(days=1)
        at = timezone.make_aware(datetime.combine(tomorrow, _HOUR))
        refresh_daily.using(run_after=at).enqueue()
