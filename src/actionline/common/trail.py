"""Reading the audit trail: narrowed by a form, written as JSON lines, verified."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import chain
from .fields import DateInput
from .models import AuditEntry, AuditHead

AT_A_TIME = 1000
FIELDS = (
    *("number", "at", "by", "verb", "record_type", "record_id", "title", "before", "after"),
    *("batch", "salt", "actor", "content", "previous", "hash"),
)


class TrailFilter(forms.Form):
    """Which entries are listed; it lives in the address."""

    verb = forms.ChoiceField(label=_("Act"), required=False)
    record_type = forms.ChoiceField(label=_("Kind of record"), required=False)
    record_id = forms.CharField(label=_("Number of the record"), required=False, max_length=80)
    person = forms.CharField(label=_("Name or e-mail of the person"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=DateInput())
    until = forms.DateField(label=_("Until"), required=False, widget=DateInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("verb", "record_type"):
            control = self.fields[name]
            assert isinstance(control, forms.ChoiceField)
            there = AuditEntry.objects.order_by(name).values_list(name, flat=True).distinct()
            control.choices = [("", _("All")), *((value, value) for value in there)]

    def entries(self) -> QuerySet[AuditEntry]:
        """The entries that the form lets through, the newest first; none while it has errors."""
        found = AuditEntry.objects.select_related("by")
        if not self.is_valid():
            return found.none()
        wanted = self.cleaned_data
        for name in ("verb", "record_type", "record_id"):
            if wanted[name]:
                found = found.filter(**{name: wanted[name]})
        if person := wanted["person"].strip():
            found = found.filter(Q(by__email__icontains=person) | Q(by__name__icontains=person))
        if wanted["since"]:
            found = found.filter(at__gte=_midnight(wanted["since"]))
        if wanted["until"]:
            found = found.filter(at__lt=_midnight(wanted["until"] + timedelta(days=1)))
        return found


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def as_lines(entries: QuerySet[AuditEntry]) -> Iterator[str]:
    """JSON lines, one entry each, with all that is needed to verify the chain again.

    `by` is the key of the person, null for the operator and for somebody who was erased.
    """
    for entry in entries.iterator(chunk_size=AT_A_TIME):
        told = {name: getattr(entry, name) for name in FIELDS}
        told |= {"at": entry.at.isoformat(timespec="microseconds"), "by": entry.by_id}
        yield json.dumps(told, ensure_ascii=False) + "\n"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying found: how many entries there are, what is wrong, what was erased."""

    number: int  # of the last entry
    hash: str
    faults: list[chain.Fault] = field(default_factory=list)
    emptied: int = 0  # entries about an erased person
    nameless: int = 0  # entries of an erased person


def verify(*, expected: tuple[int, str] | None = None, most: int = 100) -> Verdict:
    """Verify the whole trail; gives at most `most` faults. Time is linear, memory constant.

    `expected` is the number and hash of an entry as it was noted elsewhere at an earlier time:
    somebody who rewrote the whole chain could not keep it.
    """
    head = AuditHead.objects.first() or AuditHead()
    entries = AuditEntry.objects.order_by("number").filter(number__lte=head.number)
    faults = []
    for fault in chain.verify(entries.iterator(chunk_size=AT_A_TIME), (head.number, head.hash)):
        faults.append(fault)
        if len(faults) == most:
            break
    last = AuditHead.objects.order_by().values("number")[:1]
    beyond = AuditEntry.objects.order_by("number").filter(number__gt=last)
    faults += [chain.Fault(entry.number, "was put in at the end") for entry in beyond[:most]]
    if expected and not AuditEntry.objects.filter(number=expected[0], hash=expected[1]).exists():
        faults.append(chain.Fault(expected[0], "is not what was noted: the chain was rewritten"))
    return Verdict(
        number=head.number,
        hash=head.hash,
        faults=faults,
        emptied=AuditEntry.objects.filter(salt="").count(),
        nameless=AuditEntry.objects.filter(by=None).exclude(actor="").exclude(salt="").count(),
    )
