"""The form as a Word file: taken away, filled in, brought back and looked at before it counts."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from actionline.stocktaking import answers as checking
from actionline.stocktaking import comparing, wordform, wordform_reading
from actionline.stocktaking.actions import writing
from actionline.stocktaking.models import Question, Submission

from .entries import readable
from .writing import whole, writable


class FilledForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The form, filled in"),
        help_text=gettext_lazy("A Word file (.docx) without macros, at most 5 MB."),
        allow_empty_file=True,
    )


@login_required
@require_safe
def word(request: HttpRequest, key: int) -> HttpResponse:
    """The form in the language asked for, with what the entry holds."""
    entry = readable(request, key)
    language = request.GET.get("language", "")
    if language not in dict(settings.LANGUAGES):
        language = request.LANGUAGE_CODE
    response = HttpResponse(wordform.write(entry, language), content_type=wordform.MEDIA)
    response["Content-Disposition"] = f'attachment; filename="entry-{entry.pk}-{language}.docx"'
    return response


@login_required
def filled(request: HttpRequest, key: int) -> HttpResponse:
    """Take the form away; bring it back, see what it would change, and take that over."""
    entry = writable(request, key)
    if "answers" in request.POST:
        return _taken(request, entry)
    form = FilledForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        questions = list(entry.template.questions.all())
        file = form.cleaned_data["file"]
        try:
            if file.size > wordform_reading.MOST_BYTES:
                raise wordform_reading.NoFormError(
                    _("This file is too large for the form: at most 5 MB.")
                )
            found = wordform_reading.read(file.read(), questions)
        except wordform_reading.NoFormError as error:
            form.add_error("file", str(error))
        else:
            return _preview(request, entry, questions, found)
    context = {"entry": entry, "form": form, "languages": settings.LANGUAGES}
    return render(request, "stocktaking/entry/word.html", context)


def _preview(
    request: HttpRequest,
    entry: Submission,
    questions: list[Question],
    found: wordform_reading.Filled,
) -> HttpResponse:
    """What the form would change, question by question, and what is wrong with it."""
    is_blank = found.entry == 0  # what is empty in it says nothing
    given = {key: value for key, value in found.answers.items() if value or not is_blank}
    changes = comparing.between(entry.answers, {**entry.answers, **given}, questions)
    keys = {change.question.key for change in changes}
    wrong = checking.faults(questions, {**entry.answers, **given}, only=keys)
    told: dict[str, list[str]] = {}
    for fault in wrong:
        told.setdefault(fault.key, []).append(fault.message)
    older = not is_blank and found.version is not None and found.version != entry.version
    context = {
        "entry": entry,
        "changes": [
            # What was emptied in a form that is older than the entry may be new since: not ticked.
            (each, told.get(each.question.key, []), not (older and not each.after))
            for each in changes
        ],
        "answers": json.dumps({key: given[key] for key in keys}),
        "other": not is_blank and found.entry is not None and found.entry != entry.pk,
        "older": older,
        "unknown": found.unknown,
    }
    return render(request, "stocktaking/entry/word_preview.html", context)


def _taken(request: HttpRequest, entry: Submission) -> HttpResponse:
    """Keep the answers that are ticked, as if they had been typed."""
    given = _object(request.POST["answers"])
    ticked = set(request.POST.getlist("key"))
    answers = {key: value for key, value in given.items() if key in ticked}
    try:
        writing.save(
            submission=entry,
            by=request.user,
            answers=answers,
            version=whole(request.POST.get("version")),
        )
    except writing.ChangedMeanwhileError:
        messages.error(
            request, _("Another author saved this entry meanwhile: upload the form once more.")
        )
        return redirect("stocktaking:filled", entry.pk)
    if answers:
        messages.success(request, _("The answers of the form are saved."))
    else:
        messages.info(request, _("Nothing was ticked; the entry is as it was."))
    return redirect("stocktaking:entry", entry.pk)


def _object(text: str) -> dict[str, Any]:
    """What was sent along with the preview; nothing where somebody changed it beyond reading."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
