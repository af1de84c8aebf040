"""Filter and forms of decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionline.common import languages
from actionline.common.fields import DateInput
from actionline.common.filter_forms import ANY, FilterForm
from actionline.framework.models import Body
from actionline.instruments.models import Instrument
from actionline.mandates.models import Kind, Mandate

from . import queries
from .models import Decision

STANDS, STOOD = "stands", "stood"


class DecisionFilter(FilterForm):
    """What the list of decisions shows; what makes no sense is as if it were not given."""

    outcome = forms.ChoiceField(
        label=_("Decision"), required=False, choices=[*ANY, *Mandate.Standing.choices]
    )
    body = forms.ChoiceField(label=_("Who is asked"), required=False)
    instrument = forms.ChoiceField(label=_("Instrument"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[*ANY, *Kind.choices])
    now = forms.ChoiceField(
        label=_("Whether it stands"),
        required=False,
        choices=[
            *ANY,
            (STANDS, pgettext_lazy("a decision", "Stands")),
            (STOOD, pgettext_lazy("a decision", "Stood earlier")),
        ],
    )
    after = forms.DateField(label=_("From"), required=False, widget=DateInput)
    before = forms.DateField(label=_("Until"), required=False, widget=DateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = sorted((body.name, body.slug) for body in Body.objects.all())
        self.choose("body", [(slug, name) for name, slug in bodies])
        decided = Decision.objects.filter(state=Decision.State.VALIDATED).order_by()
        known = Instrument.objects.filter(pk__in=decided.values("mandate__instrument"))
        self.choose("instrument", [(each.slug, str(each)) for each in known])

    def decisions(self) -> QuerySet[Decision]:
        """What it lets through, the latest decision first."""
        chosen = self.values
        found = queries.public()
        columns = {
            "outcome": "outcome",
            "instrument": "mandate__instrument__slug",
            "kind": "mandate__kind",
            "after": "settled_at__date__gte",
            "before": "settled_at__date__lte",
        }
        for name, column in columns.items():
            if name in chosen:
                found = found.filter(**{column: chosen[name]})
        if "body" in chosen:
            found = found.filter(queries.asked(chosen["body"]))
        if "now" in chosen:
            found = found.filter(stands=chosen["now"] == STANDS)
        return found.order_by("-settled_at", "-pk")


class ReasonForm(forms.Form):
    """A reason in a language."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Everybody can read it. It can be translated."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    language = forms.ChoiceField(label=_("Language of the reason"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, languages.name(code)) for code in settings.CONTENT_LANGUAGES]


class ManyForm(ReasonForm):
    """The same of many mandates; by which one is superseded is said one by one."""

    outcome = forms.ChoiceField(
        label=_("What you propose"),
        choices=[each for each in Mandate.Standing.choices if each[0] != "superseded"],
        widget=forms.RadioSelect,
    )
    field_order = ("outcome", "reason", "language")


class ProposalForm(ReasonForm):
    """An outcome for one mandate."""

    outcome = forms.ChoiceField(
        label=_("What you propose"), choices=Mandate.Standing.choices, widget=forms.RadioSelect
    )
    superseded_by = forms.IntegerField(
        label=_("Superseded by"),
        help_text=_(
            "The number of the mandate that takes its place: the last part of its address."
        ),
        required=False,
        min_value=1,
        max_value=2**62,
    )
    field_order = ("outcome", "superseded_by", "reason", "language")

    def clean_superseded_by(self) -> Mandate | None:
        """The mandate of that number."""
        key = self.cleaned_data["superseded_by"]
        if key is None:
            return None
        found = Mandate.objects.filter(pk=key, current__isnull=False).first()
        if found is None:
            raise forms.ValidationError(_("There is no mandate of this number."))
        return found


class RefusalForm(forms.Form):
    """Why a proposal is refused."""

    note = forms.CharField(
        label=_("Why it is refused"),
        help_text=_("Who proposed it reads it."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
