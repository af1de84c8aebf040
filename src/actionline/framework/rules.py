"""Who may propose links of the matrix; to decide on them is part of `framework.edit`."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from actionline.common import permissions
from actionline.common.permissions import condition


@condition(_("is signed in"))
def is_signed_in(person: Any, record: Any) -> bool:
    return bool(person.is_authenticated and person.is_active)


permissions.add(
    "framework.propose_link", _("propose links between action lines and goals"), is_signed_in
)
