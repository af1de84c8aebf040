"""The audit trail: who changed what, when, before and after."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """One change to one record. Entries are written by `common.audit.record` and never changed.

    `before` and `after` hold the fields that changed, as JSON values; `batch` groups the
    entries of one act (an import), so that it can be undone as one. `common.chain` says how
    `hash` ties each entry to the one before; the database refuses to change or delete a row
    (`common.triggers`), save to forget a person.
    """

    number = models.BigIntegerField(_("number"), unique=True)  # 1, 2, 3 … without a gap
    at = models.DateTimeField(_("when"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    verb = models.CharField(max_length=80)  # "instruments.file", "mandates.confirm"
    record_type = models.CharField(max_length=80)  # "instruments.edition"
    record_id = models.CharField(max_length=80)
    title = models.CharField(max_length=400, blank=True)  # as it was called then
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)
    batch = models.CharField(max_length=80, blank=True, db_index=True)
    salt = models.CharField(max_length=32, blank=True)  # empty when the content was erased
    actor = models.CharField(max_length=64, blank=True)  # digest of `by`; empty: the operator
    content = models.CharField(max_length=64)  # digest of title, before and after
    previous = models.CharField(max_length=64, blank=True)  # hash of the entry before
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["record_type", "record_id"])]
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")

    def __str__(self) -> str:
        return f"{self.verb} {self.record_type} {self.record_id}"


class AuditHead(models.Model):
    """The one row that names the last entry; whoever writes an entry holds it until the end.

    It makes writers wait for one another, and shows when entries at the end were removed.
    """

    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("end of the audit trail")

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"
