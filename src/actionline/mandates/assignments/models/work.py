"""Who works on a mandate: Assignment -> AssignedPerson (its focal points), HandOver (an offer)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionline.framework.models import Body
from actionline.mandates.models import Mandate


class Assignment(models.Model):
    """A body's part in the work on a mandate, from `since` on until `until`, the day it ended.

    At most one lead is in force at a time; which one is copied to `Mandate.holder`.
    """

    class Role(models.TextChoices):
        LEAD = "lead", pgettext_lazy("a body's part in the work", "Lead")
        SUPPORTING = "supporting", pgettext_lazy("a body's part in the work", "Supporting")

    mandate = models.ForeignKey(Mandate, on_delete=models.CASCADE, related_name="assignments")
    body = models.ForeignKey(
        Body, verbose_name=_("body"), on_delete=models.PROTECT, related_name="assignments"
    )
    role = models.CharField(_("part"), max_length=12, choices=Role)
    since = models.DateField(_("since"), default=timezone.localdate)
    until = models.DateField(_("until"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    instructions = models.TextField(_("instructions"), blank=True)
    language = models.CharField(max_length=10, blank=True)  # of the instructions

    class Meta:
        ordering = ["role", "since", "pk"]
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        indexes = [models.Index(fields=["body", "until", "role"])]
        constraints = [
            models.UniqueConstraint(
                fields=["mandate"], condition=Q(role="lead", until=None), name="one_lead_a_mandate"
            ),
            models.UniqueConstraint(
                fields=["mandate", "body"], condition=Q(until=None), name="assigned_once"
            ),
            models.CheckConstraint(
                name="assignment_ends_after_it_begins",
                condition=Q(until=None) | Q(until__gte=F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.get_role_display()}, {self.mandate}"

    @property
    def is_lead(self) -> bool:
        return self.role == self.Role.LEAD


class AssignedPerson(models.Model):
    """Somebody who is a body's focal point for one mandate."""

    assignment = models.ForeignKey(
        Assignment, verbose_name=_("assignment"), on_delete=models.CASCADE, related_name="persons"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="assigned",
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("focal point of an assignment")
        verbose_name_plural = _("focal points of assignments")
        constraints = [
            models.UniqueConstraint(fields=["assignment", "person"], name="person_assigned_once")
        ]

    def __str__(self) -> str:
        """Without the person's name, for this goes into the audit trail."""
        return f"focal point of assignment {self.assignment_id}"


class HandOver(models.Model):
    """The lead's offer to another body, or to a person of its own, to take over.

    The old lead stays until it is accepted.
    """

    class State(models.TextChoices):
        OFFERED = "offered", _("Offered")
        ACCEPTED = "accepted", pgettext_lazy("a hand-over", "Accepted")
        DECLINED = "declined", pgettext_lazy("a hand-over", "Declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("a hand-over", "Withdrawn")

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="offers")
    to = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    note = models.TextField(_("note"), blank=True)
    language = models.CharField(max_length=10, blank=True)  # of the note
    state = models.CharField(max_length=12, choices=State, default=State.OFFERED)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who answered"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        indexes = [models.Index(fields=["to", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(state="offered"), name="one_offer_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.assignment.mandate}: {self.assignment.body} → {self.to}"
