"""Forms of the instruments room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from actionline.framework.models import Body
from actionline.reading.limits import MAX_FILE_BYTES

from .drafts import Choice, may_be_swapped
from .models import Import, Instrument, Proposal

Json = dict[str, Any]

MAX_FILES = 20
ORDER_CHOICES = [
    ("name", _("Body and number")),
    ("title", _("Title")),
    ("newest", _("Newest edition")),
    ("cited", _("Most cited")),
]


class InstrumentFilter(forms.Form):
    """What the list of instruments shows; it lives in the address."""

    q = forms.CharField(label=_("Words in the title or number"), required=False, max_length=200)
    body = forms.ModelChoiceField(
        Body.objects.filter(instruments__isnull=False).distinct(),
        label=_("Body"),
        required=False,
        to_field_name="slug",
        empty_label=_("All bodies"),
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *Instrument.Kind.choices]
    )
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("Any")), *Instrument.Status.choices]
    )
    sort = forms.ChoiceField(label=_("Sort by"), required=False, choices=ORDER_CHOICES)


class ImportFilter(forms.Form):
    """Which imports are listed."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *Import.State.choices]
    )


class FilesInput(forms.ClearableFileInput):
    """A file control that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each checked by itself; cleans to a list."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data or [None]  # none at all is refused like one that is missing
        return [forms.FileField.clean(self, file, initial) for file in files]


class UploadForm(forms.Form):
    """Documents to import."""

    documents = FilesField(
        label=_("Documents"),
        help_text=format_lazy(
            _(
                "Word (.docx, tracked changes are read), PDF with text, Akoma Ntoso or plain "
                "text, up to {limit} MB each. You can choose several."
            ),
            limit=MAX_FILE_BYTES // 1024**2,
        ),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty: choose the document itself."),
        },
    )

    def clean_documents(self) -> list[UploadedFile[Any]]:
        files: list[UploadedFile[Any]] = self.cleaned_data["documents"]
        if len(files) > MAX_FILES:
            message = _("Choose at most %(count)d files at a time.")
            raise forms.ValidationError(message, params={"count": MAX_FILES})
        for file in files:
            if (file.size or 0) > MAX_FILE_BYTES:
                raise forms.ValidationError(
                    _("%(name)s is larger than %(limit)d MB: import the resolution alone."),
                    params={"name": file.name, "limit": MAX_FILE_BYTES // 1024**2},
                )
        return files


class SeenForm(forms.Form):
    """A form that says what its page showed, so that nobody overwrites what they never saw."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def seen_now(self, stamp: str) -> None:
        """Show again what was entered, now against what stands there now."""
        assert isinstance(self.data, QueryDict)  # it was sent
        entered = self.data.copy()
        entered[self.add_prefix("seen")] = stamp
        self.data = entered


class HeadForm(SeenForm):
    """The head of a read document."""

    instrument = forms.CharField(
        label=_("Instrument"),
        required=False,
        help_text=_("Body and number: itu/pp/res-140. A new one may be called by its document."),
        widget=forms.TextInput({"list": "known-instruments", "autocomplete": "off"}),
    )
    version = forms.CharField(
        label=_("Version"), required=False, help_text=_("The year of this text: 2022")
    )
    base_version = forms.CharField(
        label=_("Version it revises"), required=False, help_text=_("For a proposal: 2018")
    )
    action = forms.ChoiceField(
        label=_("What it is"),
        required=False,
        choices=[
            ("", _("An adopted text")),
            *((a.value, format_lazy("{}: {}", a.value, a.label)) for a in Proposal.Action),
        ],
    )
    reference = forms.CharField(
        label=_("Document reference"), required=False, help_text=_("For a proposal: EUR/44A15/1")
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    title = forms.CharField(label=_("Title"), required=False, widget=forms.Textarea({"rows": 2}))

    @property
    def fields_of_head(self) -> Json:
        """What was entered, in the names of the contract."""
        entered = {name: self.cleaned_data[name] for name in self.cleaned_data if name != "seen"}
        return {name: " ".join(value.split()) for name, value in entered.items()}


class ProvisionForm(SeenForm):
    """What a provision is. Of a text that is no revision only label and words can be wrong."""

    choice = forms.ChoiceField(label=_("This provision is"), widget=forms.RadioSelect)
    label = forms.CharField(label=_("Label"), required=False, max_length=40)
    text = forms.CharField(label=_("Words"), required=False, widget=forms.Textarea({"rows": 4}))
    base_label = forms.CharField(label=_("Label before"), required=False, max_length=40)
    base_text = forms.CharField(
        label=_("Words before"), required=False, widget=forms.Textarea({"rows": 4})
    )

    _REVISION = (
        (Choice.AS_READ, _("As it was read")),
        (Choice.SWAPPED, _("The other way round: what was held for old words is new")),
        (Choice.KEPT, _("Unchanged")),
        (Choice.MODIFIED, _("Changed: it stood before in other words or under another label")),
        (Choice.INSERTED, _("Inserted: it did not stand before")),
        (Choice.DELETED, _("Deleted: it would no longer stand")),
    )
    _PLAIN = ((Choice.AS_READ, _("As it was read")), (Choice.PLAIN, _("As corrected below")))

    def __init__(self, *args: Any, item: Json, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial = {**_both_sides(item), **self.initial}
        choice = self.fields["choice"]
        assert isinstance(choice, forms.ChoiceField)
        offered = self._REVISION if item["change"] else self._PLAIN
        swaps = may_be_swapped(item)
        choice.choices = [one for one in offered if swaps or one[0] != Choice.SWAPPED]
        if not item["change"]:
            del self.fields["base_label"], self.fields["base_text"]
        self.initial.setdefault("choice", Choice.AS_READ)

    def clean(self) -> Json:
        entered: Json = super().clean() or {}
        choice = entered.get("choice")
        if choice in (Choice.KEPT, Choice.MODIFIED, Choice.INSERTED, Choice.PLAIN):
            self._require("text", _("Give the words as they would stand."))
        if choice in (Choice.MODIFIED, Choice.DELETED):
            self._require("base_text", _("Give the words as they stood before."))
        if choice == Choice.MODIFIED and all(
            entered.get(now) == entered.get(before)
            for now, before in (("text", "base_text"), ("label", "base_label"))
        ):
            self.add_error("base_text", _("Words and label are the same: choose “Unchanged”."))
        return entered

    def _require(self, name: str, message: Any) -> None:
        if not self.cleaned_data.get(name):
            self.add_error(name, message)

    @property
    def correction(self) -> Json:
        """What was entered, as `drafts` has it."""
        names = ("label", "text", "base_label", "base_text")
        entered = {name: _plain(self.cleaned_data.get(name, "")) for name in names}
        return {"choice": str(self.cleaned_data["choice"]), **entered}


def _both_sides(item: Json) -> Json:
    """Label and words of a provision, now and before. What stands on one side only is offered
    on the other too, so that it can be put there without typing."""
    label, text = ("base_label", "base_text") if item["text"] is None else ("label", "text")
    before = ("label", "text") if item["base_text"] is None else ("base_label", "base_text")
    return {
        "label": item[label] or "",
        "text": item[text] or "",
        "base_label": item[before[0]] or "",
        "base_text": item[before[1]] or "",
    }


def _plain(text: str) -> str | None:
    return text.replace("\r\n", "\n").strip() or None
