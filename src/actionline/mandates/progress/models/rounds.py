"""Rounds: the secretariat asks the lead bodies what was done in a period."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionline.framework.models import ActionLine, Body, Named
from actionline.mandates import subjects
from actionline.mandates.models import Mandate

from .reports import ABOUT_ONE, Report


class Round(Named):
    """One round. `query` filters the register (`mandates.filters`); `kinds` names the kinds of
    other subjects that are asked about. `opens_at` and `closes_at` are said in `timezone`."""

    class State(models.TextChoices):
        PREPARED = "prepared", pgettext_lazy("of a round", "Being prepared")
        ASKED = "asked", pgettext_lazy("of a round", "Asked")
        ENDED = "ended", pgettext_lazy("of a round", "Ended")

    state = models.CharField(_("state"), max_length=12, choices=State, default=State.PREPARED)
    starts = models.DateField(_("period from"))
    ends = models.DateField(_("until"))
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    timezone = models.CharField(_("time zone"), max_length=60, default="Europe/Zurich")
    query = models.CharField(max_length=2000, blank=True)
    mandates = models.BooleanField(_("mandates"), default=True)
    kinds = models.JSONField(default=list, blank=True)
    text_en = models.TextField(blank=True)
    text_ar = models.TextField(blank=True)
    text_zh = models.TextField(blank=True)
    text_fr = models.TextField(blank=True)
    text_ru = models.TextField(blank=True)
    text_es = models.TextField(blank=True)
    #: Days before the end on which those who have not answered are reminded; days done.
    remind_days = models.JSONField(default=list, blank=True)
    reminded = models.JSONField(default=list, blank=True)
    saves = models.PositiveIntegerField(default=0)  # counts changes, against two at a time
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-opens_at", "-pk"]
        verbose_name = _("round of progress reports")
        verbose_name_plural = _("rounds of progress reports")
        constraints = [
            models.CheckConstraint(
                name="round_opens_first", condition=Q(opens_at__lt=F("closes_at"))
            ),
            models.CheckConstraint(name="round_period", condition=Q(starts__lte=F("ends"))),
        ]

    def get_absolute_url(self) -> str:
        return reverse("progress:round", args=[self.pk])

    @property
    def text(self) -> str:
        """The instructions in the active language, in English where they are missing."""
        code = (translation.get_language() or "en").split("-")[0]
        return getattr(self, f"text_{code}", "") or self.text_en

    @property
    def is_open(self) -> bool:
        """Whether answers come in now."""
        return self.state == self.State.ASKED and self.opens_at <= timezone.now() < self.closes_at

    def local(self, moment: datetime) -> datetime:
        """A moment as the clocks of the round show it."""
        return moment.astimezone(ZoneInfo(self.timezone))


class Request(models.Model):
    """One subject that a round asks a body about, and the focal points of an action line where the
    work is for one. `state` is that of the answer, for counting."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("of a request", "Not begun")
        BEGUN = "begun", pgettext_lazy("of a request", "Begun")
        SUBMITTED = "submitted", pgettext_lazy("of a request", "Submitted")
        RETURNED = "returned", pgettext_lazy("of a request", "Returned")
        VALIDATED = "validated", pgettext_lazy("of a request", "Validated")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="requests")
    mandate = models.ForeignKey(
        Mandate, null=True, blank=True, on_delete=models.CASCADE, related_name="progress_requests"
    )
    about = models.CharField(max_length=160, blank=True)
    body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    line = models.ForeignKey(
        ActionLine, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.WAITING)
    late = models.BooleanField(_("late"), default=False)
    report = models.OneToOneField(
        Report, null=True, blank=True, on_delete=models.SET_NULL, related_name="request"
    )
    #: Answers are taken until then, though the round has closed.
    reopened_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["round", "pk"]
        verbose_name = _("request for progress")
        verbose_name_plural = _("requests for progress")
        indexes = [models.Index(fields=["round", "body", "state"])]
        constraints = [
            models.CheckConstraint(name="request_of_one", condition=ABOUT_ONE),
            models.UniqueConstraint(fields=["round", "mandate"], name="request_once"),
            models.UniqueConstraint(
                fields=["round", "about"], condition=~Q(about=""), name="request_once_about"
            ),
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"

    @property
    def subject(self) -> subjects.Subject:
        """What it asks about."""
        return subjects.of_row(self.mandate_id, self.about)

    @property
    def takes_answers(self) -> bool:
        """Whether an answer may be handed in now."""
        again = self.reopened_until is not None and timezone.now() < self.reopened_until
        return again or self.round.is_open
