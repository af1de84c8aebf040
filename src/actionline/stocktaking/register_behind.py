"""The projects behind a cell of the matrix or an organisation, for their pages."""

from __future__ import annotations

from django.urls import reverse

from actionline.accounts.models import Organisation
from actionline.common.search import Sort
from actionline.framework.hooks import Behind

from .register import Search
from .translation import RECORD, told


def of_cell(line: str, column: str, most: int) -> Behind | None:
    """The newest projects that carry an action line and the goal or objective of a column."""
    objective = column.removeprefix("gdc-")
    facet = "goal" if objective == column else "objective"
    return _newest(Search(values={"line": (line,), facet: (objective,)}), most)


def of_organisation(organisation: Organisation, most: int) -> Behind | None:
    """The newest projects of an organisation."""
    return _newest(Search(values={"organisation": (str(organisation.pk),)}), most)


def _newest(search: Search, most: int) -> Behind | None:
    address = f"{reverse('stocktaking:list')}?{search.as_query()}"
    answer = Search(values=search.values, sort=Sort.NEWEST).answer(size=most)
    if not answer.total:
        return None
    keys = [str(key) for key in answer.hits]
    names = told(keys)
    shown = tuple(names[key] for key in keys if key in names)
    return Behind(RECORD, shown, answer.total, address)
