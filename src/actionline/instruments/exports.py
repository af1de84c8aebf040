"""Editions and proposals as files."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from actionline.reading.model import Resolution, Side
from actionline.reading.output.contract import from_json

from . import remarks
from .models import Citation, Edition, Proposal, Provision

Json = dict[str, Any]


def contract(record: Edition | Proposal) -> Json:
    """The object of the reading contract: as filed, or made from the rows of a summary."""
    if record.reading is not None:
        filed: Json = record.reading
        return filed
    provisions = list(record.provisions.all())
    citations = Citation.objects.filter(provision__in=provisions).select_related("provision")
    instrument = record.instrument
    return {
        "document": {
            "source": "",
            "action": record.action if isinstance(record, Proposal) else None,
            "reference": record.reference if isinstance(record, Proposal) else None,
            "instrument": instrument.slug,
            "version": record.version,
            "base_version": record.base_version if isinstance(record, Proposal) else None,
            "title": record.title,
            "language": record.language,
            "body": instrument.body.slug if instrument.body else None,
        },
        "provisions": [_provision(row) for row in provisions],
        "footnotes": [{**note, "path": row.path} for row in provisions for note in row.footnotes],
        "citations": [
            {
                "path": row.provision.path,
                "text": row.text,
                "target": row.target,
                "version": row.version,
                "fragment": row.fragment,
                "start": row.start,
                "end": row.end,
            }
            for row in citations
        ],
        "mandates": [],
        "warnings": [],
        "summary": getattr(record, "is_summary", False),
    }


def _provision(row: Provision) -> Json:
    return {
        "path": row.path,
        "kind": row.kind,
        "clause": row.clause,
        "heading": row.heading,
        "addressees": [],
        "label": row.label,
        "base_label": row.base_label,
        "change": row.change,
        "certain": row.certain,
        "text": row.text,
        "base_text": row.base_text,
        "parent": row.parent or None,
        "spans": row.spans or [["both", row.text, True]],
    }


def resolution(record: Edition | Proposal) -> Resolution:
    """The read resolution behind a record."""
    return from_json(contract(record))


@dataclass(frozen=True)
class Form:
    """A file form: its media type and how it is made."""

    media: str
    make: Callable[[Edition | Proposal], bytes]


def _as_json(record: Edition | Proposal) -> bytes:
    made = contract(record)
    told = {**made, "warnings": remarks.cautions(made)}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _as_akoma(record: Edition | Proposal) -> bytes:
    from actionline.reading.output.akoma import as_akoma

    return as_akoma(resolution(record))


def _as_word(record: Edition | Proposal) -> bytes:
    from actionline.reading.redline import redline_of, write_word

    read = resolution(record)
    return redline_of(read) if isinstance(record, Proposal) else write_word(read, Side.NEW)


def _as_text(record: Edition | Proposal) -> bytes:
    from actionline.reading.output.plain import as_text

    return as_text(resolution(record), Side.NEW).encode()


def redline(old: Edition | Proposal, new: Edition | Proposal) -> bytes:
    """What changes from one text to the other, as a Word file with tracked changes."""
    from actionline.reading.redline import redline_between

    return redline_between(resolution(old), resolution(new))


FORMS = {
    "json": Form("application/json", _as_json),
    "xml": Form("application/akn+xml", _as_akoma),
    "docx": Form(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _as_word
    ),
    "txt": Form("text/plain; charset=utf-8", _as_text),
}
