"""Who may take documents in, and who may see them before they are filed."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from actionline.accounts.rules import is_delegate, is_officer
from actionline.common import permissions
from actionline.common.permissions import condition

from .models import Import


@condition(_("the document was read and is not filed yet"))
def is_preview(person: Any, item: Import | None) -> bool:
    return item is None or item.state == Import.State.PREVIEW


permissions.add("instruments.file", _("import, correct, file and undo documents"), is_officer)
permissions.add(
    "instruments.preview",
    _("read documents before they are filed: what they change and newly ask"),
    is_officer | (is_delegate & is_preview),
)
