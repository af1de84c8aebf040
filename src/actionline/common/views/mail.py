"""The outbox, for officers."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from actionline.common import mail as outbox
from actionline.common.models import Mail

PER_PAGE = 50
State = Mail.State


class MailFilter(forms.Form):
    """Which mails are listed; it lives in the address."""

    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[("", gettext_lazy("All")), *State.choices],
    )
    q = forms.CharField(
        label=gettext_lazy("Recipient or subject"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def found(self) -> QuerySet[Mail]:
        """The mails that fit; all of them where the form makes no sense."""
        found = Mail.objects.defer("text")
        if not self.is_valid():
            return found
        if state := self.cleaned_data["state"]:
            found = found.filter(state=state)
        if words := self.cleaned_data["q"]:
            found = found.filter(Q(to__icontains=words) | Q(subject__icontains=words))
        return found


class MailForm(forms.ModelForm[Mail]):
    class Meta:
        model = Mail
        fields = ["subject", "text"]


@require_safe
@login_required
@permission_required("common.mail", raise_exception=True)
def mails(request: HttpRequest) -> HttpResponse:
    """What went out and what waits, the newest first."""
    form = MailFilter(request.GET)
    page = Paginator(form.found(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "common/mails.html", {"form": form, "page": page})


@login_required
@permission_required("common.mail", raise_exception=True)
def mail(request: HttpRequest, key: int) -> HttpResponse:
    """One mail; its words can be corrected while it waits to be read."""
    shown = get_object_or_404(Mail, pk=key)
    form = None
    if shown.state == State.HELD and not shown.private:
        form = MailForm(request.POST or None, instance=shown)
        if request.method == "POST" and form.is_valid():
            outbox.change(mail=shown, by=request.user, **form.cleaned_data)
            messages.success(request, _("The mail is corrected."))
            return redirect(shown)
    context = {
        "mail": shown,
        "form": form,
        "may_send": shown.text and shown.state in (State.HELD, State.FAILED, State.SENDING),
        "may_withdraw": shown.state in (State.HELD, State.QUEUED, State.FAILED),
    }
    return render(request, "common/mail_page.html", context)


@require_POST
@login_required
@permission_required("common.mail", raise_exception=True)
def act(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """Send it, or do not send it."""
    shown = get_object_or_404(Mail, pk=key)
    verbs = {"release": outbox.release, "withdraw": outbox.withdraw}
    try:
        verbs[verb](mail=shown, by=request.user)
    except Mail.DoesNotExist:
        messages.warning(request, _("Meanwhile this mail has gone another way."))
    return redirect(shown)
