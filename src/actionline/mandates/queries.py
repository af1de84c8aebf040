"""What the pages of this room ask the database, each in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Prefetch, QuerySet

from actionline.framework.models import Body

from .models import Mandate, Occurrence, Party, Wording


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


def with_rows(mandates: QuerySet[Mandate]) -> QuerySet[Mandate]:
    """Fetch with `mandates` what `row` needs; an edition's whole reading stays where it is."""
    due = Occurrence.objects.filter(due=F("mandate__next_due")).select_related("meeting")
    return (
        mandates.select_related("instrument", "current__edition")
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


def rows(mandates: Iterable[Mandate]) -> list[Row]:
    """The rows of a page of `with_rows`."""
    return [row(mandate) for mandate in mandates]


def sort_parties(wording: Wording) -> dict[str, list[Body]]:
    """The bodies of a wording by role, in their order; prefetch `parties__body`."""
    by_role: dict[str, list[Body]] = {role: [] for role in Party.Role.values}
    for party in sorted(wording.parties.all(), key=lambda party: party.position):
        by_role[party.role].append(party.body)
    return by_role
