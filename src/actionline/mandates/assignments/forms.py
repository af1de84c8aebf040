"""Forms of assignments and hand-overs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionline.accounts.models import User
from actionline.common.fields import DateInput

from . import queries
from .models import Assignment, Topic
from .suggesting import Suggestion

_INSTRUCTIONS = _("What the body should know. Everybody can read it.")


class PeopleField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # as Django has it
    """Some people, by the names that everybody may read."""

    def label_from_instance(self, obj: User) -> str:
        return obj.public_name


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # as Django has it
    """One of some people."""

    def label_from_instance(self, obj: User) -> str:
        return obj.public_name


class AssignForm(forms.Form):
    """Who leads the work on one mandate, and who is to support it besides."""

    lead = forms.ModelChoiceField(
        queryset=queries.working_bodies(),
        label=pgettext_lazy("a body's part in the work", "Lead"),
        required=False,
        to_field_name="slug",
    )
    supporting = forms.ModelMultipleChoiceField(
        queryset=queries.working_bodies(),
        label=_("Who supports it besides"),
        required=False,
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
    )
    since = forms.DateField(label=_("Since"), widget=DateInput)
    instructions = forms.CharField(
        label=_("Instructions"),
        help_text=_INSTRUCTIONS,
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @classmethod
    def of(cls, work: queries.Work, suggested: Suggestion | None) -> AssignForm:
        """The form as the work stands; where nobody leads, as it is suggested."""
        initial: dict[str, Any] = {"since": timezone.localdate()}
        if work.lead is not None:
            initial["lead"] = work.lead.body.slug
        elif suggested is not None:
            initial["lead"] = suggested.lead.slug
            initial["supporting"] = [body.slug for body in suggested.supporting]
        return cls(initial=initial)

    def clean_since(self) -> Any:
        day = self.cleaned_data["since"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is still to come: write today or a day before."))
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("lead") and not given.get("supporting"):
            raise ValidationError(_("Choose a body first."))
        return given


class PeopleForm(forms.Form):
    """Who is a body's focal point for a mandate."""

    people = PeopleField(
        queryset=User.objects.none(),
        label=_("Focal points for this mandate"),
        help_text=_("Without any, all focal points of the body are told."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    instructions = forms.CharField(
        label=_("Instructions"),
        help_text=_INSTRUCTIONS,
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, assignment: Assignment) -> None:
        named = [each.person for each in assignment.persons.select_related("person")]
        initial = {
            "people": [person.pk for person in named],
            "instructions": assignment.instructions,
        }
        super().__init__(data, initial=initial)
        field = self.fields["people"]
        assert isinstance(field, PeopleField)
        field.queryset = queries.candidates(assignment.body, named)


class OfferForm(forms.Form):
    """To whom the lead of a mandate is offered."""

    to = forms.ModelChoiceField(
        queryset=queries.working_bodies(), label=_("To which body"), to_field_name="slug"
    )
    person = PersonField(
        queryset=User.objects.none(),
        label=_("To a person of your own body"),
        help_text=_("Only where the body stays the same."),
        required=False,
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("Why, how far the work is, and what is needed next."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any = None, *, assignment: Assignment, by: User) -> None:
        super().__init__(data, initial={"to": assignment.body.slug})
        self.assignment = assignment
        field = self.fields["person"]
        assert isinstance(field, PersonField)
        field.queryset = queries.candidates(assignment.body).exclude(pk=by.pk)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        to, person = given.get("to"), given.get("person")
        if to is not None and person is not None and to.pk != self.assignment.body_id:
            raise ValidationError(
                _("This person is not of that body: choose the one or the other.")
            )
        return given


class AnswerForm(forms.Form):
    """What somebody says to an offer; declining needs a reason."""

    answer = forms.CharField(
        label=_("Your answer"),
        help_text=_("Who declines says in a sentence why."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TopicForm(forms.Form):
    """Which body looks after a topic, and who is asked about it."""

    body = forms.ModelChoiceField(
        queryset=queries.working_bodies(), label=_("Body"), required=False, to_field_name="slug"
    )
    people = PeopleField(
        queryset=User.objects.none(),
        label=_("Focal points"),
        help_text=_("Focal points and officers. Everybody reads the names of those who let them."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, topic: Topic) -> None:
        named = list(topic.persons.values_list("person", flat=True))
        super().__init__(
            data, initial={"body": topic.body.slug if topic.body else None, "people": named}
        )
        field = self.fields["people"]
        assert isinstance(field, PeopleField)
        field.queryset = queries.office_holders()
