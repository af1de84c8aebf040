"""A mandate with all its wordings as plain values: kept in the audit trail, put back by undo.

    {"instrument": 7, "state": "in-force", "ended_in": null,
     "wordings": {"<edition>": {"path": …, "text": …, "actor": ["secretary-general"], …}}}

What is computed from the wordings (the current one, the kind, the next due date) is no part
of it: `settling.settle` makes it anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from actionline.accounts.models import User
from actionline.common import audit
from actionline.common.models import AuditEntry
from actionline.framework.queries import body_keys
from actionline.instruments.models import Edition

from .models import Mandate, Party, Wording

Tree = dict[str, Any]
RECORD_TYPE = Mandate._meta.label_lower

#: The columns of a wording that a tree keeps.
FIELDS = (
    "path",
    "position",
    "introduction",
    "text",
    "is_summary",
    "carry",
    "confirmed",
    "force",
    "action",
    "kind",
    "every",
    "by",
    "until",
    "event",
    "events",
    "certain",
    "corrected",
)
ROLES = tuple(Party.Role.values)


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that changed; `version` names the edition whose wording it belongs to."""

    field: str
    before: Any
    after: Any
    edition: str | None = None


def new_batch() -> str:
    """A name under which the entries of one act are kept together."""
    return f"mandates-{uuid4().hex}"


def trees(mandates: Iterable[int]) -> dict[int, Tree]:
    """The trees of the mandates with these keys."""
    found: dict[int, Tree] = {
        row.pk: {
            "instrument": row.instrument_id,
            "state": row.state,
            "ended_in": row.ended_in_id,
            "wordings": {},
        }
        for row in Mandate.objects.filter(pk__in=list(mandates))
    }
    wordings = Wording.objects.filter(mandate__in=list(found)).prefetch_related("parties__body")
    for wording in wordings.order_by("edition_id"):
        leaf = {name: getattr(wording, name) for name in FIELDS}
        leaf |= {role: [] for role in ROLES}
        for party in wording.parties.all():
            leaf[party.role].append(party.body.slug)
        found[wording.mandate_id]["wordings"][str(wording.edition_id)] = leaf
    return found


def record_changes(
    before: Mapping[int, Tree],
    after: Mapping[int, Tree],
    *,
    verb: str,
    by: User | None,
    batch: str,
) -> list[int]:
    """Write an audit entry for each mandate that differs; returns their keys."""
    changed = [key for key in sorted({*before, *after}) if before.get(key) != after.get(key)]
    rows = Mandate.objects.select_related("instrument", "current").in_bulk(changed)
    for key in changed:
        instrument = (before.get(key) or after[key])["instrument"]
        audit.record(
            verb=verb,
            target=rows.get(key) or Mandate(pk=key, instrument_id=instrument),
            by=by,
            before=before.get(key),
            after=after.get(key),
            batch=batch,
        )
    return changed


def differences(before: Tree | None, after: Tree | None) -> list[Difference]:
    """What changed between two trees; a missing one counts as empty."""
    old, new = before or {}, after or {}
    found = [
        Difference(name, old.get(name), new.get(name))
        for name in ("state", "ended_in")
        if old.get(name) != new.get(name)
    ]
    old_words, new_words = old.get("wordings", {}), new.get("wordings", {})
    for edition in sorted({*old_words, *new_words}, key=int):
        was, now = old_words.get(edition), new_words.get(edition)
        if was is None or now is None:
            words = (was and was["text"], now and now["text"])
            found.append(Difference("wording", *words, edition=edition))
            continue
        found += [
            Difference(name, was[name], now[name], edition)
            for name in (*FIELDS, *ROLES)
            if was[name] != now[name]
        ]
    return found


def put_back(entries: Iterable[AuditEntry], *, wholly: int | None = None) -> None:
    """Give the mandates of `entries` the values they had before, as far as nobody has changed
    them since; what was deleted comes back under its old key.

    In the edition `wholly` everything becomes what it was, whatever happened since.
    """
    entries = list(entries)
    now = trees(int(entry.record_id) for entry in entries)
    editions = {str(key) for key in Edition.objects.values_list("pk", flat=True)}
    bodies = body_keys()
    for entry in entries:
        key = int(entry.record_id)
        if entry.before is None and key not in now:
            continue
        merged = _merged(entry.before or {}, entry.after or {}, now.get(key) or {}, str(wholly))
        for gone in merged["wordings"].keys() - editions:
            del merged["wordings"][gone]
        if str(merged["ended_in"]) not in editions:
            merged["ended_in"] = None
        _write(key, merged, bodies)


def stands_as_left(entries: Iterable[AuditEntry]) -> bool:
    """Whether the mandates are still as the act behind `entries` left them."""
    entries = list(entries)
    now = trees(int(entry.record_id) for entry in entries)
    return all(now.get(int(entry.record_id)) == entry.after for entry in entries)


def _merged(before: Tree, after: Tree, now: Tree, wholly: str) -> Tree:
    """`now` with what the change from `before` to `after` did taken back."""
    was, became, stands = (tree.get("wordings", {}) for tree in (before, after, now))
    wordings: dict[str, Tree] = {}
    for edition in {*was, *stands}:
        if edition == wholly:
            wordings |= {edition: was[edition]} if edition in was else {}
        elif edition in stands and edition in became:
            if edition in was:
                wordings[edition] = {
                    name: _taken_back(was[edition], became[edition], stands[edition], name)
                    for name in (*FIELDS, *ROLES)
                }
        elif edition in stands:
            wordings[edition] = stands[edition]
        elif edition not in became:
            wordings[edition] = was[edition]
    kept = {
        name: _taken_back(before, after, now, name) for name in ("instrument", "state", "ended_in")
    }
    return {**kept, "wordings": wordings}


def _taken_back(before: Tree, after: Tree, now: Tree, name: str) -> Any:
    untouched = name not in now or now[name] == after.get(name, now[name])
    return before[name] if untouched and name in before else now[name]


def _write(key: int, tree: Tree, bodies: Mapping[str, int]) -> None:
    """Make the mandate with this key what `tree` says."""
    Wording.objects.filter(mandate=key).delete()
    Mandate.objects.update_or_create(
        pk=key,
        defaults={
            "instrument_id": tree["instrument"],
            "state": tree["state"],
            "ended_in_id": tree["ended_in"],
        },
    )
    leaves = list(tree["wordings"].items())
    wordings = Wording.objects.bulk_create(
        Wording(mandate_id=key, edition_id=int(edition), **{name: leaf[name] for name in FIELDS})
        for edition, leaf in leaves
    )
    Party.objects.bulk_create(
        party
        for wording, (_edition, leaf) in zip(wordings, leaves, strict=True)
        for party in parties(wording, {role: leaf[role] for role in ROLES}, bodies)
    )


def parties(
    wording: Wording, by_role: Mapping[str, Iterable[str]], bodies: Mapping[str, int]
) -> list[Party]:
    """The parties of a wording, not yet stored; slugs of no known body are left out."""
    made: dict[tuple[str, int], Party] = {}
    count: dict[str, int] = defaultdict(int)
    for role, slugs in by_role.items():
        for slug in slugs:
            body = bodies.get(slug)
            if body is not None and (role, body) not in made:
                made[role, body] = Party(
                    wording=wording, body_id=body, role=role, position=count[role]
                )
                count[role] += 1
    return list(made.values())
