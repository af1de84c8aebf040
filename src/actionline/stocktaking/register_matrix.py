"""The projects behind a cell of the matrix, for its page."""

from __future__ import annotations

from django.urls import reverse

from actionline.common.search import Sort
from actionline.framework.hooks import Behind

from .register import Search
from .translation import RECORD, told


def behind(line: str, column: str, most: int) -> Behind | None:
    """The newest projects that carry an action line and the goal or objective of a column."""
    facet, _gdc, objective = ("objective", *column.partition("gdc-")[1:])
    values = {"line": (line,), **({facet: (objective,)} if objective else {"goal": (column,)})}
    search = Search(values=values, sort=Sort.NEWEST)
    answer = search.answer(size=most)
    if not answer.total:
        return None
    keys = [str(key) for key in answer.hits]
    names = told(keys)
    shown = tuple(names[key] for key in keys if key in names)
    return Behind(RECORD, shown, answer.total, f"{reverse('stocktaking:list')}?{search.as_query()}")
