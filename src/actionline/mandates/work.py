"""Exports of the register that are made in the background."""

from __future__ import annotations

from tempfile import TemporaryFile

from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionline.common import work

from .exports import FORMATS
from .filters import Filter

EXPORT = "mandates.export"
TITLE = _("Export of the register of mandates")


def export(progress: work.Progress, *, form: str, query: str) -> work.Result:
    """The mandates that a query string lets through, as a file of the format `form`."""
    chosen = Filter.from_query(QueryDict(query))
    total = chosen.sorted().count()
    wanted = FORMATS[form]
    content = TemporaryFile()  # noqa: SIM115 - the work closes it when it has kept it
    content.writelines(
        wanted.write(chosen, settings.SITE_URL, lambda rows: progress.of(rows, total))
    )
    content.seek(0)
    return work.Result(export_name(form), wanted.media_type, content)


def export_name(form: str) -> str:
    """What the file is called today."""
    return f"mandates-{timezone.localdate():%Y-%m-%d}.{form}"
