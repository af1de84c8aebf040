"""Projects that are in the register twice: what is likely one, and what was made one."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .projects import Owner, Project
from .submissions import Submission


class Likely(models.Model):
    """Two projects that may be one, the older key first; `apart` when somebody saw they are not."""

    one = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    likeness = models.PositiveSmallIntegerField(_("likeness"))  # of 100
    same_entity = models.BooleanField(_("same entity"), default=False)
    same_link = models.BooleanField(_("same web address"), default=False)
    apart = models.BooleanField(_("two projects"), default=False)
    found_at = models.DateTimeField(_("found"), default=timezone.now)

    class Meta:
        ordering = ["-likeness", "pk"]
        verbose_name = _("pair of projects that may be one")
        verbose_name_plural = _("pairs of projects that may be one")
        indexes = [models.Index(fields=["apart", "-likeness"])]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="likely_once"),
            models.CheckConstraint(name="likely_in_order", condition=Q(one__lt=F("other"))),
        ]

    def __str__(self) -> str:
        return f"{self.one_id}, {self.other_id}"


class Merge(models.Model):
    """One project that became part of another, and what it takes to part them again.

    `before` and `after` are the fields of the project that stayed, those that changed. `owners`
    are those it got from the other, `entries` the changes under way that were led over to it,
    `evidence` the keys of what the other was evidence for.
    """

    kept = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="merges")
    gone = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    was = models.CharField(max_length=12, choices=Project.State)  # the state of `gone` before
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    owners = models.ManyToManyField(Owner, related_name="+")
    entries = models.ManyToManyField(Submission, related_name="+")
    evidence = models.JSONField(default=list)
    contact_taken = models.BooleanField(default=False)
    at = models.DateTimeField(_("merged"), default=timezone.now)
    undone_at = models.DateTimeField(_("parted again"), null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("merge of two projects")
        verbose_name_plural = _("merges of projects")
        constraints = [
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at=None), name="merged_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.gone} → {self.kept}"
