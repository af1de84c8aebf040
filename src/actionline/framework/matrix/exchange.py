"""Links of the matrix as a table that comes in and goes out.

The columns are those of `process/*/matrix.csv`, so that what goes out can come in again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from actionline.common.tables.columns import Column, day, one_of, text
from actionline.common.tables.table import Row, Table
from actionline.framework.models import GdcObjective, Goal, MatrixLink, Target
from actionline.framework.vocabulary import Vocabulary, load_vocabulary

#: What a link joins: the keys of its line, goal, target and GDC objective.
Key = tuple[int, int | None, int | None, int | None]

#: Which field of a link holds which column, save those of its ends.
_FIELDS = {
    "reason": "reason",
    "language": "language",
    "strength": "strength",
    "state": "state",
    "author": "author_name",
    "date": "proposed_on",
    "source": "source",
}


class LinkTable(Table[MatrixLink]):
    """The links, a row each: a line, and a goal or target or objective that it serves."""

    name = "matrix"
    title = gettext_lazy("Links of the matrix")
    permission = "framework.edit"
    verb = "framework.take_link"
    columns = (
        Column(
            "action_line",
            gettext_lazy("Action line"),
            gettext_lazy("Its code: C2, C7-ehealth."),
            required=True,
            aliases=("line",),
        ),
        Column(
            "sdg",
            gettext_lazy("Goal or target"),
            gettext_lazy("A goal (9) or a target (9.c); empty where it serves an objective."),
            aliases=("goal", "target"),
        ),
        Column(
            "gdc",
            gettext_lazy("GDC objective"),
            gettext_lazy("1 to 5; empty where it serves a goal or a target."),
        ),
        Column(
            "reason",
            gettext_lazy("Why the action line serves it"),
            gettext_lazy("One or two sentences that somebody from another field understands."),
            required=True,
            parse=text(20_000),
            aliases=("rationale",),
        ),
        Column(
            "language",
            gettext_lazy("Language"),
            gettext_lazy("Of the reason; en where nothing is said."),
            parse=one_of(list(settings.CONTENT_LANGUAGES)),
            default="en",
        ),
        Column(
            "strength",
            gettext_lazy("How strongly"),
            gettext_lazy("direct, supporting, or nothing."),
            parse=one_of(MatrixLink.Strength.values),
        ),
        Column(
            "state",
            gettext_lazy("State"),
            gettext_lazy(
                "proposed, confirmed, doubtful or rejected; proposed where nothing is said."
            ),
            parse=one_of(MatrixLink.State.values),
            default=MatrixLink.State.PROPOSED.value,
        ),
        Column("author", pgettext_lazy("of a link", "Author"), parse=text(200)),
        Column(
            "date",
            gettext_lazy("Date"),
            gettext_lazy("When it was proposed, as in 2026-04-28."),
            parse=day,
            empty=None,
        ),
        Column(
            "source",
            gettext_lazy("Source"),
            gettext_lazy("A document number or an address."),
            required=True,
            parse=text(400),
        ),
    )
    #: More than there are cells of lines and targets is a mistake.
    most_rows = 4000

    def __init__(self) -> None:
        self._vocabulary: Vocabulary | None = None

    @property
    def vocabulary(self) -> Vocabulary:
        self._vocabulary = self._vocabulary or load_vocabulary()
        return self._vocabulary

    def records(self) -> QuerySet[MatrixLink]:
        return MatrixLink.objects.select_related(
            "line", "goal", "target__goal", "objective", "author"
        )

    def resolve(self, rows: Sequence[Row[MatrixLink]]) -> None:
        for row in rows:
            code = row.values["action_line"]
            row.values["line"] = self.vocabulary.lines.get(code)
            if row.values["line"] is None:
                wrong = _("There is no action line %(code)s.") % {"code": code}
                row.fault("action_line", wrong, _("Write a code such as C2 or C7-ehealth."))
            row.values["at"] = self._pointed(row)

    def _pointed(self, row: Row[MatrixLink]) -> Goal | Target | GdcObjective | None:
        sdg, gdc = row.values["sdg"], row.values["gdc"]
        if bool(sdg) == bool(gdc):
            row.fault("sdg", _("Give either sdg or gdc, and not both."))
            return None
        if sdg:
            found: Goal | Target | GdcObjective | None = self.vocabulary.sdg(sdg)
            wrong = _("There is no goal or target %(code)s.") % {"code": sdg}
        else:
            found = self.vocabulary.objectives.get(gdc)
            wrong = _("There is no objective %(code)s.") % {"code": gdc}
        if found is None:
            row.fault("sdg" if sdg else "gdc", wrong)
        return found

    def key(self, row: Row[MatrixLink]) -> Key:
        goal, target, objective = (
            term.pk if term else None for term in pointing(row.values["at"]).values()
        )
        return (row.values["line"].pk, goal, target, objective)

    def key_of(self, record: MatrixLink) -> Key:
        return (record.line_id, record.goal_id, record.target_id, record.objective_id)

    def where(self, keys: Collection[Any]) -> Q:
        return Q(line__in={line for line, *_ends in keys})

    def cells(self, record: MatrixLink) -> dict[str, str]:
        return as_cells(record)

    def row_title(self, row: Row[MatrixLink]) -> str:
        end = row.cells.get("sdg") or f"GDC {row.cells.get('gdc', '')}"
        return f"{row.cells.get('action_line', '')} – {end}"

    def make(self, row: Row[MatrixLink]) -> MatrixLink:
        values = {field: row.values[name] for name, field in _FIELDS.items()}
        ends = pointing(row.values["at"])
        return MatrixLink(line=row.values["line"], by_hand=True, **ends, **values)

    def change(self, record: MatrixLink, row: Row[MatrixLink], columns: Collection[str]) -> None:
        for name in columns:
            if name in _FIELDS:
                setattr(record, _FIELDS[name], row.values[name])
        record.by_hand = True


COLUMNS = [column.name for column in LinkTable.columns]


def pointing(term: Goal | Target | GdcObjective) -> dict[str, Goal | Target | GdcObjective | None]:
    """The fields of a link, or of a query for one, that point at `term`."""
    return {
        "goal": term if isinstance(term, Goal) else None,
        "target": term if isinstance(term, Target) else None,
        "objective": term if isinstance(term, GdcObjective) else None,
    }


def as_cells(link: MatrixLink) -> dict[str, str]:
    """A link as a row, in order of COLUMNS."""
    at = link.pointed
    author = link.author_name or (str(link.author) if link.author else "")
    return {
        "action_line": link.line.code,
        "sdg": "" if link.objective else at.code,
        "gdc": at.code if link.objective else "",
        "reason": link.reason,
        "language": link.language,
        "strength": link.strength,
        "state": link.state,
        "author": author,
        "date": link.proposed_on.isoformat() if link.proposed_on else "",
        "source": link.source,
    }
