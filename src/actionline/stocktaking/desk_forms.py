"""What the desk fills in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionline.accounts.models import User
from actionline.common import notifications
from actionline.common.states import Move

from . import queries
from .bulk import VERBS
from .models import Question, Reason, Submission
from .states import MOVES


class DecisionForm(forms.Form):
    """A verb, and its reason: ready ones, words of one's own, or both."""

    verb = forms.ChoiceField(label=gettext_lazy("Decision"), widget=forms.RadioSelect)
    ready = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Ready reasons"),
        queryset=Reason.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("The authors read them in the language of their entry."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason in words"),
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        required=False,
        max_length=4000,
    )

    def __init__(self, *args: Any, moves: Sequence[Move], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        verb = self.fields["verb"]
        assert isinstance(verb, forms.ChoiceField)
        verb.choices = [(move.verb, move.words) for move in moves]
        if not any(move.needs_reason for move in moves):
            del self.fields["ready"]

    def reasons(self, language: str) -> str:
        """All that was said, in the language of the entry where it was ready."""
        ready = [queries.text_in(each, language) for each in self.cleaned_data.get("ready") or []]
        return "\n\n".join(filter(None, [*ready, self.cleaned_data["reason"].strip()]))


class BulkForm(forms.Form):
    verb = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[(move.verb, move.words) for move in MOVES if move.verb in VERBS],
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), required=False, max_length=4000, widget=forms.TextInput
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        needs = any(move.needs_reason for move in MOVES if move.verb == given.get("verb"))
        if needs and not given.get("reason", "").strip():
            self.add_error("reason", _("Give a reason; the authors read it."))
        return given

    @property
    def verb_in_words(self) -> str:
        words = {move.verb: str(move.words) for move in MOVES}
        return words[self.cleaned_data["verb"]]


class CommentForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Comment"),
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        max_length=4000,
    )
    question = forms.ChoiceField(label=gettext_lazy("About"), required=False)
    internal = forms.BooleanField(
        label=gettext_lazy("Only the desk sees it"), required=False, initial=True
    )

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = self.fields["question"]
        assert isinstance(about, forms.ChoiceField)
        about.choices = [
            ("", _("the whole entry")),
            *((question.key, question.name) for question in questions),
        ]


class AssignForm(forms.Form):
    """To somebody who may review the entry."""

    to = forms.ModelChoiceField(
        label=gettext_lazy("Assigned to"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("nobody"),
    )

    def __init__(self, *args: Any, submission: Submission, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"to": submission.assigned_to_id}
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        able = {person.pk for person in notifications.holders("stocktaking.publish")}
        field.queryset = User.objects.filter(pk__in=able | {submission.assigned_to_id or 0})
