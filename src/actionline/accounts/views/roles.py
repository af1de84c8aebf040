"""Who is here and what they may do; giving, ending and lending roles; why somebody may."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from actionline.accounts import actions, queries
from actionline.accounts.forms import LendForm, RoleForm, WhyForm, end_of
from actionline.accounts.models import Role, User
from actionline.common import permissions

PAGE = 50


@login_required
@permission_required("accounts.see_people", raise_exception=True)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody with an account, by name; `?q=` and `?role=` narrow it down."""
    words, kind = request.GET.get("q", "")[:200], request.GET.get("role", "")
    found = queries.people(words=words, kind=kind if kind in Role.Kind.values else "")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "words": words, "kind": kind, "kinds": Role.Kind.choices}
    return render(request, "accounts/people.html", context)


@login_required
@permission_required("accounts.see_people", raise_exception=True)
def person(request: HttpRequest, key: int) -> HttpResponse:
    """One person: their roles now and before."""
    who = get_object_or_404(queries.people(), pk=key)
    roles = [(role, request.user.has_perm("accounts.give_role", role)) for role in who.roles.all()]
    context = {
        "person": who,
        "roles": roles,
        "may_give": request.user.has_perm("accounts.give_role"),
    }
    return render(request, "accounts/person.html", context)


@login_required
@permission_required("accounts.give_role", raise_exception=True)
def give(request: HttpRequest, key: int) -> HttpResponse:
    """Give somebody a role."""
    assert isinstance(request.user, User)
    who = get_object_or_404(User, pk=key, is_active=True)
    form = RoleForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_role(role=form.role(who), by=request.user)
        except PermissionDenied:
            form.add_error(
                None, _("You may not give this role. “Why” under your account says more.")
            )
        else:
            messages.success(request, _("The role is given."))
            return redirect("accounts:person", key=who.pk)
    return render(request, "accounts/give.html", {"person": who, "form": form})


@login_required
def end(request: HttpRequest, key: int) -> HttpResponse:
    """End a role, after asking. Who may not and does not hold it is refused by the action."""
    assert isinstance(request.user, User)
    role = get_object_or_404(Role.objects.select_related("person", "lent_from__person"), pk=key)
    mine = request.user.pk in (role.person_id, role.lent_from and role.lent_from.person_id)
    if not mine and not request.user.has_perm("accounts.give_role", role):
        raise PermissionDenied
    if request.method == "POST":
        actions.end_role(role=role, by=request.user)
        messages.success(request, _("The role has ended."))
        if mine:
            return redirect("accounts:account")
        return redirect("accounts:person", key=role.person_id)
    return render(request, "accounts/end.html", {"role": role})


@login_required
def lend(request: HttpRequest, key: int) -> HttpResponse:
    """Lend a role of one's own."""
    assert isinstance(request.user, User)
    role = get_object_or_404(Role, pk=key)
    if not request.user.has_perm("accounts.lend_role", role):
        raise PermissionDenied
    form = LendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        until = end_of(form.cleaned_data["until"])
        assert until is not None  # the field is required
        try:
            actions.lend_role(
                role=role, to=form.cleaned_data["email"], until=until, by=request.user
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The role is lent."))
            return redirect("accounts:account")
    return render(request, "accounts/lend.html", {"role": role, "form": form})


def why(request: HttpRequest) -> HttpResponse:
    """Why somebody may or may not do a thing: each permission, condition by condition."""
    others = request.user.has_perm("accounts.explain_others")
    form = WhyForm(request.GET, others=others)
    valid = form.is_valid()
    who = (form.cleaned_data.get("person") if valid else None) or request.user
    wanted = form.cleaned_data.get("permission") if valid else ""
    names = [wanted] if wanted else permissions.names()
    context = {
        "form": form,
        "person": who,
        "explanations": [permissions.explain(name, who) for name in names],
    }
    return render(request, "accounts/why.html", context)
