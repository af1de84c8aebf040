"""Searches of the register whose new entries somebody wants to hear of."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionline.common.models import SavedFilter


class Watch(models.Model):
    """A search that somebody keeps (`common.saved`) and is told of. `known` is what it found until
    now, the keys of projects as a Roaring bitmap; None where nobody looked yet."""

    kept = models.OneToOneField(SavedFilter, on_delete=models.CASCADE, related_name="watch")
    known = models.BinaryField(null=True)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("search whose new entries are told")
        verbose_name_plural = _("searches whose new entries are told")

    def __str__(self) -> str:
        """Without the name that the person gave it, for this goes into the audit trail."""
        return f"search {self.kept_id}"
