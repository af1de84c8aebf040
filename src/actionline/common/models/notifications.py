"""What people are told of."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Notification(models.Model):
    """One thing one person is told of; its kind puts it in words (`common.notifications`).

    `values` are what the words need and hold no names: who acted is `by`, so that an erased
    person's name goes from here too. `mail_at` is when a digest is to bring it, None for never or
    done. What must be told once only has a `once`, a name that no other of theirs has.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications"
    )
    kind = models.CharField(max_length=80)
    record_type = models.CharField(max_length=80)
    record_id = models.CharField(max_length=40)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    values = models.JSONField(default=dict, blank=True)
    url = models.CharField(max_length=400, blank=True)  # with the language of whoever acted
    once = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField(_("when"), default=timezone.now)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    mail_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["person", "-id"]),
            models.Index(fields=["person"], condition=Q(read_at=None), name="unread"),
            models.Index(
                fields=["mail_at"], condition=Q(mail_at__isnull=False), name="to_be_mailed"
            ),
            models.Index(fields=["record_type", "record_id"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "once"], condition=~Q(once=""), name="told_once"
            )
        ]
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
