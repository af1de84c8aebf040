"""What is told here in our own words and can be translated: summaries, titles, notes on sources.

The words of documents themselves are not: bodies adopt them in each language.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionline.common.records import Told
from actionline.common.translations.registry import Content, Field, register

from . import hooks
from .models import Edition, Instrument, Provision

#: Loading the starter data makes summaries anew, so they are known by their address.
_EDITION = Concat(F("instrument__slug"), Value("@"), F("version"))
_PROVISION = Concat(
    F("edition__instrument__slug"), Value("@"), F("edition__version"), Value("#"), F("path")
)
SUMMARIES = Provision._meta.label_lower
TITLES = Instrument._meta.label_lower


def register_texts() -> None:
    """Make the texts of this room known to the desk."""
    register(
        Content(
            SUMMARIES,
            _("Summaries of instruments"),
            records=lambda: Provision.objects.filter(edition__is_summary=True, text__isnull=False),
            fields=(Field("text", _("Provision in our words"), paragraphs=True),),
            told=_told_provisions,
            key=_PROVISION,
            key_of=lambda row: key_of(row.edition, row.path) if row.edition else None,
            language=F("edition__language"),
            language_of=lambda row: row.edition.language if row.edition else "",
            order=("edition__instrument__slug", "edition__version", "position"),
            changed=_tell,
        )
    )
    register(
        Content(
            TITLES,
            _("Titles of instruments"),
            records=Instrument.objects.all,
            fields=(Field("title", _("Title"), longest=600),),
            told=_told_instruments,
            key=F("slug"),
            key_of=lambda instrument: str(instrument.slug),
            language=Value("en"),
            language_of=lambda _instrument: "en",
            order=("slug",),
            changed=_tell,
        )
    )
    register(
        Content(
            Edition._meta.label_lower,
            _("Notes on where summaries are from"),
            records=lambda: Edition.objects.filter(is_summary=True),
            fields=(Field("source_note", _("Source"), longest=400),),
            told=_told_editions,
            key=_EDITION,
            key_of=lambda row: f"{row.instrument.slug}@{row.version}" if row.is_summary else None,
            order=("instrument__slug", "version"),
        )
    )


def key_of(edition: Edition, path: str) -> str | None:
    """The name of a provision of a summary; of a document's own words none."""
    if not edition.is_summary:
        return None
    return f"{edition.instrument.slug}@{edition.version}#{path}"


def _tell(keys: Collection[str]) -> None:
    """Let rooms above know of which instruments what is shown changed."""
    slugs = {key.partition("@")[0] for key in keys}
    for hook in hooks.translated:
        hook(slugs)


def _told_provisions(keys: Collection[str]) -> Mapping[str, Told]:
    rows: QuerySet[Provision] = Provision.objects.filter(edition__is_summary=True)
    named = rows.annotate(of_key=_PROVISION).filter(of_key__in=keys).order_by()
    names = ("of_key", "edition__instrument__slug", "edition__version", "path")
    short = "edition__instrument__short_title"
    found = {}
    for key, slug, version, path, title in named.values_list(*names, short):
        address = f"{reverse('instruments:edition', args=[slug, version])}#{path}"
        found[key] = Told(f"{title or slug} ({version}), {path}", address)
    return found


def _told_instruments(keys: Collection[str]) -> Mapping[str, Told]:
    found = Instrument.objects.filter(slug__in=keys).order_by()
    return {each.slug: Told(str(each), each.get_absolute_url()) for each in found}


def _told_editions(keys: Collection[str]) -> Mapping[str, Told]:
    rows = Edition.objects.filter(is_summary=True).annotate(of_key=_EDITION).defer("reading")
    found = rows.filter(of_key__in=keys).select_related("instrument").order_by()
    return {each.of_key: Told(str(each), each.get_absolute_url()) for each in found}
