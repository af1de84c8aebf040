"""What is kept beside each mandate, computed from its wordings.

wordings of an instrument -> current wording, kind, actors, state, words to search by
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q, QuerySet

from actionline.common.translations.models import Translation
from actionline.framework.models import Body
from actionline.framework.tagging import forget_tags
from actionline.instruments.models import Edition, Instrument
from actionline.instruments.translation import SUMMARIES, TITLES

from . import due
from .models import Mandate, Party, Wording

_KEPT = (
    "state",
    "kind",
    "lead",
    "version",
    "position",
    "certain",
    "current",
    "ended_in",
    "search_text",
    "party_keys",
)
_NAMES = ("name_en", "name_ar", "name_zh", "name_fr", "name_ru", "name_es", "acronym")
#: Arabic letters that are written for one another.
_ARABIC = str.maketrans({"ة": "ه", "ى": "ي", "ـ": None, "ٱ": "ا"})


def settle(instruments: Iterable[int], *, without: int | None = None) -> None:
    """Bring the mandates of these instruments and their due dates in step with their wordings.

    A mandate that no edition asks any longer is none and goes. The edition `without` counts as
    gone where it asks nothing. Call it within the transaction of each change of wordings.
    """
    all_mandates: list[Mandate] = []
    changed: list[Mandate] = []
    for instrument in Instrument.objects.filter(pk__in=set(instruments)):
        _remove(instrument.mandates.filter(wordings=None))
        mandates = list(instrument.mandates.prefetch_related("wordings__parties__body"))
        before = [_kept(mandate) for mandate in mandates]
        _settle(instrument, mandates, without)
        changed += [m for m, kept in zip(mandates, before, strict=True) if _kept(m) != kept]
        all_mandates += mandates
    Mandate.objects.bulk_update(changed, _KEPT, batch_size=200)
    due.refresh(all_mandates)


def _remove(gone: QuerySet[Mandate]) -> None:
    """Delete mandates that nothing asks, and their tags."""
    keys = [str(key) for key in gone.values_list("pk", flat=True)]
    if keys:
        forget_tags(record_type="mandates.mandate", record_ids=keys)
        gone.delete()


def editions_asking(instrument: int, *, without: int | None = None) -> QuerySet[Edition]:
    """The editions of an instrument whose mandates are known, oldest first.

    An edition that is only named, with neither a document nor a summary, tells nothing about
    what it asked.
    """
    asked_by = Wording.objects.values("edition")
    known = (Q(reading__isnull=False) & ~Q(pk=without)) | Q(pk__in=asked_by)
    return Edition.objects.filter(known, instrument=instrument).order_by("version", "pk")


def folded(text: str) -> str:
    """Text as it is searched: in lower case, without accents, Arabic letters made alike."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(plain.translate(_ARABIC).split())


def party_keys(parties: Iterable[tuple[str, str]]) -> str:
    """Roles and slugs as `Mandate.party_keys` has them, a blank on either side of each."""
    return f" {' '.join(f'{role}:{slug}' for role, slug in parties)} "


def _kept(mandate: Mandate) -> list[object]:
    return [mandate.serializable_value(name) for name in _KEPT]


def on_translation(slugs: Collection[str]) -> None:
    """Let mandates be found by the words of translations too (a hook of `instruments`)."""
    settle(Instrument.objects.filter(slug__in=slugs).values_list("pk", flat=True))


def _translated(instrument: Instrument) -> dict[str, list[str]]:
    """What readers see translated of an instrument: its title by its slug, its summaries by key."""
    own = Q(content=SUMMARIES, key__startswith=f"{instrument.slug}@")
    own |= Q(content=TITLES, key=instrument.slug)
    found: dict[str, list[str]] = {}
    for key, text in Translation.objects.filter(own).exclude(text="").values_list("key", "text"):
        found.setdefault(key, []).append(text)
    return found


def _settle(instrument: Instrument, mandates: list[Mandate], without: int | None) -> None:
    editions = list(editions_asking(instrument.pk, without=without).only("pk", "version"))
    place = {edition.pk: index for index, edition in enumerate(editions)}
    translated = _translated(instrument)
    for mandate in mandates:
        mandate.instrument = instrument
        newest = max(mandate.wordings.all(), key=lambda wording: place[wording.edition_id])
        index = place[newest.edition_id]
        follower = editions[index + 1] if index + 1 < len(editions) else None
        _take(mandate, newest, editions[index], translated)
        mandate.state = _state(mandate, newest, follower)
        mandate.ended_in = follower


def _take(
    mandate: Mandate, current: Wording, edition: Edition, translated: Mapping[str, list[str]]
) -> None:
    parties = list(current.parties.all())
    actors = [party.body for party in parties if party.role == Party.Role.ACTOR]
    mandate.current = current
    mandate.kind = current.kind
    mandate.certain = current.certain
    mandate.position = current.position
    mandate.version = edition.version
    mandate.lead = actors[0] if actors else None
    mandate.party_keys = party_keys((party.role, party.body.slug) for party in parties)
    instrument = mandate.instrument
    place = f"{instrument.slug}@{edition.version}#{current.path}"
    shown = current.is_summary and not current.introduction  # as `translation` has it
    others = [*translated.get(instrument.slug, ()), *(translated.get(place, ()) if shown else ())]
    bodies = {party.body for party in parties}
    mandate.search_text = _search_text(instrument, current, bodies, others)


def _state(mandate: Mandate, current: Wording, follower: Edition | None) -> str:
    """An end that was confirmed stays so as long as it ended in the same edition."""
    if follower is None:
        return Mandate.State.IN_FORCE if current.confirmed else Mandate.State.TO_CONFIRM
    ended = mandate.state == Mandate.State.ENDED and mandate.ended_in_id == follower.pk
    return Mandate.State.ENDED if ended else Mandate.State.TO_CONFIRM


def _search_text(
    instrument: Instrument, current: Wording, bodies: set[Body], translated: list[str]
) -> str:
    names = [getattr(body, name) for body in bodies for name in _NAMES]
    of_instrument = (instrument.slug, instrument.short_title, instrument.number, instrument.title)
    words = (
        current.words,
        current.path,
        current.action,
        *of_instrument,
        *sorted(names),
        *sorted(translated),
    )
    return folded(" ".join(filter(None, words)))
