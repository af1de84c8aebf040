"""Who was asked to come, and as what."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .roles import Role

if TYPE_CHECKING:
    from .people import User

LASTS = timedelta(days=14)


def fortnight() -> datetime:
    return timezone.now() + LASTS


class Invitation(models.Model):
    """An invitation by mail to take a role. The address goes when it is accepted or withdrawn."""

    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(_("language of the mail"), max_length=10)
    kind = models.CharField(_("role"), max_length=20, choices=Role.Kind)
    level = models.CharField(_("level"), max_length=20, choices=Role.Level, blank=True)
    scope = models.CharField(_("for a"), max_length=20, choices=Role.Scope, blank=True)
    scope_code = models.CharField(_("which one"), max_length=80, blank=True)
    role_ends = models.DateTimeField(_("role until"), null=True, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    invited_at = models.DateTimeField(_("invited"), default=timezone.now)
    expires_at = models.DateTimeField(_("good until"), default=fortnight)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-invited_at", "-pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        """Without the address, for this goes into the audit trail."""
        return f"invitation {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it can be accepted still."""
        done = self.withdrawn_at or self.accepted_at
        return done is None and timezone.now() < self.expires_at

    def role(self, person: User | None = None) -> Role:
        """The role that it offers, not saved."""
        role = Role(
            kind=self.kind,
            level=self.level,
            scope=self.scope,
            scope_code=self.scope_code,
            ends=self.role_ends,
        )
        if person is not None:
            role.person = person
        return role
