"""What was loaded from a process folder."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LoadedProcess(models.Model):
    """What was last loaded from a process folder: the digest of its files, so that loading
    an unchanged folder again costs nothing."""

    name = models.CharField(max_length=80, unique=True)  # the folder's name: "wsis"
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)
    dues_of = models.DateField(null=True)  # the day for which due dates were last computed

    class Meta:
        verbose_name = _("loaded process")
        verbose_name_plural = _("loaded processes")

    def __str__(self) -> str:
        return self.name
