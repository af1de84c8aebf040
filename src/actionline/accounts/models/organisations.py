"""Whom people speak for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionline.framework.models import Economy, MembershipKind


class Organisation(models.Model):
    """A government, company, university … of which people here are members.

    `domains` are those of its e-mail addresses, separated by blanks: whoever has a confirmed
    address there is taken for a member. A duplicate is kept and points to the one it became.
    """

    class Type(models.TextChoices):
        GOVERNMENT = "government", _("government")
        INTERNATIONAL = "international", _("international organisation")
        PRIVATE = "private", _("private sector")
        CIVIL_SOCIETY = "civil_society", _("civil society")
        ACADEMIA = "academia", _("academia")
        TECHNICAL = "technical", _("technical community")
        UN_AGENCY = "un_agency", _("UN agency")

    name = models.CharField(_("name"), max_length=300)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    type = models.CharField(_("type"), max_length=20, choices=Type)
    economy = models.ForeignKey(
        Economy,
        verbose_name=_("country"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisations",
    )
    membership = models.ForeignKey(
        MembershipKind,
        verbose_name=_("membership"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisations",
    )
    website = models.URLField(_("website"), blank=True)
    domains = models.CharField(
        _("e-mail domains"),
        max_length=400,
        blank=True,
        help_text=_("Separated by blanks. Confirmed addresses there count as members."),
    )
    verified_at = models.DateTimeField(_("verified"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="duplicates"
    )

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name"])]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.CheckConstraint(
                name="merged_into_another", condition=~Q(merged_into=models.F("id"))
            )
        ]

    def __str__(self) -> str:
        return self.name

    def has_domain(self, email: str) -> bool:
        """Whether an address is of one of its domains or below."""
        host = email.rpartition("@")[2].lower()
        return any(host == domain or host.endswith(f".{domain}") for domain in self.domains.split())


class OrganisationMember(models.Model):
    """Somebody of an organisation, in a position. Verified by an officer, or by their address
    (`verified_at` without `verified_by`)."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="members")
    position = models.CharField(_("position"), max_length=200, blank=True)
    since = models.DateTimeField(auto_now_add=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["since", "pk"]
        verbose_name = _("member of an organisation")
        verbose_name_plural = _("members of organisations")
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation"], name="member_once")
        ]

    def __str__(self) -> str:
        """Without the person's name, for this goes into the audit trail."""
        return f"member of {self.organisation}"
