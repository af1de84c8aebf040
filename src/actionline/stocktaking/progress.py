"""How a call goes: its entries by state, region and type of entity."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from actionline.framework.models import Economy, EconomyGroup

from . import showing
from .models import Call, Submission

#: The states that are counted apart; what is withdrawn or archived is not on its way.
STATES = [state for state in Submission.State if state not in ("withdrawn", "archived")]


@dataclass(frozen=True, slots=True)
class Table:
    """A count of entries for each row and state, and in all."""

    title: str
    states: list[str]
    rows: list[tuple[str, list[int], int]]


def tables(call: Call) -> list[Table]:
    """By region and by type of entity; three queries."""
    counted: Counter[tuple[str, str, str]] = Counter()
    found = call.submissions.filter(state__in=STATES).order_by()
    rows = found.values_list("state", "economy", "entity_type").annotate(many=Count("pk"))
    for state, economy, kind, many in rows:
        counted[state, economy, kind] += many
    regions = _regions()
    types = dict(showing.entity_types())
    unknown = _("not said yet")
    by_region: Counter[tuple[str, str]] = Counter()
    by_type: Counter[tuple[str, str]] = Counter()
    for (state, economy, kind), many in counted.items():
        by_region[regions.get(economy, unknown), state] += many
        by_type[types.get(kind, unknown), state] += many
    return [
        _table(_("By region"), by_region),
        _table(_("By type of entity"), by_type),
    ]


def _regions() -> Mapping[str, str]:
    """The ITU region of each economy, by its code."""
    found = Economy.objects.filter(groups__kind=EconomyGroup.Kind.ITU_REGION)
    names = {group.pk: group.name for group in EconomyGroup.objects.all()}
    return {
        iso3: names[group] for iso3, group in found.values_list("iso3", "groups") if group in names
    }


def _table(title: str, counted: Counter[tuple[str, str]]) -> Table:
    names = sorted({name for name, _state in counted})
    rows = []
    for name in names:
        figures = [counted[name, state] for state in STATES]
        rows.append((name, figures, sum(figures)))
    totals = [sum(counted[name, state] for name in names) for state in STATES]
    rows.append((_("Total"), totals, sum(totals)))
    return Table(title, [str(state.label) for state in STATES], rows)


def as_csv(call: Call) -> str:
    """Both tables, one below the other."""
    told = io.StringIO()
    writer = csv.writer(told)
    for table in tables(call):
        writer.writerow([table.title, *table.states, _("Total")])
        writer.writerows([name, *figures, total] for name, figures, total in table.rows)
        writer.writerow([])
    return "\ufeff" + told.getvalue()
