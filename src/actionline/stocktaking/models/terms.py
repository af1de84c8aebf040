"""Terms of this room's own."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from actionline.framework.models import Named


class Beneficiary(Named):
    """A group of people whom a project is for."""

    slug = models.SlugField(max_length=40, unique=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        verbose_name = _("group of beneficiaries")
        verbose_name_plural = _("groups of beneficiaries")
