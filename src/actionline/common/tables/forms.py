"""A file for a table, and which of its headings stand for which columns."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import ColumnProfile, TableImport
from .table import Table


class BringForm(forms.Form):
    """A file to try, with the profile of whoever made it."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, spreadsheet (.xlsx) or JSON, with the names of the columns on top."),
    )
    profile = forms.ChoiceField(
        label=_("Profile of columns"),
        required=False,
        help_text=_("How the columns of this file are called, as it was kept the last time."),
    )

    def __init__(self, *args: Any, table: type[Table[Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = ColumnProfile.objects.filter(table=table.name).values_list("name", flat=True)
        field = self.fields["profile"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("none")), *((name, name) for name in names)]
        if not names:
            del self.fields["profile"]


class MappingForm(forms.Form):
    """For each column of ours the heading of the file that stands for it."""

    keep_as = forms.CharField(
        label=_("Keep this as"),
        required=False,
        max_length=80,
        help_text=_("A name for it, such as who makes these files. The next time, choose it."),
    )

    def __init__(
        self, *args: Any, table: type[Table[Any]], importing: TableImport, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        headings = [(heading, heading) for heading in importing.headings if heading]
        last = self.fields.pop("keep_as")
        for column in table.columns:
            self.fields[column.name] = forms.ChoiceField(
                label=str(column.title),
                help_text=str(column.help),
                required=column.required,
                initial=importing.mapping.get(column.name, ""),
                choices=[("", _("not in this file")), *headings],
            )
        self.fields["keep_as"] = last

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        seen: dict[str, str] = {}
        for name, heading in list(values.items()):
            if name != "keep_as" and heading:
                if heading in seen:
                    self.add_error(name, _("Another column stands for this heading already."))
                seen[heading] = name
        return values

    @property
    def mapping(self) -> dict[str, str]:
        return {
            name: heading
            for name, heading in self.cleaned_data.items()
            if heading and name != "keep_as"
        }
