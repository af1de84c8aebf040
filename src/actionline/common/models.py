"""The audit trail: who changed what, when, before and after."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """One change to one record. Entries are written by actions and never changed.

    `before` and `after` hold the fields that changed, as JSON values; `batch` groups the
    entries of one act (an import), so that it can be undone as one.
    """

    at = models.DateTimeField(auto_now_add=True)
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

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["record_type", "record_id"])]
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")

    def __str__(self) -> str:
        return f"{self.verb} {self.record_type} {self.record_id}"
