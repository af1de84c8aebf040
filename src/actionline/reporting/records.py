"""Reports as records: a published report can be evidence that it was written."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from actionline.common.records import RecordType, Told
from actionline.framework.vocabulary import LANGUAGES

from . import queries
from .models import Report


def told(keys: Collection[str]) -> Mapping[str, Told]:
    """How the reports with these keys are called; those of which nothing is published are left
    out."""
    found = queries.published().filter(pk__in=keys)
    return {str(each.pk): Told(each.title, each.get_absolute_url()) for each in found}


def search(words: str, most: int) -> Sequence[str]:
    """The published reports whose title in any language has all these words, the newest first.
    Time grows with the number of reports: a handful a year."""
    wanted = words.casefold().split()[:8]
    found = []
    for report in queries.published():
        titles = _titles(report)
        if all(word in titles for word in wanted):
            found.append(str(report.pk))
    return found[:most]


def _titles(report: Report) -> str:
    told = [*report.defined.name.texts.values(), str(report.year)]
    if report.line:
        told += [report.line.number, *(getattr(report.line, f"name_{code}") for code in LANGUAGES)]
    return "\n".join(told).casefold()


REPORT = RecordType("reporting.report", _("Reports"), "", told, search)
