"""Pages about organisations."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from actionline.accounts import actions, hooks, queries
from actionline.accounts.models import Organisation, OrganisationMember, User
from actionline.accounts.organisation_forms import JoinForm, MergeForm, OrganisationForm
from actionline.accounts.organisation_table import COLUMNS, OrganisationTable
from actionline.common.tables import writing

PAGE = 50
#: Records of each kind that the page of an organisation names.
RECORDS = 20


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """The verified organisations, all for officers; `?q=` and `?type=` narrow them down."""
    officer = request.user.has_perm("accounts.verify_organisation")
    words, kind = request.GET.get("q", "")[:200], request.GET.get("type", "")
    kind = kind if kind in Organisation.Type.values else ""
    found = queries.organisations(words=words, kind=kind, all_of_them=officer)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "words": words,
        "kind": kind,
        "types": Organisation.Type.choices,
    }
    return render(request, "accounts/organisations.html", context)


@require_safe
@login_required
@permission_required("accounts.verify_organisation", raise_exception=True)
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The organisations that the filter lets through, as they can come in again."""
    if form not in writing.FORMS:
        raise Http404
    words, kind = request.GET.get("q", "")[:200], request.GET.get("type", "")
    kind = kind if kind in Organisation.Type.values else ""
    table = OrganisationTable()
    found = queries.organisations(words=words, kind=kind, all_of_them=True)
    rows = (table.cells(each) for each in found.iterator())
    return writing.response(rows, columns=COLUMNS, form=form, name="organisations")


@require_safe
def organisation(request: HttpRequest, key: int) -> HttpResponse:
    """One organisation; its people are shown to officers and to those people themselves."""
    found = get_object_or_404(Organisation, pk=key)
    if found.merged_into_id:
        return redirect("organisations:organisation", key=found.merged_into_id)
    officer = request.user.has_perm("accounts.verify_organisation")
    mine = found.members.filter(person_id=request.user.pk).first()
    if found.verified_at is None and not (officer or mine or found.added_by_id == request.user.pk):
        raise Http404
    context = {
        "organisation": found,
        "mine": mine,
        "officer": officer,
        "members": found.members.select_related("person") if officer else [],
        "may_edit": request.user.has_perm("accounts.edit_organisation", found),
        "records": [told for ask in hooks.records_of if (told := ask(found, RECORDS))],
    }
    return render(request, "accounts/organisation.html", context)


@login_required
def add(request: HttpRequest) -> HttpResponse:
    """Add an organisation."""
    return _edit(request, Organisation())


@login_required
def edit(request: HttpRequest, key: int) -> HttpResponse:
    """Correct what is said of an organisation."""
    found = get_object_or_404(Organisation, pk=key, merged_into=None)
    if not request.user.has_perm("accounts.edit_organisation", found):
        raise PermissionDenied
    return _edit(request, found)


def _edit(request: HttpRequest, found: Organisation) -> HttpResponse:
    assert isinstance(request.user, User)
    officer = request.user.has_perm("accounts.verify_organisation")
    form = OrganisationForm(request.POST or None, instance=found, officer=officer)
    if request.method == "POST" and form.is_valid():
        saved = actions.save_organisation(organisation=form.instance, by=request.user)
        messages.success(request, _("The organisation is saved."))
        return redirect("organisations:organisation", key=saved.pk)
    return render(request, "accounts/organisation_edit.html", {"form": form, "organisation": found})


@login_required
@permission_required("accounts.verify_organisation", raise_exception=True)
@require_POST
def verify(request: HttpRequest, key: int) -> HttpResponse:
    assert isinstance(request.user, User)
    found = get_object_or_404(Organisation, pk=key)
    actions.verify_organisation(organisation=found, by=request.user)
    messages.success(request, _("The organisation is verified."))
    return redirect("organisations:organisation", key=key)


@login_required
@permission_required("accounts.verify_organisation", raise_exception=True)
def merge(request: HttpRequest, key: int) -> HttpResponse:
    """Say that an organisation is the same as another."""
    assert isinstance(request.user, User)
    found = get_object_or_404(Organisation, pk=key, merged_into=None)
    form = MergeForm(request.POST or None, duplicate=found)
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        actions.merge_organisations(duplicate=found, into=into, by=request.user)
        messages.success(request, _("The organisations are merged."))
        return redirect("organisations:organisation", key=into.pk)
    return render(
        request, "accounts/organisation_merge.html", {"form": form, "organisation": found}
    )


@login_required
def join(request: HttpRequest, key: int) -> HttpResponse:
    """Say that one is of an organisation, in a position."""
    assert isinstance(request.user, User)
    found = get_object_or_404(Organisation, pk=key, merged_into=None)
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        member = actions.join_organisation(
            organisation=found, position=form.cleaned_data["position"], by=request.user
        )
        messages.success(
            request,
            _("You are a member: your address shows it.")
            if member.verified_at
            else _("The secretariat will look whether you are a member."),
        )
        return redirect("accounts:account")
    return render(request, "accounts/organisation_join.html", {"form": form, "organisation": found})


@login_required
@permission_required("accounts.verify_organisation", raise_exception=True)
@require_POST
def verify_member(request: HttpRequest, key: int) -> HttpResponse:
    assert isinstance(request.user, User)
    member = get_object_or_404(OrganisationMember.objects.select_related("organisation"), pk=key)
    actions.verify_member(member=member, by=request.user)
    messages.success(request, _("The member is verified."))
    return redirect("organisations:organisation", key=member.organisation_id)


@login_required
@require_POST
def leave(request: HttpRequest, key: int) -> HttpResponse:
    """Leave an organisation. Who is neither the member nor an officer is refused by the action."""
    assert isinstance(request.user, User)
    member = get_object_or_404(OrganisationMember.objects.select_related("organisation"), pk=key)
    mine = member.person_id == request.user.pk
    actions.leave_organisation(member=member, by=request.user)
    messages.success(request, _("The membership has ended."))
    if mine:
        return redirect("accounts:account")
    return redirect("organisations:organisation", key=member.organisation_id)
