"""Where somebody says of which mandate a record is evidence."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from actionline.accounts.models import User
from actionline.common import records
from actionline.mandates import actions, evidence
from actionline.mandates.filters import Filter
from actionline.mandates.models import Evidence, Mandate

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

    def __init__(self, *args: object, q: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
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


@require_POST
@login_required
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """Take back that a record is evidence."""
    found = get_object_or_404(Evidence.objects.select_related("mandate"), pk=key)
    of = [] if found.mandate is None else evidence.of_mandate(found.mandate)
    pieces = {piece.evidence.pk: piece.told.url for piece in of}
    assert isinstance(request.user, User)
    actions.withdraw_evidence(evidence=found, by=request.user)
    messages.success(request, _("It is no longer shown as evidence."))
    return redirect(pieces.get(found.pk, "mandates:list"))
