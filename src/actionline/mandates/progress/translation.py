"""Progress reports as records, and their texts for the desk of translations."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionline.common.records import RecordType, Told
from actionline.common.translations.registry import Content, Field, register
from actionline.mandates import subjects
from actionline.mandates.models import Mandate

from . import queries
from .limits import MOST_WORDS
from .listing import Filter
from .models import Report, Version

VERSION = Version._meta.label_lower
#: Letters of a text in another language; words are counted, letters only bounded.
_LONGEST = 20_000


def title(report: Report, names: Mapping[subjects.Subject, Told]) -> str:
    """What a report is called: what it is about, and its period."""
    subject = names.get(report.subject)
    return gettext("Progress on %(subject)s, %(period)s") % {
        "subject": subject.title if subject else str(report.subject),
        "period": report.period,
    }


def told(keys: Collection[str]) -> Mapping[str, Told]:
    """How the published reports with these keys are called; one query, and one for each kind of
    subject."""
    found = Report.objects.filter(
        pk__in=keys, versions__state=Version.State.VALIDATED, versions__internal=False
    )
    return _named(found, lambda report: report.pk)


def shows(mandate: Mandate) -> list[tuple[str, str, str]]:
    """The published reports on a mandate, as what may show that something due was done (a hook)."""
    reports = queries.of_subject(subjects.Subject(subjects.MANDATE, str(mandate.pk)))
    keys = [str(key) for key in reports.values_list("pk", flat=True)]
    return [(queries.REPORT, key, one.title) for key, one in told(keys).items()]


def told_versions(keys: Collection[str]) -> Mapping[str, Told]:
    """The same by the keys of their versions."""
    found = queries.published().filter(pk__in=keys).select_related("report")
    by_report = {version.report.pk: version.pk for version in found}
    return _named([version.report for version in found], lambda report: by_report[report.pk])


def _named(reports: Any, key: Any) -> dict[str, Told]:
    rows = list(reports)
    names = subjects.told({report.subject for report in rows})
    return {
        str(key(report)): Told(title(report, names), reverse("progress:report", args=[report.pk]))
        for report in rows
    }


def search(words: str, most: int) -> list[str]:
    """The published reports that have all these words, the newest period first."""
    found = Filter(q=words).narrow(queries.published())
    return [str(key) for key in found.values_list("report", flat=True)[:most]]


#: A report carries the tags of its mandate: nobody tags it.
RECORD = RecordType(queries.REPORT, _("Progress reports"), "", told, search)


def register_texts() -> None:
    """Make the texts of published reports known to the desk of translations."""
    labels = {
        "done": _("What was done"),
        "ahead": _("What comes next"),
        "obstacles": _("Obstacles"),
    }
    register(
        Content(
            VERSION,
            _("Progress reports"),
            records=queries.published,
            fields=tuple(
                Field(name, labels[name], longest=_LONGEST, paragraphs=True) for name in MOST_WORDS
            ),
            told=told_versions,
            order=("-validated_at",),
        )
    )
