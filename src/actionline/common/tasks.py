"""What the worker does for every room."""

from __future__ import annotations

from django_tasks import task


@task(priority=100)
def answer() -> None:
    """Nothing: that it was done says that a worker is there (`actionline check`)."""
