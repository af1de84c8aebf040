"""What the worker does once a day: which date is next depends on the day."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone
from django_tasks import task

from actionline.common import schedule

from . import hooks
from .due import refresh

#: Shortly after midnight, where the site is.
_HOUR = time(0, 5)


@task()
def refresh_daily() -> None:
    """Compute all due dates again, do what hangs on the day, and plan tomorrow's round."""
    plan()
    refresh()
    for each in hooks.each_day:
        each(timezone.localdate())


def plan() -> None:
    """Have the worker compute due dates after the next midnight, if nobody has asked it yet."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    schedule.ensure(refresh_daily, timezone.make_aware(datetime.combine(tomorrow, _HOUR)))
