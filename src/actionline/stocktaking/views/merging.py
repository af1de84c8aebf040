"""Projects that are there twice: the pairs, two side by side, and parting them again."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from actionline.accounts.models import User
from actionline.common import work
from actionline.stocktaking import merging
from actionline.stocktaking import twins as likely
from actionline.stocktaking.actions import merging as acts
from actionline.stocktaking.models import Likely, Merge, Project
from actionline.stocktaking.register_names import Names

PAGE = 50


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


@login_required
@permission_required("stocktaking.publish", raise_exception=True)
@require_safe
def twins(request: HttpRequest) -> HttpResponse:
    """Pairs that may be one, the likest first, and what was merged last."""
    page = Paginator(likely.waiting(), PAGE).get_page(request.GET.get("page"))
    done = Merge.objects.filter(undone_at=None).select_related("kept", "gone")
    context = {"page": page, "merges": done[:PAGE]}
    return render(request, "stocktaking/merge/twins.html", context)


@login_required
@permission_required("stocktaking.publish", raise_exception=True)
@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """Look through the whole register, in the background."""
    assert isinstance(request.user, User)
    job = work.start(kind=likely.FIND, by=request.user, arguments={})
    return redirect("common:job", job.pk)


@login_required
@permission_required("stocktaking.publish", raise_exception=True)
@require_POST
def apart(request: HttpRequest) -> HttpResponse:
    """Say of the pairs that are ticked that they are two projects each."""
    keys = [key for text in request.POST.getlist("key")[:PAGE] if (key := _number(text))]
    pairs = list(Likely.objects.filter(pk__in=keys))
    for pair in pairs:
        acts.keep_apart(pair=pair, by=request.user)
    if pairs:
        told = ngettext(
            "%(number)d pair is offered no more.",
            "%(number)d pairs are offered no more.",
            len(pairs),
        )
        messages.success(request, told % {"number": len(pairs)})
    else:
        messages.error(request, _("Tick pairs first."))
    return redirect("stocktaking:twins")


@login_required
@permission_required("stocktaking.publish", raise_exception=True)
def merge(request: HttpRequest) -> HttpResponse:
    """Two projects side by side; what stays of each field; then one of them."""
    given = request.POST if request.method == "POST" else request.GET
    numbers = [_number(given.get(name, "").strip()) for name in ("kept", "gone")]
    found = {each.number: each for each in Project.objects.filter(number__in=filter(None, numbers))}
    kept, gone = (found.get(number or 0) for number in numbers)
    problem = _problem(kept, gone) if any(given.get(name) for name in ("kept", "gone")) else ""
    if kept is None or gone is None or problem:
        context = {"problem": problem, "given": given}
        return render(
            request, "stocktaking/merge/choose.html", context, status=422 if problem else 200
        )
    if request.method == "POST":
        return _merged(request, kept, gone)
    pair = {"kept": kept, "gone": gone, "rows": merging.rows(kept, gone, Names())}
    return render(request, "stocktaking/merge/merge.html", pair)


def _problem(kept: Project | None, gone: Project | None) -> str:
    """Why two numbers cannot be merged; empty where they can."""
    if kept is None or gone is None:
        return _("Give the numbers of two projects of the register.")
    if kept == gone:
        return _("These are the same project.")
    if kept.state != Project.State.PUBLISHED:
        return _("The project that stays has to be published.")
    if gone.state == Project.State.MERGED:
        return _("The other project became part of one already.")
    return ""


def _merged(request: HttpRequest, kept: Project, gone: Project) -> HttpResponse:
    versions = [_number(request.POST.get(name, "")) for name in ("kept_version", "gone_version")]
    sides = {name: request.POST.get(f"side_{name}", merging.LEFT) for name in merging.FIELDS}
    try:
        acts.merge(
            kept=kept,
            gone=gone,
            sides=sides,
            versions=(versions[0] or 0, versions[1] or 0),
            by=request.user,
        )
    except acts.ChangedProjectError:
        messages.error(request, _("One of them was changed meanwhile; look at them again."))
        return redirect(f"{request.path}?kept={kept.number}&gone={gone.number}")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("stocktaking:twins")
    messages.success(request, _("They are one project now. It can be undone on this page."))
    return redirect("stocktaking:twins")


@login_required
@permission_required("stocktaking.publish", raise_exception=True)
def part(request: HttpRequest, key: int) -> HttpResponse:
    """Ask, then make two projects of a merged one again."""
    found = get_object_or_404(Merge.objects.select_related("kept", "gone"), pk=key)
    if request.method != "POST":
        return render(request, "stocktaking/merge/part.html", {"merge": found})
    try:
        left = acts.part(merge=found, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("They are two projects again."))
        if left:
            names = ", ".join(merging.label_of(name) for name in left)
            messages.warning(
                request,
                _("Changed since the merge, and left as it is now: %(fields)s") % {"fields": names},
            )
    return redirect("stocktaking:twins")
