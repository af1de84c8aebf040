"""What people are told of plans."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from actionline.accounts.models import User
from actionline.common import notifications
from actionline.common.models import AuditEntry, Channel

from . import queries, trees
from .models import Edition

REVIEW = "roadmaps.review"
MOVED = "roadmaps.moved"


def _review(values: Mapping[str, Any]) -> str:
    return _("“%(title)s” waits for its review.") % {"title": _title(values)}


def _moved(values: Mapping[str, Any]) -> str:
    sentences = {
        "publish": _("“%(title)s” is published."),
        "return": _("“%(title)s” was given back: %(reason)s"),
    }
    return sentences[values["verb"]] % {"title": _title(values), "reason": values["reason"]}


def _title(values: Mapping[str, Any]) -> str:
    """The name of the edition in the active language."""
    titles: dict[str, str] = values["titles"]
    return titles.get(get_language() or "en") or titles["en"]


def _titles(edition: Edition) -> dict[str, str]:
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = str(edition)
    return found


KINDS = (
    notifications.Kind(
        REVIEW,
        gettext_lazy("Plans to review"),
        gettext_lazy("A roadmap or operational plan waits for its review."),
        tell=_review,
        permission="roadmaps.publish",
        channel=Channel.AT_ONCE,
    ),
    notifications.Kind(
        MOVED,
        gettext_lazy("Plans of yours"),
        gettext_lazy("A plan that you wrote at was published or given back."),
        tell=_moved,
        permission="roadmaps.write",
    ),
)


def moved(edition: Edition, verb: str, by: Any) -> None:
    """Tell those whom a step concerns; in the transaction of the step."""
    values = {"titles": _titles(edition), "verb": verb, "reason": edition.reason}
    if verb == "ask":
        notifications.notify(
            kind=REVIEW, record=edition, to=_publishers(edition), by=by, values=values
        )
        return
    notifications.done(kind=REVIEW, record=edition)
    notifications.notify(kind=MOVED, record=edition, to=_writers(edition), by=by, values=values)


def _publishers(edition: Edition) -> list[User]:
    holding = queries.writing_roles(edition.plan).values("person")
    found = User.objects.filter(pk__in=holding, is_active=True)
    return [person for person in found if person.has_perm("roadmaps.publish", edition)]


def _writers(edition: Edition) -> list[User]:
    """Those who began the edition or changed something in it."""
    wrote = AuditEntry.objects.filter(batch=trees.batch_of(edition), by__isnull=False)
    keys = set(wrote.order_by().values_list("by", flat=True).distinct()) | {edition.begun_by_id}
    return list(User.objects.filter(pk__in=[key for key in keys if key]))
