"""What the worker does for the register once a day."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django_tasks import task

from actionline.common import schedule

#: In the morning, where the site is.
_HOUR = time(6, 30)
#: When the whole register is written to files.
_NIGHT = time(1, 30)


@task()
def daily() -> None:
    """Plan tomorrow's round; remind those whose call ends soon, ask owners what still holds, tell
    of what is new."""
    from . import links, twins, watching
    from .actions import calling, confirming

    plan()
    schedule.revive(index)
    calling.remind()
    twins.find_new(timezone.now() - timedelta(days=2))
    watching.tell()
    confirming.daily()
    if links.on():
        links.take_up(timezone.now())
        schedule.ensure(look_at_links, timezone.now())


@task(priority=-10)
def publish() -> None:
    """Plan the next night, then make the files of this one."""
    from . import dump

    _plan(publish, _NIGHT)
    dump.make()


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
    _plan(daily, _HOUR)
    _plan(publish, _NIGHT)


def _plan(task: Any, at: time) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    schedule.ensure(task, timezone.make_aware(datetime.combine(tomorrow, at)))
