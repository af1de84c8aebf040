"""Where the rooms above join in. They append in `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .calendar import Calendar
from .models import Meeting


@dataclass(frozen=True, slots=True)
class Movement:
    """A due date that a change of the calendar moves: None stands for no date."""

    title: str
    url: str
    before: date | None
    after: date | None


#: Asked before a meeting is saved: what would move were the calendar like this? The meeting
#: comes as it would be saved.
meeting_preview: list[Callable[[Meeting, Calendar], Sequence[Movement]]] = []

#: Told within the transaction in which a meeting was added or changed.
meeting_changed: list[Callable[[Meeting], None]] = []

#: Of an action line's code and a column's (`9` for a goal, `gdc-1`): how many records.
RecordCounts = Mapping[tuple[str, str], int]

#: Asked once for a page of the matrix: how many records stand behind each cell? Tagged records
#: are counted already; a room appends only what it does not tag.
record_counts: list[Callable[[], RecordCounts]] = []
