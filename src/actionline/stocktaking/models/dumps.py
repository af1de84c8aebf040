"""The whole register as files, made each night."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Dump(models.Model):
    """One file of one night. `name` is what it is downloaded as."""

    day = models.DateField(_("day"))
    name = models.CharField(_("file"), max_length=40)
    file = models.FileField(upload_to="open/")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(_("bytes"))
    rows = models.PositiveIntegerField(_("projects"))
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        ordering = ["-day", "name"]
        verbose_name = _("nightly file")
        verbose_name_plural = _("nightly files")
        constraints = [models.UniqueConstraint(fields=["day", "name"], name="dump_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("stocktaking:nightly", args=[self.day.isoformat(), self.name])
