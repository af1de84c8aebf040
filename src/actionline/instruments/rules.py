"""Who may take documents in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from actionline.accounts.rules import is_officer
from actionline.common import permissions

permissions.add("instruments.file", _("import, correct, file and undo documents"), is_officer)
