"""What the page of a mandate shows of decisions."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from actionline.common.translations import shown
from actionline.mandates.models import Mandate

from . import queries
from .models import Decision


def section(request: HttpRequest, mandate: Mandate) -> SafeString | str:
    """What was decided and proposed, and what the reader may do; nothing where there is neither."""
    found = queries.of_mandate(mandate, request.user)
    may_propose = request.user.has_perm("decisions.propose", mandate)
    if not found and not may_propose:
        return ""
    context = {
        "mandate": mandate,
        "decisions": found,
        "texts": shown.load(found),
        "may_propose": may_propose,
        "waits": any(each.state == Decision.State.PROPOSED for each in found),
    }
    return render_to_string("decisions/section.html", context, request)
