"""What the secretariat fills in for the questions of a template."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionline.common import languages
from actionline.framework.vocabulary import LANGUAGES

from .models import Project, Question, Template
from .questions import CORE
from .versions import RESERVED

_K = Question.Kind
MOST_CHOICES = 300
_KEY = re.compile(r"[a-z][a-z0-9_]{1,39}")
_VALUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}")
#: Pictures are kept apart, so a template has no further question for them.
_OWN_KINDS = [(kind.value, kind.label) for kind in _K if kind != _K.PICTURES]


def _tag(code: str) -> str:
    return "zh-hans" if code == "zh" else code


class AddForm(forms.Form):
    """A question that fills a field of the project, or one of the template's own."""

    known = forms.ChoiceField(label=gettext_lazy("A known question"), required=False)
    key = forms.CharField(
        label=gettext_lazy("Or the key of a question of your own"),
        help_text=gettext_lazy("Small Latin letters, digits and _: it stays for good."),
        max_length=40,
        required=False,
        widget=forms.TextInput({"dir": "ltr"}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of answer"), choices=[("", "—"), *_OWN_KINDS], required=False
    )
    name = forms.CharField(
        label=gettext_lazy("Question, in English"), max_length=300, required=False
    )

    def __init__(self, *args: Any, template: Template, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = set(template.questions.values_list("key", flat=True))
        known = self.fields["known"]
        assert isinstance(known, forms.ChoiceField)
        left = [(key, _field_name(key)) for key in CORE if key not in asked]
        known.choices = [("", "—"), *left]
        if not left:
            del self.fields["known"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        key = given.get("known") or ""
        if key:
            return given | {"key": key, "kind": CORE[key].kind, "name": _field_name(key)}
        own = given.get("key") or ""
        if not _KEY.fullmatch(own) or own in RESERVED or own in CORE:
            self.add_error(
                "key", _("Choose a known question, or give a key such as people_reached.")
            )
        for name in ("kind", "name"):
            if not given.get(name):
                self.add_error(name, _("A question of your own needs this."))
        return given


def _field_name(key: str) -> str:
    names = {"contact_name", "contact_email", "contact_phone"}
    if key in names:
        return key.replace("_", " ")
    return str(getattr(Project._meta.get_field(key), "verbose_name", key))


class QuestionForm(forms.Form):
    """Words in six languages, place, limits, and the choices of a list of its own."""

    step = forms.ChoiceField(label=gettext_lazy("Step"), choices=Question.Step)
    required = forms.BooleanField(label=gettext_lazy("has to be answered"), required=False)
    public = forms.BooleanField(label=gettext_lazy("the answer is public"), required=False)
    least = forms.IntegerField(
        label=gettext_lazy("At least"), required=False, min_value=0, max_value=1_000_000
    )
    most = forms.IntegerField(
        label=gettext_lazy("At most"),
        help_text=gettext_lazy(
            "Words of a text (characters in Chinese), characters of a line, items of a list, or"
            " the number itself."
        ),
        required=False,
        min_value=1,
        max_value=1_000_000,
    )

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        self.has_choices = question.key not in CORE and question.kind in {_K.ONE, _K.SOME}
        if question.key in CORE and CORE[question.key].contact:
            del self.fields["public"]
        for code in LANGUAGES:
            shown = {"lang": languages.tag(_tag(code)), "dir": languages.direction(_tag(code))}
            named = {"language": languages.name(_tag(code))}
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("Name, %(language)s") % named,
                max_length=300,
                required=code == "en",
                widget=forms.TextInput(shown),
            )
            self.fields[f"help_{code}"] = forms.CharField(
                label=_("Help, %(language)s") % named,
                max_length=2000,
                required=False,
                widget=forms.Textarea(shown | {"rows": 2}),
            )
        if self.has_choices:
            self._offer_choices()
        self.initial = {**self._held(), **self.initial}

    def _offer_choices(self) -> None:
        self.fields["values"] = forms.CharField(
            label=_("Codes of the choices"),
            help_text=_("One in a line, at most 300: Latin letters, digits, full stops, - and _."),
            max_length=20_000,
            required=False,
            widget=forms.Textarea({"rows": 6, "dir": "ltr"}),
        )
        for code in LANGUAGES:
            shown = {"lang": languages.tag(_tag(code)), "dir": languages.direction(_tag(code))}
            named = {"language": languages.name(_tag(code))}
            self.fields[f"labels_{code}"] = forms.CharField(
                label=_("Names of the choices, %(language)s") % named,
                help_text=_("One in a line, in the order of the codes."),
                max_length=100_000,
                required=False,
                strip=False,  # an empty first line is a choice without a name
                widget=forms.Textarea(shown | {"rows": 6}),
            )

    def _held(self) -> dict[str, Any]:
        found = {name: getattr(self.question, name, "") for name in self.fields}
        if self.has_choices:
            rows = self.question.choices
            found["values"] = "\n".join(each["value"] for each in rows)
            for code in LANGUAGES:
                found[f"labels_{code}"] = "\n".join(each.get(code, "") for each in rows).rstrip()
        return found

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        least, most = given.get("least"), given.get("most")
        if least is not None and most is not None and least > most:
            self.add_error("most", _("At most cannot be less than at least."))
        if self.has_choices:
            given["choices"] = self._choices(given)
        return given

    def _choices(self, given: dict[str, Any]) -> list[dict[str, str]]:
        values = [line.strip() for line in given.get("values", "").splitlines() if line.strip()]
        bad = [value for value in values if not _VALUE.fullmatch(value)]
        if bad or len(values) > MOST_CHOICES or len(set(values)) != len(values):
            self.add_error("values", _("Each code once, of the signs allowed, at most 300."))
            return []
        rows = [{"value": value} for value in values]
        for code in LANGUAGES:
            labels = [
                line.strip() for line in given.get(f"labels_{code}", "").rstrip().splitlines()
            ]
            if len(labels) > len(rows) or (
                code == "en" and len([*filter(None, labels)]) < len(rows)
            ):
                self.add_error(f"labels_{code}", _("Give as many names as there are codes."))
                continue
            for row, label in zip(rows, labels, strict=False):
                if label:
                    row[code] = label[:300]
        return rows

    def values(self) -> dict[str, Any]:
        """The fields of the question."""
        found = {
            name: value
            for name, value in self.cleaned_data.items()
            if name != "values" and not name.startswith("labels_")
        }
        if "public" not in self.fields:
            found["public"] = False
        return found
