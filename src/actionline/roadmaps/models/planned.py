"""What stands in an edition: passages of text, entries of lists, activities, targets."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionline.framework.models import Body, GdcObjective
from actionline.framework.models import Target as SdgTarget
from actionline.mandates.models import Mandate

from .plans import Activity, Edition, Target


def new_thread() -> str:
    """A name for an entry that nothing else has."""
    return uuid4().hex


class Planned(models.Model):
    """A row of an edition. `revision` goes up with each change, so that two who change the same
    notice one another."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="%(class)ss")
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    @property
    def language(self) -> str:
        """The language it is written in; select `edition` with it."""
        return self.edition.language


class Passage(Planned):
    """The text of one part of the plan: its vision, say."""

    key = models.SlugField(max_length=40)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["edition", "key"]
        verbose_name = _("passage of a plan")
        verbose_name_plural = _("passages of plans")
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="passage_once_an_edition")
        ]

    def __str__(self) -> str:
        return self.key


class Item(Planned):
    """An entry of a list of the plan: an outcome of the action line, an objective with a deadline.
    `thread` is the same for the same entry through editions."""

    key = models.SlugField(max_length=40)  # of the part it stands in
    thread = models.CharField(max_length=32, default=new_thread)
    position = models.PositiveIntegerField(default=0)
    title = models.CharField(pgettext_lazy("of an entry", "Title"), max_length=400)
    text = models.TextField(_("In more words"), blank=True)
    due = models.DateField(_("Deadline"), null=True, blank=True)
    source = models.CharField(_("Source"), max_length=400, blank=True)

    class Meta:
        ordering = ["edition", "key", "position", "pk"]
        verbose_name = _("entry of a plan")
        verbose_name_plural = _("entries of plans")
        constraints = [
            models.UniqueConstraint(fields=["edition", "thread"], name="item_once_an_edition")
        ]

    def __str__(self) -> str:
        return self.title


class ActivityVersion(Planned):
    """An activity as one edition has it. `more` holds the texts that the shape asks for beyond
    those that have a field of their own, by the keys of their parts."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="versions")
    position = models.PositiveIntegerField(default=0)
    title = models.CharField(pgettext_lazy("of an entry", "Title"), max_length=300)
    text = models.TextField(blank=True)
    item = models.ForeignKey(
        Item, null=True, blank=True, on_delete=models.SET_NULL, related_name="activities"
    )
    lead = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    programmes = models.TextField(blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    results = models.TextField(blank=True)
    resources = models.TextField(blank=True)
    partners = models.TextField(blank=True)
    commitments = models.TextField(blank=True)
    more = models.JSONField(default=dict, blank=True)
    mandates = models.ManyToManyField(Mandate, related_name="planned", blank=True)
    sdg_targets = models.ManyToManyField(SdgTarget, related_name="+", blank=True)
    objectives = models.ManyToManyField(GdcObjective, related_name="+", blank=True)

    class Meta:
        ordering = ["edition", "position", "pk"]
        verbose_name = _("activity of an edition")
        verbose_name_plural = _("activities of an edition")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "activity"], name="activity_once_an_edition"
            ),
            models.CheckConstraint(
                name="activity_ends_after_it_starts",
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gte=models.F("starts")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class TargetVersion(Planned):
    """A target as one edition has it: an indicator with its baseline and the value wanted by a day
    (A/RES/80/173, para 113). `milestones` are values wanted on the way, by day:
    `[["2027-06-30", "40"], …]`."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="versions")
    #: The activity that it measures; none where it measures the plan.
    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    position = models.PositiveIntegerField(default=0)
    title = models.CharField(_("Indicator"), max_length=300)
    unit = models.CharField(_("Unit"), max_length=80, blank=True)
    baseline = models.DecimalField(
        _("Baseline"), max_digits=24, decimal_places=6, null=True, blank=True
    )
    baseline_day = models.DateField(_("Date of the baseline"), null=True, blank=True)
    baseline_source = models.CharField(_("Source of the baseline"), max_length=400, blank=True)
    value = models.DecimalField(
        _("Target value"), max_digits=24, decimal_places=6, null=True, blank=True
    )
    day = models.DateField(_("Target date"), null=True, blank=True)
    source = models.CharField(_("Where the figures come from"), max_length=400, blank=True)
    milestones = models.JSONField(_("Values on the way"), default=list, blank=True)

    class Meta:
        ordering = ["edition", "position", "pk"]
        verbose_name = _("target of an edition")
        verbose_name_plural = _("targets of an edition")
        constraints = [
            models.UniqueConstraint(fields=["edition", "target"], name="target_once_an_edition")
        ]

    def __str__(self) -> str:
        return self.title
