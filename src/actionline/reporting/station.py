"""The station of the line that reports are: which mandates a report tells of."""

from __future__ import annotations

from django.db.models import BigIntegerField, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from actionline.mandates.stations import Station

from .facts import MANDATE
from .models import SentenceSource


def _told(internal: bool) -> QuerySet[SentenceSource, int]:
    found = SentenceSource.objects.filter(record_type=MANDATE).order_by()
    if not internal:
        found = found.filter(edition__isnull=False)
    return found.values_list(Cast("record_id", BigIntegerField()), flat=True).distinct()


STATION = Station(
    "report",
    50,
    _("Is told in a report"),
    _("In no report"),
    _("A published report tells of it."),
    _told,
)
