"""The calendar as plain values, for computing with it.

`Calendar` answers what the rules of due dates ask: a meeting by its slug, the meetings of a
body in order. It is built once from the database and then asked thousands of times.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .models import Meeting


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting of a body. `deadline` is the day by which its documents must be in."""

    pk: int | None
    slug: str
    body: str
    starts: date
    documents_due: date | None = None
    certain: bool = True

    @property
    def deadline(self) -> date:
        """The day its documents are due, its opening day where none is known."""
        return self.documents_due or self.starts


class Calendar:
    """Meetings by slug and by body, the latter in order of opening."""

    def __init__(self, sessions: Iterable[Session]) -> None:
        self._by_slug = {session.slug: session for session in sessions}
        by_body: defaultdict[str, list[Session]] = defaultdict(list)
        for session in sorted(self._by_slug.values(), key=lambda s: (s.starts, s.slug)):
            by_body[session.body].append(session)
        self._by_body = dict(by_body)
        self._openings = {
            body: [session.starts for session in sessions] for body, sessions in by_body.items()
        }

    def get(self, slug: str) -> Session | None:
        """The meeting called `slug`, None where the calendar does not have it."""
        return self._by_slug.get(slug)

    def meets(self, body: str) -> bool:
        """Whether the calendar has any meeting of `body`."""
        return body in self._by_body

    def of(self, body: str, first: date, last: date) -> list[Session]:
        """The meetings of `body` that open from `first` to `last`, both included, in order."""
        openings = self._openings.get(body, [])
        start = bisect_left(openings, first)
        sessions = self._by_body.get(body, [])[start:]
        return [session for session in sessions if session.starts <= last]

    def with_session(self, session: Session) -> Calendar:
        """The calendar as it would be with `session` in it, in place of one of its slug or key."""
        others = (
            other
            for other in self._by_slug.values()
            if other.slug != session.slug and (session.pk is None or other.pk != session.pk)
        )
        return Calendar([*others, session])


def session_of(meeting: Meeting) -> Session:
    """A meeting of the database as a plain value."""
    return Session(
        meeting.pk,
        meeting.slug,
        meeting.body.slug,
        meeting.starts,
        meeting.documents_due,
        meeting.certain,
    )


def load_calendar() -> Calendar:
    """The whole calendar of the database, in one query."""
    rows = Meeting.objects.values_list(
        "pk", "slug", "body__slug", "starts", "documents_due", "certain"
    )
    return Calendar(Session(*row) for row in rows.order_by("starts"))
