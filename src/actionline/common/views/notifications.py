"""What somebody was told."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from actionline.common import notifications as told

PER_PAGE = 50


@require_safe
@login_required
@never_cache
def notifications(request: HttpRequest) -> HttpResponse:
    """What a person was told, the newest first; all, or what they have not read."""
    unread_only = request.GET.get("show") == "unread"
    found = told.of(request.user)
    if unread_only:
        found = found.filter(read_at=None)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [told.in_words(each) for each in page]
    context = {"page": page, "rows": rows, "unread_only": unread_only}
    return render(request, "common/notifications.html", context)


@require_safe
@login_required
@never_cache
def notification(request: HttpRequest, key: int) -> HttpResponse:
    """Lead to what it is about; from then on it is read."""
    found = get_object_or_404(told.of(request.user), pk=key)
    told.mark(person=request.user, read=True, keys=[found.pk])
    return redirect(told.in_words(found).url or "common:notifications")


@require_POST
@login_required
def mark(request: HttpRequest) -> HttpResponse:
    """Mark the chosen ones, or all, as read or unread."""
    verb = request.POST.get("verb")
    keys = [int(key) for key in request.POST.getlist("key") if key.isdecimal() and len(key) < 19]
    if verb != "all" and not keys:
        messages.warning(request, _("Choose at least one."))
    elif verb == "unread":
        _said(request, told.mark(person=request.user, read=False, keys=keys), read=False)
    else:
        chosen = None if verb == "all" else keys
        _said(request, told.mark(person=request.user, read=True, keys=chosen), read=True)
    show = "?show=unread" if request.POST.get("show") == "unread" else ""
    return redirect(f"{reverse('common:notifications')}{show}")


def _said(request: HttpRequest, number: int, *, read: bool) -> None:
    if read:
        text = ngettext("%(number)d marked as read.", "%(number)d marked as read.", number)
    else:
        text = ngettext("%(number)d marked as unread.", "%(number)d marked as unread.", number)
    messages.success(request, text % {"number": number})
