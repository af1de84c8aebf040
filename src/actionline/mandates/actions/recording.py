"""What all verbs of this room share: the permission, one transaction, the audit trail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db import transaction

from actionline.accounts.models import User
from actionline.common import audit
from actionline.instruments.models import Instrument
from actionline.mandates.history import new_batch, record_changes, trees
from actionline.mandates.models import Mandate
from actionline.mandates.notices import on_settling
from actionline.mandates.settling import settle


def require_officer(by: User | None) -> User | None:
    """Who decides, None for the operator's command; PermissionDenied without the right."""
    if by is not None and not by.has_perm("mandates.confirm"):
        raise PermissionDenied
    return by


@contextmanager
def recorded(
    *,
    instruments: Iterable[int],
    verb: str,
    by: User | None,
    batch: str | None = None,
    without: int | None = None,
) -> Iterator[None]:
    """Change wordings inside: mandates are settled after it and each change is audited.

    Two people who change the same instrument wait for one another. `without` is an edition
    that is about to go.
    """
    keys = set(instruments)
    with transaction.atomic():
        audit.hold()
        locked = Instrument.objects.select_for_update(no_key=True)
        list(locked.filter(pk__in=keys).values_list("pk"))
        of_instruments = Mandate.objects.filter(instrument__in=keys)
        before = trees(of_instruments.values_list("pk", flat=True))
        yield
        settle(keys, without=without)
        after = trees(of_instruments.values_list("pk", flat=True))
        record_changes(before, after, verb=verb, by=by, batch=batch or new_batch())
        on_settling(keys)
