"""How far a subject is, as a rule found it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionline.mandates import subjects
from actionline.mandates.models import Mandate

from .reports import ABOUT_ONE


class Status(models.Model):
    """What `status.RULES` gave for a subject on a day: which rule, and what it saw."""

    mandate = models.OneToOneField(
        Mandate, null=True, blank=True, on_delete=models.CASCADE, related_name="progress_status"
    )
    about = models.CharField(max_length=160, blank=True)
    status = models.CharField(_("status"), max_length=12, db_index=True)
    rule = models.CharField(max_length=40)
    saw = models.JSONField(default=dict, blank=True)
    as_of = models.DateField()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("status of a subject")
        verbose_name_plural = _("statuses of subjects")
        constraints = [
            models.CheckConstraint(name="status_of_one", condition=ABOUT_ONE),
            models.UniqueConstraint(
                fields=["about"], condition=~Q(about=""), name="status_once_about"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.status}"

    @property
    def subject(self) -> subjects.Subject:
        """What it is the status of."""
        return subjects.of_row(self.mandate_id, self.about)
