"""What is to be written in an edition: a task for each part, with how far it is."""

from __future__ import annotations

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionline.common.ui import Task

from .gaps import gaps
from .models import Part
from .queries import Loaded

_VIEWS = {
    Part.Kind.TEXT: "passage",
    Part.Kind.ITEMS: "items",
    Part.Kind.DEADLINES: "items",
    Part.Kind.ACTIVITIES: "activities",
    Part.Kind.TARGETS: "targets",
}


def tasks(loaded: Loaded) -> list[Task]:
    """A task for each part of the plan, in the order of its shape."""
    lacking: dict[str, int] = {}
    for gap in gaps(loaded):
        lacking[gap.part] = lacking.get(gap.part, 0) + 1
    edition = loaded.edition
    found = []
    for part in loaded.of(Part.Within.PLAN):
        keyed = part.kind in (Part.Kind.TEXT, Part.Kind.ITEMS, Part.Kind.DEADLINES)
        own = [part.key] if keyed else []
        begun, many = _content(part, loaded)
        missing = lacking.get(part.name, 0)
        state = _("begun") if begun else _("not begun")
        if begun and not missing:
            state = _("complete")
        elif begun and missing:
            told = ngettext("%(number)s gap", "%(number)s gaps", missing)
            state = told % {"number": number_format(missing)}
        found.append(
            Task(
                title=part.name,
                url=reverse(
                    f"roadmaps:{_VIEWS[Part.Kind(part.kind)]}",
                    args=[edition.plan.slug, edition.number, *own],
                ),
                state=state,
                hint=" ".join(filter(None, [many, part.help])),
                done=begun and not missing,
            )
        )
    return found


def _content(part: Part, loaded: Loaded) -> tuple[bool, str]:
    """Whether something stands in a part, and how much in words."""
    if part.kind == Part.Kind.TEXT:
        passage = loaded.passages.get(part.key)
        return bool(passage and passage.text), ""
    rows: list[object] = [*loaded.items.get(part.key, ())]
    if part.kind == Part.Kind.ACTIVITIES:
        rows = [*loaded.activities]
    elif part.kind == Part.Kind.TARGETS:
        rows = [*loaded.targets]
    told = ngettext("%(number)s entry.", "%(number)s entries.", len(rows))
    return bool(rows), told % {"number": number_format(len(rows))} if rows else ""
