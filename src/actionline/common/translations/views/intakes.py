"""Files of translations that come in: tried, looked at, taken, taken back."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from actionline.common import languages, work
from actionline.common.translations import actions, intakes
from actionline.common.translations.forms import IntakeForm
from actionline.common.translations.intakes import Becomes, Outcome
from actionline.common.translations.models import Intake
from actionline.common.translations.work import TAKE
from actionline.common.translations.xliff.reading import LARGEST, XliffError

from . import may_approve, translators_only

PER_PAGE = 50
#: Translations that are taken while the person waits.
AT_ONCE = 100
_METHODS = ["GET", "HEAD", "POST"]


@translators_only
@require_http_methods(_METHODS)
def take(request: HttpRequest) -> HttpResponse:
    """Bring in a file; it is tried first."""
    sent = request.method == "POST"
    form = IntakeForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        may_approve=may_approve(request),
    )
    if sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = actions.try_intake(
                name=file.name,
                data=file.read(LARGEST + 1),
                approve=form.cleaned_data.get("approve", False),
                by=request.user,
            )
        except XliffError as error:
            form.add_error("file", str(error))
        else:
            return redirect(found)
    recent = Intake.objects.defer("units").select_related("by")
    page = Paginator(recent, PER_PAGE).get_page(request.GET.get("page"))
    rows = [(each, languages.name(each.language)) for each in page]
    context = {"form": form, "page": page, "rows": rows}
    status = 422 if form.errors else 200
    return render(request, "translations/import.html", context, status=status)


@translators_only
@require_http_methods(_METHODS)
def intake(request: HttpRequest, key: int) -> HttpResponse:
    """What would become of each translation of a file, or became of it."""
    found = get_object_or_404(Intake.objects.select_related("by"), pk=key)
    if request.method == "POST":
        return _act(request, found)
    tried = intakes.outcomes(intakes.units(found), found.language, approving=found.approve)
    wanted = request.GET.get("show", "")
    shown = [each for each in tried if _is_shown(each, wanted)]
    context = {
        "intake": found,
        "language": languages.name(found.language),
        "tag": languages.tag(found.language),
        "direction": languages.direction(found.language),
        "counts": intakes.counted(tried),
        "takeable": sum(each.wanted for each in tried),
        "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
        "shown": wanted,
    }
    return render(request, "translations/intake.html", context)


def _is_shown(outcome: Outcome, wanted: str) -> bool:
    """Faults, what is new and what changes; all of it where somebody asks."""
    if wanted == "faults":
        return outcome.becomes is Becomes.FAULT
    return wanted == "all" or outcome.wanted or outcome.becomes is Becomes.FAULT


def _act(request: HttpRequest, found: Intake) -> HttpResponse:
    verb = request.POST.get("verb", "")
    if verb == "discard":
        actions.discard_intake(intake=found, by=request.user)
        messages.success(request, _("The file is thrown away."))
        return redirect("translations:import")
    if verb == "undo" and found.state == Intake.State.TAKEN:
        _undo(request, found)
    if verb == "take":
        return _take(request, found)
    return redirect(found)


def _take(request: HttpRequest, found: Intake) -> HttpResponse:
    if len(found.units) > AT_ONCE:
        arguments = {"intake": found.pk, "by": request.user.pk}
        return redirect(work.start(kind=TAKE, by=request.user, arguments=arguments))
    number = actions.take_intake(intake=found, by=request.user)
    told = ngettext(
        "%(number)s translation was taken.", "%(number)s translations were taken.", number
    )
    messages.success(request, told % {"number": number})
    return redirect(found)


def _undo(request: HttpRequest, found: Intake) -> None:
    back, left = actions.undo_intake(intake=found, by=request.user)
    told = ngettext(
        "%(number)s translation is as it was before.",
        "%(number)s translations are as they were before.",
        back,
    )
    messages.success(request, told % {"number": back})
    if left:
        told = ngettext(
            "%(number)s was left, for somebody has changed it since.",
            "%(number)s were left, for somebody has changed them since.",
            left,
        )
        messages.warning(request, told % {"number": left})
