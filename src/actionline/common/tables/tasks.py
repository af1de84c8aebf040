"""What the worker does for tables."""

from __future__ import annotations

from django_tasks import task


@task(priority=-50)
def clear_import(key: int) -> None:
    """Throw away the file of an import, and the import where nothing was taken of it."""
    from .models import TableImport

    kept = (TableImport.State.TAKEN, TableImport.State.TAKING, TableImport.State.UNDONE)
    for importing in TableImport.objects.filter(pk=key):
        importing.file.delete(save=False)
        if importing.state in kept:
            importing.save(update_fields=["file"])
        else:
            importing.delete()
