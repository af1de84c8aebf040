"""What the secretariat fills in for repositories and stories."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionline.common import attachments, languages
from actionline.framework.vocabulary import LANGUAGES

from .models import Project, Repository, Story
from .register import Search

_IN_LANGUAGES = (
    ("name", gettext_lazy("Name, %(language)s"), 300, 1),
    ("text", gettext_lazy("Text, %(language)s"), 20_000, 6),
    ("alt", gettext_lazy("Picture in words, %(language)s"), 1000, 1),
)


class _WithPicture(forms.Form):
    """A picture needs its words; the version is that which was opened."""

    picture = forms.FileField(
        label=gettext_lazy("Picture"),
        required=False,
        help_text=gettext_lazy("PNG or JPEG, at most 5 MB. It takes the place of the one before."),
        widget=forms.ClearableFileInput({"accept": "image/png,image/jpeg"}),
    )
    published = forms.BooleanField(label=gettext_lazy("Published"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    words_field = "alt"

    def __init__(self, *args: Any, record: Repository | Story, **kwargs: Any) -> None:
        self.record = record
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        pictured = given.get("picture") or (self.record.pk and attachments.of(self.record).exists())
        if pictured and self.words_field in given and not given[self.words_field].strip():
            self.add_error(self.words_field, _("Say in words what the picture shows."))
        return given

    def values(self) -> dict[str, Any]:
        """The fields of the record, and `version`."""
        found = {name: value for name, value in self.cleaned_data.items() if name != "picture"}
        return found | {"version": found["version"] or 0}


class RepositoryForm(_WithPicture):
    slug = forms.SlugField(
        label=gettext_lazy("Address"),
        max_length=60,
        help_text=gettext_lazy("Small letters, digits and hyphens; it stays."),
    )
    query = forms.CharField(
        label=gettext_lazy("Search"),
        required=False,
        max_length=2000,
        widget=forms.TextInput({"dir": "ltr"}),
        help_text=gettext_lazy(
            "Search the register, then copy the address of the page here, or what is behind its "
            "question mark."
        ),
    )
    position = forms.IntegerField(label=gettext_lazy("Order"), min_value=0, max_value=9999)
    words_field = "alt_en"
    field_order = ("name_en", "slug", "query", "position", "published", "picture")

    def __init__(self, *args: Any, record: Repository, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        for name, label, most, rows in _IN_LANGUAGES:
            for code in LANGUAGES:
                self.fields[f"{name}_{code}"] = _in_language(name, label, code, most, rows)
        self.order_fields(self.field_order)
        stored = {name: getattr(record, name) for name in self.fields if hasattr(record, name)}
        self.initial = {**stored, **self.initial}

    def clean_query(self) -> str:
        """As the register writes it: only what it understands."""
        given = self.cleaned_data["query"].strip()
        query = urlsplit(given).query if "?" in given else given
        try:
            search = Search.from_query(QueryDict(query))
        except (ValueError, SuspiciousOperation):
            search = Search()
        if query and not search.narrows:
            raise forms.ValidationError(_("The register does not understand this search."))
        return search.as_query()

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"]).lower()
        if (
            slug == "new"
            or Repository.objects.filter(slug=slug).exclude(pk=self.record.pk).exists()
        ):
            raise forms.ValidationError(_("This address is taken."))
        return slug


def _in_language(name: str, label: Any, code: str, most: int, rows: int) -> forms.CharField:
    tag = "zh-hans" if code == "zh" else code
    shown = {"lang": languages.tag(tag), "dir": languages.direction(tag)}
    return forms.CharField(
        label=label % {"language": languages.name(tag)},
        required=name == "name" and code == "en",
        max_length=most,
        widget=forms.Textarea(shown | {"rows": rows}) if rows > 1 else forms.TextInput(shown),
    )


class StoryForm(_WithPicture):
    project = forms.IntegerField(
        label=gettext_lazy("Number of the project"),
        min_value=0,
        max_value=10**18,
        widget=forms.TextInput({"inputmode": "numeric", "dir": "ltr"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=300, widget=forms.TextInput({"dir": "auto"})
    )
    text = forms.CharField(
        label=gettext_lazy("Story"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 12, "dir": "auto"}),
    )
    alt = forms.CharField(
        label=gettext_lazy("Picture in words"),
        max_length=1000,
        required=False,
        widget=forms.TextInput({"dir": "auto"}),
    )
    field_order: Sequence[str] = (
        "project",
        "language",
        "title",
        "text",
        "picture",
        "alt",
        "published",
    )

    def __init__(self, *args: Any, record: Story, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        if record.pk:
            own = ("language", "title", "text", "alt", "published", "version")
            stored = {name: getattr(record, name) for name in own}
            self.initial = {**stored, "project": record.project.number, **self.initial}

    def clean_project(self) -> int:
        found = Project.objects.filter(
            number=self.cleaned_data["project"], state=Project.State.PUBLISHED
        ).first()
        if found is None:
            raise forms.ValidationError(_("No project of the register has this number."))
        return found.pk

    def values(self) -> dict[str, Any]:
        found = super().values()
        return {name: value for name, value in found.items() if name != "project"} | {
            "project_id": found["project"]
        }
