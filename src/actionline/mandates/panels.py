"""What the pages of instruments show of mandates (hooks of `instruments`)."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from actionline.common import ui
from actionline.instruments.models import Edition, Proposal

from . import proposals
from .filters import Filter
from .models import Kind, Mandate
from .settling import editions_asking


def panel(request: HttpRequest, record: Edition | Proposal) -> SafeString:
    """The mandates that an edition sets, or what a proposal would do to them."""
    if isinstance(record, Proposal):
        context = {"proposal": record, "found": proposals.effects(record)}
        return render_to_string("mandates/panel_proposal.html", context, request)
    known = asked_by(record)
    by_kind = _by_kind(known) if known else {}
    context = {
        "edition": record,
        "known": known,
        "total": sum(by_kind.values()),
        "kinds": [(kind, label, by_kind[kind]) for kind, label in Kind.choices if kind in by_kind],
        "waiting": _waiting(known) if known else 0,
        "may_decide": request.user.has_perm("mandates.confirm"),
    }
    return render_to_string("mandates/panel_edition.html", context, request)


def thread(record: Edition | Proposal) -> dict[ui.Stage, tuple[str, str]]:
    """Where the line of an edition or a proposal leads from here."""
    if isinstance(record, Proposal):
        address = reverse("mandates:proposal", args=[record.pk])
        return {ui.Stage.MANDATE: (gettext("what it would ask"), address)}
    known = asked_by(record)
    if known is None:
        return {}
    number = known.mandate_wordings.count()
    told = ngettext("%(number)s mandate", "%(number)s mandates", number) % {"number": number}
    query = Filter(instrument=record.instrument.slug, sort="instrument").query()
    return {ui.Stage.MANDATE: (told, f"{reverse('mandates:list')}?{query}")}


def asked_by(edition: Edition) -> Edition | None:
    """The edition whose mandates stand for `edition`: itself, or the nearest before whose
    mandates are known."""
    known = editions_asking(edition.instrument_id).filter(version__lte=edition.version)
    return known.defer("reading").last()


def _by_kind(edition: Edition) -> dict[str, int]:
    wordings = edition.mandate_wordings.order_by()
    return dict(wordings.values_list("kind").annotate(number=Count("pk")))


def _waiting(edition: Edition) -> int:
    """How many mandates wait to be confirmed on the edition's list."""
    unconfirmed = Q(wordings__edition=edition, wordings__confirmed=False)
    ended = Q(ended_in=edition, state=Mandate.State.TO_CONFIRM)
    of_instrument = Mandate.objects.filter(instrument=edition.instrument_id)
    return of_instrument.filter(unconfirmed | ended).distinct().count()
