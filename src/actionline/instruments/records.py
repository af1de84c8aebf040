"""Editions as records: a document can be evidence of what was done."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionline.common.records import RecordType, Told

from .models import Edition


def told(keys: Collection[str]) -> Mapping[str, Told]:
    """How the editions with these keys are called."""
    found = Edition.objects.filter(pk__in=keys).select_related("instrument").defer("reading")
    return {str(each.pk): Told(f"{each}: {each.title}", each.get_absolute_url()) for each in found}


def search(words: str, most: int) -> Sequence[str]:
    """The editions whose title, number or version has all these words, the newest first."""
    found = Edition.objects.all()
    for word in words.split()[:8]:
        found = found.filter(
            Q(title__icontains=word)
            | Q(version__icontains=word)
            | Q(instrument__short_title__icontains=word)
            | Q(instrument__slug__icontains=word)
        )
    keys = found.order_by("-version", "pk").values_list("pk", flat=True)[:most]
    return [str(key) for key in keys]


EDITION = RecordType("instruments.edition", _("Documents"), "", told, search)
