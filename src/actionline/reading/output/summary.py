"""A reading told on a terminal: what a person should look at first stands first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from actionline.reading.model import (
    Deadline,
    DocumentInfo,
    Mandate,
    Provision,
    Resolution,
    Side,
    Tracking,
)

_WIDTH = 100
_TRACKING = {
    Tracking.NONE: "no revision",
    Tracking.TRACKED: "a revision with tracked changes",
    Tracking.FLATTENED: "a revision whose old and new text run together; told apart here",
}


def as_summary(resolution: Resolution) -> str:
    """The reading in lines of text, without control characters of the document."""
    sections = (
        ("", _head(resolution.document, resolution.tracking)),
        ("Uncertain", _uncertain(resolution)),
        ("Warnings", (f"{w.path or 'document'}: {w.message}" for w in resolution.warnings)),
        ("Clauses", _clauses(resolution.provisions)),
        ("Changes", _changes(resolution.provisions)),
        ("Citations", _citations(resolution)),
        ("Mandates", (_mandate(item) for item in resolution.mandates)),
    )
    lines: list[str] = []
    for title, content in sections:
        written = [_printable(line) for line in content]
        if written and title:
            counted = f"{title} ({len(written)})"
            lines += ["", counted, *(f"  {line}" for line in written)]
        else:
            lines += written
    return "\n".join(lines) + "\n"


def _head(document: DocumentInfo, tracking: Tracking) -> Iterator[str]:
    named = [document.instrument or "no number yet", document.version or "no year"]
    if document.base_version:
        named.append(f"revises {document.base_version}")
    if document.action or document.reference:
        named.append(" ".join(filter(None, (document.action, document.reference))))
    yield "  ".join(named)
    if document.title:
        yield document.title
    yield f"{document.body or 'body unknown'}, language {document.language}, {_TRACKING[tracking]}"


def _uncertain(resolution: Resolution) -> Iterator[str]:
    if not all(item.certain for item in resolution.provisions):
        from actionline.reading import doubts  # most texts have none

        reasons = doubts.find(resolution.document, resolution.provisions)
        for item in resolution.provisions:
            if not item.certain:
                told = " ".join(reason.message for reason in reasons[item.path])
                yield f"{item.path} (line {item.line}): {told}"
    for mandate in resolution.mandates:
        if not mandate.certain:
            yield f"mandate: {_mandate(mandate)}"


def _clauses(provisions: Iterable[Provision]) -> Iterator[str]:
    counts: dict[tuple[str, str], Counter[str | None]] = {}
    for item in provisions:
        counts.setdefault((item.kind, item.clause), Counter())[item.change] += 1
    for (kind, clause), changes in counts.items():
        changed = [
            f"{changes[change]} {change}"
            for change in ("inserted", "deleted", "modified")
            if changes[change]
        ]
        told = f" ({', '.join(changed)})" if changed else ""
        yield f"{kind:<11} {changes.total():>4}  {clause}{told}"


def _changes(provisions: Iterable[Provision]) -> Iterator[str]:
    for item in provisions:
        if item.change not in (None, "kept"):
            relabelled = item.change == "modified" and item.label != item.base_label
            label = f" ({item.base_label} → {item.label})" if relabelled else ""
            moved = ", moved" if item.moved else ""
            yield f"{item.change}{moved}  {item.path}{label}  {_beginning(item)}"


def _citations(resolution: Resolution) -> Iterator[str]:
    places: dict[str, list[str]] = {}
    for item in resolution.citations:
        if item.side is Side.OLD:
            continue
        version = f" ({item.version})" if item.version else ""
        places.setdefault(f"{item.target}{version}", []).append(item.path)
    for cited, paths in sorted(places.items()):
        yield f"{cited}: {', '.join(dict.fromkeys(paths))}"


def _mandate(item: Mandate) -> str:
    actors = ", ".join(item.actors) or "nobody named"
    told = f" to {', '.join(item.recipients)}" if item.recipients else ""
    through = f" through {', '.join(item.via)}" if item.via else ""
    due = _due(item.deadline)
    return f"{item.path}: {actors}: {item.action}{told}{through}{f'; due {due}' if due else ''}"


def _due(deadline: Deadline) -> str:
    parts = (
        deadline.every and f"every {deadline.every}",
        ", ".join(deadline.events) or deadline.event,
        deadline.by and f"by {deadline.by}",
        deadline.until and f"until {deadline.until}",
    )
    return ", ".join(part for part in parts if part)


def _beginning(item: Provision) -> str:
    text = item.text or item.base_text or ""
    return text if len(text) <= _WIDTH // 2 else text[: _WIDTH // 2].rsplit(" ", 1)[0] + " …"


def _printable(line: str) -> str:
    """A line without characters that would steer the terminal."""
    return "".join(c if c.isprintable() else " " for c in line)
