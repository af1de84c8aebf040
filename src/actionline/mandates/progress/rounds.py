"""A round at work: whom it asks about what, and how it goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionline.accounts.models import Role, User
from actionline.accounts.queries import focal_points as holders
from actionline.accounts.rules import roles
from actionline.common import work
from actionline.framework.models import ActionLine, Body
from actionline.mandates import subjects
from actionline.mandates.filters import Filter
from actionline.mandates.stations import SETTLED

from . import notices
from .models import Request, Round

ASK = "progress.ask"
TITLE = gettext_lazy("Asking for progress reports")
_AT_ONCE = 500
#: The states of requests whose answer is not handed in.
MISSING = (Request.State.WAITING, Request.State.BEGUN, Request.State.RETURNED)


@dataclass(frozen=True, slots=True)
class Line:
    """How far a body is: requests by state in the order of `Request.State`, late ones, all."""

    slug: str
    name: str
    counts: list[int]
    late: int
    total: int

    @property
    def missing(self) -> int:
        """What is not handed in."""
        return sum(
            many
            for state, many in zip(Request.State.values, self.counts, strict=True)
            if state in MISSING
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """A subject that a round asks about: keys of the body that leads the work, and of the action
    line that it is for."""

    subject: subjects.Subject
    body: int | None
    line: int | None = None


def asked_about(found: Round) -> Iterator[Asked]:
    """What a round asks about: mandates, and what rooms add by kind."""
    if found.mandates:
        chosen = Filter.from_query(QueryDict(found.query)).mandates()
        rows = chosen.exclude(standing__in=SETTLED).order_by("pk")
        for key, holder, lead in rows.values_list("pk", "holder", "lead").iterator():
            yield Asked(subjects.Subject(subjects.MANDATE, str(key)), holder or lead)
    for name in found.kinds:
        kind = subjects.kinds().get(name)
        if kind is None or kind.every is None:
            continue
        keys = list(kind.every(found.starts, found.ends))
        bodies, lines_ = kind.bodies(keys), kind.lines(keys)
        by_slug = dict(Body.objects.values_list("slug", "pk"))
        by_code = dict(ActionLine.objects.values_list("code", "pk"))
        for word in keys:
            first = next(iter(bodies.get(word, ())), "")
            subject = subjects.Subject(name, word)
            yield Asked(subject, by_slug.get(first), by_code.get(lines_.get(word, "")))


def ask(progress: work.Progress, *, key: int, by: int) -> None:
    """Make the requests of a round, then tell the focal points. Done again it goes on where it was
    stopped: nobody is asked twice about the same."""
    found = Round.objects.get(pk=key)
    wanted = list(asked_about(found))
    if not wanted:
        raise work.WorkError(_("This round asks about nothing: nothing fits what it names."))
    before = set(found.requests.values_list("mandate", "about"))
    batch: list[Request] = []
    for each in progress.of(wanted, len(wanted)):
        subject = each.subject
        if (subject.mandate_id, subject.about) not in before:
            batch.append(
                Request(
                    round=found,
                    mandate_id=subject.mandate_id,
                    about=subject.about,
                    body_id=each.body,
                    line_id=each.line,
                )
            )
        if len(batch) == _AT_ONCE:
            Request.objects.bulk_create(batch, ignore_conflicts=True)
            batch = []
    Request.objects.bulk_create(batch, ignore_conflicts=True)
    for person, number in focal_points(found).items():
        with transaction.atomic():
            notices.tell_of_round(found, person, number, again=False)


def focal_points(found: Round, states: Sequence[str] = ()) -> dict[User, int]:
    """The focal points of the bodies and action lines that are asked, each with the number of
    requests (in these states) that are theirs. Two queries."""
    rows = found.requests.order_by()
    if states:
        rows = rows.filter(state__in=states)
    scopes = (Role.Scope.BODY, Role.Scope.BUREAU, Role.Scope.ACTION_LINE)
    held = holders(scopes)
    numbers: Counter[User] = Counter()
    for slug, code, many in rows.values_list("body__slug", "line__code").annotate(many=Count("pk")):
        words = zip(scopes, (slug, slug, code), strict=True)
        theirs = {role.person: None for word in words for role in held.get(word, ())}
        for person in theirs:
            numbers[person] += many
    return dict(numbers)


def lines(found: Round) -> list[Line]:
    """How far each body is, and all of them last; two queries."""
    rows = found.requests.order_by().values_list("body", "state")
    counted: Counter[tuple[int | None, str]] = Counter()
    late: Counter[int | None] = Counter()
    for body, state, many, many_late in rows.annotate(
        many=Count("pk"), many_late=Count("pk", filter=Q(late=True))
    ):
        counted[body, state] += many
        late[body] += many_late
    bodies = Body.objects.in_bulk({body for body, _state in counted if body is not None})
    made = [
        _line(body.slug, body.name, key, counted, late)
        for key, body in sorted(bodies.items(), key=lambda each: each[1].position)
    ]
    if any(body is None for body, _state in counted):
        made.append(_line("none", _("no lead"), None, counted, late))
    total: Counter[tuple[int | None, str]] = Counter()
    for (_body, state), many in counted.items():
        total[None, state] += many
    return [*made, _line("", _("Total"), None, total, Counter({None: sum(late.values())}))]


def _line(
    slug: str,
    name: str,
    key: int | None,
    counted: Counter[tuple[int | None, str]],
    late: Counter[int | None],
) -> Line:
    counts = [counted[key, state] for state in Request.State.values]
    return Line(slug, name, counts, late[key], sum(counts))


def own(person: Any) -> Q:
    """The requests to the bodies and action lines that somebody is a focal point of."""
    found = roles(person, Role.Kind.FOCAL_POINT)
    if any(not role.scope for role in found):
        return Q()
    lines_ = [role.scope_code for role in found if role.scope == Role.Scope.ACTION_LINE]
    bodies = (Role.Scope.BODY, Role.Scope.BUREAU)
    slugs = [role.scope_code for role in found if role.scope in bodies]
    return Q(body__slug__in=slugs) | Q(line__code__in=lines_)


def remind(now: datetime | None = None) -> int:
    """Tell the focal points of what is not handed in, on the days before the end that the round
    names, and mark rounds that have ended; how many were told. Safe to run again."""
    now = now or timezone.now()
    open_ones = Round.objects.filter(state=Round.State.ASKED, opens_at__lte=now, closes_at__gt=now)
    told = sum(_remind(key, now) for key in open_ones.values_list("pk", flat=True))
    over = Round.objects.filter(state=Round.State.ASKED, closes_at__lte=now)
    over.update(state=Round.State.ENDED)
    return told


@transaction.atomic
def _remind(key: int, now: datetime) -> int:
    found = Round.objects.select_for_update(of=("self",)).get(pk=key)
    left = (found.local(found.closes_at).date() - found.local(now).date()).days
    due = [day for day in found.remind_days if day >= left and day not in found.reminded]
    if not due:
        return 0
    Round.objects.filter(pk=key).update(reminded=sorted({*found.reminded, *due}))
    people = focal_points(found, MISSING)
    for person, number in people.items():
        notices.tell_of_round(found, person, number, again=True)
    return len(people)


def counted(found: Round) -> int:
    """About how many subjects a round would ask now."""
    return sum(1 for _each in asked_about(found))
