"""A read resolution as one JSON object, and back.

The named fields are those of the reading contract. What this adds to them:

provisions  `heading`, `parent`, `line`, `spans` ([side, text, certain]), `doubts`; and only
            where there are any `moved`, `marks` ([offset, number, side] of footnotes),
            `revisions` ([index of the span, author, date])
citations   `side`, `start`, `end`
mandates    `certain`; `events` in the deadline where several meetings are named
warnings    `case`, `values`: the sentence and what is filled in there
top level   `tracking`; `base_citations`, mentions that only the old side makes

`from_json(as_json(resolution))` equals the resolution, save that citations of the old side
come after the others.
"""

from __future__ import annotations

from typing import Any

from actionline.reading.model import (
    Citation,
    Deadline,
    DocumentInfo,
    Footnote,
    FootnoteMark,
    Mandate,
    Provision,
    ReadingWarning,
    Resolution,
    Revision,
    Side,
    Span,
    Tracking,
)

Json = dict[str, Any]

_DOCUMENT = (
    "source",
    "action",
    "reference",
    "instrument",
    "version",
    "base_version",
    "title",
    "language",
    "body",
)


def as_json(resolution: Resolution) -> Json:
    """The resolution as a JSON object (strings, numbers, lists and dicts only)."""
    document = resolution.document
    citations = resolution.citations
    return {
        "document": {name: getattr(document, name) for name in _DOCUMENT},
        "provisions": [_provision_as_json(item) for item in resolution.provisions],
        "footnotes": [
            {"number": note.number, "text": note.text, "path": note.path}
            for note in resolution.footnotes
        ],
        "citations": [_citation_as_json(c) for c in citations if c.side is not Side.OLD],
        "mandates": [_mandate_as_json(item) for item in resolution.mandates],
        "warnings": [
            {**item._asdict(), "values": dict(item.values)} for item in resolution.warnings
        ],
        "tracking": resolution.tracking.value,
        "base_citations": [_citation_as_json(c) for c in citations if c.side is Side.OLD],
    }


def _provision_as_json(item: Provision) -> Json:
    read: Json = {
        "path": item.path,
        "kind": item.kind,
        "clause": item.clause,
        "heading": item.heading,
        "addressees": list(item.addressees),
        "label": item.label,
        "base_label": item.base_label,
        "change": item.change,
        "certain": item.certain,
        "text": item.text,
        "base_text": item.base_text,
        "parent": item.parent,
        "line": item.line,
        "spans": [[span.side.value, span.text, span.certain] for span in item.spans],
        "doubts": list(item.doubts),
    }
    if item.moved:
        read["moved"] = True
    if item.footnotes:
        read["marks"] = [[mark.offset, mark.number, mark.side.value] for mark in item.footnotes]
    revisions = [
        [index, span.revision.author, span.revision.date]
        for index, span in enumerate(item.spans)
        if span.revision is not None
    ]
    if revisions:
        read["revisions"] = revisions
    return read


def _citation_as_json(item: Citation) -> Json:
    return {
        "path": item.path,
        "text": item.text,
        "target": item.target,
        "version": item.version,
        "fragment": item.fragment,
        "side": item.side.value,
        "start": item.start,
        "end": item.end,
    }


def _mandate_as_json(item: Mandate) -> Json:
    deadline = item.deadline
    due: Json = {
        "every": deadline.every,
        "by": deadline.by,
        "until": deadline.until,
        "event": deadline.event,
    }
    if deadline.events:
        due["events"] = list(deadline.events)
    return {
        "path": item.path,
        "force": item.force,
        "actors": list(item.actors),
        "action": item.action,
        "recipients": list(item.recipients),
        "via": list(item.via),
        "deadline": due,
        "certain": item.certain,
    }


def from_json(read: Json) -> Resolution:
    """The resolution that `as_json` printed.

    Fields this module adds to the contract may be missing; a missing field of the
    contract raises KeyError.
    """
    citations = [*read["citations"], *read.get("base_citations", ())]
    return Resolution(
        document=DocumentInfo(**{name: read["document"].get(name) for name in _DOCUMENT}),
        provisions=tuple(_provision_from_json(item) for item in read["provisions"]),
        footnotes=tuple(Footnote(**item) for item in read["footnotes"]),
        citations=tuple(_citation_from_json(item) for item in citations),
        mandates=tuple(_mandate_from_json(item) for item in read["mandates"]),
        warnings=tuple(
            ReadingWarning(**{**item, "values": tuple(item.get("values", {}).items())})
            for item in read["warnings"]
        ),
        tracking=Tracking(read.get("tracking", "none")),
    )


def _provision_from_json(item: Json) -> Provision:
    revisions = {index: Revision(author, date) for index, author, date in item.get("revisions", ())}
    return Provision(
        path=item["path"],
        kind=item["kind"],
        clause=item["clause"],
        heading=item.get("heading", ""),
        addressees=tuple(item["addressees"]),
        label=item["label"],
        base_label=item["base_label"],
        change=item["change"],
        certain=item["certain"],
        text=item["text"],
        base_text=item["base_text"],
        spans=tuple(
            Span(text, Side(side), certain, revisions.get(index))
            for index, (side, text, certain) in enumerate(item.get("spans", ()))
        ),
        parent=item.get("parent"),
        moved=item.get("moved", False),
        line=item.get("line", 0),
        footnotes=tuple(
            FootnoteMark(offset, number, Side(side))
            for offset, number, side in item.get("marks", ())
        ),
        doubts=tuple(item.get("doubts", ())),
    )


def _citation_from_json(item: Json) -> Citation:
    return Citation(
        path=item["path"],
        text=item["text"],
        target=item["target"],
        version=item["version"],
        fragment=item["fragment"],
        side=Side(item.get("side", "both")),
        start=item.get("start", 0),
        end=item.get("end", 0),
    )


def _mandate_from_json(item: Json) -> Mandate:
    due = item["deadline"]
    return Mandate(
        path=item["path"],
        force=item["force"],
        actors=tuple(item["actors"]),
        action=item["action"],
        recipients=tuple(item["recipients"]),
        via=tuple(item["via"]),
        deadline=Deadline(
            every=due["every"],
            by=due["by"],
            until=due["until"],
            event=due["event"],
            events=tuple(due.get("events", ())),
        ),
        certain=item.get("certain", True),
    )
