"""Terms and texts of groups can be translated; a published text is a record, so that it can be
evidence."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from actionline.common.records import RecordType, Told
from actionline.common.translations.registry import Content, Field, register

from .models import Group, GroupText, Recommendation

TEXT = GroupText._meta.label_lower
_PUBLISHED = GroupText.State.PUBLISHED


def told_texts(keys: Collection[str]) -> Mapping[str, Told]:
    """How the published texts with these keys are called."""
    found = GroupText.objects.filter(pk__in=keys, state=_PUBLISHED)
    return {str(each.pk): Told(each.title, each.get_absolute_url()) for each in found}


def search_texts(words: str, most: int) -> list[str]:
    """The published texts whose title has all these words, the newest first."""
    found = GroupText.objects.filter(state=_PUBLISHED)
    for word in words.split()[:8]:
        found = found.filter(title__icontains=word)
    return [str(key) for key in found.order_by("-pk").values_list("pk", flat=True)[:most]]


def told_groups(keys: Collection[str]) -> Mapping[str, Told]:
    """How the groups with these keys are called."""
    found = Group.objects.filter(pk__in=keys)
    return {str(each.pk): Told(str(each), each.get_absolute_url()) for each in found}


def told_items(keys: Collection[str]) -> Mapping[str, Told]:
    """How the recommendations with these keys are called: they are on the page of their text."""
    found = Recommendation.objects.filter(pk__in=keys, text__state=_PUBLISHED)
    return {
        str(each.pk): Told(str(each), each.text.get_absolute_url())
        for each in found.select_related("text")
    }


RECORD = RecordType(
    TEXT,
    _("Texts of task forces and groups"),
    "assignments.manage_group",
    told_texts,
    search_texts,
)


def register_texts() -> None:
    """Make the texts known to the desk of translations."""
    register(
        Content(
            TEXT,
            _("Texts of groups"),
            records=lambda: GroupText.objects.filter(state=_PUBLISHED),
            fields=(
                Field("title", _("Title"), longest=300),
                Field("text", _("Text"), longest=100_000, paragraphs=True),
            ),
            told=told_texts,
            order=("-published_at",),
        )
    )
    register(
        Content(
            Recommendation._meta.label_lower,
            _("Recommendations of groups"),
            records=lambda: Recommendation.objects.filter(text__state=_PUBLISHED),
            fields=(Field("words", _("Recommendation"), longest=4000),),
            told=told_items,
            language=F("text__language"),
            language_of=lambda item: item.text.language,
            order=("text", "number"),
        )
    )
    register(
        Content(
            Group._meta.label_lower,
            _("Terms of reference of groups"),
            records=lambda: Group.objects.exclude(terms=""),
            fields=(Field("terms", _("Terms of reference"), longest=20_000, paragraphs=True),),
            told=told_groups,
            order=("position",),
        )
    )
