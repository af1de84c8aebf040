"""All parts of a page on one page, for developers: the real templates with made-up content."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from actionline.common import ui
from actionline.common.fields import DateInput, WordsField

ROWS = 95  # enough for pages
DAY = datetime(2027, 3, 9, 14, 30)


class SampleForm(forms.Form):
    """One field of each kind; sent as it first stands, two of them are wrong."""

    title = forms.CharField(label=gettext_lazy("Title"), help_text=gettext_lazy("As printed"))
    told = WordsField(label=gettext_lazy("Description"), least=5, most=12)
    day = forms.DateField(label=gettext_lazy("Opens"), widget=DateInput, required=False)
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "CSV, spreadsheet (.xlsx) or JSON, with the names of the columns on top."
        ),
        required=False,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=ui.Stage.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    stages = forms.MultipleChoiceField(
        label=gettext_lazy("Records"),
        choices=ui.Stage.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    announced = forms.BooleanField(
        label=gettext_lazy("The date is announced"),
        help_text=gettext_lazy("Leave it open where the date is only expected."),
        required=False,
    )


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """The page, where the site runs for developers (`ACTIONLINE_DEBUG`)."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "portal/components.html", samples(request))


def samples(request: HttpRequest) -> dict[str, Any]:
    """What the parts show."""
    told = _("Give the Council a full yearly account.")
    sent = {"title": "", "told": " ".join([told] * 3), "kind": ui.Stage.MANDATE.value}
    here = request.path
    return {
        "form": SampleForm(request.GET if "title" in request.GET else sent),
        "page": Paginator(range(ROWS), 10).get_page(request.GET.get("page") or 4),
        "line": ui.the_line(
            ui.Stage.MANDATE,
            {ui.Stage.RESOLUTION: ("A/RES/00/0", here), ui.Stage.EVIDENCE: (_("Records"), here)},
        ),
        "tasks": [
            ui.Task(_("Title"), here, _("Filed"), done=True),
            ui.Task(_("Description"), here, _("To be checked"), hint=_("As printed")),
            ui.Task(_("Report"), "", _("Waiting to be read")),
        ],
        "moment": timezone.make_aware(DAY),
        "days": [DAY + timedelta(days=28 * number) for number in range(3)],
        "amount": 1234567.5,
    }
