"""How a person is written to, and the pages that links in mails lead to."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from actionline.common import mail, notifications
from actionline.common import mail_choices as choosing
from actionline.common.mail_forms import MailChoicesForm
from actionline.common.models import Channel


@login_required
@never_cache
def mail_choices(request: HttpRequest) -> HttpResponse:
    """Which things somebody hears of and how; in which language and when they are written to."""
    form = MailChoicesForm(
        request.POST or None,
        instance=choosing.settings_of(request.user),
        kinds=notifications.kinds_for(request.user),
        channels=notifications.channels_of(request.user),
    )
    if request.method == "POST" and form.is_valid():
        notifications.choose(person=request.user, choices=form.choices, values=form.values)
        messages.success(request, _("Your choices are saved."))
        return redirect("common:mail_choices")
    context = {"form": form, "paused": choosing.paused(request.user)}
    return render(request, "common/mail_choices.html", context)


@require_POST
@login_required
def ask_to_confirm(request: HttpRequest) -> HttpResponse:
    """Mail a link to the address from which mails came back."""
    try:
        mail.queue_confirmation(person=request.user, language=request.LANGUAGE_CODE)
    except choosing.TooSoonError:
        messages.warning(request, _("A mail was sent a moment ago. Wait two minutes."))
    else:
        messages.success(request, _("A mail is on its way. Open the link in it."))
    return redirect("common:mail_choices")


@never_cache
def mail_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link in that mail. Opening it asks; the button confirms, for mail scanners open links."""
    kept = choosing.read_confirm(token)
    if kept is not None and request.method == "POST":
        choosing.resume(settings=kept)
        messages.success(request, _("Mails go to your address again."))
        return redirect("common:mail_choices" if request.user.is_authenticated else "portal:home")
    status = 200 if kept is not None else 410
    context = {"address": kept.paused_address if kept is not None else ""}
    return render(request, "common/mail_confirm.html", context, status=status)


@csrf_exempt  # mail programs post here by themselves (RFC 8058); the signed address is the right
@never_cache
def mail_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop a kind of mail, or all digests, without signing in. Opening the page only asks."""
    found = choosing.read_stop(token)
    person = (
        get_user_model()._default_manager.filter(pk=found[0], is_active=True).first()
        if found
        else None
    )
    if found is None or person is None or not notifications.can_be_stopped(found[1]):
        return render(request, "common/mail_stop.html", {"name": ""}, status=410)
    name, categories = notifications.stopped_by(person, found[1])
    stopped = request.method == "POST"
    if stopped:
        notifications.choose(
            person=person, choices=dict.fromkeys(categories, Channel.SITE), values={}
        )
    return render(request, "common/mail_stop.html", {"name": name, "stopped": stopped})
