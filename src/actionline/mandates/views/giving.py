"""Evidence from the side of what it is for: all of it, adding records and web pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.core.validators import URLValidator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actionline.accounts.models import User
from actionline.common import languages, records, search, ui
from actionline.common.fields import DateInput
from actionline.common.keeping import kept
from actionline.common.records import RecordType, Told
from actionline.common.translations import shown as translations
from actionline.mandates import actions, evidence, subjects
from actionline.mandates.models import WebPage, WithdrawnEvidence

from .evidence import ReasonForm

PER_PAGE = 50
#: Records that are offered at once, of each kind.
MOST = 15


class RecordsForm(ReasonForm):
    """Some of the records that were found, and why they are evidence."""

    found = forms.MultipleChoiceField(
        label=gettext_lazy("Records"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose a record.")},
    )
    field_order = ("found", "reason", "language")

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["found"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices


class WebPageForm(ReasonForm):
    """A page of the web, its words, and why it is evidence."""

    address = forms.URLField(
        label=gettext_lazy("Address"),
        max_length=2000,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
    )
    title = forms.CharField(label=gettext_lazy("Title of the page"), max_length=300)
    seen = forms.DateField(label=gettext_lazy("Seen on"), widget=DateInput)
    snapshot = forms.CharField(
        label=gettext_lazy("Text of the page"),
        help_text=gettext_lazy("Paste the words that matter, as they stood there on that day."),
        max_length=100_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )
    field_order = ("address", "title", "seen", "snapshot", "language", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].label = _("Language of the page and of the sentence")

    def clean_seen(self) -> Any:
        seen = self.cleaned_data["seen"]
        if seen > timezone.localdate():
            raise ValidationError(_("Nobody has seen it on a day to come."))
        return seen


def _subject(word: str) -> tuple[subjects.Subject, Told]:
    subject = subjects.parse(word)
    if subject is None:
        raise Http404
    return subject, subjects.told([subject])[subject]


def _giving(request: HttpRequest, word: str) -> tuple[subjects.Subject, Told]:
    subject, told = _subject(word)
    if not evidence.may_give(request.user, subject):
        raise PermissionDenied
    return subject, told


@require_safe
@kept
def about(request: HttpRequest, subject: str) -> HttpResponse:
    """All the evidence for a subject, by kind and page; what was taken back, for who may give."""
    of, told = _subject(subject)
    kind = request.GET.get("kind", "")
    rows = evidence.about(of)
    if kind:
        rows = rows.filter(record_type=kind[:80])
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown = evidence.shown(page.object_list)
    may_give = evidence.may_give(request.user, of)
    context = {
        "subject": of,
        "about": told,
        "kinds": evidence.kinds(of),
        "kind": kind,
        "page": page,
        "shown": shown,
        "texts": translations.load(piece.evidence for piece in shown.pieces),
        "may_give": may_give,
        "withdrawn": _withdrawn(of) if may_give else [],
    }
    return render(request, "mandates/evidence_about.html", context)


def _withdrawn(subject: subjects.Subject) -> list[tuple[WithdrawnEvidence, Told | None]]:
    found = WithdrawnEvidence.objects.filter(mandate=subject.mandate_id, about=subject.about)
    rows = list(found[:PER_PAGE])
    named = records.told([(each.record_type, each.record_id) for each in rows])
    return [(each, named.get((each.record_type, each.record_id))) for each in rows]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, subject: str) -> HttpResponse:
    """Find records by their words, choose some, and say why they are evidence."""
    of, told = _giving(request, subject)
    q, kind = request.GET.get("q", "").strip()[:200], request.GET.get("kind", "")
    found = find(q, kind) if q else []
    initial = {"language": languages.match(get_language() or "en") or "en"}
    data = request.POST if request.method == "POST" else None
    form = RecordsForm(data, choices=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        assert isinstance(request.user, User)
        given = form.cleaned_data
        chosen = [(name, key) for name, _colon, key in (w.partition(":") for w in given["found"])]
        try:
            actions.give_many(
                subject=of,
                found=chosen,
                reason=given["reason"],
                language=given["language"],
                by=request.user,
            )
        except ValidationError as error:
            form.add_error("reason", error)
        else:
            messages.success(request, _("It is kept, and shown on both pages."))
            return redirect(f"{told.url}#evidence")
    context = {
        "subject": of,
        "about": told,
        "form": form,
        "q": q,
        "kind": kind,
        "kinds": _searched(),
    }
    return render(request, "mandates/add_evidence.html", context)


def _searched() -> list[RecordType]:
    """The kinds of record that can be found by words."""
    indexes = search.indexes()
    return [kind for kind in records.types() if kind.search is not None or kind.key in indexes]


def find(q: str, kind: str) -> list[tuple[str, str]]:
    """The records that words find, of a kind or of all, with their name and kind: a search for
    each kind and a query for what they are called."""
    names: list[tuple[str, str]] = []
    for each in _searched():
        if kind in ("", each.key):
            names += [(each.key, key) for key in _keys(each, q)]
    called = {each.key: each.name for each in records.types()}
    told = records.told(names)
    return [
        (f"{name[0]}:{name[1]}", f"{told[name].title} ({called[name[0]]})")
        for name in names
        if name in told
    ]


def _keys(kind: RecordType, q: str) -> Sequence[str]:
    if kind.search is not None:
        return kind.search(q, MOST)
    answer = search.indexes()[kind.key].search(search.Query.parse(q), size=MOST)
    return [str(key) for key in answer.hits]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_page(request: HttpRequest, subject: str) -> HttpResponse:
    """Keep a page of the web, and say why it is evidence."""
    of, told = _giving(request, subject)
    language = languages.match(get_language() or "en") or "en"
    initial = {"seen": timezone.localdate(), "language": language}
    form = WebPageForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        assert isinstance(request.user, User)
        _keep(of, form.cleaned_data, request.user)
        messages.success(request, _("It is kept, and shown on both pages."))
        return redirect(f"{told.url}#evidence")
    context = {"subject": of, "about": told, "form": form}
    return render(request, "mandates/add_web_page.html", context)


@transaction.atomic
def _keep(subject: subjects.Subject, given: dict[str, Any], by: User) -> None:
    values = {name: given[name] for name in ("address", "title", "seen", "snapshot", "language")}
    page = actions.keep_web_page(by=by, **values)
    actions.give_many(
        subject=subject,
        found=[(page._meta.label_lower, str(page.pk))],
        reason=given["reason"],
        language=given["language"],
        by=by,
    )


@require_safe
@kept
def web_page(request: HttpRequest, key: int) -> HttpResponse:
    """A page of the web as it was seen, and what it is evidence for."""
    found = get_object_or_404(WebPage, pk=key)
    serves = evidence.of_record(found._meta.label_lower, found.pk)
    line = {ui.Stage.EVIDENCE: (found.title, ""), **evidence.thread(serves)}
    context = {
        "page": found,
        "serves": serves,
        "line": ui.the_line(ui.Stage.EVIDENCE, line),
    }
    return render(request, "mandates/web_page.html", context)
