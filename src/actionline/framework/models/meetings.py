"""Bodies, their meetings, and until when documents are due."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .named import Named


class Body(Named):
    """Somebody who is asked, or to whom something goes: an organ, an office, a group of members.

    `slug` is the one the reader gives (`secretary-general`, `cwg-wsis-sdg`); `also` has the
    other slugs under which it may come, separated by blanks (`wtsa`).
    """

    slug = models.SlugField(max_length=80, unique=True)
    also = models.CharField(max_length=200, blank=True)
    acronym = models.CharField(max_length=40, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    kind = models.CharField(max_length=40, blank=True)  # organ, bureau, sector, group, members …
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = _("body")
        verbose_name_plural = _("bodies")


class Meeting(Named):
    """One session of a body: `council-2026`, `cstd-2027`, `pp-2026`.

    `certain` is false where the date is expected and not announced; `source` says where the
    date comes from and is shown with it.
    """

    slug = models.SlugField(max_length=80, unique=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveIntegerField(null=True, blank=True)  # "30th session"
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    #: The day of the deadline of the secretariat's documents (`DocumentDeadline`), for computing.
    documents_due = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=400, blank=True)
    certain = models.BooleanField(default=True)
    #: Entered or changed by an officer here; loading the process folder leaves it alone.
    by_hand = models.BooleanField(default=False)

    class Meta:
        ordering = ["starts", "slug"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")


class DocumentDeadline(models.Model):
    """Until when documents of a kind have to be in for a meeting.

    So many days before it opens, so that it moves with the meeting; or on a day of its own, where
    that was announced. `at` and `zone` say when that day ends for the deadline.
    """

    class Kind(models.TextChoices):
        FINANCIAL = "financial", _("secretariat documents with serious financial implications")
        SECRETARIAT = "secretariat", _("secretariat documents")
        AMENDMENTS = "amendments", _("proposals to amend the Constitution or the Convention")
        PROPOSALS = "proposals", _("proposals of members")
        CONTRIBUTIONS = "contributions", _("contributions of members")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="deadlines")
    kind = models.CharField(_("documents"), max_length=20, choices=Kind)
    days = models.PositiveSmallIntegerField(_("days before it opens"), null=True, blank=True)
    day = models.DateField(_("a day of its own"), null=True, blank=True)
    at = models.TimeField(_("time"), default=time(23, 59))
    zone = models.CharField(_("time zone"), max_length=40, default="Europe/Zurich")
    source = models.CharField(_("source"), max_length=400, blank=True)

    class Meta:
        ordering = ["kind"]
        verbose_name = _("deadline for documents")
        verbose_name_plural = _("deadlines for documents")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "kind"], name="deadline_once"),
            models.CheckConstraint(
                name="deadline_by_offset_or_day",
                condition=models.Q(days=None, day__isnull=False)
                | models.Q(days__isnull=False, day=None),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def falls_on(self, opening: date) -> date:
        """Its day, were the meeting to open on `opening`."""
        return self.day or opening - timedelta(days=self.days or 0)

    @property
    def due(self) -> date:
        return self.falls_on(self.meeting.starts)

    @property
    def zone_name(self) -> str:
        """What people call its time zone."""
        return gettext("Geneva time") if self.zone == "Europe/Zurich" else self.zone

    @property
    def moment(self) -> datetime:
        """When exactly it ends."""
        return datetime.combine(self.due, self.at, ZoneInfo(self.zone))
