"""What is said of organisations."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionline.framework.economies import EconomyField
from actionline.framework.models import MembershipKind

from . import queries
from .models import Organisation, OrganisationMember

DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")


class OrganisationForm(forms.ModelForm[Organisation]):
    """Officers also say which domains are the organisation's, for these verify members."""

    economy = EconomyField(
        label=_("Country"),
        required=False,
        help_text=_("Begin to write its name and choose, or write its ISO code."),
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")

    class Meta:
        model = Organisation
        fields = ["name", "acronym", "type", "economy", "membership", "website", "domains"]

    def __init__(self, *args: Any, officer: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not officer:
            del self.fields["domains"]
        field = self.fields["membership"]
        if isinstance(field, forms.ModelChoiceField):
            field.empty_label = gettext("none")
        if not MembershipKind.objects.exists():
            del self.fields["membership"]

    def clean_domains(self) -> str:
        domains: str = self.cleaned_data["domains"].lower()
        for domain in domains.split():
            if not DOMAIN.fullmatch(domain):
                raise forms.ValidationError(
                    gettext("“%(domain)s” is no domain; write it like example.org.")
                    % {"domain": domain}
                )
        return " ".join(domains.split())


class JoinForm(forms.ModelForm[OrganisationMember]):
    class Meta:
        model = OrganisationMember
        fields = ["position"]


class MergeForm(forms.Form):
    """Which organisation a duplicate becomes."""

    into = forms.ModelChoiceField(
        label=_("It is the same as"), queryset=Organisation.objects.none()
    )

    def __init__(self, *args: Any, duplicate: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: forms.Field = self.fields["into"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = queries.organisations(all_of_them=True).exclude(pk=duplicate.pk)
