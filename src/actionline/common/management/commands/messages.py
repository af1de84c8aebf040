"""`actionline messages`: bring the files of translations up to the code, check, compile them."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from actionline.common.messages import PLURALS, MessagesError, compile_stale
from actionline.common.messages.catalogs import merged, read, write
from actionline.common.messages.extraction import marked_strings
from actionline.common.messages.faults import counts, faults


class Command(BaseCommand):
    help = "Bring the translations in locale/ up to the code (--check: only look; --compile)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("languages", nargs="*", help=f"of {', '.join(PLURALS)}; else all")
        only = parser.add_mutually_exclusive_group()
        only.add_argument("--check", action="store_true", help="change nothing, tell all faults")
        only.add_argument("--compile", action="store_true", help="only make the .mo files")

    def handle(self, *args: Any, languages: list[str], **options: Any) -> None:
        unknown = [language for language in languages if language not in PLURALS]
        if unknown:
            raise CommandError(
                f"{', '.join(unknown)}: there are {', '.join(PLURALS)}.", returncode=2
            )
        try:
            if options["check"]:
                self._check(languages or list(PLURALS))
            elif options["compile"]:
                compile_stale()
                self.stdout.write("The .mo files are up to date.")
            else:
                self._update(languages or list(PLURALS))
        except MessagesError as error:
            raise CommandError(str(error), returncode=2) from error

    def _update(self, languages: list[str]) -> None:
        marked = marked_strings()
        for language in languages:
            catalog = merged(language, read(language), marked.values())
            changed = write(language, catalog)
            total, done = counts(catalog)
            state = "changed" if changed else "as it was"
            self.stdout.write(f"{language}: {done} of {total} strings translated ({state})")

    def _check(self, languages: list[str]) -> None:
        marked = marked_strings()
        found = [
            f"{language}: {fault}" for language in languages for fault in faults(language, marked)
        ]
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError(f"{len(found)} things are wrong.", returncode=1)
        self.stdout.write(f"{len(marked)} strings are right in {', '.join(languages)}.")
