"""What the worker does for every room."""

from __future__ import annotations

from django_tasks import task


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
