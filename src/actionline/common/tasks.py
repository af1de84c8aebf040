"""What the worker does for every room."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from . import schedule


@task(priority=100)
def answer() -> None:
    """Nothing: that it was done says that a worker is there (`actionline check`)."""


@task()
def run_job(key: int) -> None:
    """Do a job that somebody waits for."""
    from . import work  # it enqueues this

    work.run(key)


@task(priority=-50)
def clear_job(key: int) -> None:
    """Throw a job and its file away when its time is over."""
    from . import work

    work.clear(key)


@task(priority=50)
def send_mail(key: int) -> None:
    """Send a mail of the outbox."""
    from . import mail

    mail.send(key)


@task(priority=-10)
def rebuild_search() -> None:
    """Make the indexes of the search anew that another version made, or nobody."""
    from .search import registry

    registry.rebuild_stale()


@task(priority=-10)
def send_digests() -> None:
    """Write the digests whose hour has come."""
    from . import digests

    schedule.ensure(send_digests, timezone.now() + digests.EVERY)
    digests.send_due()


@task(priority=-50)
def forget_mail() -> None:
    """Empty old mails, and take away what people were told long ago."""
    from . import mail, notifications

    schedule.ensure(forget_mail, timezone.now() + timedelta(days=1))
    mail.forget(before=timezone.now() - timedelta(days=settings.MAIL_DAYS))
    notifications.forget()


@task(priority=50)
def revive() -> None:
    """Take up what workers on other machines left undone; one that begins looks by itself."""
    from . import workers  # it asks for our tasks

    schedule.ensure(revive, timezone.now() + timedelta(minutes=15))
    workers.revive()


def plan() -> None:
    """Have the worker do again and again what it does so, if nobody has asked it yet."""
    from .search import registry

    for again in (send_digests, forget_mail, revive):
        schedule.ensure(again, timezone.now())
    if registry.stale():
        schedule.ensure(rebuild_search, timezone.now())
