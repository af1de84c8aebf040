"""The columns of a table of projects."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy
from django.utils.translation import pgettext_lazy as _in

from actionline.accounts.models import Organisation
from actionline.common.tables.columns import Column, day, text, whole

from .answers import MOST_CHARACTERS
from .importing_cells import figures, links, moment, number, words
from .importing_words import language, one_of
from .models import Project

TITLE = gettext_lazy("Projects")
_LONG = text(MOST_CHARACTERS)
_SEVERAL = gettext_lazy("Codes or names in any of the six languages; “;” between several.")

#: Columns that hold a list of codes, and whose codes these are.
LISTS = {
    "lines": "lines",
    "targets": "targets",
    "goals": "goals",
    "objectives": "objectives",
    "economies": "economies",
    "beneficiaries": "beneficiaries",
}
MOMENTS = ("starts", "ends", "submitted_at", "confirmed_on")


def _line(cell: str) -> str:
    return str(text(300)(" ".join(cell.split())))


class _Kept(models.TextChoices):
    """A table brings no merged project: which one it became is decided here."""

    PUBLISHED = "published", _in("of a project", "Published")
    ARCHIVED = "archived", _in("of a project", "Archived")


def _title(field: str) -> Promise | str:
    return capfirst(Project._meta.get_field(field).verbose_name)  # type: ignore[union-attr]


def _text(name: str, *aliases: str) -> Column:
    return Column(name, _title(name), parse=_LONG, aliases=aliases)


def _codes(name: str, *aliases: str) -> Column:
    return Column(
        name, _title(name), _SEVERAL, parse=words, empty=(), takes_lists=True, aliases=aliases
    )


COLUMNS = (
    Column(
        "number",
        _title("number"),
        gettext_lazy("The second of its submission, as the platform before numbered them."),
        parse=number,
        empty=None,
        aliases=("id", "project_id", "projectid"),
    ),
    Column("title", _title("title"), required=True, parse=_line, aliases=("name", "project_title")),
    Column(
        "entity_name",
        _title("entity_name"),
        required=True,
        parse=_line,
        aliases=("organization", "organisation_name", "submitted_by"),
    ),
    Column(
        "entity_type",
        _title("entity_type"),
        gettext_lazy(
            "government, international, private, civil_society, academia, technical or un_agency."
        ),
        required=True,
        parse=one_of(Organisation.Type),
        aliases=("stakeholder_type", "organization_type"),
    ),
    Column(
        "entity_economy",
        _title("entity_economy"),
        gettext_lazy("Its name in any of the six languages, or its ISO code: Kenya, KEN."),
        aliases=("country",),
    ),
    Column(
        "organisation",
        gettext_lazy("Organisation here"),
        gettext_lazy("The name under which the entity is known on this site, if it is."),
    ),
    Column(
        "language",
        _title("language"),
        gettext_lazy("In which it is written: en, ar, zh-hans, fr, ru or es."),
        parse=language,
        default="en",
    ),
    _text("summary", "short_description", "abstract"),
    _text("description"),
    _codes("lines", "action_lines", "action_line", "wsis_action_lines"),
    _codes("targets", "sdg_targets"),
    _codes("goals", "sdgs", "sdg", "sustainable_development_goals"),
    _codes("objectives", "gdc", "gdc_objectives"),
    Column(
        "coverage",
        _title("coverage"),
        gettext_lazy("national, regional or international."),
        parse=one_of(Project.Coverage),
        aliases=("geographical_coverage",),
    ),
    _codes("economies", "countries"),
    Column(
        "status",
        _title("status"),
        gettext_lazy("planned, ongoing or completed."),
        parse=one_of(Project.Status),
    ),
    Column(
        "starts",
        _title("starts"),
        gettext_lazy("As in 2026-04-28."),
        parse=day,
        empty=None,
        aliases=("start_date",),
    ),
    Column("ends", _title("ends"), parse=day, empty=None, aliases=("end_date",)),
    _codes("beneficiaries", "target_beneficiaries"),
    _text("gender"),
    _text("results"),
    Column(
        "figures",
        _title("figures"),
        gettext_lazy("As in “people trained: 1200 people”, and “|” between several."),
        parse=figures,
        empty=(),
        takes_lists=True,
    ),
    _text("partnerships"),
    _text("challenges"),
    _text("perspectives"),
    _text("replicability"),
    _text("sustainability"),
    Column(
        "links",
        _title("links"),
        gettext_lazy(
            "Web addresses, each with a text behind it if it has one; “|” between several."
        ),
        parse=links,
        empty=(),
        takes_lists=True,
        aliases=("website", "url"),
    ),
    Column(
        "year",
        _title("year"),
        gettext_lazy("Of the call; else that of its submission."),
        parse=whole(2001, 2200),
        empty=None,
    ),
    Column(
        "submitted_at",
        _title("submitted_at"),
        gettext_lazy("Where this is empty, it follows from the number."),
        parse=moment,
        empty=None,
        aliases=("submission_date",),
    ),
    Column("confirmed_on", _title("confirmed_on"), parse=day, empty=None),
    Column(
        "state",
        _title("state"),
        gettext_lazy("published or archived."),
        parse=one_of(_Kept),
        default="published",
    ),
)
#: Columns that hold a text as the project holds it.
TEXTS = tuple(
    column.name
    for column in COLUMNS
    if column.name not in {"number", "organisation", "figures", "links", "year", *LISTS, *MOMENTS}
)
