"""Sign-in links, and one's own account. The other ways to sign in: `sign_in_urls`."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from actionline.accounts import actions, links
from actionline.accounts.forms import AccountForm, FirstOfficerForm
from actionline.accounts.models import Role, User
from actionline.common import mail_choices


@never_cache
def enter(request: HttpRequest, key: str, token: str) -> HttpResponse:
    """A sign-in link. Opening it asks; only the button uses it up, for mail scanners open links."""
    if request.method == "POST":
        user = actions.sign_in(request=request, key=key, token=token)
        if user is not None:
            messages.success(request, _("You are signed in."))
            return redirect("portal:home")
    else:
        user = links.owner(key, token)
    if user is None:
        return render(request, "accounts/link_used.html", status=410)
    return render(request, "accounts/enter.html", {"person": user})


@never_cache
def first_officer(request: HttpRequest, token: str) -> HttpResponse:
    """The link that the first start prints: whoever has it becomes the first officer."""
    if not links.is_first(token):
        return render(request, "accounts/link_used.html", status=410)
    form = FirstOfficerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if actions.become_first_officer(request=request, token=token, email=email):
            messages.success(request, _("You are signed in."))
            return redirect("portal:home")
    return render(request, "accounts/first_officer.html", {"form": form})


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """What is known of the person signed in; they may change their name, and who may read it."""
    assert isinstance(request.user, User)  # login_required, told to the type checker
    form = AccountForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        actions.rename(user=request.user, name=form.cleaned_data["name"])
        actions.show_name(user=request.user, shown=form.cleaned_data["shows_name"])
        messages.success(request, _("Your name is saved."))
        return redirect("accounts:account")
    lent = Role.objects.filter(lent_from__person=request.user).select_related("lent_from", "person")
    context = {
        "form": form,
        "paused": mail_choices.paused(request.user),
        "roles": request.user.holding(),
        "lent": [role for role in lent if role.is_current()],
        "memberships": request.user.memberships.select_related("organisation"),
        "has_providers": bool(settings.OIDC_URL),
        "may_see_people": request.user.has_perm("accounts.see_people"),
    }
    return render(request, "accounts/account.html", context)
