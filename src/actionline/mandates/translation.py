"""A mandate told in our own words shows the translation of the provision it stands in; why a record
is evidence can be translated, and web pages are records."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionline.common import records
from actionline.common.records import RecordType, Told
from actionline.common.translations.registry import Content, Field, Look, also, register
from actionline.instruments.translation import SUMMARIES, key_of

from .models import Evidence, WebPage, Wording


def register_texts() -> None:
    """Let wordings show the translations of summaries."""
    fields = {"text": "text", "words": "text"}
    also(Wording, Look(SUMMARIES, _key_of, lambda wording: wording.edition.language, fields))
    register(
        Content(
            Evidence._meta.label_lower,
            _("Why records are evidence"),
            records=Evidence.objects.all,
            fields=(Field("reason", _("Why it is evidence"), longest=1000),),
            told=told_evidence,
            order=("-at",),
        )
    )


def told_evidence(keys: Collection[str]) -> Mapping[str, Told]:
    """Pieces of evidence, called as their records are; those that are public."""
    found = list(Evidence.objects.filter(pk__in=keys))
    named = records.told([(each.record_type, each.record_id) for each in found])
    return {
        str(each.pk): Told(
            named[each.record_type, each.record_id].title,
            reverse("mandates:evidence", args=[each.pk]),
        )
        for each in found
        if (each.record_type, each.record_id) in named
    }


def told_pages(keys: Collection[str]) -> Mapping[str, Told]:
    """How the web pages with these keys are called."""
    found = WebPage.objects.filter(pk__in=keys).order_by().values_list("pk", "title")
    return {str(key): Told(title, reverse("mandates:web_page", args=[key])) for key, title in found}


def search_pages(words: str, most: int) -> Sequence[str]:
    """The web pages whose title or address has all these words, the newest first."""
    found = WebPage.objects.all()
    for word in words.split()[:8]:
        found = found.filter(Q(title__icontains=word) | Q(address__icontains=word))
    return [str(key) for key in found.values_list("pk", flat=True)[:most]]


WEB_PAGE = RecordType(WebPage._meta.label_lower, _("Web pages"), "", told_pages, search_pages)


def _key_of(wording: Wording) -> str | None:
    """Where words of other paragraphs introduce its own, the provision alone is not enough."""
    own = wording.is_summary and not wording.introduction
    return key_of(wording.edition, wording.path) if own else None
