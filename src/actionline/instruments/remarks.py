"""What the reader remarks on a document, in the language of the page: cautions and doubts.

Some cautions depend on the day and on what else is on file (`cautions.DATED`). They are found
anew whenever they are shown, so that filing a newer edition, or the adopted text of a draft, is
seen on every document that cites it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language_bidi, gettext

from actionline.reading import cautions as noticed
from actionline.reading import doubts as doubted
from actionline.reading import vocabulary
from actionline.reading.output.contract import from_json

from .models import Edition, Instrument, Proposal

Json = dict[str, Any]


def cautions(reading: Json) -> list[Json]:
    """The cautions about a reading as they stand today: `path`, `code`, `message`."""
    kept = [one for one in reading["warnings"] if one["code"] not in noticed.DATED]
    found = [*_dated(reading), *kept]
    order = {item["path"]: place for place, item in enumerate(reading["provisions"])}
    found.sort(key=lambda one: order.get(one["path"], -1))
    return [{**one, "message": _in_words(one)} for one in found]


def doubts(reading: Json, paths: Collection[str]) -> dict[str, list[str]]:
    """Why those of these provisions that are uncertain are so, by their path."""
    if all(item["certain"] or item["path"] not in paths for item in reading["provisions"]):
        return {}
    read = from_json(reading)
    found = doubted.find(read.document, read.provisions)
    return {
        path: [_filled(doubted.MESSAGES[one.case], one.values) for one in reasons]
        for path, reasons in found.items()
        if path in paths
    }


def _dated(reading: Json) -> list[Json]:
    read = from_json({**reading, "provisions": [], "footnotes": [], "warnings": []})
    targets = {citation.target for citation in read.citations if citation.version}
    found = noticed.find_dated(
        read.document,
        read.citations,
        read.mandates,
        vocabulary.load(settings.PROCESS_DIR, read.document.language),
        known=_versions(targets),
        drafts=_adopted(noticed.draft_symbols(read.citations)),
        today=timezone.localdate(),
    )
    return [{**one._asdict(), "values": dict(one.values)} for one in found]


def _versions(slugs: Collection[str]) -> Mapping[str, list[str]]:
    """The editions on file of these instruments."""
    found: dict[str, list[str]] = {}
    editions = Edition.objects.filter(instrument__slug__in=slugs).order_by()
    for slug, version in editions.values_list("instrument__slug", "version"):
        found.setdefault(slug, []).append(version)
    return found


def _adopted(symbols: Collection[str]) -> Mapping[str, str]:
    """What became of these drafts: by the process folder, and by the proposals on file whose
    instrument has since got the edition that they would make."""
    if not symbols:
        return {}
    listed = noticed.known_drafts(settings.PROCESS_DIR)
    adopted = {symbol: listed[symbol] for symbol in symbols if symbol in listed}
    proposals = Proposal.objects.filter(reference__in=symbols).select_related("instrument")
    editions = _versions({proposal.instrument.slug for proposal in proposals})
    for proposal in proposals:
        slug = proposal.instrument.slug
        if any(_made_by(proposal, version) for version in editions.get(slug, ())):
            adopted[proposal.reference] = slug
    named = Instrument.objects.filter(slug__in=adopted.values())
    names = {instrument.slug: str(instrument) for instrument in named}
    return {symbol: names.get(slug, slug) for symbol, slug in adopted.items()}


def _made_by(proposal: Proposal, version: str) -> bool:
    """Whether an edition of this version is what the proposal asked for, or came after it."""
    if proposal.version:
        return version >= proposal.version
    return version > proposal.base_version


def _in_words(caution: Json) -> str:
    """Its sentence in the language of the page; as it was read where it tells no values."""
    sentence = noticed.MESSAGES.get(caution.get("case", ""))
    if sentence is None:
        return str(caution["message"])
    return _filled(sentence, caution["values"])


def _filled(sentence: str, values: Mapping[str, str]) -> str:
    """A sentence in the language of the page, with the words of the document in it; where that
    is written from right to left, they keep their own direction (Unicode's isolates)."""
    if get_language_bidi():
        values = {name: f"\u2068{value}\u2069" for name, value in values.items()}
    return gettext(sentence).format(**values)
