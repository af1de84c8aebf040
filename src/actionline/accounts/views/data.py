"""Data protection: what is kept of people, one's own data, and its end."""

from __future__ import annotations

import json

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from actionline.accounts import actions, data_protection
from actionline.accounts.models import User


class EraseForm(forms.Form):
    """Asks for the address, so that nobody erases an account by a slip."""

    email = forms.EmailField(label=gettext_lazy("Your e-mail address, to be sure"))

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # a form's own arguments
        self.user = user

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if email.lower() != self.user.email:
            raise forms.ValidationError(_("This is not the address of your account."))
        return email


@require_safe
def personal_data(request: HttpRequest) -> HttpResponse:
    """Every personal field, why it is kept and for how long."""
    return render(request, "accounts/data.html", {"declared": data_protection.declared()})


@login_required
@never_cache
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Everything kept of the person signed in, as JSON."""
    assert isinstance(request.user, User)
    content = json.dumps(
        data_protection.export(request.user), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2
    )
    headers = {"Content-Disposition": 'attachment; filename="my-data.json"'}
    return HttpResponse(content, content_type="application/json", headers=headers)


@login_required
def erase(request: HttpRequest) -> HttpResponse:
    """Erase one's account, after asking. (`urls` has it ask for the password again.)"""
    assert isinstance(request.user, User)
    form = EraseForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        actions.erase(user=request.user, by=request.user)
        logout(request)
        messages.success(request, _("Your account is erased."))
        return redirect("portal:home")
    return render(request, "accounts/erase.html", {"form": form})
