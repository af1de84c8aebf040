"""What is kept of people: each room declares its personal fields in `personal.py`.

The page on data protection, the export of one's own data and the erasure of an account are all
made from these declarations, so that none can forget a field. A test finds every field that
ties data to a person and fails when one is not declared.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from .field_names import MODELS, in_words

if TYPE_CHECKING:
    from .models import User

Words = str | Promise


class OnErasure(Enum):
    """What becomes of a field when the person asks to be erased."""

    DELETED = "deleted"  # the rows go
    CLEARED = "cleared"  # the rows stay, emptied (`erasing.clear`)
    KEPT = "kept"  # an official act: it stays under the person's office


@dataclass(frozen=True)
class Personal:
    """Fields of one model that say something of a person.

    `model` is `app.Model`; `person` the path to the person (`pk` for people themselves), or to
    what else they are known by: their `key`. What
    is `secret` (digests of passwords, keys) is kept and not handed out; `shown` names what an
    export says beside the fields. `("*",)` stands for every field: the rows are the person's.
    """

    model: str
    person: str
    fields: tuple[str, ...]
    why: Words
    kept: Words
    on_erasure: OnErasure
    secret: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    key: str = "pk"

    def rows(self, user: User) -> QuerySet[Any]:
        """The rows about this person."""
        return self.type._default_manager.filter(**{self.person: getattr(user, self.key)})

    @property
    def type(self) -> type[Model]:
        return apps.get_model(self.model)

    @property
    def name(self) -> str:
        return str(MODELS.get(self.model, self.type._meta.verbose_name))

    @property
    def named(self) -> list[str]:
        """The names of its fields."""
        if self.fields != ("*",):
            return list(self.fields)
        return [field.name for field in self.type._meta.fields if not field.primary_key]

    @property
    def labels(self) -> list[str]:
        """What its fields are called."""
        return [in_words(self.type._meta.get_field(field)) for field in self.named]


def declared() -> list[Personal]:
    """The declarations of all rooms, in the order of the rooms."""
    found: list[Personal] = []
    for app in reversed(list(apps.get_app_configs())):
        if app.name.startswith("actionline.") and find_spec(f"{app.name}.personal"):
            found.extend(import_module(f"{app.name}.personal").DECLARED)
    return found


def export(user: User) -> dict[str, list[dict[str, Any]]]:
    """Everything that is kept of a person, save secrets: rows by model."""
    told: dict[str, list[dict[str, Any]]] = {}
    for each in declared():
        fields = [field for field in each.named if field not in each.secret]
        rows = each.rows(user).values(*dict.fromkeys([*fields, *each.shown]))
        told.setdefault(each.model, []).extend(rows)
    return told


def erase_rows(user: User, clear: Callable[[User], None]) -> None:
    """Do with every declared row what its declaration says; `clear` empties the person's own."""
    for each in declared():
        if each.on_erasure is OnErasure.DELETED:
            each.rows(user).delete()
    clear(user)
