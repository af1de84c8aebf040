"""The audit trail of a mandate in words: what changed, from what to what, and whether that can
be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionline.common.models import AuditEntry
from actionline.framework.models import Body

from .actions import REVERSIBLE
from .history import ROLES, Difference, differences
from .models import Kind, Mandate, Party, Wording

#: The values that are told; others follow from them or say nothing to a reader.
LABELS: Mapping[str, object] = {
    "state": _("State"),
    "ended_in": _("Ended in"),
    "wording": _("Wording"),
    "path": _("Place"),
    "introduction": _("Words that introduce it"),
    "text": _("Words"),
    "is_summary": _("Summary"),
    "carry": _("Against the edition before"),
    "confirmed": _("Confirmed"),
    "action": _("Act"),
    "kind": _("Kind"),
    "every": _("Every"),
    "by": _("By"),
    "until": _("Until"),
    "event": _("Meeting"),
    "certain": _("Certain"),
    Party.Role.ACTOR: _("Who is asked"),
    Party.Role.RECIPIENT: _("To whom"),
    Party.Role.VIA: _("Through"),
}
#: The document's own words among them.
TEXTS = {"wording", "introduction", "text"}
_NAMED: Mapping[str, Mapping[str, object]] = {
    "state": dict(Mandate.State.choices),
    "carry": dict(Wording.Carry.choices),
    "kind": dict(Kind.choices),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One value that changed, as a reader is told it."""

    label: str
    before: str
    after: str
    is_text: bool  # in the document's language, not in that of the page


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of the trail."""

    entry: AuditEntry
    lines: list[Line]
    reversible: bool


def told(entries: Iterable[AuditEntry], versions: Mapping[int, str]) -> list[Told]:
    """The entries in words, newest first; `versions` names editions by key. One query."""
    entries = list(entries)
    changes = [differences(entry.before, entry.after) for entry in entries]
    slugs = {
        slug
        for found in changes
        for one in found
        if one.field in ROLES
        for slug in (*one.before, *one.after)
    }
    bodies = {body.slug: str(body) for body in Body.objects.filter(slug__in=slugs)}
    return [
        Told(
            entry=entry,
            lines=[_line(one, bodies, versions) for one in found if one.field in LABELS],
            reversible=entry.verb in REVERSIBLE,
        )
        for entry, found in zip(entries, changes, strict=True)
    ]


def _line(one: Difference, bodies: Mapping[str, str], versions: Mapping[int, str]) -> Line:
    label = str(LABELS[one.field])
    if one.edition is not None:
        version = versions.get(int(one.edition), "?")
        label = gettext("%(field)s, %(version)s") % {"field": label, "version": version}
    before, after = (
        _value(one.field, value, bodies, versions) for value in (one.before, one.after)
    )
    return Line(label, before, after, is_text=one.field in TEXTS)


def _value(field: str, value: Any, bodies: Mapping[str, str], versions: Mapping[int, str]) -> str:
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if field == "ended_in":
        return versions.get(value, "?")
    if field in ROLES:
        return _listed(bodies.get(slug, slug) for slug in value)
    return str(_NAMED.get(field, {}).get(value, value))


def _listed(names: Iterable[str]) -> str:
    parts: Sequence[str] = list(names)
    return gettext(", ").join(parts)
