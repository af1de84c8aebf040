"""The desk: what there is to translate, narrowed, approved, exported, sent to the engine."""

from __future__ import annotations

from dataclasses import asdict, astuple
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionline.common import languages, work
from actionline.common.keeping import made
from actionline.common.translations import actions, machine, queries
from actionline.common.translations.forms import DeskFilter
from actionline.common.translations.models import Translation
from actionline.common.translations.queries import Desk, Row
from actionline.common.translations.work import EXPORT, MACHINE, file_name
from actionline.common.translations.xliff import writing

from . import check_language, may_approve, translators_only

PER_PAGE = 50
#: Texts that are written into a file while the person waits.
AT_ONCE = 1000
Place = tuple[str, str, str]


@translators_only
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The languages, and how far each is."""
    counts = made(request, queries.overview, "translations.overview")
    rows = [_language_row(code, counts[code]) for code in settings.CONTENT_LANGUAGES]
    return render(request, "translations/overview.html", {"rows": rows})


def _language_row(code: str, counts: dict[str, int]) -> dict[str, Any]:
    states = [_number(counts, state) for state in Translation.State.values]
    return {
        "code": code,
        "name": languages.name(code),
        "own_name": languages.own_name(code),
        "tag": languages.tag(code),
        "states": list(zip(Translation.State.choices, states, strict=True)),
        "outdated": _outdated(counts),
        "total": sum(states),
    }


def _number(counts: dict[str, int], state: str) -> int:
    return counts.get(state, 0) + counts.get(f"{state}{queries.OLD}", 0)


def _outdated(counts: dict[str, int]) -> int:
    return sum(number for name, number in counts.items() if name.endswith(queries.OLD))


@translators_only
@require_safe
def desk(request: HttpRequest, language: str) -> HttpResponse:
    """The texts to be translated into one language."""
    check_language(language)
    form = DeskFilter(request.GET)
    chosen = form.chosen
    key = ("translations.desk", language, *astuple(chosen))
    counted = made(request, lambda: Desk(language, chosen).counted, *key)
    shown = Desk(language, chosen, counted)
    rows: Paginator[Row] = Paginator(shown, PER_PAGE)  # type: ignore[arg-type]  # slices suffice
    page = rows.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "language": _about(language),
        "desk_name": f"translations:desk/{language}",
        "others": [_about(code) for code in settings.CONTENT_LANGUAGES],
        "page": page,
        "counts": _counts(shown, request.GET),
        "query": _query(request.GET),
        "filtered": any(asdict(chosen).values()),
        "may_approve": may_approve(request),
        "engine": machine.NAME if machine.on() else "",
        "at_once": len(shown) <= AT_ONCE,
    }
    return render(request, "translations/desk.html", context)


def _about(code: str) -> dict[str, str]:
    return {
        "code": code,
        "name": languages.name(code),
        "tag": languages.tag(code),
        "direction": languages.direction(code),
    }


def _counts(shown: Desk, asked: QueryDict) -> list[dict[str, Any]]:
    """The states with their numbers, each with the address that shows them alone."""
    rows: list[dict[str, Any]] = []
    for state, name in Translation.State.choices:
        query = asked.copy()
        query["state"] = state
        query.pop("page", None)
        number = _number(shown.counts, state)
        rows.append({"name": name, "number": number, "query": query.urlencode()})
    query = asked.copy()
    query["outdated"] = "on"
    query.pop("page", None)
    outdated = {"name": _("older than the text"), "number": _outdated(shown.counts)}
    rows.append({**outdated, "query": query.urlencode()})
    return rows


def _query(asked: QueryDict) -> str:
    """The filter without the page."""
    kept = asked.copy()
    kept.pop("page", None)
    kept.pop("after", None)
    return kept.urlencode()


@translators_only
@require_POST
def bulk(request: HttpRequest, language: str) -> HttpResponse:
    """Approve the texts that are chosen, or have the engine translate them."""
    check_language(language)
    back = reverse("translations:desk", args=[language])
    query = _query(QueryDict(request.POST.get("query", "")[:2000]))
    back = f"{back}?{query}" if query else back
    places = [place for each in request.POST.getlist("select") if (place := _place(each))]
    verb = request.POST.get("verb", "")
    if verb in ("approve", "machine") and not places:
        messages.warning(request, _("Choose at least one text."))
        return redirect(back)
    if verb == "approve":
        return _approve(request, language, places, back)
    if verb in ("machine", "machine_all") and machine.on():
        return _start_machine(request, language, places if verb == "machine" else [], query)
    return redirect(back)


def _place(given: str) -> Place | None:
    parts = given.split(":", 2)
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else None


def _approve(request: HttpRequest, language: str, places: list[Place], back: str) -> HttpResponse:
    found = actions.approve_many(places=places[:500], language=language, by=request.user)
    told = ngettext(
        "%(number)s translation is approved.",
        "%(number)s translations are approved.",
        found.approved,
    )
    messages.success(request, told % {"number": found.approved})
    if found.left:
        told = ngettext(
            "%(number)s was left: it is missing, approved already or older than its text.",
            "%(number)s were left: they are missing, approved already or older than their texts.",
            found.left,
        )
        messages.warning(request, told % {"number": found.left})
    return redirect(back)


def _start_machine(
    request: HttpRequest, language: str, places: list[Place], query: str
) -> HttpResponse:
    chosen = DeskFilter(QueryDict(query)).chosen
    arguments = {
        "language": language,
        "chosen": asdict(chosen),
        "places": places[:500],
        "by": request.user.pk,
    }
    return redirect(work.start(kind=MACHINE, by=request.user, arguments=arguments))


@translators_only
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, language: str) -> HttpResponse:
    """What the filter finds as XLIFF; a large file is written in the background."""
    check_language(language)
    asked = QueryDict(request.POST.get("query", "")[:2000]) if request.POST else request.GET
    chosen = DeskFilter(asked).chosen
    shown = Desk(language, chosen)
    if len(shown) > AT_ONCE:
        if request.method != "POST":  # only a form starts work
            return redirect(address_of(language, None, _query(asked)))
        arguments = {"language": language, "chosen": asdict(chosen)}
        return redirect(work.start(kind=EXPORT, by=request.user, arguments=arguments))
    content = writing.write(shown.every(), language)
    headers = {"Content-Disposition": f'attachment; filename="{file_name(language)}"'}
    return HttpResponse(content, content_type=writing.MEDIA_TYPE, headers=headers)


@translators_only
@require_safe
def following(request: HttpRequest, language: str) -> HttpResponse:
    """The text that follows the one in `?after=`, within the filter."""
    check_language(language)
    query = _query(request.GET)
    place = _place(request.GET.get("after", "")) or ("", "", "")
    found = Desk(language, DeskFilter(request.GET).chosen).after(place)
    return redirect(address_of(language, found, query))


def address_of(language: str, place: Place | None, query: str) -> str:
    """Where a text is translated; the desk where there is none."""
    if place is None:
        address = reverse("translations:desk", args=[language])
    else:
        address = reverse("translations:edit", args=[language, *place])
    return f"{address}?{query}" if query else address
