"""Organisations as a table that officers bring and take away."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionline.common.tables.columns import Column, WrongError, address, choice, text
from actionline.common.tables.table import Row, Table
from actionline.framework.economies import Economies, names_of, plain
from actionline.framework.models import MembershipKind

from .models import Organisation
from .organisation_forms import DOMAIN

_FIELDS = ("name", "acronym", "type", "economy", "membership", "website", "domains")


#: Other words for types.
_OTHERS = {
    "international organisation": "international",
    "international organization": "international",
    "private sector": "private",
    "technical community": "technical",
}


def _spellings(values: Sequence[str]) -> dict[str, str]:
    """Each value as it is stored, and with blanks for its underscores."""
    return {spelling: value for value in values for spelling in (value, value.replace("_", " "))}


def _domains(cell: str) -> str:
    domains = cell.lower().replace(",", " ").replace(";", " ").split()
    for domain in domains:
        if not DOMAIN.fullmatch(domain):
            told = {"domain": domain}
            raise WrongError(
                _("“%(domain)s” is no domain; write it like example.org.") % told,
                _("Put blanks between several."),
            )
    return str(text(400)(" ".join(domains)))


def _name(cell: str) -> str:
    return str(text(300)(" ".join(cell.split())))


class OrganisationTable(Table[Organisation]):
    """Organisations, a row each. An organisation is known again by its name and country."""

    name = "organisations"
    title = gettext_lazy("Organisations")
    permission = "accounts.verify_organisation"
    verb = "accounts.import_organisation"
    columns = (
        Column("name", gettext_lazy("Name"), required=True, parse=_name, aliases=("organization",)),
        Column("acronym", gettext_lazy("Acronym"), parse=text(40)),
        Column(
            "type",
            gettext_lazy("Type"),
            gettext_lazy(
                "government, international, private, civil_society, academia, technical or "
                "un_agency."
            ),
            required=True,
            parse=choice(_spellings(Organisation.Type.values) | _OTHERS),
        ),
        Column(
            "economy",
            gettext_lazy("Country"),
            gettext_lazy("Its name in any of the six languages, or its ISO code: Kenya, KEN."),
            aliases=("country", "iso3"),
        ),
        Column(
            "membership",
            gettext_lazy("Membership"),
            gettext_lazy("Its name in any of the six languages, or none."),
            aliases=("itu_membership",),
        ),
        Column("website", gettext_lazy("Website"), parse=address, aliases=("url",)),
        Column(
            "domains",
            gettext_lazy("E-mail domains"),
            gettext_lazy("Separated by blanks. Confirmed addresses there count as members."),
            parse=_domains,
        ),
    )

    def __init__(self) -> None:
        self._economies: Economies | None = None
        self._memberships: dict[str, MembershipKind] | None = None

    @property
    def economies(self) -> Economies:
        self._economies = self._economies or Economies()
        return self._economies

    @property
    def memberships(self) -> dict[str, MembershipKind]:
        """Each kind of membership by its slug and its names."""
        if self._memberships is None:
            self._memberships = {
                plain(word): kind
                for kind in MembershipKind.objects.all()
                for word in (kind.slug, *names_of(kind))
            }
        return self._memberships

    def records(self) -> QuerySet[Organisation]:
        return Organisation.objects.select_related("economy", "membership", "merged_into")

    def resolve(self, rows: Sequence[Row[Organisation]]) -> None:
        for row in rows:
            words = row.values["economy"]
            row.values["economy"] = self.economies.find(words) if words else None
            if words and row.values["economy"] is None:
                like = ", ".join(economy.name for economy in self.economies.like(words)[:5])
                wrong = _("There is no country or area of this name.")
                advice = _("Perhaps: %(names)s.") % {"names": like} if like else ""
                row.fault("economy", wrong, advice or _("Write its ISO code, such as KEN."))
            self._resolve_membership(row)

    def _resolve_membership(self, row: Row[Organisation]) -> None:
        words = plain(row.values["membership"] or "")
        row.values["membership"] = self.memberships.get(words)
        if words not in self.memberships and words not in ("", "none"):
            known = ", ".join(dict.fromkeys(kind.name for kind in self.memberships.values()))
            wrong = _("This value is not known here.")
            row.fault("membership", wrong, _("Write one of: %(allowed)s.") % {"allowed": known})

    def key(self, row: Row[Organisation]) -> tuple[str, int | None]:
        economy = row.values["economy"]
        return (row.values["name"], economy.pk if economy else None)

    def key_of(self, record: Organisation) -> tuple[str, int | None]:
        return (record.name, record.economy_id)

    def where(self, keys: Collection[Any]) -> Q:
        return Q(name__in={name for name, _economy in keys})

    def found(self, row: Row[Organisation]) -> None:
        into = row.stored.merged_into if row.stored else None
        if into is not None:
            wrong = _("It was merged into %(organisation)s.") % {"organisation": into}
            row.fault("name", wrong, _("Write that name, or leave the row out."))

    def cells(self, record: Organisation) -> dict[str, str]:
        return {name: str(getattr(record, name)) for name in _FIELDS} | {
            "economy": record.economy.iso3 if record.economy else "",
            "membership": record.membership.slug if record.membership else "",
        }

    def row_title(self, row: Row[Organisation]) -> str:
        return row.cells.get("name", "")

    def make(self, row: Row[Organisation]) -> Organisation:
        """What an officer brings is verified, as what an officer adds on the page."""
        values = {name: row.values[name] for name in _FIELDS}
        return Organisation(
            **values, added_by=self.by, verified_by=self.by, verified_at=timezone.now()
        )

    def change(
        self, record: Organisation, row: Row[Organisation], columns: Collection[str]
    ) -> None:
        for name in columns:
            setattr(record, name, row.values[name])


COLUMNS = [column.name for column in OrganisationTable.columns]
