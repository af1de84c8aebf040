"""What experts say of the links of the matrix."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LinkOpinion(models.Model):
    """An expert's opinion on a link, for whoever decides on it; each expert has one of a link."""

    class Advice(models.TextChoices):
        CONFIRM = "confirm", pgettext_lazy("what an expert advises", "confirm it")
        DOUBT = "doubt", pgettext_lazy("what an expert advises", "keep it as doubtful")
        REJECT = "reject", pgettext_lazy("what an expert advises", "reject it")

    link = models.ForeignKey(
        "framework.MatrixLink", on_delete=models.CASCADE, related_name="opinions"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    advice = models.CharField(_("advice"), max_length=20, choices=Advice)
    reason = models.TextField(_("reason"))
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("opinion on a link of the matrix")
        verbose_name_plural = _("opinions on links of the matrix")
        constraints = [
            models.UniqueConstraint(fields=["link", "by"], name="opinion_once"),
        ]

    def __str__(self) -> str:
        """Without the person's name, for this goes into the audit trail."""
        return f"opinion on {self.link}"
