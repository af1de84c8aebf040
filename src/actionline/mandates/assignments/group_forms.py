"""Forms of groups: members, terms, texts, and what became of recommendations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from actionline.accounts.models import Organisation, User
from actionline.common.fields import DateInput
from actionline.framework.models import Body

from . import queries
from .actions import Membership, Words
from .forms import PersonField
from .models import Group, GroupText, Member

#: Recommendations of one text.
MOST_ITEMS = 200


class MemberForm(forms.Form):
    """Who is what in a group, and for which term."""

    role = forms.ChoiceField(label=_("Role"), choices=Member.Role.choices)
    body = forms.ModelChoiceField(
        queryset=Body.objects.all(),
        label=_("Body"),
        required=False,
        to_field_name="slug",
        help_text=_("Choose one of the three: a body, an organisation or a person."),
    )
    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.filter(merged_into=None, verified_at__isnull=False),
        label=_("Organisation"),
        required=False,
    )
    person = PersonField(
        queryset=User.objects.none(),
        label=_("Person"),
        help_text=_("Focal points and officers. Everybody reads the names of those who let them."),
        required=False,
    )
    since = forms.DateField(label=_("From"), required=False, widget=DateInput)
    until = forms.DateField(label=_("Until"), required=False, widget=DateInput)
    source = forms.CharField(
        label=_("Source"),
        help_text=_("Where it is known from: an address or a document number."),
        max_length=400,
    )

    def __init__(self, data: Any = None, *, member: Member | None = None) -> None:
        initial: dict[str, Any] = {"role": Member.Role.MEMBER}
        if member is not None:
            names = ("role", "since", "until", "source", "organisation", "person")
            initial = {name: getattr(member, name) for name in names}
            initial["body"] = member.body.slug if member.body else None
        super().__init__(data, initial=initial)
        field = self.fields["person"]
        assert isinstance(field, PersonField)
        known = User.objects.filter(group_memberships=member) if member and member.pk else None
        holders = queries.office_holders()
        field.queryset = holders if known is None else (holders | known).distinct()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if sum(bool(given.get(name)) for name in ("body", "organisation", "person")) != 1:
            raise ValidationError(
                _("Choose one of the three: a body, an organisation or a person.")
            )
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", _("The term ends before it begins."))
        return given

    def membership(self) -> Membership:
        """What was entered, once it is valid."""
        return Membership(**self.cleaned_data)


class TermsForm(forms.Form):
    """What a group is there for."""

    terms = forms.CharField(
        label=_("Terms of reference"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 12})
    )
    source = forms.CharField(
        label=_("Source"),
        help_text=_("Where it is known from: an address or a document number."),
        max_length=400,
    )

    def __init__(self, data: Any = None, *, group: Group) -> None:
        super().__init__(data, initial={"terms": group.terms, "source": group.terms_source})


class TextForm(forms.Form):
    """A text of a group with its recommendations."""

    kind = forms.ChoiceField(label=_("Kind"), choices=GroupText.Kind.choices)
    title = forms.CharField(label=_("Title"), max_length=300)
    symbol = forms.CharField(label=_("Symbol or source"), max_length=200, required=False)
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    items = forms.CharField(
        label=_("Recommendations"),
        help_text=_("One in each paragraph, with an empty line between. They are numbered."),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    addressed = forms.ModelMultipleChoiceField(
        queryset=Body.objects.all(),
        label=_("Addressed to"),
        required=False,
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, text: GroupText | None = None) -> None:
        initial: dict[str, Any] = {}
        if text is not None:
            initial = {name: getattr(text, name) for name in ("kind", "title", "symbol", "text")}
            initial["items"] = "\n\n".join(item.words for item in text.items.all())
            initial["addressed"] = [body.slug for body in text.addressed.all()]
        super().__init__(data, initial=initial)

    def clean_items(self) -> tuple[str, ...]:
        """The recommendations, each in one line."""
        paragraphs = self.cleaned_data["items"].replace("\r\n", "\n").split("\n\n")
        items = tuple(" ".join(part.split()) for part in paragraphs if part.strip())
        if len(items) > MOST_ITEMS:
            raise ValidationError(
                _("These are more than %(most)s recommendations."), params={"most": MOST_ITEMS}
            )
        return items

    def words(self) -> Words:
        """What was entered, once it is valid."""
        given = self.cleaned_data
        return Words(
            given["kind"],
            given["title"],
            given["text"],
            given["symbol"],
            tuple(given["addressed"]),
            given["items"],
        )


class FollowForm(forms.Form):
    """How far a recommendation is."""

    note = forms.CharField(
        label=_("What was done, or why not"),
        help_text=_("Everybody can read it."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
