"""Where the rooms above join in. They append in `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from actionline.common.records import RecordType, Told

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


@dataclass(frozen=True, slots=True)
class Behind:
    """Records of one type behind a cell of the matrix, or of an organisation: some of them, how
    many there are, and the address that lists all, if there is one."""

    kind: RecordType
    told: tuple[Told, ...]
    total: int
    url: str = ""


#: Asked for the page of a cell, with an action line's code, a column's and how many to show: the
#: records that `record_counts` counts; None for none.
records_behind: list[Callable[[str, str, int], Behind | None]] = []
