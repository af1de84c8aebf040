"""The forms of the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from actionline.common import languages
from actionline.common.fields import WordArea

from . import checks, registry
from .models import Translation
from .queries import Chosen, Text


class DeskFilter(forms.Form):
    """Which texts are listed; it lives in the address."""

    q = forms.CharField(
        label=_("Words"), required=False, max_length=200, widget=forms.TextInput({"dir": "auto"})
    )
    content = forms.ChoiceField(label=_("Kind of text"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), *Translation.State.choices],
    )
    outdated = forms.BooleanField(
        label=pgettext_lazy("translations", "Only those older than the text"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        control = self.fields["content"]
        assert isinstance(control, forms.ChoiceField)
        names = [(content.name, content.title) for content in registry.contents()]
        control.choices = [("", _("All")), *names]

    @property
    def chosen(self) -> Chosen:
        """What is asked for; a value that makes no sense is as if it were not given."""
        self.is_valid()
        given = self.cleaned_data
        return Chosen(
            content=given.get("content", ""),
            state=given.get("state", ""),
            outdated=given.get("outdated", False),
            q=given.get("q", "").replace("\0", "").strip(),
        )


class WordsForm(forms.Form):
    """A translation of one text. `seen` says what the person had before them."""

    words = forms.CharField(label=_("Translation"), strip=False, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    go_on = forms.BooleanField(label=_("Then go on to the next text"), required=False, initial=True)

    def __init__(self, *args: Any, text: Text, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text = text
        rows = min(20, max(4, len(text.source) // 60 + 2))
        attributes = {
            "lang": languages.tag(language),
            "dir": languages.direction(language),
            "rows": rows,
        }
        self.fields["words"].widget = WordArea(attributes)
        told = ngettext(
            "%(longest)s character at most.", "%(longest)s characters at most.", text.field.longest
        )
        self.fields["words"].help_text = told % {"longest": text.field.longest}

    def see(self, stamp: str) -> None:
        """Let the form, which holds words that were refused, say what is there now."""
        self.data = {name: self.data[name] for name in self.data} | {"seen": stamp}

    def clean_words(self) -> str:
        words = checks.tidy(self.cleaned_data["words"])
        if faults := checks.faults(self.text.source, words, self.text.field):
            raise forms.ValidationError(faults)
        return words


class IntakeForm(forms.Form):
    """A file of translations that comes in."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("XLIFF 1.2, as you export it here and your program saves it; up to 10 MB."),
        widget=forms.ClearableFileInput({"accept": ".xlf,.xliff"}),
    )
    approve = forms.BooleanField(
        label=_("Approve what the file marks as final; the rest comes in as drafts"),
        required=False,
    )

    def __init__(self, *args: Any, may_approve: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_approve:
            del self.fields["approve"]
