"""A person is known by an e-mail address and as little else as possible."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from .roles import Role


OFFICES = {
    "administrator": _("a secretariat officer"),
    "officer": _("a secretariat officer"),
    "focal_point": _("a focal point"),
    "delegate": _("a delegate"),
    "expert": _("an expert"),
    "contributor": _("a contributor"),
}


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, email: str, password: str | None = None, *, is_officer: bool = False, **fields: Any
    ) -> User:
        """Somebody new; with `is_officer` they hold the role of a secretariat officer."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        if is_officer:
            user.roles.create(kind="officer")
        return user

    def with_perm(self, permission: str) -> list[User]:
        """Who of those in an office, which are few, has a permission in general."""
        kinds = ("administrator", "officer", "focal_point", "delegate", "expert")
        found = self.filter(is_active=True, roles__kind__in=kinds).distinct().order_by("pk")
        people = list(found.prefetch_related("roles__lent_from__person", "roles__given_by"))
        for person in people:
            person.known_roles = list(person.roles.all())
        return [person for person in people if person.has_perm(permission)]


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in. What they may do follows from their roles."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=200, blank=True)
    #: Whether everybody may read their name in the directory of focal points.
    shows_name = models.BooleanField(
        _("show my name in the directory of focal points"),
        default=False,
        help_text=_("Without it everybody reads your office only. Your address is never shown."),
    )
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), auto_now_add=True)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)
    erased_as = models.CharField(_("office before"), max_length=20, blank=True)  # a kind of role

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.office if self.erased_at else self.name or self.email

    @property
    def public_name(self) -> str:
        """What everybody may read: a name or an office, never an address."""
        return self.office if self.erased_at else self.name or str(_("a person"))

    @property
    def listed_name(self) -> str:
        """What a directory that everybody reads says: the name only where the person lets it."""
        return self.public_name if self.shows_name else ""

    @property
    def office(self) -> str:
        """What stands for the name of somebody who was erased."""
        return str(OFFICES.get(self.erased_as, _("a former member")))

    @cached_property
    def known_roles(self) -> list[Role]:
        """Every role they were given, asked for once; `refresh_from_db` asks again."""
        return list(self.roles.select_related("lent_from__person", "given_by"))

    def holding(self, kinds: Collection[str] = ()) -> list[Role]:
        """Their roles of these kinds, all without any, that are in force now."""
        if not self.is_active:
            return []
        return [
            role
            for role in self.known_roles
            if (not kinds or role.kind in kinds) and role.is_current()
        ]

    @property
    def is_officer(self) -> bool:
        """Whether they are of the secretariat now; an administrator is too."""
        return bool(self.holding(("officer", "administrator")))
