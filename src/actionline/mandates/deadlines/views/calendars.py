"""Calendars to subscribe to: of a body, and one's own under a secret address."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from actionline.accounts.models import User
from actionline.framework.models import Body
from actionline.mandates.deadlines import actions, calendars
from actionline.mandates.deadlines.models import CalendarKey


@require_safe
def body(request: HttpRequest, slug: str) -> HttpResponse:
    """What a body leads or is asked, for everybody."""
    shown = get_object_or_404(Body, slug=slug)
    dues = calendars.of_body(shown.slug, timezone.localdate())
    return _file(calendars.as_icalendar(dues, shown.name, timezone.now()), f"due-{shown.slug}")


@require_safe
@never_cache
def own(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody's own, for their calendar program, which cannot sign in."""
    person = calendars.person_of(token)
    if person is None:
        raise Http404
    dues = calendars.of_person(person, timezone.localdate())
    content = calendars.as_icalendar(dues, _("Due dates"), timezone.now())
    answer = _file(content, "due-dates")
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """The addresses of calendars; one's own is made, and made anew, by a button."""
    assert isinstance(request.user, User)
    if request.method == "POST":
        actions.renew_address(person=request.user)
        messages.success(
            request, _("Your calendar has a new address; the one before is of no use.")
        )
        return redirect("deadlines:subscribe")
    key = CalendarKey.objects.filter(person=request.user).first()
    address = reverse("deadlines:own", args=[calendars.token(key)]) if key else ""
    slugs = calendars.own_bodies(request.user)
    context = {
        "key": key,
        "address": settings.SITE_URL + address if address else "",
        "bodies": Body.objects.filter(slug__in=slugs or []),
        "every": slugs is None,
    }
    return render(request, "deadlines/subscribe.html", context)


def _file(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
