"""Plans, their editions, and what lasts through editions: activities, targets, observations."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionline.framework.models import ActionLine, Body

from .shapes import Shape


class Plan(models.Model):
    """A roadmap or an operational plan, through all its editions. `body` keeps it; `line` is the
    action line it is for, where its shape is one of action lines."""

    slug = models.SlugField(max_length=160, unique=True)  # c5-itu
    shape = models.ForeignKey(Shape, on_delete=models.PROTECT, related_name="plans")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="plans")
    line = models.ForeignKey(
        ActionLine, null=True, blank=True, on_delete=models.PROTECT, related_name="plans"
    )
    #: Offered to others as a template when they begin a plan of this shape.
    offered = models.BooleanField(default=False)
    #: The edition that the public reads.
    current = models.ForeignKey(
        "Edition", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["shape__position", "line__position", "body__position", "pk"]
        verbose_name = pgettext_lazy("a roadmap or operational plan", "plan")
        verbose_name_plural = pgettext_lazy("roadmaps and operational plans", "plans")
        constraints = [
            models.UniqueConstraint(
                fields=["shape", "body", "line"],
                name="plan_once_a_line",
                condition=Q(line__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["shape", "body"], name="plan_once_a_body", condition=Q(line=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shape.name}: {self.subject}"

    def get_absolute_url(self) -> str:
        return reverse("roadmaps:plan", args=[self.slug])

    @property
    def subject(self) -> str:
        """The action line that it is for, or the body that keeps it."""
        return f"{self.line.number} {self.line.name}" if self.line else self.body.name


class Edition(models.Model):
    """One state of a plan for a period. Published, it does not change: `frozen` is its content
    as it was then, JSON with sorted keys, and `digest` the SHA-256 of those bytes."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("an edition of a plan", "Draft")
        IN_REVIEW = "in-review", pgettext_lazy("an edition of a plan", "In review")
        PUBLISHED = "published", pgettext_lazy("an edition of a plan", "Published")
        SUPERSEDED = "superseded", pgettext_lazy("an edition of a plan", "Superseded")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=60)  # 2026–2029
    starts = models.DateField()
    ends = models.DateField()
    language = models.CharField(max_length=10, default="en")  # in which it is written
    note = models.CharField(max_length=400, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    reason = models.CharField(max_length=1000, blank=True)  # why it was given back
    based_on = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("who began it"),
    )
    begun_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("who published it"),
    )
    published_at = models.DateTimeField(null=True, blank=True)
    frozen = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["plan", "-number"]
        verbose_name = _("edition of a plan")
        verbose_name_plural = _("editions of plans")
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state__in=["draft", "in-review"]),
                name="one_open_edition_a_plan",
            ),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state="published"), name="one_published_edition_a_plan"
            ),
            models.CheckConstraint(
                condition=Q(ends__gte=models.F("starts")), name="edition_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} ({self.label})"

    def get_absolute_url(self) -> str:
        return reverse("roadmaps:edition", args=[self.plan.slug, self.number])

    @property
    def is_public(self) -> bool:
        return self.state in (self.State.PUBLISHED, self.State.SUPERSEDED)

    @property
    def is_open(self) -> bool:
        """Whether it may still change."""
        return not self.is_public


class Activity(models.Model):
    """Something a plan means to do, the same through its editions. `current` is its version in the
    newest published edition that has it; `ended` says that the newest published one has not."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="activities")
    current = models.ForeignKey(
        "ActivityVersion", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended = models.BooleanField(default=False)

    class Meta:
        ordering = ["plan", "pk"]
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    def __str__(self) -> str:
        return self.current.title if self.current else f"{self.plan.slug}-{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("roadmaps:activity", args=[self.pk])


class Target(models.Model):
    """What is measured, the same through editions; observations hang on it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="targets")
    current = models.ForeignKey(
        "TargetVersion", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended = models.BooleanField(default=False)

    class Meta:
        ordering = ["plan", "pk"]
        verbose_name = pgettext_lazy("of a plan", "target")
        verbose_name_plural = pgettext_lazy("of a plan", "targets")

    def __str__(self) -> str:
        return self.current.title if self.current else f"{self.plan.slug}-{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("roadmaps:target", args=[self.pk])


class Observation(models.Model):
    """A figure that was observed on a day, with its source. `report` names the record that brought
    it, and the figure in it (`progress.report:7:2`); empty where somebody entered it here."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="observations")
    day = models.DateField()
    value = models.DecimalField(max_digits=24, decimal_places=6)
    source = models.CharField(max_length=400)
    report = models.CharField(max_length=160, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["target", "day"]
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        constraints = [
            models.UniqueConstraint(fields=["target", "day"], name="observed_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}: {self.value.normalize():f}"

    @property
    def report_key(self) -> int | None:
        """The key of the progress report that brought it."""
        parts = self.report.split(":")
        return int(parts[1]) if len(parts) == 3 else None
