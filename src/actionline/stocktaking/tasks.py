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
    """Plan tomorrow's round; remind those whose call ends soon, ask owners what still holds."""
    from . import links
    from .actions import calling, confirming

    plan()
    schedule.revive(index)
    calling.remind()
    confirming.daily()
    if links.on():
        links.take_up(timezone.now())
        schedule.ensure(look_at_links, timezone.now())


@task(priority=-10)
def index(keys: list[int]) -> None:
    """Have the search know projects that came in great number."""
    from .indexing import PROJECTS

    schedule.revive(index)
    PROJECTS.refresh(keys)


@task(priority=-10)
def look_at_links() -> None:
    """Look at a few web addresses of projects, and again in a minute while there are more."""
    from . import links

    if links.on() and links.round_of():
        schedule.ensure(look_at_links, timezone.now() + timedelta(minutes=1))


def plan() -> None:
    """Have the worker do it tomorrow, if nobody has asked it yet."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    schedule.ensure(daily, timezone.make_aware(datetime.combine(tomorrow, _HOUR)))
