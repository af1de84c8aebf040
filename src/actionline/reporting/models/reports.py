"""A report, by which definition it is drafted, who writes it, of which records it tells."""

from __future__ import annotations

from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from actionline.framework.models import ActionLine, Meeting
from actionline.reporting import definitions


class Definition(models.Model):
    """A definition as the process folder has it (`definitions.read` reads its content)."""

    slug = models.SlugField(max_length=80, unique=True)
    content = models.JSONField(default=dict)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = _("definition of a report")
        verbose_name_plural = _("definitions of reports")

    def __str__(self) -> str:
        return str(self.shape.name)

    @cached_property
    def shape(self) -> definitions.Definition:
        return definitions.read(self.content)


class Report(models.Model):
    """One report for one session, told of one period.

    `shape` is its definition as it was when it was last drafted, so that a change of the process
    does not change a report that is being written. `drafted_number` is the last entry of the
    audit trail that its draft knows of. `edited_by` is who last changed its text: another signs.
    """

    class State(models.TextChoices):
        DRAFTING = "drafting", pgettext_lazy("a report", "Drafting")
        IN_REVIEW = "in-review", pgettext_lazy("a report", "In review")
        SIGNED = "signed", pgettext_lazy("a report", "Signed off")
        PUBLISHED = "published", pgettext_lazy("a report", "Published")

    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="reports")
    shape = models.JSONField(default=dict)
    #: What it is about, where the definition wants an action line chosen.
    line = models.ForeignKey(
        ActionLine, null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )
    year = models.PositiveSmallIntegerField()
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="reports"
    )
    starts = models.DateField(_("period from"))
    ends = models.DateField(_("until"))
    languages = models.JSONField(default=list)
    language = models.CharField(_("original language"), max_length=10, default="en")
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFTING)
    #: Values of the head of the document: `symbol`, and those of its labels by key.
    head = models.JSONField(default=dict, blank=True)
    drafted_at = models.DateTimeField(null=True, blank=True)
    drafted_number = models.BigIntegerField(default=0)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)  # why it was last returned or opened again
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-year", "definition__position", "-pk"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        indexes = [models.Index(fields=["state", "year"])]
        constraints = [
            models.CheckConstraint(name="reporting_period", condition=Q(starts__lte=F("ends"))),
            models.CheckConstraint(
                name="signed_by_another_than_edited",
                condition=~Q(state__in=("signed", "published"))
                | Q(signed_by__isnull=False, edited_by__isnull=False)
                & ~Q(signed_by=F("edited_by")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reporting:report", args=[self.pk])

    @cached_property
    def defined(self) -> definitions.Definition:
        """The definition it is drafted by."""
        return definitions.read(self.shape)

    @property
    def title(self) -> str:
        """Its name in the active language, with what it is about and its year."""
        if self.line:
            told = gettext("%(name)s: %(about)s, %(year)s")
        else:
            told = gettext("%(name)s, %(year)s")
        about = f"{self.line.number} {self.line.name}" if self.line else ""
        return told % {"name": self.defined.name, "about": about, "year": self.year}

    @property
    def about(self) -> str:
        """The code that the definition's `{about}` stands for."""
        return self.line.code if self.line else ""

    @property
    def period(self) -> str:
        """From when until when, in the active language."""
        return gettext("%(starts)s to %(ends)s") % {
            "starts": date_format(self.starts, "DATE_FORMAT"),
            "ends": date_format(self.ends, "DATE_FORMAT"),
        }

    @property
    def is_open(self) -> bool:
        """Whether its text may be changed."""
        return self.state == self.State.DRAFTING


class Editor(models.Model):
    """Somebody who was invited to write: all sections, or those named."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="editors")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="edited_reports"
    )
    sections = models.JSONField(default=list, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("editor of a report")
        verbose_name_plural = _("editors of reports")
        constraints = [
            models.UniqueConstraint(fields=["report", "person"], name="editor_once"),
        ]

    def __str__(self) -> str:
        return f"editor {self.pk}"


class SentenceSource(models.Model):
    """A sentence of a report tells of a record: the way back from the record to the sentence.

    Without an edition it is a sentence of the report as it is being written; the edition that
    the public reads keeps rows of its own, so that its links stay while the next is written.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sources")
    edition = models.ForeignKey(
        "Edition", null=True, blank=True, on_delete=models.CASCADE, related_name="sources"
    )
    section = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    record_type = models.CharField(max_length=80)
    record_id = models.CharField(max_length=80)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("source of a sentence")
        verbose_name_plural = _("sources of sentences")
        indexes = [
            models.Index(fields=["record_type", "record_id", "report"]),
            models.Index(fields=["report", "key"]),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.record_type} {self.record_id}"
