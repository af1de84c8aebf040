"""`actionline audit verify|export`: the audit trail, checked or written out."""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from actionline.common import trail
from actionline.common.files import whole_file
from actionline.common.models import AuditEntry


class Command(BaseCommand):
    help = "Verify the audit trail (audit verify), or write it out (audit export FILE)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parts = parser.add_subparsers(dest="what", required=True)
        verify = parts.add_parser("verify", help="say which entries were changed, removed, put in")
        verify.add_argument(
            "--expect",
            metavar="NUMBER:HASH",
            help="an end of the trail that an earlier run printed; it has to be in it still",
        )
        export = parts.add_parser("export", help="JSON lines, one entry each, the first first")
        export.add_argument("file", nargs="?", type=Path, help="standard output where not given")

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        if what == "verify":
            self._verify(options["expect"])
        else:
            self._export(options["file"])

    def _verify(self, expect: str | None) -> None:
        verdict = trail.verify(expected=_noted(expect))
        for fault in verdict.faults:
            self.stderr.write(str(fault))
        if verdict.emptied or verdict.nameless:
            self.stdout.write(
                f"Erased with a person: the content of {verdict.emptied} entries, "
                f"the name on {verdict.nameless}."
            )
        if verdict.faults:
            raise CommandError("The audit trail does not hold.", returncode=1)
        self.stdout.write(f"The audit trail holds. It ends at {verdict.number}:{verdict.hash}")

    def _export(self, file: Path | None) -> None:
        lines = trail.as_lines(AuditEntry.objects.order_by("number"))
        if file is None:
            sys.stdout.writelines(lines)
            return
        try:
            with whole_file(file) as out:
                out.writelines(line.encode() for line in lines)
        except OSError as error:
            raise CommandError(
                f"{file} cannot be written: {error.strerror}.", returncode=2
            ) from error


def _noted(expect: str | None) -> tuple[int, str] | None:
    if expect is None:
        return None
    if not re.fullmatch(r"[0-9]{1,18}:[0-9a-f]{64}", expect):
        raise CommandError("--expect takes what an earlier run printed: NUMBER:HASH", returncode=2)
    number, digest = expect.split(":")
    return int(number), digest
