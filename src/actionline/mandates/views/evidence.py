"""Where somebody says of which mandate a record is evidence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionline.accounts.models import User
from actionline.common import languages, records, ui
from actionline.common.models import AuditEntry
from actionline.common.records import Told
from actionline.common.translations import shown as translations
from actionline.mandates import actions, evidence, subjects
from actionline.mandates.filters import Filter
from actionline.mandates.models import Evidence, Mandate, WithdrawnEvidence

#: Mandates that are offered at once.
MOST = 20


class MandateField(forms.ModelChoiceField):  # type: ignore[type-arg]  # as Django has it at run time
    """One of some mandates, each with its first words."""

    def label_from_instance(self, obj: Mandate) -> str:
        words = obj.current.text if obj.current else ""
        return f"{obj}: {words[:160]}"


class EvidenceForm(forms.Form):
    """One of the mandates that were found, and why the record is evidence."""

    mandate = MandateField(
        label=gettext_lazy("Mandate"),
        queryset=Mandate.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": gettext_lazy("Choose a mandate.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Why it is evidence"),
        help_text=gettext_lazy("In a sentence that everybody can read."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, q: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = QueryDict(mutable=True)
        words["q"] = q
        found = Filter.from_query(words).sorted().values_list("pk", flat=True)[:MOST]
        rows = Mandate.objects.filter(pk__in=list(found), current__isnull=False)
        field = self.fields["mandate"]
        assert isinstance(field, MandateField)
        field.queryset = rows.select_related("instrument", "current")


@login_required
@permission_required("mandates.give_evidence", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, record_type: str, record_id: str) -> HttpResponse:
    """Find a mandate by its words, then say why the record is evidence for it."""
    kind = records.find(record_type)
    told = kind.told([record_id]).get(record_id) if kind and record_id.isdecimal() else None
    if told is None:
        raise Http404
    q = request.GET.get("q", "")
    form = EvidenceForm(request.POST if request.method == "POST" else None, q=q)
    if request.method == "POST" and form.is_valid():
        assert isinstance(request.user, User)
        try:
            actions.give_evidence(
                mandate=form.cleaned_data["mandate"],
                record_type=record_type,
                record_id=record_id,
                reason=form.cleaned_data["reason"],
                language=get_language() or "en",
                by=request.user,
            )
        except ValidationError as error:
            form.add_error("reason", error)
        else:
            messages.success(request, _("It is kept, and shown on both pages."))
            return redirect(told.url)
    context = {"form": form, "told": told, "q": q, "most": MOST}
    return render(request, "mandates/give_evidence.html", context)


class ReasonForm(forms.Form):
    """Why a record is evidence, and in which language that is said."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is evidence"),
        help_text=gettext_lazy("In a sentence that everybody can read."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the sentence"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, languages.name(code)) for code in settings.CONTENT_LANGUAGES]


class WithdrawForm(forms.Form):
    """Why it is none."""

    why = forms.CharField(
        label=gettext_lazy("Why it is taken back"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _piece(key: int) -> tuple[evidence.Piece, Told]:
    """A piece whose record and subject are public, and what it is of. Http404."""
    found = get_object_or_404(Evidence, pk=key)
    subject = subjects.of_row(found.mandate_id, found.about)
    about = subjects.told([subject]).get(subject)
    pieces = evidence.shown([found]).pieces
    if about is None or not pieces:
        raise Http404
    return pieces[0], about


def _may_edit(request: HttpRequest, found: Evidence) -> bool:
    user = request.user
    own = found.by_id == user.pk and user.has_perm("mandates.give_evidence")
    return own or user.has_perm("mandates.confirm")


@require_safe
def piece(request: HttpRequest, key: int) -> HttpResponse:
    """One piece: what shows what, why, since when; its history for those who may change it."""
    found, about = _piece(key)
    mandate = found.evidence.mandate
    line = evidence.thread_of(mandate) if mandate is not None else {}
    may_edit = _may_edit(request, found.evidence)
    entries = AuditEntry.objects.filter(record_type="mandates.evidence", record_id=str(key))
    context = {
        "piece": found,
        "about": about,
        "line": ui.the_line(ui.Stage.EVIDENCE, {ui.Stage.EVIDENCE: (found.told.title, "")} | line),
        "texts": translations.load([found.evidence]),
        "may_edit": may_edit,
        "history": entries.select_related("by") if may_edit else (),
    }
    return render(request, "mandates/evidence_piece.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, key: int) -> HttpResponse:
    """Say in other words why a record is evidence."""
    found, about = _piece(key)
    if not _may_edit(request, found.evidence):
        raise PermissionDenied
    initial = {"reason": found.evidence.reason, "language": found.evidence.language}
    form = ReasonForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        assert isinstance(request.user, User)
        actions.edit_evidence(evidence=found.evidence, by=request.user, **form.cleaned_data)
        messages.success(request, _("It is kept, and shown on both pages."))
        return redirect("mandates:evidence", key)
    context = {"piece": found, "about": about, "form": form}
    return render(request, "mandates/edit_evidence.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """Take back that a record is evidence, and say why."""
    found, about = _piece(key)
    if not _may_edit(request, found.evidence):
        raise PermissionDenied
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        assert isinstance(request.user, User)
        why = form.cleaned_data["why"]
        actions.withdraw_evidence(evidence=found.evidence, by=request.user, why=why)
        messages.success(request, _("It is no longer shown as evidence."))
        return redirect(about.url)
    context = {"piece": found, "about": about, "form": form}
    return render(request, "mandates/withdraw_evidence.html", context)


@login_required
@require_POST
def restore(request: HttpRequest, key: int) -> HttpResponse:
    """Give again what was taken back."""
    kept = get_object_or_404(WithdrawnEvidence, pk=key)
    subject = subjects.of_row(kept.mandate_id, kept.about)
    assert isinstance(request.user, User)
    try:
        actions.restore_evidence(kept=kept, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("It is evidence again."))
    return redirect("mandates:evidence_about", str(subject))
