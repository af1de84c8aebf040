"""What people wrote in this room that can be translated, and the names that translators keep to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db.models import Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionline.common.records import Told
from actionline.common.translations import terms
from actionline.common.translations.registry import Content, Field, register

from .matrix.queries import links, standing
from .models import ActionLine, Body, GdcObjective, Goal, MatrixLink, Meeting, Named
from .vocabulary import LANGUAGES


def register_texts() -> None:
    """Make the texts of this room known to the desk."""
    register(
        Content(
            MatrixLink._meta.label_lower,
            _("Reasons in the matrix"),
            records=standing,
            fields=(Field("reason", _("Why the action line serves it"), longest=2000),),
            told=_told_links,
            order=("line__position",),
        )
    )
    register(
        Content(
            Meeting._meta.label_lower,
            _("Rules for expected dates"),
            records=lambda: Meeting.objects.filter(certain=False),
            fields=(Field("source", _("Why this date is expected"), longest=400),),
            told=_told_meetings,
            key_of=lambda meeting: None if meeting.certain else str(meeting.pk),
            language=Value("en"),
            language_of=lambda _meeting: "en",
            order=("starts",),
        )
    )
    terms.sources.append(_names)


def _told_links(keys: Collection[str]) -> Mapping[str, Told]:
    found = links().filter(pk__in=keys)
    return {str(link.pk): Told(str(link), reverse("matrix:link", args=[link.pk])) for link in found}


def _told_meetings(keys: Collection[str]) -> Mapping[str, Told]:
    found = Meeting.objects.filter(pk__in=keys).select_related("body")
    return {
        str(meeting.pk): Told(
            meeting.name, reverse("framework:body", args=[meeting.body.slug]) + f"#{meeting.slug}"
        )
        for meeting in found
    }


def _names() -> Iterator[Mapping[str, str]]:
    """The names of bodies, action lines, goals and objectives in all languages."""
    models: tuple[type[Named], ...] = (Body, ActionLine, Goal, GdcObjective)
    columns = [f"name_{code}" for code in LANGUAGES]
    codes = ["zh-hans" if code == "zh" else code for code in LANGUAGES]
    for model in models:
        rows: Any = model._default_manager.values_list(*columns)
        for row in rows:
            yield dict(zip(codes, row, strict=True))
