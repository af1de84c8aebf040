"""Templates: versions, questions, preview, publishing, what differs between two."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from actionline.stocktaking import steps, versions
from actionline.stocktaking.actions import templating
from actionline.stocktaking.forms import StepForm
from actionline.stocktaking.models import Question, Template
from actionline.stocktaking.template_forms import AddForm, QuestionForm


def _managers(view: Any) -> Any:
    return login_required(permission_required("stocktaking.manage", raise_exception=True)(view))


class NoteForm(forms.Form):
    note = forms.CharField(label=gettext_lazy("What is new"), max_length=400, required=False)


def _by_step(template: Template) -> list[tuple[str, list[Question]]]:
    questions = list(template.questions.all())
    return [(str(step.label), steps.of_step(questions, step)) for step in steps.present(questions)]


@_managers
@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """All versions, the newest first."""
    found = Template.objects.select_related("based_on").annotate(many=Count("questions"))
    found = found.order_by("-version")
    return render(request, "stocktaking/template/list.html", {"templates": found})


@_managers
@require_POST
def begin(request: HttpRequest, version: int) -> HttpResponse:
    """A new draft from a version."""
    based_on = get_object_or_404(Template, version=version)
    made = templating.begin(based_on=based_on, by=request.user)
    messages.success(request, _("This is the new version; it is a draft until it is published."))
    return redirect("stocktaking:template", made.version)


@_managers
def template(request: HttpRequest, version: int) -> HttpResponse:
    """One version: its questions by step; a draft can be changed."""
    found = get_object_or_404(Template.objects.select_related("based_on"), version=version)
    draft = found.state == Template.State.DRAFT
    if request.method == "POST":
        return _noted(request, found)
    questions = list(found.questions.all())
    context = {
        "template": found,
        "draft": draft,
        "sections": _by_step(found),
        "faults": versions.faults(questions) if draft else [],
        "untranslated": versions.untranslated(questions),
        "add_form": AddForm(template=found) if draft else None,
        "note_form": NoteForm(initial={"note": found.note}) if draft else None,
        "others": Template.objects.exclude(pk=found.pk),
    }
    return render(request, "stocktaking/template/template.html", context)


def _noted(request: HttpRequest, found: Template) -> HttpResponse:
    form = NoteForm(request.POST)
    if form.is_valid():
        _try(request, templating.note, template=found, text=form.cleaned_data["note"])
    return redirect("stocktaking:template", found.version)


def _try(request: HttpRequest, verb: Any, **arguments: Any) -> bool:
    """Do it, and say so where the template is published meanwhile."""
    try:
        verb(by=request.user, **arguments)
    except templating.PublishedError:
        messages.error(request, _("This version is published and does not change any more."))
        return False
    return True


@_managers
@require_POST
def add(request: HttpRequest, version: int) -> HttpResponse:
    """Ask one more question."""
    found = get_object_or_404(Template, version=version)
    form = AddForm(request.POST, template=found)
    if form.is_valid():
        given = form.cleaned_data
        try:
            question = templating.add(
                template=found,
                key=given["key"],
                kind=given["kind"],
                name=given["name"],
                by=request.user,
            )
            return redirect("stocktaking:question", version, question.key)
        except ValidationError as error:
            form.add_error("key", error)
        except templating.PublishedError:
            messages.error(request, _("This version is published and does not change any more."))
            return redirect("stocktaking:template", version)
    return render(request, "stocktaking/template/add.html", {"template": found, "form": form})


def _question(version: int, key: str) -> Question:
    return get_object_or_404(
        Question.objects.select_related("template"), template__version=version, key=key
    )


@_managers
def question(request: HttpRequest, version: int, key: str) -> HttpResponse:
    """Word, limit and place one question of a draft."""
    found = _question(version, key)
    if found.template.state != Template.State.DRAFT:
        return redirect("stocktaking:template", version)
    form = QuestionForm(request.POST if request.method == "POST" else None, question=found)
    if request.method == "POST" and form.is_valid():
        if _try(request, templating.change, question=found, values=form.values()):
            messages.success(request, _("The question is saved."))
        return redirect("stocktaking:template", version)
    context = {"template": found.template, "question": found, "form": form}
    return render(request, "stocktaking/template/question.html", context)


@_managers
@require_POST
def arrange(request: HttpRequest, version: int, key: str) -> HttpResponse:
    """Move a question up or down, or take it out."""
    found = _question(version, key)
    do = request.POST.get("do")
    if do == "remove":
        if _try(request, templating.remove, question=found):
            messages.success(request, _("The question is asked no longer."))
    elif do in ("up", "down"):
        _try(request, templating.move, question=found, up=do == "up")
    return redirect("stocktaking:template", version)


@_managers
@require_safe
def preview(request: HttpRequest, version: int) -> HttpResponse:
    """The form as authors see it, all steps on one page; nothing can be sent."""
    found = get_object_or_404(Template, version=version)
    questions = list(found.questions.all())
    parts = [
        (
            step.label,
            StepForm(
                questions=steps.of_step(questions, step),
                language=request.LANGUAGE_CODE or "en",
                suggested={},
            ),
        )
        for step in steps.present(questions)
    ]
    return render(request, "stocktaking/template/preview.html", {"template": found, "parts": parts})


@_managers
def publish(request: HttpRequest, version: int) -> HttpResponse:
    """Ask, then publish a draft."""
    found = get_object_or_404(Template, version=version)
    if found.state != Template.State.DRAFT:
        return redirect("stocktaking:template", version)
    wrong: list[str] = []
    if request.method == "POST":
        try:
            if _try(request, templating.publish, template=found):
                messages.success(request, _("Published: entries begun from now on ask this."))
            return redirect("stocktaking:template", version)
        except ValidationError as error:
            wrong = error.messages
    context = {"template": found, "faults": wrong or versions.faults(found.questions.all())}
    return render(request, "stocktaking/template/publish.html", context)


@_managers
def discard(request: HttpRequest, version: int) -> HttpResponse:
    """Ask, then throw a draft away."""
    found = get_object_or_404(Template, version=version)
    if found.state != Template.State.DRAFT:
        return redirect("stocktaking:template", version)
    if request.method == "POST":
        if _try(request, templating.discard, template=found):
            messages.success(request, _("The draft is thrown away."))
        return redirect("stocktaking:templates")
    return render(request, "stocktaking/template/discard.html", {"template": found})


@_managers
@require_safe
def compare(request: HttpRequest, version: int, other: int) -> HttpResponse:
    """What differs between two versions, the older first."""
    old = get_object_or_404(Template, version=min(version, other))
    new = get_object_or_404(Template, version=max(version, other))
    found = versions.differences(old.questions.all(), new.questions.all())
    context = {"old": old, "new": new, "differences": found}
    return render(request, "stocktaking/template/compare.html", context)
