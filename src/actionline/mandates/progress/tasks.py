"""What the worker does once a day: statuses hang on the day, and rounds end."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone
from django_tasks import task

from actionline.common import schedule

#: After due dates were computed again, where the site is.
_HOUR = time(1, 10)


@task()
def daily() -> None:
    """Plan tomorrow's; remind those who have not answered; find all statuses again."""
    from . import rounds, status

    plan()
    rounds.remind()
    status.settle_all()


def plan() -> None:
    """Have the worker do it tomorrow, if nobody has asked it yet."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    schedule.ensure(daily, timezone.make_aware(datetime.combine(tomorrow, _HOUR)))
