"""A person's own filters: kept, listed, renamed, deleted."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from actionline.common import saved
from actionline.common.models import SavedFilter


class KeepForm(forms.Form):
    """A name for the filter that is on."""

    page = forms.CharField(max_length=80)
    query = forms.CharField(max_length=2000, required=False)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=100)

    def clean_page(self) -> str:
        page: str = self.cleaned_data["page"]
        if not saved.known(page):
            raise ValidationError(_("This list is not known."))
        return page


class RenameForm(forms.ModelForm[SavedFilter]):
    class Meta:
        model = SavedFilter
        fields = ["name"]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = SavedFilter.objects.exclude(pk=self.instance.pk)
        if others.filter(
            person=self.instance.person_id, page=self.instance.page, name=name
        ).exists():
            raise ValidationError(_("Another filter of yours has this name."))
        return name


@require_safe
@login_required
def filters(request: HttpRequest) -> HttpResponse:
    kept = [saved.kept(found) for found in saved.of(request.user)]
    return render(request, "common/filters.html", {"kept": kept})


@require_POST
@login_required
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the filter of the list that the form stood on."""
    form = KeepForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Give the filter a name of at most 100 letters."))
        return redirect("common:filters")
    try:
        found = saved.keep(person=request.user, **form.cleaned_data)
    except saved.TooManyError:
        messages.warning(request, _("You keep as many filters as you may. Delete one first."))
        return redirect("common:filters")
    messages.success(request, _("The filter is kept."))
    return redirect(saved.kept(found).url)


@login_required
def rename(request: HttpRequest, key: int) -> HttpResponse:
    """Another name for a filter, or none: it can be deleted here too."""
    found = get_object_or_404(saved.of(request.user), pk=key)
    old = found.name
    form = RenameForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The filter has its new name."))
        return redirect("common:filters")
    return render(request, "common/filter.html", {"form": form, "name": old, "key": key})


@require_POST
@login_required
def delete(request: HttpRequest, key: int) -> HttpResponse:
    get_object_or_404(saved.of(request.user), pk=key).delete()
    messages.success(request, _("The filter is deleted."))
    return redirect("common:filters")
