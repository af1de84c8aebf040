"""Keeping groups: members, terms, texts and what became of their recommendations; topics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from actionline.accounts.models import Organisation, User
from actionline.common import audit
from actionline.framework.models import Body
from actionline.instruments.actions.errors import RefusedError
from actionline.mandates.assignments import notices
from actionline.mandates.assignments.models import (
    Group,
    GroupText,
    Member,
    Recommendation,
    Topic,
    TopicPerson,
)
from actionline.mandates.assignments.states import RECOMMENDATION, TEXT


@dataclass(frozen=True, slots=True)
class Membership:
    """Who is what in a group, from when until when: one of a person, an organisation, a body."""

    role: str
    person: User | None = None
    organisation: Organisation | None = None
    body: Body | None = None
    since: date | None = None
    until: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What a text of a group says; `items` are its recommendations in their order."""

    kind: str
    title: str
    text: str
    symbol: str = ""
    addressed: tuple[Body, ...] = ()
    items: tuple[str, ...] = ()


def _allow(by: User, permission: str, record: Any) -> None:
    if not by.has_perm(permission, record):
        raise PermissionDenied


@transaction.atomic
def save_member(
    *, group: Group, membership: Membership, by: User, member: Member | None = None
) -> Member:
    """Add a member to a group, or correct one. PermissionDenied; RefusedError where the same is
    a member in this role already."""
    _allow(by, "assignments.manage_group", group)
    audit.hold()
    found = Member(group=group)
    if member is not None:
        found = Member.objects.select_for_update().get(pk=member.pk, group=group)
    before = _told_member(found) if found.pk else None
    for name in ("role", "person", "organisation", "body", "since", "until", "source"):
        setattr(found, name, getattr(membership, name))
    found.verified, found.loaded = True, False
    same = Member.objects.filter(
        group=group,
        role=found.role,
        person=found.person,
        organisation=found.organisation,
        body=found.body,
        until=None,
    )
    if found.until is None and same.exclude(pk=found.pk).exists():
        raise RefusedError(_("This is a member in this role already."))
    found.save()
    audit.record(
        verb="assignments.save_member", target=found, by=by, before=before,
        after=_told_member(found),
    )  # fmt: skip
    return found


@transaction.atomic
def remove_member(*, member: Member, by: User) -> None:
    """Take a row of a member out, which was a mistake. PermissionDenied."""
    _allow(by, "assignments.manage_group", member)
    audit.hold()
    audit.record(
        verb="assignments.remove_member", target=member, by=by, before=_told_member(member)
    )
    member.delete()


@transaction.atomic
def save_terms(*, group: Group, terms: str, source: str, by: User) -> None:
    """Write what a group is there for. PermissionDenied."""
    _allow(by, "assignments.manage_group", group)
    audit.hold()
    before = {"terms": group.terms, "source": group.terms_source}
    group.terms, group.terms_source, group.by_hand = terms.strip(), source.strip(), True
    group.language = get_language() or "en"
    group.save()
    after = {"terms": group.terms, "source": group.terms_source}
    audit.record(verb="assignments.save_terms", target=group, by=by, before=before, after=after)


@transaction.atomic
def save_text(*, group: Group, words: Words, by: User, text: GroupText | None = None) -> GroupText:
    """Write a text of a group, or change one that is not published.

    PermissionDenied; RefusedError for a published text, and where a recommendation would go that
    was followed up.
    """
    _allow(by, "assignments.edit_group", group)
    audit.hold()
    found = GroupText(group=group, by=by, language=get_language() or "en")
    if text is not None:
        found = GroupText.objects.select_for_update().get(pk=text.pk, group=group)
    if found.state == GroupText.State.PUBLISHED:
        raise RefusedError(_("It is published: take it back from the public first."))
    before = _told_text(found) if found.pk else None
    found.kind, found.title, found.text = words.kind, words.title, words.text
    found.symbol = words.symbol
    found.save()
    found.addressed.set(words.addressed)
    _keep_items(found, words.items)
    audit.record(
        verb="assignments.save_text", target=found, by=by, before=before, after=_told_text(found)
    )
    return found


def _keep_items(text: GroupText, wanted: Sequence[str]) -> None:
    known = {item.number: item for item in text.items.all()}
    for number, words in enumerate(wanted, 1):
        item = known.pop(number, None) or Recommendation(text=text, number=number)
        if item.words != words:
            item.words = words
            item.save()
    if any(item.state != Recommendation.State.OPEN or item.note for item in known.values()):
        raise RefusedError(_("A recommendation that was followed up cannot go: keep its words."))
    text.items.filter(number__in=known).delete()


@transaction.atomic
def move_text(*, text: GroupText, verb: str, by: User) -> GroupText:
    """Take a text on its way. PermissionDenied, WrongStateError; RefusedError to publish one
    without words."""
    audit.hold()
    found = (
        GroupText.objects.select_for_update(of=("self",)).select_related("group").get(pk=text.pk)
    )
    move = TEXT.check(verb, found, by=by)
    if verb == "publish" and not (found.text or found.items.exists()):
        raise RefusedError(_("It says nothing yet."))
    before = {"state": found.state}
    found.state = move.target
    found.published_at = timezone.now() if move.target == GroupText.State.PUBLISHED else None
    found.save(update_fields=["state", "published_at"])
    audit.record(
        verb=f"assignments.{verb}_text", target=found, by=by, before=before,
        after={"state": found.state},
    )  # fmt: skip
    if verb == "publish":
        notices.published(found, by=by)
    return found


@transaction.atomic
def follow_up(*, item: Recommendation, verb: str, note: str, by: User) -> Recommendation:
    """Say how far a recommendation is. PermissionDenied, WrongStateError; RefusedError where it
    has to be said what was done, or why not."""
    audit.hold()
    rows = Recommendation.objects.select_for_update(of=("self",)).select_related("text__group")
    found = rows.get(pk=item.pk)
    move = RECOMMENDATION.check(verb, found, by=by)
    note = note.strip()
    if move.needs_reason and not note:
        raise RefusedError(_("Say in a sentence what was done, or why not."))
    before = {"state": found.state, "note": found.note}
    found.state, found.changed_at = move.target, timezone.now()
    if note:
        found.note, found.note_language = note, get_language() or "en"
    found.save()
    after = {"state": found.state, "note": found.note}
    audit.record(verb="assignments.follow_up", target=found, by=by, before=before, after=after)
    return found


@transaction.atomic
def save_topic(*, topic: Topic, body: Body | None, people: Sequence[User], by: User) -> None:
    """Say which body looks after a topic and who is asked about it. PermissionDenied."""
    _allow(by, "assignments.edit_topics", topic)
    audit.hold()
    before = {"body": topic.body_id, "people": list(topic.persons.values_list("person", flat=True))}
    topic.body = body
    topic.save(update_fields=["body"])
    topic.persons.all().delete()
    TopicPerson.objects.bulk_create(TopicPerson(topic=topic, person=each) for each in people)
    after = {"body": topic.body_id, "people": [each.pk for each in people]}
    audit.record(verb="assignments.save_topic", target=topic, by=by, before=before, after=after)


def _told_member(member: Member) -> dict[str, Any]:
    return {
        "role": member.role,
        "person": member.person_id,
        "organisation": member.organisation_id,
        "body": member.body_id,
        "since": member.since.isoformat() if member.since else None,
        "until": member.until.isoformat() if member.until else None,
        "source": member.source,
    }


def _told_text(text: GroupText) -> dict[str, Any]:
    return {
        "kind": text.kind,
        "title": text.title,
        "text": text.text,
        "symbol": text.symbol,
        "addressed": sorted(body.slug for body in text.addressed.all()),
        "items": [item.words for item in text.items.all()],
    }
