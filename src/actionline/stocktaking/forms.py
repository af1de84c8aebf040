"""The form of one step of an entry, made from the questions of its template.

It draws and reads; what is wrong with an answer is told by `answers.faults`, so that a draft can
hold what is not finished.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from actionline.common import languages
from actionline.common.fields import DateInput, WordArea
from actionline.framework.models import ActionLine
from actionline.framework.tagging import queries as tagging

from . import by_words, choices
from .models import Call, Question, Submission
from .widgets import Boxes, Offer, Rows

_K = Question.Kind
#: Lists up to this length are shown as buttons to choose from, longer ones as a menu.
_SHORT = 8
_LINKED = {"targets", "goals", "objectives"}
LINKS = (("url", _("Address"), "url"), ("text", _("What is there"), "text"))
FIGURES = (
    ("what", _("What was counted"), "text"),
    ("value", _("How many"), "text"),
    ("unit", _("Unit"), "text"),
)


class Answer(forms.Field):
    """An answer as its widget reads it; `answers.as_stored` brings it into form."""

    def clean(self, value: Any) -> Any:
        return value


class StepForm(forms.Form):
    """The questions of one step, answered in `language`; `suggested` values come first."""

    def __init__(
        self,
        *args: Any,
        questions: Iterable[Question],
        language: str,
        suggested: Mapping[str, Sequence[Offer]],
        spare: int = 2,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            if question.kind == _K.PICTURES:  # they have a form of their own
                continue
            field = Answer(
                label=question.name if question.required else _optional(question.name),
                help_text=question.help,
                required=False,
                widget=_widget(question, suggested.get(question.key, ()), spare),
            )
            if question.kind in {_K.LINE, _K.TEXT}:
                field.widget.attrs |= {"lang": languages.tag(language), "dir": "auto"}
            self.fields[question.key] = field

    @property
    def answers(self) -> dict[str, Any]:
        """What was typed, by the keys of the questions."""
        return {name: self[name].data for name in self.fields}

    def tell(self, faults: Iterable[Any]) -> None:
        """Show what is wrong at the fields it is about."""
        self.is_valid()
        for fault in faults:
            self.add_error(fault.key if fault.key in self.fields else None, fault.message)


def _optional(name: str) -> str:
    return _("%(question)s (optional)") % {"question": name}


def _widget(question: Question, first: Sequence[Offer], spare: int) -> forms.Widget:
    if question.kind == _K.TEXT:
        area = WordArea({"rows": 8})
        area.least, area.most = question.least, question.most
        return area
    if question.kind == _K.DATE:
        return DateInput()
    if question.kind == _K.LINKS:
        return Rows(LINKS, spare)
    if question.kind == _K.FIGURES:
        return Rows(FIGURES, spare)
    if question.kind == _K.SOME:
        return Boxes(choices.of(question), first)
    if question.kind == _K.ONE:
        return _one_of(choices.of(question))
    kinds = {"contact_email": "email", "contact_phone": "tel"}
    widget = forms.TextInput({"maxlength": 2000} if question.kind == _K.LINE else {})
    if question.kind == _K.NUMBER:
        widget.attrs["inputmode"] = "decimal"
    widget.input_type = kinds.get(question.key, "text")
    return widget


def _one_of(offered: Sequence[choices.Choice]) -> forms.Widget:
    pairs = [(choice.value, choice.label) for choice in offered]
    if len(pairs) <= _SHORT:
        return forms.RadioSelect(choices=pairs)
    return forms.Select(choices=[("", "—"), *pairs])


def suggestions(
    answers: Mapping[str, Any], language: str, asked: Collection[str]
) -> dict[str, list[Offer]]:
    """What is offered first to the questions asked: what the matrix links to the action lines of an
    entry, and what its words speak of in its language. Nothing of it is forced."""
    found: dict[str, list[Offer]] = {}
    if _LINKED & set(asked):
        for key, values in _linked(answers.get("lines") or []).items():
            found[key] = [Offer(_("Offered first: what goes with your action lines."), values)]
    for key, spoken in (("lines", by_words.lines), ("targets", by_words.targets)):
        if key in asked:
            why = _("Offered because of the words of your title and descriptions.")
            found.setdefault(key, []).append(Offer(why, spoken(answers, language)))
    return found


def _linked(codes: Sequence[str]) -> dict[str, list[str]]:
    """Targets, goals and objectives that the matrix links to these action lines, each once, those
    of most of the lines first."""
    lines = list(ActionLine.objects.filter(code__in=codes)) if codes else []
    found: dict[str, list[str]] = {"targets": [], "goals": [], "objectives": []}
    for link in tagging.suggested(lines) if lines else ():
        if link.target:
            found["targets"].append(link.target.code)
        if link.goal:
            found["goals"].append(link.goal.code)
        if link.objective:
            found["objectives"].append(link.objective.code)
    return {
        key: [code for code, _n in Counter(codes).most_common()] for key, codes in found.items()
    }


class BeginForm(forms.Form):
    """For which call, and in which language."""

    call = forms.ModelChoiceField(
        label=_("Call"), queryset=Call.objects.none(), required=False, empty_label=_("none")
    )
    language = forms.ChoiceField(
        label=_("Language of the entry"),
        help_text=_("Write in the language you know best. Translations are made from it."),
        choices=settings.LANGUAGES,
    )
    source = forms.ModelChoiceField(
        label=_("Fill it in from an earlier entry"),
        help_text=_("Its answers are copied, pictures apart. The language is then that entry’s."),
        queryset=Submission.objects.none(),
        required=False,
        empty_label=_("none"),
    )

    def __init__(self, *args: Any, calls: Any, earlier: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        source = self.fields["source"]
        assert isinstance(source, forms.ModelChoiceField)
        source.queryset = earlier
        if not earlier:
            del self.fields["source"]
        field = self.fields["call"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = calls
        if not calls:
            del self.fields["call"]


class AuthorForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address of the author"), max_length=254)


class OwnerForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address of the owner"), max_length=254)
    hand_over = forms.BooleanField(
        label=_("In my place: once they accept, I am no owner any more"), required=False
    )


class PictureForm(forms.Form):
    """A picture and its words."""

    file = forms.FileField(
        label=_("Picture"), help_text=_("PNG or JPEG, at most 5 MB."), allow_empty_file=True
    )
    alt = forms.CharField(
        label=_("What it shows"),
        help_text=_("For those who do not see it: one or two sentences."),
        max_length=1000,
    )


class SubmitForm(forms.Form):
    """The last step; a late code is asked for when the call is over."""

    late_code = forms.CharField(label=_("Late code"), max_length=40, required=False)

    def __init__(self, *args: Any, submission: Submission, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        call = submission.call
        if call is None or call.is_open or submission.submitted_at:
            del self.fields["late_code"]
