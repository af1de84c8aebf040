"""Inviting people, and accepting."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from actionline.accounts import actions, links
from actionline.accounts.forms import InviteForm
from actionline.accounts.models import Invitation, User

PAGE = 50


@login_required
@permission_required("accounts.give_role", raise_exception=True)
def invitations(request: HttpRequest) -> HttpResponse:
    """Invite somebody; below, those who were."""
    assert isinstance(request.user, User)
    form = InviteForm(request.POST or None, by=request.user, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.invite(
                email=data["email"],
                language=data["language"],
                role=form.role(None),
                by=request.user,
            )
        except PermissionDenied:
            form.add_error(None, _("You may not give this role."))
        else:
            messages.success(request, _("The invitation is on its way."))
            return redirect("accounts:invitations")
    page = Paginator(Invitation.objects.all(), PAGE).get_page(request.GET.get("page"))
    rows = [(each, each.role()) for each in page]
    return render(request, "accounts/invitations.html", {"form": form, "page": page, "rows": rows})


@login_required
@permission_required("accounts.give_role", raise_exception=True)
@require_POST
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    assert isinstance(request.user, User)
    actions.withdraw(invitation=get_object_or_404(Invitation, pk=key), by=request.user)
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("accounts:invitations")


@never_cache
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """The link of an invitation. Opening it asks; only the button accepts."""
    invitation = links.invitation(token)
    if invitation is None:
        return render(request, "accounts/link_used.html", status=410)
    if request.method == "POST":
        if actions.accept(token=token, request=request):
            messages.success(request, _("Welcome. The role is yours."))
            return redirect("accounts:account")
        messages.warning(
            request, _("Sign in with the address that was invited, then open the link again.")
        )
    return render(request, "accounts/accept.html", {"role": invitation.role()})
