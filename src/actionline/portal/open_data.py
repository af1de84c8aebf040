"""The page of open data: files to take away, and the JSON interface as it describes itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from actionline.common.keeping import kept
from actionline.mandates.deadlines.views.lists import FORMS as DUES
from actionline.mandates.decisions.views import FORMS as DECISIONS
from actionline.mandates.exports import FORMATS
from actionline.stocktaking import dump
from actionline.stocktaking.exports import FORMATS as PROJECTS
from actionline.stocktaking.models import Dump


@dataclass(frozen=True, slots=True)
class Files:
    """The same records as files of several forms."""

    title: str
    links: list[tuple[str, str]]  # form, address


@dataclass(frozen=True, slots=True)
class Described:
    """A record type as the interface's description has it; its words are English."""

    title: str  # in the language of the page
    path: str
    summary: str
    parameters: list[dict[str, Any]]
    fields: list[tuple[str, str, str]]  # name, type, what it says


@require_safe
@kept
def data(request: HttpRequest) -> HttpResponse:
    """What there is to take away, and how programs ask for it."""
    context = {
        "files": files(),
        "nights": nights(),
        "types": types(),
        "site": f"{request.scheme}://{request.get_host()}",
        "licence": settings.DATA_LICENCE,
        "licence_url": settings.DATA_LICENCE_URL,
        "rate": settings.API_RATE,
    }
    return render(request, "portal/data.html", context)


def files() -> list[Files]:
    """Downloads of whole lists."""
    mandates = [(form, reverse("mandates:export", args=[form])) for form in FORMATS]
    projects = [(form, reverse("stocktaking:export", args=[form])) for form in PROJECTS]
    matrix = [(form, reverse("matrix:export", args=[form])) for form in ("csv", "json")]
    return [
        Files(_("Mandates"), mandates),
        Files(
            _("Decisions on mandates"),
            [(form, reverse("decisions:export", args=[form])) for form in DECISIONS],
        ),
        Files(_("Due dates"), [(form, reverse("deadlines:export", args=[form])) for form in DUES]),
        Files(_("Projects"), projects),
        Files(_("Calendar of meetings"), [("ics", reverse("framework:icalendar"))]),
        Files(_("Matrix"), matrix),
        Files(_("Who cites whom"), [("csv", reverse("instruments:graph_csv"))]),
    ]


def nights() -> list[tuple[date, list[Dump]]]:
    """The whole register of projects as it was in the last nights, the newest first."""
    return [(day, list(dumps)) for day, dumps in groupby(dump.latest(), attrgetter("day"))]


def types() -> list[Described]:
    """All record types, in the order of the story."""
    from .api.description import BASE, described  # pydantic takes a while to import
    from .api.service import resources

    document = described()
    schemas = document["components"]["schemas"]
    return [
        Described(
            title=capfirst(str(each.model._meta.verbose_name_plural)),
            path=f"{BASE}/{each.name}",
            summary=each.summary,
            parameters=document["paths"][f"/{each.name}"]["get"]["parameters"],
            fields=[
                (name, _type(field), _told(field, schemas))
                for name, field in schemas[each.record.__name__]["properties"].items()
            ],
        )
        for each in resources()
    ]


def _type(field: dict[str, Any]) -> str:
    """What JSON has there: `string`, `integer or null`, `list of string`."""
    if "anyOf" in field:
        return " or ".join(_type(each) for each in field["anyOf"])
    if field.get("type") == "array":
        several = field.get("prefixItems") or [field["items"]]  # a pair: of a day and a number
        return f"list of {' and '.join(_type(each) for each in several)}"
    return str(field.get("format") or field.get("type") or "object")


def _told(field: dict[str, Any], schemas: dict[str, Any]) -> str:
    """What a field says: its description, else its values, else nothing."""
    reference = field.get("$ref", "").rpartition("/")[2]
    values = field.get("enum") or schemas.get(reference, {}).get("enum", [])
    return field.get("description") or ", ".join(values)
