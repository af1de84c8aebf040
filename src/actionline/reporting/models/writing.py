"""What people write: sections with their locks, versions and comments, and new drafts."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionline.reporting.blocks import Block, all_from_json

from .reports import Report

#: How long a section stays with somebody who does nothing more to it.
HELD = timedelta(minutes=20)


class Section(models.Model):
    """A section of a report in one language, as it stands.

    `base` is what was last generated, `blocks` what stands now (`blocks.Block` as JSON). Who edits
    holds it (`held_by`, `held_until`), so that two do not write over one another; `number` counts
    its versions.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=80)
    language = models.CharField(max_length=10)
    position = models.PositiveSmallIntegerField(default=0)
    base = models.JSONField(default=list)
    blocks = models.JSONField(default=list)
    words = models.PositiveIntegerField(default=0)
    by_hand = models.BooleanField(default=False)  # something in it was written by people
    #: Blocks that are behind the original language (`behind.py`).
    behind = models.PositiveSmallIntegerField(default=0)
    number = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    held_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["report", "position", "language"]
        verbose_name = _("section of a report")
        verbose_name_plural = _("sections of reports")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "key", "language"], name="section_once_a_language"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.key} {self.language}"

    def holder(self, at: datetime | None = None) -> int | None:
        """The key of the person who holds it now."""
        if self.held_until is None or self.held_until <= (at or timezone.now()):
            return None
        return self.held_by_id

    @property
    def now(self) -> tuple[Block, ...]:
        return all_from_json(self.blocks)

    @property
    def generated(self) -> tuple[Block, ...]:
        return all_from_json(self.base)


class Version(models.Model):
    """A section as it was after an act. `base` is kept where it changed with it."""

    class Act(models.TextChoices):
        DRAFTED = "drafted", pgettext_lazy("a version", "Drafted from the data")
        EDITED = "edited", pgettext_lazy("a version", "Edited")
        REDRAFTED = "redrafted", pgettext_lazy("a version", "Drafted again")
        RESTORED = "restored", pgettext_lazy("a version", "Brought back")

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=10, choices=Act)
    blocks = models.JSONField(default=list)
    base = models.JSONField(null=True, blank=True)
    words = models.PositiveIntegerField(default=0)
    redraft = models.ForeignKey(
        "Redraft", null=True, blank=True, on_delete=models.SET_NULL, related_name="versions"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["section", "-number"]
        verbose_name = _("version of a section")
        verbose_name_plural = _("versions of sections")
        constraints = [
            models.UniqueConstraint(fields=["section", "number"], name="section_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.section_id}, {self.number}"


class Comment(models.Model):
    """Something said of a section or of one of its blocks; answers hang on the first."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="comments")
    section = models.CharField(max_length=80)
    block = models.CharField(max_length=200, blank=True)
    text = models.TextField(_("comment"))
    answers = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="answered"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("comment on a report")
        verbose_name_plural = _("comments on reports")

    def __str__(self) -> str:
        return f"comment {self.pk}"


class Redraft(models.Model):
    """A new draft that waits to be looked at: what would be generated now, by section and language.

    `content` is `{key: {language: blocks}}`. Applied, the sections have versions that name it,
    and it can be undone.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("a new draft", "Waits to be looked at")
        APPLIED = "applied", pgettext_lazy("a new draft", "Taken")
        DISCARDED = "discarded", pgettext_lazy("a new draft", "Discarded")
        UNDONE = "undone", pgettext_lazy("a new draft", "Taken back")

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="redrafts")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    shape = models.JSONField(default=dict)
    content = models.JSONField(default=dict)
    number = models.BigIntegerField(default=0)  # the end of the audit trail it knows of
    before = models.JSONField(default=dict)  # what of the report undoing brings back
    made_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("new draft of a report")
        verbose_name_plural = _("new drafts of reports")
        constraints = [
            models.UniqueConstraint(
                fields=["report"], condition=models.Q(state="waiting"), name="one_redraft_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"redraft {self.pk}"
