"""Reasons of decisions can be translated; a decision is a record that others refer to."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _

from actionline.common.records import RecordType, Told
from actionline.common.translations.registry import Content, Field, register

from .models import Decision

NAME = Decision._meta.label_lower


def told(keys: Collection[str]) -> Mapping[str, Told]:
    """How the validated decisions with these keys are called."""
    found = Decision.objects.filter(pk__in=keys, state=Decision.State.VALIDATED)
    rows = found.select_related("mandate__instrument", "mandate__current")
    return {str(each.pk): Told(str(each), each.get_absolute_url()) for each in rows}


RECORD = RecordType(NAME, _("Decisions on mandates"), "", told)


def register_texts() -> None:
    """Make the reasons known to the desk of translations."""
    register(
        Content(
            NAME,
            _("Reasons of decisions on mandates"),
            records=lambda: Decision.objects.filter(state=Decision.State.VALIDATED),
            fields=(Field("reason", _("Reason"), longest=4000, paragraphs=True),),
            told=told,
            order=("-settled_at",),
        )
    )
