"""The rows of an edition or a proposal: written from a draft, kept and put back for an undo."""

from __future__ import annotations

import json
from typing import Any

from django.core import serializers
from django.db import models

from actionline.instruments.models import Citation, Edition, Instrument, Proposal, Provision

Json = dict[str, Any]

_FIELDS = [
    "position",
    "parent",
    "kind",
    "clause",
    "heading",
    "label",
    "base_label",
    "change",
    "certain",
    "moved",
    "text",
    "base_text",
    "spans",
    "footnotes",
]


def write_provisions(record: Edition | Proposal, draft: Json) -> None:
    """Make the provisions and citations of `record` those of `draft`.

    A provision that keeps its path keeps its row, so that what hangs on it stays there.
    """
    owner = _owner(record)
    existing = {item.path: item for item in record.provisions.all()}
    notes: dict[str, list[Json]] = {}
    for note in draft["footnotes"]:
        notes.setdefault(note["path"] or "", []).append(note)
    made: list[Provision] = []
    kept: list[Provision] = []
    for position, item in enumerate(draft["provisions"]):
        row = existing.pop(item["path"], None)
        (kept if row else made).append(row := row or Provision(path=item["path"], **owner))
        _fill(row, item, position, notes.get(item["path"], []))
    Provision.objects.filter(pk__in=[row.pk for row in existing.values()]).delete()
    Provision.objects.bulk_update(kept, _FIELDS, batch_size=50)
    Provision.objects.bulk_create(made, batch_size=50)
    _write_citations(record, draft)


def _fill(row: Provision, item: Json, position: int, notes: list[Json]) -> None:
    row.position = position
    row.parent = item.get("parent") or ""
    row.heading = item.get("heading") or ""
    row.moved = item.get("moved", False)
    row.spans = item.get("spans", [])
    row.footnotes = [{"number": note["number"], "text": note["text"]} for note in notes]
    for name in ("kind", "clause", "label", "base_label", "change", "certain", "text", "base_text"):
        setattr(row, name, item[name])


def _write_citations(record: Edition | Proposal, draft: Json) -> None:
    Citation.objects.filter(provision__in=record.provisions.all()).delete()
    places = dict(record.provisions.values_list("path", "pk"))
    targets = {item["target"] for item in draft["citations"]}
    known = dict(Instrument.objects.filter(slug__in=targets).values_list("slug", "pk"))
    Citation.objects.bulk_create(
        [
            Citation(
                provision_id=places[item["path"]],
                text=item["text"],
                target=item["target"],
                version=item["version"],
                fragment=item["fragment"],
                start=item.get("start", 0),
                end=item.get("end", 0),
                cited_id=known.get(item["target"]),
            )
            for item in draft["citations"]
            if item["path"] in places
        ],
        batch_size=50,
    )


def snapshot(record: Edition | Proposal) -> Json:
    """All rows of `record` as JSON, for `restore`."""
    provisions = list(record.provisions.all())
    citations = list(Citation.objects.filter(provision__in=provisions))
    rows = serializers.serialize("python", [record, *provisions, *citations])
    # Dates to the microsecond, which the serializer for JSON would cut.
    kept: Json = {"rows": json.loads(json.dumps(rows, default=lambda value: value.isoformat()))}
    return kept


def restore(record: Edition | Proposal, kept: Json) -> None:
    """Put back exactly the rows that `snapshot` kept, under the keys they had.

    A link to somebody or something that has since been removed is left empty.
    """
    rows = list(serializers.deserialize("python", kept["rows"]))
    provisions = [row.object.pk for row in rows if isinstance(row.object, Provision)]
    Citation.objects.filter(provision__in=record.provisions.all()).delete()
    record.provisions.exclude(pk__in=provisions).delete()
    for row in rows:
        _empty_lost_links(row.object)
        row.save()
    record.refresh_from_db()


def _empty_lost_links(row: models.Model) -> None:
    for field in row._meta.get_fields():
        if not isinstance(field, models.ForeignKey) or not field.null:
            continue
        key = getattr(row, field.attname)
        if key is not None and not field.related_model._base_manager.filter(pk=key).exists():
            setattr(row, field.attname, None)


def _owner(record: Edition | Proposal) -> dict[str, Edition | Proposal]:
    return {"edition" if isinstance(record, Edition) else "proposal": record}
