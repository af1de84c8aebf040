"""Who may say that what was due need not be done."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from actionline.accounts.rules import is_officer
from actionline.common import permissions

permissions.add("deadlines.drop", _("say that what is due need not be done"), is_officer)
