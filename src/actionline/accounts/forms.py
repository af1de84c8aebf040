"""What people say about themselves and about others' roles."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionline.common import permissions
from actionline.common.fields import DateInput

from . import rules, scopes
from .models import Role, User


class AccountForm(forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ["name", "shows_name"]
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


def end_of(day: date | None) -> datetime | None:
    """The moment at which what is good until and with `day` ends, in the site's time zone."""
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


class PeriodForm(forms.Form):
    """Until when something is good."""

    until = forms.DateField(label=_("Until and with"), widget=DateInput())

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        if until and until < timezone.localdate():
            raise forms.ValidationError(gettext("This day has passed."))
        return until


class RoleForm(PeriodForm):
    """A role to be given: what, how far, for what, until when."""

    kind = forms.ChoiceField(label=_("Role"), choices=Role.Kind.choices)
    level = forms.ChoiceField(
        label=_("Level"),
        choices=[("", "—"), *Role.Level.choices],
        required=False,
        help_text=_("For focal points only. Each level includes those below it."),
    )
    scope = forms.ChoiceField(
        label=_("For"), required=False, help_text=_("The role counts for this alone.")
    )
    field_order = ["kind", "level", "scope", "until"]

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind, scope, until = (self.fields[name] for name in ("kind", "scope", "until"))
        assert isinstance(kind, forms.ChoiceField) and isinstance(scope, forms.ChoiceField)
        given = rules.kinds_given_by(by)
        kind.choices = [each for each in Role.Kind.choices if each[0] in given]
        scope.choices = scopes.grouped()
        until.required = until.widget.is_required = False
        until.help_text = gettext("Leave it empty for a role without an end.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        focal = data.get("kind") == Role.Kind.FOCAL_POINT
        if focal and not data.get("level"):
            self.add_error("level", gettext("Say how far this focal point may go."))
        if not focal and data.get("level"):
            self.add_error("level", gettext("Only focal points have a level."))
        return data

    def role(self, person: User | None) -> Role:
        """The role that was asked for, not saved yet."""
        data = self.cleaned_data
        scope, _colon, code = data["scope"].partition(":")
        role = Role(
            kind=data["kind"],
            level=data["level"],
            scope=scope,
            scope_code=code,
            ends=end_of(data["until"]),
        )
        if person is not None:
            role.person = person
        return role


class InviteForm(RoleForm):
    """Whom to invite, in which language, to which role."""

    email = forms.EmailField(label=_("E-mail address"))
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES)
    field_order = ["email", "language", "kind", "level", "scope", "until"]


class LendForm(PeriodForm):
    """To whom a role is lent."""

    email = forms.EmailField(
        label=_("E-mail address of the person who acts for you"),
        help_text=_("Somebody who has an account here."),
    )
    field_order = ["email", "until"]

    def clean_email(self) -> User:
        person = User.objects.filter(
            email=self.cleaned_data["email"].lower(), is_active=True
        ).first()
        if person is None:
            raise forms.ValidationError(gettext("Nobody with this address has an account here."))
        return person


class WhyForm(forms.Form):
    """Whose permissions are explained."""

    person = forms.EmailField(label=_("E-mail address"), required=False)
    permission = forms.ChoiceField(label=_("May they …"), required=False)

    def __init__(self, *args: Any, others: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        permission = self.fields["permission"]
        assert isinstance(permission, forms.ChoiceField)
        named = [(name, permissions.words(name)) for name in permissions.names()]
        permission.choices = [("", gettext("anything")), *named]
        if not others:
            del self.fields["person"]

    def clean_person(self) -> User | None:
        email = self.cleaned_data["person"].lower()
        person = User.objects.filter(email=email).first()
        if email and person is None:
            raise forms.ValidationError(gettext("Nobody with this address has an account here."))
        return person
