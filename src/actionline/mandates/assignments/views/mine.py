"""What a focal point has to do: the mandates of their bodies, and what waits for an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actionline.accounts.models import User
from actionline.common.tables import writing
from actionline.common.translations import shown as translations
from actionline.mandates import queries as register_queries
from actionline.mandates.assignments import queries
from actionline.mandates.assignments.models import Assignment
from actionline.mandates.assignments.queries import Mine
from actionline.mandates.filters import DUE, Filter
from actionline.mandates.models import Kind, Mandate
from actionline.mandates.sentence import DUE_LABELS

PER_PAGE = 50
COLUMNS = ("mandate", "place", "text", "kind", "role", "body", "since", "next_due", "url")


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The mandates of one's bodies, those that fall due first on top."""
    assert isinstance(request.user, User)
    own = queries.mine(request.user)
    chosen, role, named = _chosen(request)
    page = Paginator(_keys(own, chosen, role, named), PER_PAGE).get_page(request.GET.get("page"))
    rows = register_queries.rows(list(page.object_list))
    found = queries.parts([row.mandate.pk for row in rows])
    context = {
        "mine": own,
        "waiting": own.waiting(),
        "offered": own.offered(),
        "page": page,
        "rows": [(row, found.get(row.mandate.pk, [])) for row in rows],
        "texts": translations.load(row.wording for row in rows),
        "chosen": chosen,
        "role": role,
        "named": named,
        "roles": Assignment.Role.choices,
        "kinds": Kind.choices,
        "dues": [(value, DUE_LABELS[value]) for value in DUE],
        "query": _query(chosen, role, named),
        "narrowed": bool(role or named or chosen),
    }
    return render(request, "assignments/mine.html", context)


@login_required
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The same as a file."""
    assert isinstance(request.user, User)
    if form not in writing.FORMS:
        raise Http404
    chosen, role, named = _chosen(request)
    own = queries.mine(request.user)
    keys = list(_keys(own, chosen, role, named))
    parts = set(own.assignments(role=role, named=named).values_list("pk", flat=True))
    site = request.build_absolute_uri("/").rstrip("/")
    return writing.response(_lines(keys, parts, site), columns=COLUMNS, form=form, name="my-work")


def _chosen(request: HttpRequest) -> tuple[Filter, str, bool]:
    chosen = replace(Filter.from_query(request.GET), holder="")
    role = request.GET.get("role", "")
    return chosen, role if role in Assignment.Role.values else "", bool(request.GET.get("named"))


def _keys(own: Mine, chosen: Filter, role: str, named: bool) -> QuerySet[Mandate, int]:
    assigned = own.assignments(role=role, named=named)
    return chosen.sorted().filter(pk__in=assigned.values("mandate")).values_list("pk", flat=True)


def _query(chosen: Filter, role: str, named: bool) -> str:
    more = {name: value for name, value in (("role", role), ("named", "yes" * named)) if value}
    return "&".join(filter(None, [chosen.query(), urlencode(more)]))


def _lines(keys: list[int], own: set[int], site: str) -> Iterator[dict[str, object]]:
    """A line for each part that is their own."""
    for start in range(0, len(keys), 500):
        some = keys[start : start + 500]
        found = queries.parts(some)
        for row in register_queries.rows(some):
            mandate = row.mandate
            for part in (part for part in found.get(mandate.pk, []) if part.pk in own):
                yield {
                    "mandate": mandate.pk,
                    "place": str(mandate),
                    "text": row.wording.words,
                    "kind": mandate.kind,
                    "role": part.role,
                    "body": part.body.slug,
                    "since": part.since,
                    "next_due": mandate.next_due,
                    "url": site + reverse("mandates:mandate", args=[mandate.pk]),
                }
