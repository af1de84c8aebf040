"""Files that people bring to a record."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Attachment(models.Model):
    """A file at a record. Its content is kept once, under its SHA-256, however often it comes."""

    record_type = models.CharField(max_length=80)  # "mandates.mandate"
    record_id = models.CharField(max_length=80)
    name = models.CharField(_("name"), max_length=200)  # as it was called where it came from
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField(_("size"))  # bytes
    media_type = models.CharField(_("type"), max_length=100)  # told from the content
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("added"), default=timezone.now)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["record_type", "record_id"])]
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("common:attachment", args=[self.pk])

    @property
    def path(self) -> str:
        """Where the content is, in the folder of files."""
        return f"attachments/{self.sha256[:2]}/{self.sha256}"
