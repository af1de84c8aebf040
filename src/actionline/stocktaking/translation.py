"""What people wrote of their projects that can be translated, and how projects are called."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionline.common.records import RecordType, Told
from actionline.common.translations.registry import Content, Field, register

from .indexing import CONTENT, TRANSLATED, label, refresh_translated
from .models import Project, Story


def told(keys: Collection[str]) -> Mapping[str, Told]:
    """How the projects with these keys are called; those archived and merged have pages too."""
    found = Project.objects.filter(pk__in=keys)
    return {
        str(key): Told(title, reverse("stocktaking:project", args=[number]))
        for key, title, number in found.order_by().values_list("pk", "title", "number")
    }


def told_records(keys: Collection[str]) -> Mapping[str, Told]:
    """As `told`; a project that became part of another is called as that one, once over."""
    merged = Project.objects.filter(pk__in=keys, merged_into__state=Project.State.PUBLISHED)
    over = {
        str(key): Told(title, reverse("stocktaking:project", args=[number]))
        for key, title, number in merged.order_by().values_list(
            "pk", "merged_into__title", "merged_into__number"
        )
    }
    return {**told(keys), **over}


def told_stories(keys: Collection[str]) -> Mapping[str, Told]:
    """How the published stories with these keys are called."""
    found = Story.objects.filter(pk__in=keys, published=True).order_by()
    return {
        str(key): Told(title, reverse("stocktaking:story", args=[key]))
        for key, title in found.values_list("pk", "title")
    }


#: A project carries its action lines, goals and objectives itself: nobody tags it.
RECORD = RecordType(CONTENT, _("Projects"), "", told_records)


def register_texts() -> None:
    """Make the texts of projects known to the desk of translations."""
    fields = tuple(
        Field(
            name,
            label(name),
            longest=300 if name == "title" else 20_000,
            paragraphs=name != "title",
        )
        for name in TRANSLATED
    )
    register(
        Content(
            CONTENT,
            _("Projects"),
            records=lambda: Project.objects.filter(state=Project.State.PUBLISHED),
            fields=fields,
            told=told,
            order=("-submitted_at",),
            changed=refresh_translated,
        )
    )
    register(
        Content(
            Story._meta.label_lower,
            _("Stories"),
            records=lambda: Story.objects.filter(published=True),
            fields=(
                Field("title", _("title"), longest=300),
                Field("text", _("story"), longest=20_000, paragraphs=True),
                Field("alt", _("picture in words"), longest=1000),
            ),
            told=told_stories,
            order=("-published_at",),
        )
    )
