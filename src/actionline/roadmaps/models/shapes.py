"""The agreed shape of a plan, as the process folder gives it."""

from __future__ import annotations

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from actionline.framework.models import Named


class Shape(Named):
    """A kind of plan: an action line roadmap, the operational plan of a bureau or sector."""

    slug = models.SlugField(max_length=60, unique=True)
    #: Whether such a plan is for an action line; else it is for the body that keeps it.
    of_line = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)
    source = models.CharField(max_length=400)

    class Meta:
        ordering = ["position"]
        verbose_name = _("shape of plans")
        verbose_name_plural = _("shapes of plans")


class Part(Named):
    """A part of plans of a shape, or of each activity in them; `expected` ones are a gap where
    they are empty, and nothing more."""

    class Within(models.TextChoices):
        PLAN = "plan", _("the plan")
        ACTIVITY = "activity", _("an activity")

    class Kind(models.TextChoices):
        TEXT = "text", _("text")
        ITEMS = "items", _("list")
        DEADLINES = "deadlines", _("list with deadlines")
        ACTIVITIES = "activities", _("activities")
        TARGETS = "targets", _("targets")
        ITEM = "item", _("an entry of a list")
        BODY = "body", _("body")
        PERIOD = "period", _("period")
        MANDATES = "mandates", _("mandates")
        GOALS = "goals", _("SDG targets")
        OBJECTIVES = "objectives", _("GDC objectives")

    class Step(models.TextChoices):
        """The short forms of an activity."""

        WHAT = "what", _("What it is")
        WHEN = "when", _("When, with what, with whom")
        MANDATES = "mandates", _("What it answers")
        GOALS = "goals", _("What it contributes to")

    shape = models.ForeignKey(Shape, on_delete=models.CASCADE, related_name="parts")
    within = models.CharField(max_length=10, choices=Within)
    key = models.SlugField(max_length=40)
    kind = models.CharField(max_length=12, choices=Kind)
    step = models.CharField(max_length=10, choices=Step, blank=True)  # of an activity's form
    expected = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)
    source = models.CharField(max_length=400)
    help_en = models.CharField(max_length=400, blank=True)
    help_ar = models.CharField(max_length=400, blank=True)
    help_zh = models.CharField(max_length=400, blank=True)
    help_fr = models.CharField(max_length=400, blank=True)
    help_ru = models.CharField(max_length=400, blank=True)
    help_es = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["shape", "position"]
        verbose_name = _("part of a shape")
        verbose_name_plural = _("parts of shapes")
        constraints = [
            models.UniqueConstraint(fields=["shape", "within", "key"], name="part_once_a_shape")
        ]

    @property
    def help(self) -> str:
        """What is to be written there, in the active language, in English where it is missing."""
        code = (translation.get_language() or "en").split("-")[0]
        return getattr(self, f"help_{code}", "") or self.help_en
