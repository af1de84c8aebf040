"""A progress report, its versions, and the figures in them."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from actionline.framework.models import Body
from actionline.mandates import subjects
from actionline.mandates.models import Mandate

#: A row is about a mandate, or about another subject of work, never both (decision 15).
ABOUT_ONE = Q(mandate=None) & ~Q(about="") | Q(mandate__isnull=False, about="")


class Report(models.Model):
    """What was done of a subject in a period; what it says is in its versions.

    Its key stays through all corrections: whatever cites a report cites this row.
    """

    mandate = models.ForeignKey(
        Mandate, null=True, blank=True, on_delete=models.CASCADE, related_name="progress_reports"
    )
    about = models.CharField(max_length=160, blank=True)  # `roadmaps.activity:12`
    body = models.ForeignKey(
        Body,
        verbose_name=_("reported by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    starts = models.DateField(_("period from"))
    ends = models.DateField(_("until"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-ends", "-pk"]
        verbose_name = _("progress report")
        verbose_name_plural = _("progress reports")
        indexes = [
            models.Index(fields=["mandate", "ends"]),
            models.Index(fields=["about", "ends"]),
            models.Index(fields=["ends"]),
        ]
        constraints = [
            models.CheckConstraint(name="report_of_one", condition=ABOUT_ONE),
            models.CheckConstraint(name="report_period", condition=Q(starts__lte=F("ends"))),
        ]

    def __str__(self) -> str:
        return str(_("Progress, %(period)s")) % {"period": self.period}

    def get_absolute_url(self) -> str:
        return reverse("progress:report", args=[self.pk])

    @property
    def period(self) -> str:
        """From when until when, in the active language."""
        return gettext("%(starts)s to %(ends)s") % {
            "starts": date_format(self.starts, "DATE_FORMAT"),
            "ends": date_format(self.ends, "DATE_FORMAT"),
        }

    @property
    def subject(self) -> subjects.Subject:
        """What it is about."""
        return subjects.of_row(self.mandate_id, self.about)


class Version(models.Model):
    """One state of a report: what was done, what comes next, what stands in the way.

    A correction is a version of its own, which replaces the validated one once it is validated.
    `saves` counts what was saved, so that two people do not overwrite one another unseen.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("of a progress report", "Draft")
        SUBMITTED = "submitted", pgettext_lazy("of a progress report", "Submitted")
        RETURNED = "returned", pgettext_lazy("of a progress report", "Returned")
        VALIDATED = "validated", pgettext_lazy("of a progress report", "Validated")
        REPLACED = "replaced", pgettext_lazy("of a progress report", "Replaced")
        WITHDRAWN = "withdrawn", pgettext_lazy("of a progress report", "Withdrawn")

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(default=1)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    internal = models.BooleanField(_("internal"), default=False)
    language = models.CharField(_("language"), max_length=10)
    done = models.TextField(_("what was done"), blank=True)
    ahead = models.TextField(_("what comes next"), blank=True)
    obstacles = models.TextField(_("obstacles"), blank=True)
    saves = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(_("saved"), default=timezone.now)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    validated_at = models.DateTimeField(_("validated"), null=True, blank=True)
    late = models.BooleanField(_("late"), default=False)  # handed in after its round closed
    reason = models.TextField(_("reason"), blank=True)  # of a return or a withdrawal

    class Meta:
        ordering = ["report", "-number"]
        verbose_name = _("version of a progress report")
        verbose_name_plural = _("versions of progress reports")
        indexes = [models.Index(fields=["state", "submitted_at"])]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="version_number"),
            models.UniqueConstraint(
                fields=["report"], condition=Q(state="validated"), name="one_version_validated"
            ),
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(state__in=("draft", "submitted", "returned")),
                name="one_version_open",
            ),
            models.CheckConstraint(
                name="validated_by_another",
                condition=~Q(state="validated")
                | Q(validated_at__isnull=False)
                & (
                    Q(decided_by=None)  # of an account that is gone
                    | Q(submitted_by=None)
                    | ~Q(decided_by=F("submitted_by"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}, {self.number}"

    def get_absolute_url(self) -> str:
        return self.report.get_absolute_url()

    @property
    def public(self) -> bool:
        """Whether everybody may read it."""
        return self.state == self.State.VALIDATED and not self.internal


class Figure(models.Model):
    """A figure in a version of a report, with its day and where it comes from.

    `target` names what it is a value of in another room, in a word: `roadmaps.target:3`.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="figures")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("figure"), max_length=200)
    unit = models.CharField(_("unit"), max_length=80, blank=True)
    value = models.DecimalField(_("value"), max_digits=24, decimal_places=6)
    day = models.DateField(_("as of"))
    source = models.CharField(_("source"), max_length=400)
    target = models.CharField(_("target"), max_length=160, blank=True)

    class Meta:
        ordering = ["version", "position", "pk"]
        verbose_name = _("figure of a progress report")
        verbose_name_plural = _("figures of progress reports")

    def __str__(self) -> str:
        return f"{self.name}: {Decimal(self.value).normalize():f} {self.unit}".strip()
