"""Who may propose a decision, and who may settle one."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from actionline.accounts.rules import is_officer
from actionline.common import permissions
from actionline.common.permissions import condition
from actionline.mandates.rules import works_on

from .models import Decision


@condition(_("did not propose it"))
def is_another(person: Any, decision: Decision | None) -> bool:
    return decision is None or decision.proposed_by_id != getattr(person, "pk", None)


@condition(_("proposed it"))
def proposed_it(person: Any, decision: Decision | None) -> bool:
    return decision is not None and decision.proposed_by_id == getattr(person, "pk", None)


permissions.add(
    "decisions.propose", _("propose what is decided of a mandate"), is_officer | works_on
)
permissions.add(
    "decisions.settle",
    _("validate or refuse a decision that another person proposed"),
    is_officer & is_another,
)
permissions.add("decisions.withdraw", _("withdraw a decision of one's own"), proposed_it)
