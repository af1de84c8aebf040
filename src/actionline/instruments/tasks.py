"""What the worker does: read documents that are too large to read while somebody waits."""

from __future__ import annotations

from django_tasks import task

from . import actions
from .models import Import


@task()
def read_import(key: int) -> None:
    """Read the import with this key, if it still waits."""
    item = Import.objects.select_related("source").filter(pk=key).first()
    if item is not None:
        actions.read_waiting(item=item)
