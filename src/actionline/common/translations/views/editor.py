"""One text and its translation side by side."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from actionline.common import languages
from actionline.common.translations import actions, checks, queries, terms
from actionline.common.translations.actions.words import history
from actionline.common.translations.forms import DeskFilter, WordsForm
from actionline.common.translations.models import Translation
from actionline.common.translations.queries import Desk, Text
from actionline.common.words import count_words
from actionline.reading.compare import word_spans

from . import check_language, translators_only
from .desk import address_of

#: Changes shown under the form; all are in the audit trail.
CHANGES = 20


@translators_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, language: str, content: str, field: str, key: str) -> HttpResponse:
    """Write a draft, approve, take back the last change, take the words off the pages."""
    check_language(language)
    text = queries.find_text(content, field, key)
    if text is None or text.source_language == language:
        raise Http404
    stored = _stored(text, language)
    verb = request.POST.get("verb", "")
    if verb in ("undo", "withdraw") and stored is not None:
        return _take_back(request, verb, stored)
    initial = {"words": stored.words if stored else "", "seen": checks.stamp(text.source, stored)}
    sent = request.method == "POST"
    form = WordsForm(request.POST if sent else None, initial=initial, text=text, language=language)
    if sent and form.is_valid():
        following = Desk(language, DeskFilter(request.GET).chosen).after(text.place)
        try:
            _save(request, text, language, form, approve=verb == "approve")
        except actions.StaleError:
            _seen_now(form, text, stored)
            return _page(request, text, language, form, status=409)
        except actions.FaultsError as error:
            form.add_error("words", str(error))
        else:
            query = request.GET.urlencode()
            going_on = form.cleaned_data["go_on"]
            place = following if going_on else text.place
            return redirect(address_of(language, place, query))
    return _page(request, text, language, form, status=422 if form.errors else 200)


def _save(
    request: HttpRequest, text: Text, language: str, form: WordsForm, *, approve: bool
) -> None:
    actions.save(
        text=text,
        language=language,
        words=form.cleaned_data["words"],
        seen=form.cleaned_data["seen"],
        approve=approve,
        by=request.user,
    )
    told = _("The translation is approved.") if approve else _("The draft is saved.")
    messages.success(request, told)


def _seen_now(form: WordsForm, text: Text, stored: Translation | None) -> None:
    """Somebody else was here meanwhile: the words stay in the form, the rest is shown anew."""
    form.add_error(
        None,
        _(
            "The text or its translation has changed while you wrote. Your words are still here: "
            "compare them with what is there now, and save again."
        ),
    )
    form.see(checks.stamp(text.source, stored))


def _take_back(request: HttpRequest, verb: str, stored: Translation) -> HttpResponse:
    try:
        if verb == "undo":
            actions.undo(translation=stored, by=request.user)
            messages.success(request, _("The last change is taken back."))
        else:
            actions.withdraw(translation=stored, by=request.user)
            messages.success(request, _("The translation is off the pages."))
    except actions.NothingBeforeError:
        messages.warning(request, _("There is nothing to take back."))
    return redirect(request.get_full_path())


def _stored(text: Text, language: str) -> Translation | None:
    content, field, key = text.place
    return (
        Translation.objects.filter(content=content, field=field, key=key, language=language)
        .select_related("translated_by", "approved_by")
        .first()
    )


def _page(
    request: HttpRequest, text: Text, language: str, form: WordsForm, *, status: int
) -> HttpResponse:
    stored = _stored(text, language)
    outdated = stored is not None and bool(stored.words) and stored.made_from != text.source
    told = queries.told_of([text]).get((text.content.name, text.key))
    context: dict[str, Any] = {
        "text": text,
        "told": told,
        "form": form,
        "stored": stored,
        "source_language": _about(text.source_language),
        "language": _about(language),
        "outdated": outdated,
        "changed": word_spans(stored.made_from, text.source) if stored and outdated else (),
        "public": stored.text if stored and stored.draft and stored.text else "",
        "words": count_words(text.source),
        "terms": terms.found_in(text.source, text.source_language, language),
        "same": _same(text, language),
        "history": list(history(stored)[:CHANGES]) if stored else [],
        "may_approve": request.user.has_perm(text.content.approve),
        "query": request.GET.urlencode(),
        "place": ":".join(text.place),
    }
    return render(request, "translations/edit.html", context, status=status)


def _about(code: str) -> dict[str, str]:
    return {
        "code": code,
        "name": languages.name(code),
        "tag": languages.tag(code),
        "direction": languages.direction(code),
    }


def _same(text: Text, language: str) -> list[Translation]:
    """How the very same words were translated elsewhere, each way once."""
    content, field, key = text.place
    elsewhere = Translation.objects.filter(
        language=language, source=text.source, state=Translation.State.APPROVED
    ).exclude(content=content, field=field, key=key)
    found = {each.text: each for each in elsewhere.order_by("-changed_at")[:50]}
    return list(found.values())[:3]
