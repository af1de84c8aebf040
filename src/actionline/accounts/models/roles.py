"""What somebody is here, for what, and until when."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Role(models.Model):
    """One person's role for a time.

    A focal point has a level on a ladder, each step including those below, and a scope: a body
    or bureau (slug), an action line (code) or a country (ISO code of three letters). Without a
    scope a role counts everywhere. `lent_from` is the role of somebody else that this one
    lends for a while; it ends with it at the latest.
    """

    class Kind(models.TextChoices):
        ADMINISTRATOR = "administrator", _("administrator")
        OFFICER = "officer", _("secretariat officer")
        FOCAL_POINT = "focal_point", _("focal point")
        DELEGATE = "delegate", _("delegate")
        EXPERT = "expert", _("expert")
        CONTRIBUTOR = "contributor", _("contributor")

    class Level(models.TextChoices):
        APPOINTS = "appoints", _("appoints others, publishes and drafts")
        PUBLISHES = "publishes", _("publishes and drafts")
        DRAFTS = "drafts", _("drafts")

    class Scope(models.TextChoices):
        BODY = "body", _("body")
        BUREAU = "bureau", _("bureau")
        ACTION_LINE = "action_line", _("action line")
        COUNTRY = "country", _("country")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="roles"
    )
    kind = models.CharField(_("role"), max_length=20, choices=Kind)
    level = models.CharField(_("level"), max_length=20, choices=Level, blank=True)
    scope = models.CharField(_("for a"), max_length=20, choices=Scope, blank=True)
    scope_code = models.CharField(_("which one"), max_length=80, blank=True)
    starts = models.DateTimeField(_("from"), default=timezone.now)
    ends = models.DateTimeField(_("until"), null=True, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    lent_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="lent"
    )

    class Meta:
        ordering = ["starts", "pk"]
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.CheckConstraint(
                name="level_for_focal_points",
                condition=Q(kind="focal_point") & ~Q(level="")
                | ~Q(kind="focal_point") & Q(level=""),
            ),
            models.CheckConstraint(
                name="scope_with_code",
                condition=Q(scope="", scope_code="") | ~Q(scope="") & ~Q(scope_code=""),
            ),
            models.CheckConstraint(
                name="ends_after_it_starts", condition=Q(ends=None) | Q(ends__gte=F("starts"))
            ),
        ]

    def __str__(self) -> str:
        """Without the person's name, for this goes into the audit trail."""
        return " ".join(filter(None, [self.kind, self.level, self.scope, self.scope_code]))

    @property
    def until(self) -> datetime | None:
        """When it ends: a role that was lent, with the one it comes from at the latest."""
        ends = [self.ends, self.lent_from.ends if self.lent_from else None]
        return min((each for each in ends if each is not None), default=None)

    def is_current(self, at: datetime | None = None) -> bool:
        """Whether it is in force at `at` (now); a lent one only while the lender's is."""
        at = at or timezone.now()
        own = self.starts <= at and (self.until is None or at < self.until)
        return own and (self.lent_from is None or self.lent_from.is_current(at))

    def covers(self, other: Role) -> bool:
        """Whether what `other` is for lies within what this one is for."""
        return not self.scope or (self.scope, self.scope_code) == (other.scope, other.scope_code)
