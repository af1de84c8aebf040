"""What people wrote in plans that can be translated: the texts of the published editions.

An activity, an entry and a target are known by what lasts of them, so that their translations go
on with the next edition; of a passage it is its plan and its part.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionline.common.records import Told
from actionline.common.translations.registry import Content, Field, register

from .models import ActivityVersion, Edition, Item, Passage, Planned, TargetVersion
from .records import ACTIVITY, TARGET, told, told_targets

LANGUAGE = F("edition__language")
_TEXTS = (
    ("text", _("Description")),
    ("results", _("Expected results")),
    ("programmes", _("Programmes and initiatives")),
    ("resources", _("Human and financial resources")),
    ("partners", _("Partners")),
    ("commitments", _("Commitments of the Global Digital Compact")),
)


def _published(model: type[Planned]) -> QuerySet[Any]:
    found = model._default_manager.filter(edition__state=Edition.State.PUBLISHED)
    return found.select_related("edition__plan").defer("edition__frozen")


def _public(record: Any, key: object) -> str | None:
    return str(key) if record.edition.state == Edition.State.PUBLISHED else None


def _told_rows(model: type[Planned], keys: Collection[str], key_of: Any) -> dict[str, Told]:
    found = _published(model)
    return {
        key: Told(str(each), each.edition.get_absolute_url())
        for each in found
        if (key := key_of(each)) in keys
    }


def _item_key(item: Item) -> str | None:
    return _public(item, item.thread)


def _passage_key(passage: Passage) -> str | None:
    return _public(passage, f"{passage.edition.plan_id}#{passage.key}")


def _told_items(keys: Collection[str]) -> Mapping[str, Told]:
    return _told_rows(Item, keys, _item_key)


def _told_passages(keys: Collection[str]) -> Mapping[str, Told]:
    return _told_rows(Passage, keys, _passage_key)


def register_texts() -> None:
    """Make the texts of plans known to the desk of translations."""
    title = Field("title", pgettext_lazy("of an entry", "Title"), longest=400)
    long = [Field(name, label, longest=20_000, paragraphs=True) for name, label in _TEXTS]
    register(
        Content(
            ACTIVITY,
            _("Activities of plans"),
            records=lambda: _published(ActivityVersion),
            fields=(title, *long),
            told=told,
            key=Cast("activity_id", CharField()),
            key_of=lambda record: _public(record, record.activity_id),
            language=LANGUAGE,
            order=("edition__plan", "position"),
        )
    )
    register(
        Content(
            TARGET,
            pgettext_lazy("as a heading", "Targets of plans"),
            records=lambda: _published(TargetVersion),
            fields=(title, Field("unit", _("Unit"), longest=80)),
            told=told_targets,
            key=Cast("target_id", CharField()),
            key_of=lambda record: _public(record, record.target_id),
            language=LANGUAGE,
            order=("edition__plan", "position"),
        )
    )
    register(
        Content(
            "roadmaps.item",
            _("Entries of plans"),
            records=lambda: _published(Item),
            fields=(title, Field("text", _("In more words"), longest=20_000, paragraphs=True)),
            told=_told_items,
            key=F("thread"),
            key_of=_item_key,
            language=LANGUAGE,
            order=("edition__plan", "key", "position"),
        )
    )
    register(
        Content(
            "roadmaps.passage",
            _("Texts of plans"),
            records=lambda: _published(Passage),
            fields=(Field("text", _("Text"), longest=20_000, paragraphs=True),),
            told=_told_passages,
            key=Concat(
                Cast("edition__plan_id", CharField()), Value("#"), "key", output_field=CharField()
            ),
            key_of=_passage_key,
            language=LANGUAGE,
            order=("edition__plan", "key"),
        )
    )
