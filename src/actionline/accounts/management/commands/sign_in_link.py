"""`actionline sign_in_link EMAIL [--officer|--administrator]`: a one-time sign-in link."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from actionline.accounts import links
from actionline.accounts.actions import ensure_person
from actionline.accounts.models import Role


class Command(BaseCommand):
    help = "Print a one-time sign-in link for a person, who is made known where necessary."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        office = parser.add_mutually_exclusive_group()
        for role in (Role.Kind.OFFICER, Role.Kind.ADMINISTRATOR):
            office.add_argument(
                f"--{role.value}",
                action="store_const",
                const=role,
                dest="role",
                help=f"make the person an {role.value}",
            )

    def handle(self, *args: Any, email: str, role: Role.Kind | None, **options: Any) -> None:
        try:
            user = ensure_person(email=email, role=role)
        except ValidationError as error:
            raise CommandError(f"{email}: {' '.join(error.messages)}") from error
        self.stdout.write(settings.SITE_URL + links.make(user))
        self.stderr.write("Good once, within an hour.")
