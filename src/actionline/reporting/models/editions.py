"""Frozen editions of a report, and their files."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .reports import Report


class Edition(models.Model):
    """A report as it was signed off. `content` has the document of each language as JSON
    (`freezing.py`), `digest` the SHA-256 of that in its canonical form. Never changed."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField(default=timezone.now)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["report", "-number"]
        verbose_name = _("edition of a report")
        verbose_name_plural = _("editions of reports")
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="report_edition_once"),
            models.CheckConstraint(
                name="edition_of_two_people", condition=~Q(edited_by=F("signed_by"))
            ),
        ]

    def __str__(self) -> str:
        return gettext("Edition %(number)d") % {"number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("reporting:edition", args=[self.report_id, self.number])


class EditionFile(models.Model):
    """An edition set in one language as one file."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="files")
    language = models.CharField(max_length=10)
    form = models.CharField(max_length=8)  # docx, pdf, html
    file = models.FileField(upload_to="reports")
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["edition", "form", "language"]
        verbose_name = _("file of an edition")
        verbose_name_plural = _("files of editions")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "language", "form"], name="edition_file_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.language} {self.form}"
