"""Whether entries still hold: which are due to be asked about, who is asked, by what link.

Each year the owners of a published project are asked whether it still holds, and reminded once;
where nobody owns it, its contact is (`contacting`).
What is completed is not asked about: it does not change any more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.signing import BadSignature, TimestampSigner
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from actionline.accounts.models import User

from .models import Confirmation, Contact, Owner, Project, Submission

#: An entry that nobody confirmed for longer is marked.
HOLDS_FOR = timedelta(days=365)
#: Owners are asked so long before, so that whoever answers in time is never marked.
AHEAD = timedelta(days=30)
REMIND_AFTER = timedelta(days=14)
#: How long the link of a mail is good.
LINK_GOOD = timedelta(days=90)
#: Entries that one mail names; the page behind its link has all.
MOST_NAMED = 20

#: The changes that somebody works at, or that wait for the desk.
UNDER_WAY = Q(
    state__in=(
        Submission.State.DRAFT,
        Submission.State.SUBMITTED,
        Submission.State.IN_REVIEW,
        Submission.State.CHANGES_ASKED,
    )
)

_signer = TimestampSigner(salt="actionline.stocktaking.confirming")


def kept_true() -> Q:
    """The projects that are to be confirmed each year."""
    return Q(state=Project.State.PUBLISHED) & ~Q(status=Project.Status.COMPLETED)


def last_confirmed(project: Project) -> date:
    """When somebody last said that an entry holds: to submit it is to say so."""
    return project.confirmed_on or timezone.localtime(project.submitted_at).date()


def is_stale(project: Project, today: date | None = None) -> bool:
    """Whether an entry is to be marked as not confirmed for over a year."""
    asked = project.state == Project.State.PUBLISHED and project.status != Project.Status.COMPLETED
    return asked and last_confirmed(project) < (today or timezone.localdate()) - HOLDS_FOR


def older_than(day: date) -> Q:
    """The projects last confirmed before a day."""
    midnight = timezone.make_aware(datetime.combine(day, time()))
    return Q(confirmed_on__lt=day) | Q(confirmed_on=None, submitted_at__lt=midnight)


def stale(today: date | None = None) -> QuerySet[Project]:
    """The entries that are marked."""
    day = (today or timezone.localdate()) - HOLDS_FOR
    return Project.objects.filter(kept_true(), older_than(day))


def due(now: datetime) -> QuerySet[Project]:
    """The entries whose owners are to be asked: soon marked, not asked within the year, with
    nobody at work on a change, and with somebody to ask."""
    before = timezone.localtime(now).date() - HOLDS_FOR + AHEAD
    asked = Confirmation.objects.filter(
        project=OuterRef("pk"), asked_at__gt=now - HOLDS_FOR + AHEAD
    )
    this_year = Confirmation.objects.filter(
        project=OuterRef("pk"), year=timezone.localtime(now).year
    )
    somebody = Exists(_owners()) | Exists(_contact())
    found = Project.objects.filter(somebody, kept_true(), older_than(before))
    return found.exclude(Exists(asked)).exclude(Exists(this_year)).exclude(Exists(_under_way()))


def to_remind(now: datetime) -> QuerySet[Confirmation]:
    """The questions without an answer for a while, of which nobody was reminded yet."""
    found = Confirmation.objects.filter(
        answered_at=None, reminded_at=None, asked_at__lte=now - REMIND_AFTER
    ).filter(asked_at__gt=now - LINK_GOOD)
    return found.filter(project__in=_open_projects())


def open_to(person: Any) -> QuerySet[Confirmation]:
    """The questions that somebody was asked and nobody answered, the oldest first."""
    own = Owner.objects.filter(person=person.pk).values("project")
    found = Confirmation.objects.filter(
        answered_at=None, project__in=own, asked_at__gt=timezone.now() - LINK_GOOD
    )
    return (
        found.filter(project__state=Project.State.PUBLISHED)
        .select_related("project")
        .order_by("asked_at", "pk")
    )


def _owners() -> QuerySet[Owner]:
    return Owner.objects.filter(project=OuterRef("pk"), person__is_active=True)


def _contact() -> QuerySet[Contact]:
    return Contact.objects.filter(project=OuterRef("pk")).exclude(email="")


def _under_way() -> QuerySet[Submission]:
    return Submission.objects.filter(UNDER_WAY, project=OuterRef("pk"))


def _open_projects() -> QuerySet[Project]:
    return Project.objects.filter(kept_true()).exclude(Exists(_under_way()))


def address(person: Any, language: str) -> str:
    """The path at which somebody answers all that they were asked, without signing in."""
    with override(language):
        return reverse("stocktaking:confirm", args=[_signer.sign_object([person.pk])])


def read_address(token: str) -> User | None:
    """Who was sent such a link; None where it is not ours, too old, or they are gone."""
    try:
        (key,) = _signer.unsign_object(token, max_age=LINK_GOOD)
    except (BadSignature, ValueError, TypeError):
        return None
    return User.objects.filter(pk=key, is_active=True).first()


@dataclass(frozen=True, slots=True)
class Filter:
    """The desk's list of entries not confirmed, as in the address. `owner` is `with` or
    `without`; `asked` is `yes` or `no`."""

    q: str = ""
    owner: str = ""
    asked: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> Filter:
        def given(name: str) -> str:
            return query.get(name, "").strip().replace("\0", "")[:200]

        return cls(given("q"), given("owner"), given("asked"))

    def as_query(self) -> str:
        named = {"q": self.q, "owner": self.owner, "asked": self.asked}
        return urlencode({name: value for name, value in named.items() if value})

    def chosen(self) -> QuerySet[Project]:
        """What it finds, the entry longest unconfirmed first."""
        found = stale()
        for word in self.q.split()[:8]:
            found = found.filter(Q(title__icontains=word) | Q(entity_name__icontains=word))
        if self.owner:
            owned = Exists(_owners())
            found = found.filter(owned if self.owner == "with" else ~owned)
        if self.asked:
            waiting = Exists(Confirmation.objects.filter(project=OuterRef("pk"), answered_at=None))
            found = found.filter(waiting if self.asked == "yes" else ~waiting)
        return found.order_by("confirmed_on", "submitted_at", "pk")


def by_owner(projects: Iterable[Project]) -> dict[User, list[Project]]:
    """Whom to ask about which of these projects: their owners who can sign in."""
    kept = {project.pk: project for project in projects}
    owners = Owner.objects.filter(project__in=kept, person__is_active=True)
    found: dict[User, list[Project]] = {}
    for owner in owners.select_related("person__mail_settings").order_by("person", "project"):
        found.setdefault(owner.person, []).append(kept[owner.project_id])
    return found
