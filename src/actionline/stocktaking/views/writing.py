"""Filling in an entry: step by step, pictures, the check, the receipt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionline.common.states import WrongStateError
from actionline.stocktaking import answers as checking
from actionline.stocktaking import showing, steps
from actionline.stocktaking.actions import pictures, writing
from actionline.stocktaking.forms import PictureForm, StepForm, SubmitForm, suggestions
from actionline.stocktaking.models import Question, Submission

from .entries import readable

#: Rows offered when somebody asks for more.
MORE_ROWS = 5


def writable(request: HttpRequest, key: int) -> Submission:
    found = readable(request, key)
    if not request.user.has_perm("stocktaking.write", found) or found.state not in steps.DRAFTING:
        raise PermissionDenied
    return found


@login_required
def step(request: HttpRequest, key: int, step: str) -> HttpResponse:
    """One step: what is typed is kept, whole or not; what is wrong is told."""
    entry = writable(request, key)
    questions = list(entry.template.questions.all())
    asked = steps.of_step(questions, step)
    if not asked:
        raise Http404
    spare = MORE_ROWS if "more" in request.GET else 2
    make = partial(
        StepForm,
        questions=asked,
        language=entry.language,
        suggested=suggestions(entry.answers, entry.language, {each.key for each in asked}),
        spare=spare,
    )
    if request.method != "POST":
        form = make(initial=entry.answers)
        return _step_page(request, entry, step, questions, form)
    form = make(request.POST)
    try:
        entry = writing.save(
            submission=entry,
            by=request.user,
            answers=form.answers,
            version=whole(request.POST.get("version")),
        )
    except writing.ChangedMeanwhileError as error:
        theirs = showing.rows(error.current, asked)
        return _step_page(request, error.current, step, questions, form, theirs=theirs)
    return _after(request, entry, step, questions, asked, make)


def _after(
    request: HttpRequest,
    entry: Submission,
    step: str,
    questions: Sequence[Question],
    asked: Sequence[Question],
    make: Callable[..., StepForm],
) -> HttpResponse:
    """Where to go when a step is saved: on, to the list, back with more rows, or nowhere yet."""
    then = request.POST.get("then", "")
    if then == "later":
        messages.success(request, _("Saved. You can go on whenever you like, on any device."))
        return redirect("stocktaking:entry", entry.pk)
    if then == "more":
        return redirect(f"{request.path}?more=")
    keys = {question.key for question in asked}
    if wrong := checking.faults(questions, entry.answers, only=keys):
        form = make(request.POST)
        form.tell(wrong)
        return _step_page(request, entry, step, questions, form, saved=True)
    onward = steps.following(questions, step)
    if onward is None or then == "check":
        return redirect("stocktaking:check", entry.pk)
    return redirect("stocktaking:step", entry.pk, onward)


def _step_page(
    request: HttpRequest,
    entry: Submission,
    step: str,
    questions: Sequence[Question],
    form: StepForm,
    *,
    saved: bool = False,
    theirs: Sequence[Any] = (),
    picture_form: PictureForm | None = None,
) -> HttpResponse:
    order = steps.present(questions)
    asked = steps.of_step(questions, step)
    with_pictures = any(question.kind == Question.Kind.PICTURES for question in asked)
    context = {
        "entry": entry,
        "step": Question.Step(step),
        "number": order.index(Question.Step(step)) + 1,
        "total": len(order),
        "onward": steps.following(questions, step),
        "form": form,
        "saved": saved,
        "theirs": theirs,
        "pictures": showing.pictures(entry) if with_pictures else None,
        "picture_form": (picture_form or PictureForm()) if with_pictures else None,
    }
    return render(request, "stocktaking/entry/step.html", context)


@login_required
@require_POST
def add_picture(request: HttpRequest, key: int, step: str) -> HttpResponse:
    entry = writable(request, key)
    questions = list(entry.template.questions.all())
    if not steps.of_step(questions, step):
        raise Http404
    form = PictureForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            pictures.add(
                submission=entry,
                file=form.cleaned_data["file"],
                alt=form.cleaned_data["alt"],
                by=request.user,
            )
            messages.success(request, _("The picture is added."))
            return redirect("stocktaking:step", key, step)
        except ValidationError as error:
            form.add_error("file", error)
    asked = steps.of_step(questions, step)
    own = StepForm(initial=entry.answers, questions=asked, language=entry.language, suggested={})
    return _step_page(request, entry, step, questions, own, picture_form=form)


@login_required
@require_POST
def remove_picture(request: HttpRequest, key: int, step: str, picture: int) -> HttpResponse:
    entry = writable(request, key)
    pictures.remove(submission=entry, key=picture, by=request.user)
    messages.success(request, _("The picture is removed."))
    return redirect("stocktaking:step", key, step)


@login_required
def check(request: HttpRequest, key: int) -> HttpResponse:
    """Everything once more, what is missing first; from here the entry is submitted."""
    entry = writable(request, key)
    questions = list(entry.template.questions.all())
    form = SubmitForm(request.POST if request.method == "POST" else None, submission=entry)
    wrong = steps.faults(entry, questions)
    closed = False
    if request.method == "POST" and form.is_valid() and not wrong:
        try:
            writing.submit(
                submission=entry,
                by=request.user,
                late_code=form.cleaned_data.get("late_code", ""),
            )
            return redirect("stocktaking:receipt", key)
        except writing.ClosedError:
            closed = True
        except (writing.FaultyError, WrongStateError):  # changed since it was read above
            return redirect("stocktaking:check", key)
    context = {
        "entry": entry,
        "sections": showing.sections(entry, questions, wrong),
        "faults": showing.faults(entry, questions, wrong),
        "form": form,
        "closed": closed,
        "pictures": showing.pictures(entry),
    }
    return render(request, "stocktaking/entry/check.html", context)


@login_required
def receipt(request: HttpRequest, key: int) -> HttpResponse:
    """The receipt, to keep or to print."""
    entry = readable(request, key)
    if not entry.receipt:
        return redirect("stocktaking:entry", key)
    return render(request, "stocktaking/entry/receipt.html", {"entry": entry})


def whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else -1
