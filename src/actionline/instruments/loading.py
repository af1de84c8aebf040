"""Taking the instruments of a process folder into the database.

Each edition that is known of is added as a *summary*: it says that it exists and, where the
folder tells its mandates, what it asks. An edition that was imported is left alone.
"""

from __future__ import annotations

from pathlib import Path

from actionline.common.datafiles import Faults, Row, assign, read_table
from actionline.framework.queries import body_keys

from .actions import resolve_citations
from .models import Edition, Instrument

FILES = ("instruments.csv",)
_COLUMNS = (
    "slug",
    "body",
    "kind",
    "number",
    "short_title",
    "title",
    "status",
    "versions",
    "latest",
    "drafts",
    "source",
)


def load(folder: Path, faults: Faults) -> int:
    """Load instruments and their editions; how many rows were added or changed.

    Nothing is deleted; where the newest document was imported, it and not the folder says title and
    status. Call it in a transaction and roll back where `faults` has any.
    """
    bodies = body_keys()
    on_file = Instrument.objects.prefetch_related("editions")
    known = {instrument.slug: instrument for instrument in on_file}
    changed = 0
    added = []
    seen: set[str] = set()
    for row in read_table(folder / "instruments.csv", _COLUMNS, faults):
        slug = row.text("slug", required=True)
        if slug in seen:
            row.fault(f"slug: {slug} stands twice")
        seen.add(slug)
        instrument = known.get(slug)
        if instrument is None:
            instrument = known[slug] = Instrument(slug=slug)
            added.append(slug)
        if _load_instrument(row, instrument, bodies):
            changed += 1
        changed += _load_editions(row, instrument)
    resolve_citations(slugs=added)
    return changed


def _load_instrument(row: Row, instrument: Instrument, bodies: dict[str, int]) -> bool:
    body = row.text("body")
    if body not in bodies:
        row.fault(f"body: there is no body {body}")
    values = {
        "body_id": bodies.get(body),
        "kind": row.choice("kind", Instrument.Kind.values),
        "number": row.text("number"),
        "short_title": row.text("short_title", required=True),
        "title": row.text("title", required=True),
        "status": row.choice("status", Instrument.Status.values),
        "source": row.text("source", required=True),
    }
    if instrument.pk and _is_imported(instrument):
        del values["title"], values["status"]
    if assign(instrument, values) or instrument.pk is None:
        instrument.save()
        return True
    return False


def _is_imported(instrument: Instrument) -> bool:
    """Whether the document of its newest edition is on file."""
    newest = max(instrument.editions.all(), key=lambda edition: edition.version, default=None)
    return newest is not None and not newest.is_summary


def _load_editions(row: Row, instrument: Instrument) -> int:
    versions = row.text("versions").split()
    if row.text("latest") and row.text("latest") not in versions:
        row.fault("latest is none of the versions")
    known = {edition.version: edition for edition in instrument.editions.all()}
    changed = 0
    for version in versions:
        if not version[:1].isdigit():
            row.fault(f"versions: “{version}” does not begin with a year")
        edition = known.get(version)
        if edition is None:
            edition = Edition(instrument=instrument, version=version, is_summary=True)
            edition.source_note = instrument.source
        if edition.is_summary and (assign(edition, {"title": instrument.title}) or not edition.pk):
            edition.save()
            changed += 1
    return changed
