"""The records that sentences tell of: how they are called, and where they are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from actionline.common import records
from actionline.common.records import Told
from actionline.common.setting.document import Source
from actionline.mandates.models import Mandate
from actionline.mandates.progress.models import Version

from .blocks import Record
from .facts import PROGRESS, PROVISION


def resolve(wanted: Iterable[Record]) -> dict[Record, Source]:
    """The records that everybody may see, in the active language; a query for each kind.

    A record that is gone or not public is left out: the sentence stands without it.
    """
    by_type: dict[str, set[str]] = defaultdict(set)
    for record in wanted:
        record_type, _colon, key = record.partition(":")
        by_type[record_type].add(key)
    found: dict[Record, Source] = {}
    for record_type, keys in by_type.items():
        for key, told in _told(record_type, keys).items():
            name = f"{record_type}:{key}"
            found[name] = Source(record_type, key, told.title, told.url)
    return found


def _told(record_type: str, keys: set[str]) -> Mapping[str, Told]:
    if record_type == PROVISION:
        return _provisions(keys)
    kind = records.find(record_type)
    if kind is not None:
        return kind.told(sorted(keys))
    return _progress(keys) if record_type == PROGRESS else {}


def _provisions(keys: set[str]) -> dict[str, Told]:
    """Where the words of mandates stand in the newest edition."""
    rows = Mandate.objects.filter(pk__in=keys, current__isnull=False).select_related(
        "instrument", "current__edition"
    )
    found = {}
    for mandate in rows.defer("search_text", "current__edition__reading"):
        assert mandate.current is not None
        edition = mandate.current.edition
        address = reverse("instruments:edition", args=[mandate.instrument.slug, edition.version])
        title = _("The resolution’s own words: %(instrument)s (%(version)s), %(path)s") % {
            "instrument": mandate.instrument,
            "version": edition.version,
            "path": mandate.current.path,
        }
        found[str(mandate.pk)] = Told(title, f"{address}#{mandate.current.path}")
    return found


def _progress(keys: set[str]) -> dict[str, Told]:
    """Progress reports that are public, where their room has not registered them."""
    rows = Version.objects.filter(
        report__in=[int(key) for key in keys], state=Version.State.VALIDATED, internal=False
    ).select_related("report")
    return {
        str(version.report_id): Told(str(version.report), version.report.get_absolute_url())
        for version in rows
    }
