"""What the pages of this room ask the database, each in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Prefetch, Q, QuerySet
from django.utils import timezone

from actionline.common.models import AuditEntry
from actionline.framework.models import Body
from actionline.instruments.models import Edition

from .history import RECORD_TYPE
from .models import Kind, Mandate, Occurrence, Party, Wording

_KINDS: dict[str, object] = dict(Kind.choices)


@dataclass(frozen=True, slots=True)
class Row:
    """A mandate with its parties in their roles, and its next due date."""

    mandate: Mandate
    actors: list[Body]
    recipients: list[Body]
    via: list[Body]
    due: Occurrence | None

    @property
    def wording(self) -> Wording:
        """The words that stand now; a mandate of the register has some."""
        assert self.mandate.current is not None
        return self.mandate.current

    @property
    def kind(self) -> str:
        """The kind as it is called; Django's own way to it looks through all kinds each time."""
        return str(_KINDS[self.mandate.kind])


def with_rows(mandates: QuerySet[Mandate]) -> QuerySet[Mandate]:
    """Fetch with `mandates` what `row` needs; an edition's whole reading stays where it is."""
    due = Occurrence.objects.filter(due=F("mandate__next_due")).select_related("meeting")
    return (
        mandates.select_related("instrument", "current__edition__instrument")
        .defer("search_text", "current__edition__reading")
        .prefetch_related(
            "current__parties__body", Prefetch("occurrences", due, to_attr="next_occurrences")
        )
    )


def row(mandate: Mandate) -> Row:
    """A mandate of `with_rows`."""
    parties = sort_parties(mandate.current) if mandate.current else {}
    dates: list[Occurrence] = getattr(mandate, "next_occurrences", [])
    return Row(
        mandate=mandate,
        actors=parties.get(Party.Role.ACTOR, []),
        recipients=parties.get(Party.Role.RECIPIENT, []),
        via=parties.get(Party.Role.VIA, []),
        due=dates[0] if dates else None,
    )


def rows(keys: Sequence[int]) -> list[Row]:
    """The rows of the mandates with these keys, in that order."""
    found = {mandate.pk: mandate for mandate in with_rows(Mandate.objects.filter(pk__in=keys))}
    return [row(found[key]) for key in keys if key in found]


def sort_parties(wording: Wording) -> dict[str, list[Body]]:
    """The bodies of a wording by role, in their order; prefetch `parties__body`."""
    by_role: dict[str, list[Body]] = {role: [] for role in Party.Role.values}
    for party in sorted(wording.parties.all(), key=lambda party: party.position):
        by_role[party.role].append(party.body)
    return by_role


def wordings_of(edition: Edition) -> QuerySet[Wording]:
    """What an edition asks, in its order, with the parties."""
    return edition.mandate_wordings.order_by("position", "pk").prefetch_related("parties__body")


def wordings(mandate: Mandate) -> list[Wording]:
    """All wordings of a mandate, the newest first, with parties and editions."""
    return list(
        mandate.wordings.select_related("edition__instrument")
        .defer("edition__reading")
        .order_by("-edition__version", "-pk")
        .prefetch_related("parties__body")
    )


def dates(mandate: Mandate, limit: int) -> list[Occurrence]:
    """The due dates ahead; the last one where all are past."""
    all_dates = mandate.occurrences.select_related("meeting").order_by("due", "pk")
    ahead = list(all_dates.filter(due__gte=timezone.localdate())[:limit])
    return ahead or list(all_dates.reverse()[:1])


def neighbours(mandate: Mandate) -> tuple[Mandate | None, Mandate | None]:
    """The mandates before and after it in the edition in which it stands."""
    beside = Mandate.objects.filter(
        instrument=mandate.instrument_id, version=mandate.version
    ).select_related("current")
    here = (mandate.position, mandate.pk)
    order = Q(position__lt=here[0]) | Q(position=here[0], pk__lt=here[1])
    before = beside.filter(order).order_by("position", "pk").last()
    after = beside.exclude(order).exclude(pk=mandate.pk).order_by("position", "pk").first()
    return before, after


def history(mandate: Mandate) -> QuerySet[AuditEntry]:
    """Its audit trail, newest first."""
    entries = AuditEntry.objects.filter(record_type=RECORD_TYPE, record_id=str(mandate.pk))
    return entries.select_related("by")


def versions(mandate: Mandate) -> dict[int, str]:
    """The versions of all editions of its instrument, by key."""
    editions = Edition.objects.filter(instrument=mandate.instrument_id)
    return dict(editions.values_list("pk", "version"))
