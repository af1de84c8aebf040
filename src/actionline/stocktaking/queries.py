"""Querysets that carry meaning."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from actionline.accounts.models import OrganisationMember, Role

from .models import Author, Call, Reason, Submission, Template


def submissions() -> QuerySet[Submission]:
    """Entries with what permissions and pages ask of them."""
    return Submission.objects.select_related("call", "template", "project").prefetch_related(
        "authors"
    )


def colleagues(person: Any) -> QuerySet[Author]:
    """Authors of entries who are, as this person is, verified members of an organisation."""
    own = OrganisationMember.objects.filter(person=person.pk, verified_at__isnull=False)
    together = OrganisationMember.objects.filter(
        organisation__in=own.values("organisation"), verified_at__isnull=False
    )
    return Author.objects.filter(person__in=together.values("person"))


def written_by(person: Any) -> QuerySet[Submission]:
    """The entries of which somebody is an author, the one saved last first; to a contributor also
    those of their organisations."""
    found = Q(pk__in=Author.objects.filter(person=person.pk).values("submission"))
    if person.holding((Role.Kind.CONTRIBUTOR,)):
        found |= Q(pk__in=colleagues(person).values("submission"))
    return Submission.objects.filter(found).select_related("call", "project").defer("answers")


def submitted_by(person: Any) -> QuerySet[Submission]:
    """What somebody wrote and handed in, the newest first: a new entry may be filled in from it."""
    found = Submission.objects.filter(authors__person=person.pk, submitted_at__isnull=False)
    return found.order_by("-submitted_at", "-pk")


def open_calls() -> QuerySet[Call]:
    """The calls to which entries can be submitted now, the one that ends first first."""
    now = timezone.now()
    found = Call.objects.filter(published=True, opens_at__lte=now, closes_at__gt=now)
    return found.order_by("closes_at")


def newest_template() -> Template | None:
    """What an entry outside a call is asked."""
    return Template.objects.filter(state=Template.State.PUBLISHED).first()


def text_in(reason: Reason, language: str) -> str:
    """A ready reason in the language of an entry, in English where it is not written in it."""
    return str(getattr(reason, f"text_{language.partition('-')[0]}", "") or reason.text_en)


def reasons_in(language: str) -> list[tuple[Reason, str]]:
    """The ready reasons, each with its words in the language of an entry."""
    return [(reason, text_in(reason, language)) for reason in Reason.objects.all()]
