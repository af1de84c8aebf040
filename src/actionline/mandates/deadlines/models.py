"""What people say of due dates, what comes before one, and what moved.

An `Occurrence` is made anew whenever dates are computed, so what is said of one hangs on what
lasts: its mandate with the meeting it hangs on or, where it hangs on none, its day (`Mark`).
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionline.framework.models import Body, Meeting
from actionline.mandates.models import Kind, Mandate


class Step(models.TextChoices):
    """What comes before a due date, in its order."""

    DRAFT = "draft", pgettext_lazy("a step before a due date", "Draft")
    CONSULTATION = "consultation", pgettext_lazy("a step before a due date", "Consultation")
    TRANSLATION = "translation", pgettext_lazy("a step before a due date", "Translation")
    SUBMISSION = "submission", pgettext_lazy("a step before a due date", "Submission")


class LeadTime(models.Model):
    """How long before a due date a step is due: in days, or in working days.

    Counted from the submission of the document, and the submission from the opening of the meeting
    where it has no deadline of its own. An empty `kind` and no `body` (that meets) mean any. `own`:
    a default of ours that no source tells.
    """

    step = models.CharField(max_length=12, choices=Step)
    kind = models.CharField(max_length=12, choices=Kind, blank=True)
    body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    days = models.PositiveSmallIntegerField()
    working = models.BooleanField(default=True)
    own = models.BooleanField(default=True)
    source = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["kind", "body__position", "-days", "pk"]
        verbose_name = _("lead time")
        verbose_name_plural = _("lead times")

    def __str__(self) -> str:
        return f"{self.step} {self.kind} {self.days}"


class ClosedDays(models.Model):
    """Days, both included, on which the office that prepares documents is closed, with who says so.
    No step is due on them, and they are no working days."""

    first = models.DateField(unique=True)
    last = models.DateField()
    source = models.CharField(max_length=400)

    class Meta:
        ordering = ["first"]
        verbose_name = _("closed days")
        verbose_name_plural = _("closed days")
        constraints = [
            models.CheckConstraint(name="closed_days_in_order", condition=Q(first__lte=F("last")))
        ]

    def __str__(self) -> str:
        return f"{self.first:%Y-%m-%d}/{self.last:%Y-%m-%d}"


class Mark(models.Model):
    """That what was due is done, or need not be done, as somebody says.

    `meeting` or `day` is what the date hangs on; `due` the day as it was when they said so. What
    shows it is a record (`record_type` and `record_id`, as in `common.records`) or an address.
    """

    class State(models.TextChoices):
        DONE = "done", pgettext_lazy("a due date", "Done")
        DROPPED = "dropped", pgettext_lazy("a due date", "Dropped")

    mandate = models.ForeignKey(Mandate, on_delete=models.CASCADE, related_name="due_marks")
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    day = models.DateField(null=True, blank=True)
    due = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.DONE)
    on = models.DateField(_("done on"))
    note = models.TextField(_("what was done"), blank=True)
    language = models.CharField(max_length=10)
    record_type = models.CharField(max_length=80, blank=True)
    record_id = models.CharField(max_length=80, blank=True)
    address = models.URLField(_("address"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-due", "-pk"]
        verbose_name = _("due date that is done with")
        verbose_name_plural = _("due dates that are done with")
        indexes = [models.Index(fields=["state", "-due"], name="mark_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["mandate", "meeting"], name="mark_once_a_meeting"),
            models.UniqueConstraint(fields=["mandate", "day"], name="mark_once_a_day"),
            models.CheckConstraint(
                name="mark_on_meeting_or_day",
                condition=Q(meeting=None, day__isnull=False) | Q(meeting__isnull=False, day=None),
            ),
            models.CheckConstraint(
                name="mark_dropped_with_reason", condition=Q(state="done") | ~Q(note="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.due:%Y-%m-%d} ({self.mandate})"

    def get_absolute_url(self) -> str:
        return reverse("mandates:mandate", args=[self.mandate_id]) + "#due"


class Shift(models.Model):
    """What a change of a meeting moved, kept as it was told then."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="shifts")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("shift of due dates")
        verbose_name_plural = _("shifts of due dates")

    def __str__(self) -> str:
        return f"{self.meeting} {self.at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("deadlines:shift", args=[self.pk])


class Moved(models.Model):
    """A due date that moved, None for no date; `steps` are lists of a step, before and after."""

    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="moved")
    mandate = models.ForeignKey(Mandate, on_delete=models.CASCADE, related_name="moved_dates")
    before = models.DateField(null=True)
    after = models.DateField(null=True)
    steps = models.JSONField(default=list)

    class Meta:
        ordering = ["after", "before", "pk"]
        verbose_name = _("due date that moved")
        verbose_name_plural = _("due dates that moved")

    def __str__(self) -> str:
        return f"{self.before} -> {self.after}"


class CalendarKey(models.Model):
    """The secret address of somebody’s calendar: a new `serial` makes the one before useless."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="due_calendar"
    )
    serial = models.CharField(_("secret part of the address"), max_length=40)
    renewed_at = models.DateTimeField(_("when it was made"), default=timezone.now)

    class Meta:
        verbose_name = _("address of one’s own calendar")
        verbose_name_plural = _("addresses of people’s own calendars")

    def __str__(self) -> str:
        return f"calendar of person {self.person_id}"
