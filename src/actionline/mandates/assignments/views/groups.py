"""Task forces and groups: for everybody, and for those who keep them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionline.accounts.models import User
from actionline.common.keeping import kept
from actionline.common.states import WrongStateError
from actionline.common.tables import writing
from actionline.common.translations import shown as translations
from actionline.framework import queries as calendar
from actionline.instruments.actions.errors import RefusedError
from actionline.mandates.assignments import actions, queries, states
from actionline.mandates.assignments.group_forms import (
    FollowForm,
    MemberForm,
    TermsForm,
    TextForm,
)
from actionline.mandates.assignments.models import Group, GroupText, Member, Recommendation

_METHODS = ["GET", "HEAD", "POST"]
_ROLES = list(Member.Role.values)
#: Meetings of a group that its page shows, of those to come and of those past.
MEETINGS = 10
COLUMNS = ("group", "role", "kind", "member", "since", "until", "source", "verified")


@require_safe
@kept
def groups(request: HttpRequest) -> HttpResponse:
    """All groups, with who chairs them."""
    members = Member.objects.select_related("body", "organisation", "person")
    published = Count("texts", filter=Q(texts__state=GroupText.State.PUBLISHED))
    found = Group.objects.select_related("part_of").annotate(published=published)
    rows = []
    for group in found.prefetch_related(Prefetch("members", members)):
        current = [each for each in group.members.all() if each.is_current()]
        chairs = [each for each in current if each.role == Member.Role.CHAIR]
        rows.append((group, chairs, len(current)))
    context = {"rows": rows, "see_names": queries.may_see_names(request.user)}
    return render(request, "assignments/groups.html", context)


@require_safe
@kept
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """One group: what it is there for, who belongs to it, when it meets, what it wrote."""
    shown = get_object_or_404(Group.objects.select_related("body", "part_of"), slug=slug)
    members = sorted(
        shown.members.select_related("body", "organisation", "person"),
        key=lambda each: (_ROLES.index(each.role), each.pk),
    )
    may_edit = request.user.has_perm("assignments.edit_group", shown)
    texts = shown.texts.prefetch_related("addressed").annotate(number=Count("items"))
    if not may_edit:
        texts = texts.filter(state=GroupText.State.PUBLISHED)
    today = timezone.localdate()
    meetings = calendar.meetings(body=shown.body.slug) if shown.body else None
    known = list(texts)
    context = {
        "group": shown,
        "members": [each for each in members if each.is_current()],
        "former": [each for each in members if not each.is_current()],
        "within": shown.within.all(),
        "known": known,
        "ahead": calendar.ahead(meetings, today)[:MEETINGS] if meetings is not None else [],
        "past": calendar.past(meetings, today).reverse()[:MEETINGS] if meetings is not None else [],
        "texts": translations.load([shown, *known]),
        "see_names": queries.may_see_names(request.user),
        "may_edit": may_edit,
        "may_manage": request.user.has_perm("assignments.manage_group", shown),
    }
    return render(request, "assignments/group.html", context)


@require_safe
def members_export(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    """The members of a group as a file, with the names that everybody may read."""
    if form not in writing.FORMS:
        raise Http404
    shown = get_object_or_404(Group, slug=slug)
    members = shown.members.select_related("body", "organisation", "person")
    rows = (_line(shown, each) for each in members)
    return writing.response(rows, columns=COLUMNS, form=form, name=shown.slug)


def _line(group: Group, member: Member) -> dict[str, object]:
    person = member.person.listed_name if member.person else ""
    kind = "body" if member.body else "organisation" if member.organisation else "person"
    return {
        "group": group.slug,
        "role": member.role,
        "kind": kind,
        "member": str(member.body or member.organisation or person),
        "since": member.since,
        "until": member.until,
        "source": member.source,
        "verified": member.verified,
    }


@login_required
@permission_required("assignments.manage_group", raise_exception=True)
@require_http_methods(_METHODS)
def member(request: HttpRequest, slug: str, key: int = 0) -> HttpResponse:
    """Add a member, or correct one."""
    shown = get_object_or_404(Group, slug=slug)
    found = get_object_or_404(shown.members, pk=key) if key else None
    form = MemberForm(request.POST if request.method == "POST" else None, member=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_member(
                group=shown, membership=form.membership(), by=_person(request), member=found
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The member is saved."))
            return redirect(shown)
    context = {"group": shown, "form": form, "member": found}
    return render(request, "assignments/member.html", context)


@require_POST
@login_required
@permission_required("assignments.manage_group", raise_exception=True)
def remove_member(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Take a row out that was a mistake."""
    found = get_object_or_404(Member.objects.filter(group__slug=slug), pk=key)
    actions.remove_member(member=found, by=_person(request))
    messages.success(request, _("The row is gone."))
    return redirect("assignments:group", slug)


@login_required
@permission_required("assignments.manage_group", raise_exception=True)
@require_http_methods(_METHODS)
def terms(request: HttpRequest, slug: str) -> HttpResponse:
    """Write what a group is there for."""
    shown = get_object_or_404(Group, slug=slug)
    form = TermsForm(request.POST if request.method == "POST" else None, group=shown)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.save_terms(
            group=shown, terms=given["terms"], source=given["source"], by=_person(request)
        )
        messages.success(request, _("The terms are saved."))
        return redirect(shown)
    return render(request, "assignments/terms.html", {"group": shown, "form": form})


@login_required
@permission_required("assignments.edit_group", raise_exception=True)
@require_http_methods(_METHODS)
def write(request: HttpRequest, slug: str, key: int = 0) -> HttpResponse:
    """Write a text of a group, or change one."""
    shown = get_object_or_404(Group, slug=slug)
    if not request.user.has_perm("assignments.edit_group", shown):
        raise PermissionDenied
    found = get_object_or_404(shown.texts, pk=key) if key else None
    form = TextForm(request.POST if request.method == "POST" else None, text=found)
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.save_text(
                group=shown, words=form.words(), by=_person(request), text=found
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The text is saved."))
            return redirect(saved)
    context = {"group": shown, "form": form, "text": found}
    return render(request, "assignments/write.html", context)


@require_safe
def text(request: HttpRequest, key: int) -> HttpResponse:
    """A text, its recommendations and what became of them."""
    shown = get_object_or_404(GroupText.objects.select_related("group", "by"), pk=key)
    may_edit = request.user.has_perm("assignments.edit_group", shown)
    if shown.state != GroupText.State.PUBLISHED and not may_edit:
        raise Http404
    items = list(shown.items.all())
    for item in items:
        item.text = shown
    context = {
        "text": shown,
        "items": items,
        "done": sum(item.state == Recommendation.State.DONE for item in items),
        "addressed": shown.addressed.all(),
        "texts": translations.load([shown, *items]),
        "moves": states.TEXT.open_to(request.user, shown),
        "may_edit": may_edit,
    }
    return render(request, "assignments/text.html", context)


@require_POST
@login_required
@permission_required("assignments.edit_group", raise_exception=True)
def move(request: HttpRequest, key: int) -> HttpResponse:
    """Take a text on its way."""
    shown = get_object_or_404(GroupText, pk=key)
    try:
        actions.move_text(text=shown, verb=request.POST.get("verb", ""), by=_person(request))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    except WrongStateError:
        messages.error(request, _("It is in another state by now."))
    else:
        messages.success(request, _("The state is changed."))
    return redirect(shown)


@login_required
@permission_required("assignments.edit_group", raise_exception=True)
@require_http_methods(_METHODS)
def follow(request: HttpRequest, key: int) -> HttpResponse:
    """Say how far a recommendation is."""
    item = get_object_or_404(Recommendation.objects.select_related("text__group"), pk=key)
    if not request.user.has_perm("assignments.edit_group", item):
        raise PermissionDenied
    form = FollowForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.follow_up(
                item=item,
                verb=request.POST.get("verb", ""),
                note=form.cleaned_data["note"],
                by=_person(request),
            )
        except RefusedError as refusal:
            form.add_error("note", str(refusal))
        except WrongStateError:
            messages.error(request, _("It is in another state by now."))
            return redirect(item.text)
        else:
            messages.success(request, _("The state is changed."))
            return redirect(item.text)
    moves = states.RECOMMENDATION.open_to(request.user, item)
    return render(request, "assignments/follow.html", {"item": item, "form": form, "moves": moves})


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # `login_required` has let nobody else in
    return request.user
