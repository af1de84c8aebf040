"""Mail that goes out, and who wants which."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Mail(models.Model):
    """One mail to one person, written when it is queued (`common.mail`).

    `private` ones hold what opens an account: their text is shown to nobody and goes when they
    are sent. What they hold is of use until `good_until`; they are not tried after that.
    """

    class State(models.TextChoices):
        HELD = "held", _("to be read before it goes")
        QUEUED = "queued", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("not sent")
        BOUNCED = "bounced", _("came back")
        WITHDRAWN = "withdrawn", _("withdrawn")

    category = models.CharField(max_length=80)  # "accounts.code", or a kind of notification
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    to = models.EmailField(_("to"), blank=True)  # empty once forgotten
    language = models.CharField(_("language"), max_length=10)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    private = models.BooleanField(default=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=400, blank=True)  # what the last server said
    message_id = models.CharField(max_length=120, unique=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    good_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state"]),
            models.Index(fields=["person", "category", "created_at"]),
        ]
        verbose_name = _("mail")
        verbose_name_plural = _("mails")

    def __str__(self) -> str:
        return f"{self.category} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("common:mail", args=[self.pk])


class Channel(models.TextChoices):
    """How somebody hears of a thing. Whatever comes by mail is on the site as well."""

    AT_ONCE = "at_once", _("by mail at once")
    DAILY = "daily", _("in the daily digest")
    WEEKLY = "weekly", _("in the weekly digest")
    SITE = "site", _("on the site only")
    NONE = "none", _("not at all")


class MailChoice(models.Model):
    """How a person wants to hear of one kind of thing; without a row, as the kind says."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choices"
    )
    category = models.CharField(max_length=80)
    channel = models.CharField(max_length=10, choices=Channel.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "category"], name="one_choice_a_category")
        ]
        verbose_name = _("choice of mails")
        verbose_name_plural = _("choices of mails")

    def __str__(self) -> str:
        return f"{self.category}: {self.channel}"


def site_zone() -> str:
    return settings.TIME_ZONE


class MailSettings(models.Model):
    """In which language and when a person is written to.

    The language is that of their first visit until they choose one. To `paused_address`, which
    sent a mail back, nothing goes but what they ask for themselves, until they confirm it.
    """

    class Day(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_settings"
    )
    language = models.CharField(
        _("Language of mails"), max_length=10, default=settings.LANGUAGE_CODE
    )
    time_zone = models.CharField(_("Time zone"), max_length=64, default=site_zone)
    digest_hour = models.PositiveSmallIntegerField(
        _("Hour of the digest"), default=7, validators=[MaxValueValidator(23)]
    )
    digest_day = models.PositiveSmallIntegerField(
        _("Day of the weekly digest"), choices=Day.choices, default=Day.MONDAY
    )
    paused_address = models.EmailField(blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_reason = models.CharField(max_length=400, blank=True)  # what the server said

    class Meta:
        verbose_name = _("settings of mails")
        verbose_name_plural = _("settings of mails")

    def __str__(self) -> str:
        return f"settings of mails {self.pk}"
