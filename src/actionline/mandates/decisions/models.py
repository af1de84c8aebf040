"""Decisions on mandates: an outcome with its reason, proposed by one person, settled by another."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionline.mandates.models import Mandate


class Decision(models.Model):
    """What somebody proposes to decide of a mandate, and what another person made of it.

    `settled_by` validated or refused it, and is never who proposed it: the database refuses that.
    Both names stay; of somebody who was erased, their office. `stands` marks the one validated
    decision of a mandate that holds now. `version` and `words` are those of the mandate when it
    was proposed, so that a decision on older words shows. One that `reverses` another has the
    outcome that stood before that.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("a decision", "Proposed")
        VALIDATED = "validated", pgettext_lazy("a decision", "Validated")
        REFUSED = "refused", pgettext_lazy("a decision", "Refused")
        WITHDRAWN = "withdrawn", pgettext_lazy("a decision", "Withdrawn")

    mandate = models.ForeignKey(Mandate, on_delete=models.CASCADE, related_name="decisions")
    outcome = models.CharField(_("outcome"), max_length=12, choices=Mandate.Standing)
    superseded_by = models.ForeignKey(
        Mandate, null=True, blank=True, on_delete=models.SET_NULL, related_name="supersedes"
    )
    reason = models.TextField(_("reason"))
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    stands = models.BooleanField(default=False)
    reverses = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="reversals"
    )
    version = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who proposed it"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    proposed_at = models.DateTimeField(default=timezone.now)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who decided"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    settled_at = models.DateTimeField(null=True)
    note = models.TextField(_("why it was refused"), blank=True)

    class Meta:
        ordering = ["-settled_at", "-proposed_at", "-pk"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        indexes = [
            models.Index(fields=["state", "-settled_at"], name="decision_settled"),
            models.Index(fields=["mandate", "state"], name="decision_of"),
        ]
        constraints = [
            models.CheckConstraint(
                name="decision_by_two",
                condition=(
                    Q(state="proposed", settled_by=None, settled_at=None)
                    | Q(state="withdrawn", settled_by__isnull=False, settled_at__isnull=False)
                    | Q(
                        Q(settled_by__isnull=False, settled_at__isnull=False),
                        ~Q(settled_by=F("proposed_by")),
                        state__in=("validated", "refused"),
                    )
                ),
            ),
            models.CheckConstraint(
                name="decision_stands_validated", condition=Q(stands=False) | Q(state="validated")
            ),
            models.CheckConstraint(name="decision_with_reason", condition=~Q(reason="")),
            models.UniqueConstraint(
                fields=["mandate"], condition=Q(stands=True), name="one_decision_stands"
            ),
            models.UniqueConstraint(
                fields=["mandate"], condition=Q(state="proposed"), name="one_decision_proposed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} ({self.mandate})"

    def get_absolute_url(self) -> str:
        return reverse("decisions:decision", args=[self.pk])

    @property
    def words_changed(self) -> bool:
        """Whether the mandate says something else since; select `mandate__current` with it."""
        now = self.mandate.current
        return now is not None and now.words != self.words
