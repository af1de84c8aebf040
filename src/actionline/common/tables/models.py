"""Files that people bring as tables, what was found wrong in them, and kept column names."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionline.common.models import Job


class TableImport(models.Model):
    """One file for one table, from its coming to its being taken, or taken back.

    `mapping` has the heading of the file for each column of ours. The counts are those of the
    last time it was tried; `passed` is up to which row a taking came that went on in batches,
    so that it can be continued; `batch` marks the audit entries of what was taken.
    """

    class State(models.TextChoices):
        NEW = "new", _("to be tried")
        TRIED = "tried", _("tried")
        TAKING = "taking", _("being taken")
        TAKEN = "taken", _("taken")
        UNDONE = "undone", _("taken back")

    table = models.CharField(max_length=80)
    file = models.FileField(upload_to="tables/", blank=True)
    name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    headings = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)
    rows = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    faulty = models.PositiveIntegerField(default=0)
    #: The first of what would be new or changed: [row, title, columns that change].
    sample = models.JSONField(default=list)
    good_only = models.BooleanField(default=False)
    passed = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=400, blank=True)
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("brought"), default=timezone.now)
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["table", "-id"])]
        verbose_name = _("import of a table")
        verbose_name_plural = _("imports of tables")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("tables:import", args=[self.pk])

    @property
    def batch(self) -> str:
        return f"table-{self.pk}"

    @property
    def good(self) -> int:
        """Rows that would do something."""
        return self.new + self.changed


class ImportFault(models.Model):
    """Something wrong in a row of a file; in the language of whoever tried it."""

    of = models.ForeignKey(TableImport, on_delete=models.CASCADE, related_name="faults")
    number = models.PositiveIntegerField()
    column = models.CharField(max_length=80, blank=True)
    value = models.CharField(max_length=200, blank=True)
    wrong = models.CharField(max_length=400)
    advice = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("fault in a table")
        verbose_name_plural = _("faults in tables")

    def __str__(self) -> str:
        return f"{self.number} {self.column}: {self.wrong}"


class ColumnProfile(models.Model):
    """How somebody else's file calls our columns, kept under a name for the next time."""

    table = models.CharField(max_length=80)
    name = models.CharField(_("name"), max_length=80)
    mapping = models.JSONField(default=dict)

    class Meta:
        ordering = ["name"]
        verbose_name = _("profile of columns")
        verbose_name_plural = _("profiles of columns")
        constraints = [models.UniqueConstraint(fields=["table", "name"], name="profile_once")]

    def __str__(self) -> str:
        return self.name
