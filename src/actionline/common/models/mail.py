"""Mail that goes out, and who wants which."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Mail(models.Model):
    """One mail to one person, written when it is queued (`common.mail`).

    `private` ones hold what opens an account: their text is shown to nobody and goes when they
    are sent.
    """

    class State(models.TextChoices):
        HELD = "held", _("to be read before it goes")
        QUEUED = "queued", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("not sent")
        BOUNCED = "bounced", _("came back")
        WITHDRAWN = "withdrawn", _("withdrawn")

    category = models.CharField(max_length=80)  # "accounts.sign_in": what people choose by
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    to = models.EmailField(_("to"))
    language = models.CharField(max_length=10)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    private = models.BooleanField(default=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=400, blank=True)  # what the last server said
    message_id = models.CharField(max_length=120, unique=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state"])]
        verbose_name = _("mail")
        verbose_name_plural = _("mails")

    def __str__(self) -> str:
        return f"{self.category} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("common:mail", args=[self.pk])


class MailChoice(models.Model):
    """Whether a person wants the mails of a category; without a row they do."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choices"
    )
    category = models.CharField(max_length=80)
    wanted = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "category"], name="one_choice_a_category")
        ]
        verbose_name = _("choice of mails")
        verbose_name_plural = _("choices of mails")

    def __str__(self) -> str:
        return f"{self.category}: {self.wanted}"
