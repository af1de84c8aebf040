"""What waits for somebody of the secretariat, told on the home page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from actionline.accounts.models import User
from actionline.common.models import Mail
from actionline.common.ui import Task
from actionline.instruments.models import Import
from actionline.mandates.decisions.models import Decision
from actionline.mandates.models import Mandate


class Waiting(NamedTuple):
    """A kind of work: who may do it, what is counted, where it is done."""

    permission: str
    title: Promise
    rows: Callable[[], QuerySet[Any, Any]]
    page: str
    query: str = ""


def _of(model: type[Model], **narrow: object) -> Callable[[], QuerySet[Any, Any]]:
    return lambda: model._default_manager.filter(**narrow)


KINDS = [
    Waiting(
        "instruments.file",
        _("Documents that were read, to be checked and filed"),
        _of(Import, state=Import.State.PREVIEW),
        "instruments:imports",
        "?state=preview",
    ),
    Waiting(
        "mandates.confirm",
        _("Mandates that a new edition changed, to be confirmed"),
        _of(Mandate, state=Mandate.State.TO_CONFIRM),
        "mandates:list",
        f"?state={Mandate.State.TO_CONFIRM.value}",
    ),
    Waiting(
        "decisions.settle",
        _("Decisions on mandates, to be validated"),
        _of(Decision, state=Decision.State.PROPOSED),
        "decisions:waiting",
        "",
    ),
    Waiting(
        "common.mail",
        _("Mails to be read before they go"),
        _of(Mail, state=Mail.State.HELD),
        "common:mails",
        f"?state={Mail.State.HELD.value}",
    ),
]


def waiting_for(person: User | AnonymousUser) -> list[Task]:
    """The work that waits for this person, each kind with how much there is of it."""
    if not person.is_authenticated:
        return []
    tasks = []
    for kind in KINDS:
        if not person.has_perm(kind.permission):
            continue
        if number := kind.rows().count():
            url = reverse(kind.page) + kind.query
            tasks.append(Task(str(kind.title), url, number_format(number, force_grouping=True)))
    return tasks
