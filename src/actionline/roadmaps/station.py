"""The station of the line that plans are: which mandates an activity answers."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from actionline.mandates.stations import Station

from .models import ActivityVersion, Edition

OPEN = (Edition.State.DRAFT, Edition.State.IN_REVIEW)


def _answered(internal: bool) -> QuerySet[Any, Any]:
    """By activities as they stand now; for officers also by those of editions being written."""
    versions = ActivityVersion.objects.filter(mandates__isnull=False).order_by()
    public = versions.filter(activity__current=F("pk"), activity__ended=False)
    if internal:
        public = public | versions.filter(edition__state__in=OPEN)
    return public.values_list("mandates", flat=True).distinct()


STATION = Station(
    "plan",
    20,
    _("Has a plan"),
    _("No plan"),
    _("An activity of a published roadmap or operational plan answers it."),
    _answered,
)
