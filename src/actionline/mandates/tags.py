"""Mandates as records that carry action lines, goals and objectives (docs/developers/tags.md)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionline.accounts.models import User
from actionline.common.records import RecordType, Told
from actionline.framework import tagging
from actionline.framework.models import ActionLine, GdcObjective, Goal
from actionline.instruments.actions.errors import RefusedError

from .models import Mandate

#: At most as many are tagged at once: one transaction that others wait for.
MOST_AT_ONCE = 5000


def told(keys: Collection[str]) -> Mapping[str, Told]:
    """How the mandates with these keys are called; those that nothing asks are left out."""
    found = Mandate.objects.filter(pk__in=keys, current__isnull=False)
    return {
        str(mandate.pk): Told(str(mandate), reverse("mandates:mandate", args=[mandate.pk]))
        for mandate in found.select_related("instrument", "current")
    }


RECORD = RecordType("mandates.mandate", gettext_lazy("Mandates"), "mandates.confirm", told)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a mandate can be tagged with in the register, each by its code."""

    line: Mapping[str, ActionLine]
    goal: Mapping[str, Goal]
    objective: Mapping[str, GdcObjective]

    def label(self, field: str, code: str) -> str:
        """What a term is called: its number, then its name; the code where it is not known."""
        term = getattr(self, field).get(code)
        if term is None:
            return code
        return f"{term.number if field == 'line' else term.label} {term.name}"

    def tags(self, value: str) -> tagging.Tags:
        """The tag that a value of a form stands for: `line:C1`, `goal:9`, `objective:1`."""
        field, _colon, code = value.partition(":")
        if field == "line" and code in self.line:
            return tagging.Tags(lines=(self.line[code],))
        if field == "goal" and code in self.goal:
            return tagging.Tags(goals=(self.goal[code],))
        if field == "objective" and code in self.objective:
            return tagging.Tags(objectives=(self.objective[code],))
        return tagging.Tags()


def terms() -> Terms:
    """All of them, in three queries."""
    return Terms(
        {term.code: term for term in ActionLine.objects.all()},
        {term.code: term for term in Goal.objects.all()},
        {term.code: term for term in GdcObjective.objects.all()},
    )


def tag(*, mandates: Iterable[int], value: str, add: bool, by: User) -> int:
    """Add a tag (`line:C1`) to the mandates with these keys, or take it off; how many changed.

    RefusedError where the tag is not known or there are too many. PermissionDenied without the
    right `mandates.confirm`.
    """
    tags = terms().tags(value)
    if not tags:
        raise RefusedError(_("Nothing was done: choose a tag first."))
    keys = [str(key) for key in mandates]
    if len(keys) > MOST_AT_ONCE:
        message = _("These are more than %(most)s mandates: narrow the filter down first.")
        raise RefusedError(message % {"most": MOST_AT_ONCE})
    return tagging.change_tags(kind=RECORD, record_ids=keys, tags=tags, add=add, by=by)


def hand_over(*, new: Mandate, old: Mandate, by: User | None) -> None:
    """Give the tags of a mandate to the one that it turned out to be."""
    tags = tagging.tags_of(RECORD.key, new.pk)
    if tags and by is not None:
        keys = [str(old.pk)]
        tagging.change_tags(kind=RECORD, record_ids=keys, tags=tags, add=True, by=by)
