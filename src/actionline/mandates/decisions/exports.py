"""The decisions that a filter finds, as rows of a table and as a feed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from actionline.common import languages
from actionline.common.translations import shown

from .models import Decision

COLUMNS = (
    "id",
    "url",
    "mandate",
    "mandate_url",
    "instrument",
    "path",
    "outcome",
    "superseded_by",
    "reason",
    "language",
    "stands",
    "edition",
    "words_changed",
    "proposed_by",
    "proposed_at",
    "validated_by",
    "validated_at",
)
#: Entries of a feed.
MOST = 50


def rows(decisions: QuerySet[Decision], site: str) -> Iterator[dict[str, Any]]:
    """Each decision as values by column; of people what everybody may read."""
    for each in decisions.iterator(chunk_size=200):
        yield row(each, site)


def row(decision: Decision, site: str) -> dict[str, Any]:
    mandate = decision.mandate
    assert decision.settled_by is not None and decision.settled_at is not None  # validated
    return {
        "id": decision.pk,
        "url": site + decision.get_absolute_url(),
        "mandate": mandate.pk,
        "mandate_url": site + reverse("mandates:mandate", args=[mandate.pk]),
        "instrument": mandate.instrument.slug,
        "path": mandate.current.path if mandate.current else "",
        "outcome": decision.outcome,
        "superseded_by": decision.superseded_by_id,
        "reason": decision.reason,
        "language": decision.language,
        "stands": decision.stands,
        "edition": decision.version,
        "words_changed": decision.words_changed,
        "proposed_by": decision.proposed_by.public_name,
        "proposed_at": decision.proposed_at.isoformat(timespec="seconds"),
        "validated_by": decision.settled_by.public_name,
        "validated_at": decision.settled_at.isoformat(timespec="seconds"),
    }


def feed(decisions: Iterable[Decision], query: str) -> str:
    """The latest decisions as Atom."""
    address = f"{settings.SITE_URL}{reverse('decisions:list')}"
    own = f"{settings.SITE_URL}{reverse('decisions:feed')}"
    made = Atom1Feed(
        title=_("Decisions on mandates"),
        link=f"{address}?{query}" if query else address,
        description="",
        language=languages.tag(get_language() or "en"),
        feed_url=f"{own}?{query}" if query else own,
    )
    latest = list(decisions)
    texts = shown.load(latest)
    for each in latest:
        assert each.settled_by is not None and each.settled_at is not None
        made.add_item(
            title=_plain(str(each)),
            link=f"{settings.SITE_URL}{each.get_absolute_url()}",
            description=_plain(texts.of(each, "reason").text),
            author_name=_plain(each.settled_by.public_name),
            pubdate=each.settled_at,
            updateddate=each.settled_at,
            unique_id=f"{settings.SITE_URL}/decisions/{each.pk}",
        )
    return str(made.writeString("utf-8"))


def _plain(text: str) -> str:
    """Without the signs that XML cannot hold."""
    return "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")
