"""The links of the matrix, and the tags of records."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .terms import ActionLine, GdcObjective, Goal, Target


class MatrixLink(models.Model):
    """An action line serves a goal, a target or a GDC objective (one of the three).

    `author` is who proposed it here; `author_name` whom an imported row names. A rejected link
    stays, so that its reason is not lost and loading does not bring it back.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        CONFIRMED = "confirmed", _("confirmed")
        DOUBTFUL = "doubtful", _("doubtful")
        REJECTED = "rejected", _("rejected")

    class Strength(models.TextChoices):
        DIRECT = "direct", _("direct")
        SUPPORTING = "supporting", _("supporting")

    line = models.ForeignKey(ActionLine, on_delete=models.PROTECT, related_name="links")
    goal = models.ForeignKey(Goal, null=True, on_delete=models.PROTECT, related_name="links")
    target = models.ForeignKey(Target, null=True, on_delete=models.PROTECT, related_name="links")
    objective = models.ForeignKey(
        GdcObjective, null=True, on_delete=models.PROTECT, related_name="links"
    )
    reason = models.TextField()
    language = models.CharField(max_length=10, default="en")  # of the reason
    strength = models.CharField(max_length=20, blank=True, choices=Strength.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.PROPOSED)
    decision = models.TextField(blank=True)  # why it was confirmed, doubted or rejected
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    author_name = models.CharField(max_length=200, blank=True)
    proposed_on = models.DateField(null=True)
    source = models.CharField(max_length=400, blank=True)
    #: Proposed or changed here; loading the process folder leaves it alone.
    by_hand = models.BooleanField(default=False)

    class Meta:
        ordering = ["line__position", "pk"]
        verbose_name = _("link of the matrix")
        verbose_name_plural = _("links of the matrix")
        constraints = [
            models.UniqueConstraint(fields=["line", "goal"], name="matrix_line_goal"),
            models.UniqueConstraint(fields=["line", "target"], name="matrix_line_target"),
            models.UniqueConstraint(fields=["line", "objective"], name="matrix_line_objective"),
            models.CheckConstraint(
                name="matrix_points_at_one",
                condition=models.Q(goal__isnull=False, target=None, objective=None)
                | models.Q(goal=None, target__isnull=False, objective=None)
                | models.Q(goal=None, target=None, objective__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line.code} – {self.pointed_code}"

    @property
    def pointed(self) -> Goal | Target | GdcObjective:
        """What the action line serves."""
        found = self.goal or self.target or self.objective
        assert found is not None  # the constraint above
        return found

    @property
    def pointed_code(self) -> str:
        """`SDG 9`, `9.c` or `GDC 1`."""
        if self.target:
            return self.target.code
        end = self.goal or self.objective
        return end.label if end else ""


class TaggedRecord(models.Model):
    """What a record of any room has to do with: docs/decisions/0009-tags.md.

    `goals` always holds the goals of its `targets` too. A room tags a record once it is public.
    """

    record_type = models.CharField(max_length=80)  # "mandates.mandate", see common.records
    record_id = models.CharField(max_length=80)
    lines = models.ManyToManyField(ActionLine, related_name="tagged")
    goals = models.ManyToManyField(Goal, related_name="tagged")
    targets = models.ManyToManyField(Target, related_name="tagged")
    objectives = models.ManyToManyField(GdcObjective, related_name="tagged")

    class Meta:
        verbose_name = _("tagged record")
        verbose_name_plural = _("tagged records")
        constraints = [
            models.UniqueConstraint(fields=["record_type", "record_id"], name="tagged_once"),
        ]

    def __str__(self) -> str:
        return f"{self.record_type} {self.record_id}"
