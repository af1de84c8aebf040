"""Filter and forms of decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.text import Truncator
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
    """An outcome for one mandate. By which other one it is superseded is said in two steps: a
    number, an address or words first, then one of those that are `found`."""

    outcome = forms.ChoiceField(
        label=_("What you propose"), choices=Mandate.Standing.choices, widget=forms.RadioSelect
    )
    sought = forms.CharField(
        label=_("Superseded by"),
        help_text=_(
            "Words of the mandate that takes its place and of its instrument, its address, or the "
            "number at the end of its address."
        ),
        required=False,
        max_length=400,
    )
    which = forms.CharField(
        label=_("The mandate that takes its place"), widget=forms.RadioSelect, required=False
    )
    field_order = ("outcome", "sought", "which", "reason", "language")
    most = queries.MOST_SOUGHT

    def __init__(self, *args: Any, mandate: Mandate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sought = self.data.get("sought", "") if self._superseded else ""
        self.found = queries.sought(sought, besides=mandate)
        if self.found:
            options = [(key, _option(each)) for key, each in self.found.items()]
            self.fields["which"].widget = forms.RadioSelect(choices=options)
        else:
            del self.fields["which"]

    @property
    def _superseded(self) -> bool:
        return self.data.get("outcome") == Mandate.Standing.SUPERSEDED

    @property
    def chosen(self) -> Mandate | None:
        """The one that was ticked of those that were found."""
        return self.found.get(self.data.get("which", ""))

    @property
    def asks(self) -> bool:
        """Whether it is to be shown again, for one of those found to be ticked."""
        return bool(self.found) and self.chosen is None

    def clean_sought(self) -> str:
        """What was sought, where something was found."""
        sought: str = self.cleaned_data["sought"]
        if self._superseded and not self.found:
            nothing = _("No other mandate has “%(words)s” as its number or among its words.")
            wanted = _("Say by which mandate it is superseded.")
            raise forms.ValidationError(nothing % {"words": sought} if sought else wanted)
        return sought

    def values(self) -> dict[str, Any]:
        """What `propose` takes."""
        given = self.cleaned_data
        names = ("outcome", "reason", "language")
        return {name: given[name] for name in names} | {"superseded_by": self.chosen}


def _option(mandate: Mandate) -> str:
    assert mandate.current is not None  # those alone are found
    words = Truncator(mandate.current.words).words(40)
    return format_html('<span dir="auto">{}: {}</span>', mandate, words)


class RefusalForm(forms.Form):
    """Why a proposal is refused."""

    note = forms.CharField(
        label=_("Why it is refused"),
        help_text=_("Who proposed it reads it."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
