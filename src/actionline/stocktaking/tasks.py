"""What the worker does for the register once a day."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone
from django_tasks import task

from actionline.common import schedule

#: In the morning, where the site is.
_HOUR = time(6, 30)


@task()
def daily() -> None:
    """Plan tomorrow's round, then remind those whose call ends soon."""
    from .actions import calling

    plan()
    calling.remind()


def plan() -> None:
    """Have the worker do it tomorrow, if nobody has asked it yet."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    schedule.ensure(daily, timezone.make_aware(datetime.combine(tomorrow, _HOUR)))
