"""Pages that change the matrix: propose a link, settle one."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from actionline.common.translations import shown as translations
from actionline.framework.matrix import actions, queries
from actionline.framework.matrix.forms import OpinionForm, ProposalForm, SettlingForm
from actionline.framework.models import MatrixLink

_METHODS = ["GET", "HEAD", "POST"]


@login_required
@permission_required("framework.propose_link", raise_exception=True)
@require_http_methods(_METHODS)
def propose(request: HttpRequest) -> HttpResponse:
    """Somebody proposes a link; `?line=C2&at=9.c` chooses beforehand."""
    initial = {name: request.GET[name] for name in ("line", "at") if name in request.GET}
    sent = request.method == "POST"
    form = ProposalForm(request.POST if sent else None, initial=initial)
    if sent and form.is_valid():
        assert request.user.is_authenticated
        try:
            link = actions.propose_link(
                line=form.chosen_line,
                at=form.chosen_end,
                reason=form.cleaned_data["reason"],
                language=form.cleaned_data["language"],
                strength=form.cleaned_data["strength"],
                source=form.cleaned_data["source"],
                by=request.user,
            )
        except actions.AlreadyLinkedError as error:
            form.add_error("at", _("The matrix has this link already: %(link)s.") % vars(error))
        else:
            messages.success(
                request, _("Your proposal is kept. The secretariat will decide on it.")
            )
            return redirect("matrix:link", key=link.pk)
    return render(request, "framework/matrix/propose.html", {"form": form})


@login_required
@permission_required("framework.edit", raise_exception=True)
@require_http_methods(_METHODS)
def settle(request: HttpRequest, key: int) -> HttpResponse:
    """The secretariat decides on a link, or puts it in better words."""
    link = get_object_or_404(queries.links(), pk=key)
    sent = request.method == "POST"
    form = SettlingForm(request.POST if sent else None, initial=_initial(link))
    if sent and form.is_valid():
        assert request.user.is_authenticated
        actions.settle_link(link=link, values=form.cleaned_data, by=request.user)
        messages.success(request, _("%(link)s is settled.") % {"link": link})
        return redirect("matrix:link", key=link.pk)
    context = {"form": form, "link": link, "opinions": link.opinions.select_related("by")}
    return render(request, "framework/matrix/settle.html", context)


@login_required
@permission_required("framework.advise", raise_exception=True)
@require_http_methods(_METHODS)
def advise(request: HttpRequest, key: int) -> HttpResponse:
    """An expert says what they think of a link, or puts what they said in better words."""
    link = get_object_or_404(queries.links(), pk=key)
    said = link.opinions.filter(by=request.user.pk).first()
    initial = {"advice": said.advice, "reason": said.reason} if said else {}
    form = OpinionForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        actions.advise(link=link, by=request.user, **form.cleaned_data)
        messages.success(request, _("Thank you: whoever decides on the link sees your advice."))
        return redirect("matrix:link", key=link.pk)
    context = {"form": form, "link": link, "texts": translations.load([link])}
    return render(request, "framework/matrix/advise.html", context)


def _initial(link: MatrixLink) -> dict[str, str]:
    names = ("state", "strength", "reason", "language", "source", "decision")
    return {name: getattr(link, name) for name in names}
