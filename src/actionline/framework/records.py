"""Meetings as records: one can be evidence of what was done."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionline.common.records import RecordType, Told

from .models import Meeting

_NAMES = ("name_en", "name_ar", "name_zh", "name_fr", "name_ru", "name_es", "slug")


def told(keys: Collection[str]) -> Mapping[str, Told]:
    """How the meetings with these keys are called."""
    found = Meeting.objects.filter(pk__in=keys)
    return {
        str(each.pk): Told(each.name, reverse("framework:meeting", args=[each.slug]))
        for each in found
    }


def search(words: str, most: int) -> Sequence[str]:
    """The meetings whose name in any language has all these words, the newest first."""
    found = Meeting.objects.all()
    for word in words.split()[:8]:
        named = Q()
        for field in _NAMES:
            named |= Q(**{f"{field}__icontains": word})
        found = found.filter(named)
    keys = found.order_by("-starts", "pk").values_list("pk", flat=True)[:most]
    return [str(key) for key in keys]


MEETING = RecordType("framework.meeting", _("Meetings"), "", told, search)
