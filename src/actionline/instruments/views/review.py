"""Checking an import: what was read is shown, corrected and filed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from actionline.framework.models import Body
from actionline.instruments import actions, drafts, validation
from actionline.instruments.actions.drafting import provision_stamp, stamp
from actionline.instruments.forms import HeadForm, ProvisionForm
from actionline.instruments.mandate_forms import MandateForm
from actionline.instruments.models import Import, Instrument
from actionline.instruments.rendering import Shown, clauses, direction, show

from .staff import officers_only

Json = dict[str, Any]

#: Uncertain places shown with their choices at once; the rest follows as these are settled.
AT_ONCE = 25
#: Instruments on file offered while the head's is typed.
MOST_KNOWN = 500


@officers_only
@require_safe
def preview(request: HttpRequest, key: int) -> HttpResponse:
    """What was read: uncertain places first, then the whole text by clause."""
    return _preview(request, _import(key))


@officers_only
@require_POST
def head(request: HttpRequest, key: int) -> HttpResponse:
    """Save the head."""
    item = _open_import(key)
    form = HeadForm(request.POST)
    if not form.is_valid():
        return _preview(request, item, form=form, status=422)
    seen = form.cleaned_data["seen"]
    try:
        actions.correct_head(item=item, fields=form.fields_of_head, by=request.user, seen=seen)
    except actions.ConflictError as conflict:
        messages.warning(request, str(conflict))
        form.seen_now(stamp(item.draft["document"]))
        return _preview(request, item, form=form, status=409)
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
        return _back(item, position)
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
    context = {"import": item, "one": _shown(item, [position])[0], "form": form}
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
        return _preview(request, item, problems=refusal.problems, status=422)
    except actions.AlreadyFiledError as refusal:
        return _preview(request, item, filed_before=refusal, status=409)
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


def _back(item: Import, position: int) -> HttpResponse:
    """To the next uncertain place, or to the provision itself where all are settled."""
    item.refresh_from_db()
    assert item.draft is not None  # it was open a moment ago
    following = drafts.uncertain(item.draft)
    anchor = "uncertain" if following else item.draft["provisions"][position]["path"]
    return redirect(f"{item.get_absolute_url()}#{anchor}")


def _shown(item: Any, positions: Any) -> list[Shown]:
    """Provisions of the draft with what was found at each."""
    draft, reading = item.draft, item.reading
    mandates = {mandate["path"]: mandate for mandate in draft["mandates"]}
    cited: dict[str, list[Json]] = {}
    warned: dict[str, list[Json]] = {}
    notes: dict[str, list[Json]] = {}
    places = (("citations", cited), ("warnings", warned), ("footnotes", notes))
    for name, by_path in places:
        for found in draft[name]:
            by_path.setdefault(found["path"], []).append(found)
    corrected = item.corrections.get("provisions", {})
    asked_anew = item.corrections.get("mandates", {})
    names = {body.slug: body.name for body in Body.objects.all()}
    shown = []
    for position in positions:
        provision, read = draft["provisions"][position], reading["provisions"][position]
        path = provision["path"]
        shown.append(
            show(
                provision,
                position,
                mandate=_named(mandates.get(path), names),
                warnings=warned.get(path, ()),
                footnotes=notes.get(path, ()),
                extra={
                    "citations": cited.get(path, ()),
                    "corrected": read["path"] in corrected,
                    "asked_anew": read["path"] in asked_anew,
                },
            )
        )
    return shown


def _named(mandate: Json | None, names: dict[str, str]) -> Json | None:
    """A mandate with the names of its bodies."""
    if mandate is None:
        return None
    named = {
        role: [names.get(slug, slug) for slug in mandate[role]]
        for role in ("actors", "recipients", "via")
    }
    return {**mandate, "named": named}


def _correct_page(
    request: HttpRequest, item: Any, position: int, *, form: ProvisionForm, status: int
) -> HttpResponse:
    if not form.is_bound:
        form.initial["seen"] = provision_stamp(item.draft, position)
    context = {"import": item, "one": _shown(item, [position])[0], "form": form}
    return render(request, "instruments/import_provision.html", context, status=status)


def _preview(
    request: HttpRequest,
    item: Any,
    *,
    form: HeadForm | None = None,
    problems: list[validation.Problem] | None = None,
    filed_before: actions.AlreadyFiledError | None = None,
    status: int = 200,
) -> HttpResponse:
    if item.draft is None:
        return render(request, "instruments/import_closed.html", {"import": item})
    draft = item.draft
    shown = _shown(item, range(len(draft["provisions"])))
    unsure = drafts.uncertain(draft)
    open_here = item.state == Import.State.PREVIEW
    context = {
        "import": item,
        "open": open_here,
        "head": draft["document"],
        "form": form or HeadForm(initial={**draft["document"], "seen": stamp(draft["document"])}),
        "known": Instrument.objects.values_list("slug", "title")[:MOST_KNOWN] if open_here else [],
        "uncertain": _uncertain(item, shown, unsure) if open_here else [],
        "uncertain_count": len(unsure),
        "clauses": clauses(shown),
        "general_warnings": [one for one in draft["warnings"] if not one["path"]],
        "counts": {name: len(draft[name]) for name in ("provisions", "citations", "mandates")},
        "problems": [(problem, _place(problem)) for problem in problems or []],
        "filed_before": filed_before,
        "seen": stamp(draft),
        "direction": direction(draft["document"]["language"]),
    }
    return render(request, "instruments/import.html", context, status=status)


def _uncertain(
    item: Any, shown: list[Shown], unsure: list[int]
) -> list[tuple[Shown, ProvisionForm]]:
    found = []
    for position in unsure[:AT_ONCE]:
        form = ProvisionForm(
            item=shown[position].item,
            prefix=f"p{position}",
            initial={"seen": provision_stamp(item.draft, position)},
        )
        found.append((shown[position], form))
    return found


def _place(problem: validation.Problem) -> str:
    """The address on the page where a problem can be put right."""
    return problem.place if problem.place.startswith("#") else f"#id_{problem.place}"
