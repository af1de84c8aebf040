"""Who works on a mandate, on its page (a hook of the room)."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from actionline.mandates.models import Mandate

from . import queries
from .actions.recording import REVERSIBLE
from .suggesting import suggestions


def section(request: HttpRequest, mandate: Mandate) -> SafeString:
    """The lead, who supports it, an offer that waits, who did before."""
    user = request.user
    work = queries.work_on(mandate)
    may_assign = user.has_perm("assignments.assign")
    suggested = None
    if may_assign and work.lead is None:
        suggested = suggestions([(mandate.pk, mandate.party_keys)]).get(mandate.pk)
    last = queries.last_act(work) if may_assign else None
    current = [work.lead, *work.supporting] if work.lead else list(work.supporting)
    context = {
        "mandate": mandate,
        "work": work,
        "parts": [(part, user.has_perm("assignments.name_people", part)) for part in current],
        "see_names": queries.may_see_names(user),
        "suggested": suggested,
        "may_assign": may_assign,
        "last": last if last is not None and last.verb in REVERSIBLE else None,
        "may_hand_over": work.lead and user.has_perm("assignments.hand_over", work.lead),
    }
    return render_to_string("assignments/section.html", context, request)
