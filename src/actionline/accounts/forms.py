"""What a person says about themselves."""

from __future__ import annotations

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from .models import User


class AccountForm(forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ["name"]
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}


class FirstOfficerForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth has no type hints
    """An address and, for those who have one, a password; without it a code is mailed."""

    def _setup_password_field(self) -> None:
        """allauth takes the field away where people sign up without a password."""
        password = self.fields["password"]
        password.required = password.widget.is_required = False
        password.label = _("Password, if you have set one")
        password.help_text = _("Leave it empty to get a code by e-mail.")
