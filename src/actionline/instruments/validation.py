"""What stands in the way of filing a draft. Pure, save that limits are those of the models."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .models import Citation, Edition, Instrument, Proposal, Provision

#: An instrument's slug: at least two segments, each begins with a letter.
SLUG = re.compile(r"[a-z][a-z0-9-]*(?:/[a-z][a-z0-9-]*)+\Z")
#: An edition's version begins with a digit, so that its address is not taken for a slug.
VERSION = re.compile(r"[0-9][0-9A-Za-z-]*\Z")


@dataclass(frozen=True)
class Problem:
    """One thing to put right: `place` is a field of the head, or `#` and a provision's path."""

    place: str
    message: str


def problems(draft: dict[str, Any]) -> list[Problem]:
    """All that has to be put right before `draft` can be filed, in the order of the page."""
    return [*_head_problems(draft), *_provision_problems(draft), *_citation_problems(draft)]


def _head_problems(draft: dict[str, Any]) -> list[Problem]:
    head = draft["document"]
    found: list[Problem] = []
    slug, version = head.get("instrument") or "", head.get("version") or ""
    if not slug:
        found.append(Problem("instrument", _("Say which instrument this is.")))
    elif not SLUG.match(slug) or len(slug) > _limit(Instrument, "slug"):
        message = _("Write the instrument as body and number, such as itu/pp/res-140.")
        found.append(Problem("instrument", message))
    if not head.get("title"):
        found.append(Problem("title", _("Give the title.")))
    if version and (not VERSION.match(version) or len(version) > _limit(Edition, "version")):
        found.append(Problem("version", _("A version begins with a digit, such as 2022.")))
    if head.get("action"):
        if head["action"] not in Proposal.Action.values:
            found.append(Problem("action", _("Choose MOD, ADD, SUP or NOC, or leave it empty.")))
    else:
        found.extend(_edition_problems(draft, version))
    limits = [("title", Edition), ("reference", Proposal), ("base_version", Proposal)]
    for name, model in limits:
        limit = _limit(model, name)
        if len(head.get(name) or "") > limit:
            message = _("Shorten this to %(limit)d characters.") % {"limit": limit}
            found.append(Problem(name, message))
    return found


def _edition_problems(draft: dict[str, Any], version: str) -> list[Problem]:
    found: list[Problem] = []
    if not version:
        found.append(Problem("version", _("Give the version: the year it was adopted or revised.")))
    if any(item["change"] for item in draft["provisions"]):
        message = _(
            "This text shows changes: choose MOD, ADD, SUP or NOC to file it as a proposal."
        )
        found.append(Problem("action", message))
    if not draft["provisions"]:
        found.append(Problem("action", _("There is no provision in this text to file.")))
    return found


def _provision_problems(draft: dict[str, Any]) -> list[Problem]:
    found: list[Problem] = []
    for item in draft["provisions"]:
        for name in ("path", "clause", "heading", "label", "base_label"):
            limit = _limit(Provision, name)
            if len(item.get(name) or "") > limit:
                message = _("The clause or label is longer than %(limit)d characters.")
                found.append(Problem(f"#{item['path'][:80]}", message % {"limit": limit}))
    counted = Counter(item["path"] for item in draft["provisions"])
    for path, count in counted.items():
        if count > 1:
            message = _("Two provisions have the same place: correct a label.")
            found.append(Problem(f"#{path}", message))
    return found


def _citation_problems(draft: dict[str, Any]) -> list[Problem]:
    return [
        Problem(f"#{item['path']}", _("A citation here is too long to be kept: correct the words."))
        for item in draft["citations"]
        if any(
            len(item.get(name) or "") > _limit(Citation, name)
            for name in ("text", "target", "version", "fragment")
        )
    ]


def _limit(model: Any, name: str) -> int:
    limit: int = model._meta.get_field(name).max_length
    return limit
