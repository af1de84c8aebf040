"""Checking an import: what was read is shown, corrected and filed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from actionline.instruments import actions, drafts
from actionline.instruments.actions.drafting import provision_stamp, stamp
from actionline.instruments.forms import HeadForm, ProvisionForm
from actionline.instruments.mandate_forms import MandateForm
from actionline.instruments.models import Import

from .preview import place_of, preview_page, shown_at
from .staff import officers_only

Json = dict[str, Any]


@login_required
@permission_required("instruments.preview", raise_exception=True)
@require_safe
def preview(request: HttpRequest, key: int) -> HttpResponse:
    """What was read: uncertain places first, then the text by clause, part by part.

    A delegate reads it until it is filed, and changes nothing.
    """
    item = _import(key)
    if not request.user.has_perm("instruments.preview", item):
        raise PermissionDenied
    return preview_page(request, item)


@officers_only
@require_POST
def head(request: HttpRequest, key: int) -> HttpResponse:
    """Save the head."""
    item = _open_import(key)
    form = HeadForm(request.POST)
    if not form.is_valid():
        return preview_page(request, item, form=form, status=422)
    seen = form.cleaned_data["seen"]
    try:
        actions.correct_head(item=item, fields=form.fields_of_head, by=request.user, seen=seen)
    except actions.ConflictError as conflict:
        messages.warning(request, str(conflict))
        form.seen_now(stamp(item.draft["document"]))
        return preview_page(request, item, form=form, status=409)
    messages.success(request, _("The head is saved."))
    return redirect(item)


@officers_only
def provision(request: HttpRequest, key: int, position: int) -> HttpResponse:
    """Correct one provision."""
    item = _open_import(key)
    read = _provision(item, position)
    form = ProvisionForm(request.POST or None, item=read, prefix=f"p{position}")
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_provision(
                item=item,
                position=position,
                choice=form.correction,
                by=request.user,
                seen=form.cleaned_data["seen"],
            )
        except actions.ConflictError as conflict:
            form.add_error(None, str(conflict))
            form.seen_now(provision_stamp(item.draft, position))
            return _correct_page(request, item, position, form=form, status=409)
        messages.success(request, _("The correction is saved."))
        return _back(item, position, was_uncertain=not read["certain"])
    status = 422 if form.is_bound else 200
    return _correct_page(request, item, position, form=form, status=status)


@officers_only
def mandate(request: HttpRequest, key: int, position: int) -> HttpResponse:
    """Correct what one provision asks."""
    item = _open_import(key)
    read = _provision(item, position)
    asked = {mandate["path"]: mandate for mandate in item.draft["mandates"]}.get(read["path"])
    form = MandateForm(
        request.POST or None,
        mandate=asked,
        initial={"seen": provision_stamp(item.draft, position)},
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_mandate(
                item=item,
                position=position,
                mandate=form.mandate,
                by=request.user,
                seen=form.cleaned_data["seen"],
            )
        except actions.ConflictError as conflict:
            form.add_error(None, str(conflict))
            form.seen_now(provision_stamp(item.draft, position))
            status = 409
        else:
            messages.success(request, _("The mandate is saved."))
            return _back(item, position)
    elif form.is_bound:
        status = 422
    context = {"import": item, "one": shown_at(item, [position])[0], "form": form}
    return render(request, "instruments/import_mandate.html", context, status=status)


@officers_only
@require_POST
def take_back(request: HttpRequest, key: int, position: int) -> HttpResponse:
    """Take the correction of a provision, or of its mandate (`kind`), back."""
    item = _open_import(key)
    _provision(item, position)
    kind = "mandates" if request.POST.get("kind") == "mandates" else "provisions"
    actions.take_back(item=item, position=position, by=request.user, kind=kind)
    messages.success(request, _("The correction is taken back."))
    return _back(item, position)


@officers_only
@require_POST
def accept_all(request: HttpRequest, key: int) -> HttpResponse:
    """Accept all uncertain places as they were read."""
    item = _open_import(key)
    try:
        actions.accept_all(item=item, by=request.user, seen=request.POST.get("seen", ""))
    except actions.ConflictError as conflict:
        messages.warning(request, str(conflict))
    return redirect(item)


@officers_only
@require_POST
def file(request: HttpRequest, key: int) -> HttpResponse:
    """File what was checked."""
    item = _import(key)
    try:
        record = actions.file_import(
            item=item,
            by=request.user,
            replace="replace" in request.POST,
            seen=request.POST.get("seen", ""),
        )
    except actions.NotReadyError as refusal:
        return preview_page(request, item, problems=refusal.problems, status=422)
    except actions.AlreadyFiledError as refusal:
        return preview_page(request, item, filed_before=refusal, status=409)
    except actions.RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect(item)
    messages.success(request, _("Filed: %(record)s.") % {"record": record})
    return redirect(record)


def _import(key: int) -> Import:
    return get_object_or_404(
        Import.objects.select_related(
            "source", "created_by", "edition__instrument", "proposal__instrument"
        ),
        pk=key,
    )


def _open_import(key: int) -> Any:
    """An import that can be corrected: it has a reading and a draft."""
    item = _import(key)
    if item.state != Import.State.PREVIEW or item.draft is None:
        raise Http404(_("This import is closed."))
    return item


def _provision(item: Any, position: int) -> Json:
    if position >= len(item.draft["provisions"]):
        raise Http404
    found: Json = item.draft["provisions"][position]
    return found


def _back(item: Import, position: int, *, was_uncertain: bool = False) -> HttpResponse:
    """From an uncertain place to the next one, where there is any; else to the provision."""
    item.refresh_from_db()
    assert item.draft is not None  # it was open a moment ago
    if was_uncertain and drafts.uncertain(item.draft):
        return redirect(f"{item.get_absolute_url()}#uncertain")
    return redirect(place_of(item, position))


def _correct_page(
    request: HttpRequest, item: Any, position: int, *, form: ProvisionForm, status: int
) -> HttpResponse:
    if not form.is_bound:
        form.initial["seen"] = provision_stamp(item.draft, position)
    context = {"import": item, "one": shown_at(item, [position])[0], "form": form}
    return render(request, "instruments/import_provision.html", context, status=status)
