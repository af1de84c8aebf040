"""What the page of a mandate shows of plans, and what of plans follows mandates."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from actionline.common.ui import Stage
from actionline.mandates.models import Mandate

from . import queries
from .models import ActivityVersion


def section(request: HttpRequest, mandate: Mandate) -> SafeString:
    """The activities that answer a mandate, with their plans; or that none does."""
    context = {"found": _answering(mandate), "mandate": mandate}
    return render_to_string("roadmaps/of_mandate.html", context, request)


def thread(mandate: Mandate) -> dict[Stage, tuple[str, str]]:
    """Where the line of a mandate leads: to the activity, of several to the list on the page."""
    found = _answering(mandate)
    if not found:
        return {}
    if len(found) == 1:
        activity = found[0].activity
        return {Stage.PLAN: (found[0].title, activity.get_absolute_url())}
    told = ngettext("%(number)s activity", "%(number)s activities", len(found))
    return {Stage.PLAN: (told % {"number": number_format(len(found))}, "#plans")}


def _answering(mandate: Mandate) -> list[ActivityVersion]:
    """Asked once for a mandate of a page, which shows both."""
    known: list[ActivityVersion] | None = mandate.__dict__.get("_answering")
    if known is None:
        known = queries.answering(mandate)
        mandate.__dict__["_answering"] = known
    return known


def hand_over(new: Mandate, old: Mandate, by: Any) -> None:
    """Have the activities that answer a mandate answer the one that it turned out to be."""
    through = ActivityVersion.mandates.through
    has = through.objects.filter(mandate=old).values("activityversion_id")
    through.objects.filter(mandate=new, activityversion_id__in=has).delete()
    through.objects.filter(mandate=new).update(mandate=old)
