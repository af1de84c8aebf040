"""All that stands in an edition, as one tree of plain values: what is frozen and digested."""

from __future__ import annotations

import json
from typing import Any

from . import queries
from .models import ActivityVersion, Edition, Item, TargetVersion
from .trees import plain

#: Goes up when the tree is built otherwise; what is frozen keeps the one it was built with.
FORMAT = 1


def as_json(edition: Edition) -> str:
    """The tree with sorted keys and no blanks to spare, the same whenever the content is."""
    return json.dumps(tree(edition), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def tree(edition: Edition) -> dict[str, Any]:
    """The content: texts by their parts, lists, activities with what they answer, targets."""
    loaded = queries.load(edition, whole=True)
    plan = edition.plan
    return {
        "format": FORMAT,
        "plan": plan.slug,
        "shape": plan.shape.slug,
        "body": plan.body.slug,
        "line": plan.line.code if plan.line else None,
        "edition": edition.number,
        "label": edition.label,
        "starts": plain(edition.starts),
        "ends": plain(edition.ends),
        "language": edition.language,
        "texts": {key: passage.text for key, passage in loaded.passages.items() if passage.text},
        "lists": {key: [_item(each) for each in rows] for key, rows in loaded.items.items()},
        "activities": [_activity(each, loaded.links[each.pk]) for each in loaded.activities],
        "targets": [_target(each) for each in loaded.targets],
    }


def _item(item: Item) -> dict[str, Any]:
    names = ("thread", "title", "text", "due", "source")
    return {name: plain(getattr(item, name)) for name in names}


def _activity(version: ActivityVersion, links: queries.Links) -> dict[str, Any]:
    names = (
        *("title", "text", "programmes", "starts", "ends", "results", "resources", "partners"),
        *("commitments", "more"),
    )
    return {
        "id": version.activity_id,
        "serves": plain(version.item.thread) if version.item else None,
        "lead": version.lead.slug if version.lead else None,
        **{name: plain(getattr(version, name)) for name in names},
        "mandates": [
            {
                "id": mandate.pk,
                "instrument": mandate.instrument.slug,
                "version": mandate.version,
                "path": mandate.current.path if mandate.current else "",
            }
            for mandate in links.mandates
        ],
        "sdg_targets": [target.code for target in links.sdg_targets],
        "gdc_objectives": [objective.number for objective in links.objectives],
    }


def _target(version: TargetVersion) -> dict[str, Any]:
    names = (
        *("title", "unit", "baseline", "baseline_day", "baseline_source", "value", "day"),
        *("source", "milestones"),
    )
    told = {name: plain(getattr(version, name)) for name in names}
    return {"id": version.target_id, "activity": version.activity_id, **told}
