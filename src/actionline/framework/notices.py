"""What people are told of the matrix."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionline.common.models import Channel
from actionline.common.notifications import Kind, done, holders, notify
from actionline.common.ui import isolated

from .models import MatrixLink

PROPOSED = "framework.link_proposed"
ADVICE = "framework.advice_asked"
SETTLED = "framework.link_settled"


def link_proposed(link: MatrixLink, *, by: AbstractBaseUser) -> None:
    """Ask those who decide to look at a proposal, and experts what they think of it."""
    _tell(PROPOSED, link, by)
    deciding = {person.pk for person in holders("framework.edit")}
    experts = [each for each in holders("framework.advise") if each.pk not in deciding]
    _tell(ADVICE, link, by, experts)


def link_settled(link: MatrixLink, *, before: str, by: AbstractBaseUser) -> None:
    """Tell whoever proposed it what became of it; the others need decide no more."""
    if link.state in (before, MatrixLink.State.PROPOSED):
        return
    done(kind=PROPOSED, record=link)
    done(kind=ADVICE, record=link)
    if link.author is not None:
        _tell(SETTLED, link, by, [link.author])


def _tell(kind: str, link: MatrixLink, by: AbstractBaseUser, to: list[Any] | None = None) -> None:
    address = reverse("matrix:link", args=[link.pk])
    values = {"link": str(link), "state": link.state}
    notify(kind=kind, record=link, to=to, by=by, values=values, url=address)


def _proposed(values: Mapping[str, Any]) -> str:
    return _("A link of the matrix is proposed: %(link)s") % {"link": isolated(values["link"])}


def _advice(values: Mapping[str, Any]) -> str:
    told = _("A link of the matrix is proposed; your advice is asked: %(link)s")
    return told % {"link": isolated(values["link"])}


def _settled(values: Mapping[str, Any]) -> str:
    parts = {"link": isolated(values["link"]), "state": MatrixLink.State(values["state"]).label}
    return _("Your proposal for the matrix, %(link)s, is decided: %(state)s") % parts


KINDS = (
    Kind(
        PROPOSED,
        gettext_lazy("Proposals for the matrix"),
        gettext_lazy("To confirm, doubt or reject."),
        _proposed,
        permission="framework.edit",
    ),
    Kind(
        ADVICE,
        gettext_lazy("Advice on the matrix"),
        gettext_lazy("When a link is proposed and experts are asked what they think."),
        _advice,
        permission="framework.advise",
    ),
    Kind(
        SETTLED,
        gettext_lazy("Your proposals for the matrix"),
        gettext_lazy("When the secretariat has decided."),
        _settled,
        Channel.AT_ONCE,
    ),
)
