"""`actionline sign_in_link EMAIL [--officer]`: a one-time sign-in link for a person."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from actionline.accounts import links
from actionline.accounts.actions import ensure_person


class Command(BaseCommand):
    help = "Print a one-time sign-in link for a person, who is made known where necessary."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--officer", action="store_true", help="make the person an officer")

    def handle(self, *args: Any, email: str, officer: bool, **options: Any) -> None:
        try:
            user = ensure_person(email=email, officer=officer)
        except ValidationError as error:
            raise CommandError(f"{email}: {' '.join(error.messages)}") from error
        self.stdout.write(settings.SITE_URL + links.make(user))
        self.stderr.write("Good once, within an hour.")
