"""Whom to write to about a project that a table brings.

What a table changed is told in the audit trail, which nobody may alter; names and addresses of
people have no place there. So the cells of a contact stand in it as seals, by which a change is
seen and nothing is read. To take an import back leaves a contact that it changed as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionline.common.tables.columns import Column, WrongError, text

from .models import Contact, Project

#: The columns of a table, and the fields of a contact.
FIELDS = {"contact_name": "name", "contact_email": "email", "contact_phone": "phone"}
_SEAL = "sealed:"


def _parsed(longest: int) -> Any:
    parse = text(longest)
    return lambda cell: cell if cell.startswith(_SEAL) else parse(" ".join(cell.split()))


def _email(cell: str) -> str:
    found = str(_parsed(254)(cell))
    if not found.startswith(_SEAL):
        try:
            validate_email(found)
        except ValidationError:
            raise WrongError(
                _("This is no e-mail address."), _("Write one, as in name@example.org.")
            ) from None
    return found


COLUMNS = (
    Column(
        "contact_name",
        gettext_lazy("Contact"),
        gettext_lazy("Whom the secretariat writes to; never public."),
        parse=_parsed(200),
        aliases=("contact", "contact_person"),
    ),
    Column(
        "contact_email",
        gettext_lazy("E-mail address of the contact"),
        gettext_lazy("Asked once a year whether the entry still holds, where nobody owns it."),
        parse=_email,
        aliases=("email", "contact_mail"),
    ),
    Column(
        "contact_phone",
        gettext_lazy("Telephone of the contact"),
        parse=_parsed(40),
        aliases=("phone", "telephone"),
    ),
)


def of(project: Project) -> dict[str, str]:
    """The contact as it is to be: what a row told, else what is stored."""
    told: dict[str, str] | None = getattr(project, "told_contact", None)
    if told is not None:
        return told
    stored = getattr(project, "contact", None) if project.pk else None
    return {name: getattr(stored, field, "") for name, field in FIELDS.items()}


def tell(project: Project, values: Mapping[str, Any], columns: Sequence[str]) -> None:
    """Take these columns of a row for the contact of a project; a seal leaves it as it is."""
    wanted = {name: values[name] for name in FIELDS if name in columns}
    known = {
        name: value for name, value in wanted.items() if not str(value or "").startswith(_SEAL)
    }
    if known or not project.pk:  # of a new one nothing is stored to look up
        project.told_contact = of(project) | known  # type: ignore[attr-defined]


def cells(project: Project) -> dict[str, str]:
    """The columns as the audit trail may know them."""
    return {name: _seal(value) for name, value in of(project).items()}


def _seal(value: str) -> str:
    if not value:
        return ""
    return _SEAL + salted_hmac("stocktaking.contact", value, algorithm="sha256").hexdigest()[:16]


def keep(projects: Sequence[Project]) -> None:
    """Store what rows told of contacts."""
    found = [
        Contact(project=project, **{field: of(project)[name] for name, field in FIELDS.items()})
        for project in projects
        if hasattr(project, "told_contact") and (any(of(project).values()) or _has(project))
    ]
    Contact.objects.bulk_create(
        found,
        update_conflicts=True,
        unique_fields=["project"],
        update_fields=list(FIELDS.values()),
    )


def _has(project: Project) -> bool:
    """Whether one is stored; the table reads its projects with their contacts."""
    return project._state.fields_cache.get("contact") is not None
