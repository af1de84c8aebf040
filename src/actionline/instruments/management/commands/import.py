"""`actionline import FILES…`: read documents and, where asked, file them."""  # noqa: N999 - the file is named as the command is

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from actionline.accounts.models import User
from actionline.instruments import actions, drafts
from actionline.instruments.models import Edition, Import, Proposal
from actionline.reading.errors import ReadingError


class Command(BaseCommand):
    help = "Read documents into imports that wait to be checked; with --file, file them unseen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="a document to import")
        parser.add_argument(
            "--file", action="store_true", help="file each document as it was read, unseen"
        )
        parser.add_argument("--by", metavar="EMAIL", help="the officer in whose name this is done")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line a document; the exit status is 2 where any could not be done."""
        by = _officer(options["by"])
        failed = 0
        for name in options["files"]:
            try:
                line = _import(Path(name), by, options["file"])
            except (ReadingError, actions.RefusedError, OSError) as error:
                failed += 1
                self.stderr.write(_line(name, error))
            else:
                self.stdout.write(f"{name}: {line}")
        if failed:
            message = _("%(failed)d of %(all)d documents were not imported.")
            count = {"failed": failed, "all": len(options["files"])}
            raise CommandError(message % count, returncode=2)


def _officer(email: str | None) -> User | None:
    if email is None:
        return None
    person = User.objects.filter(email=email.lower()).first()
    if person is None or not person.has_perm("instruments.file"):
        message = _("%(email)s is no officer: give the address of one who may import.")
        raise CommandError(message % {"email": email}, returncode=2)
    return person


def _import(path: Path, by: User | None, file: bool) -> str:
    try:
        item = actions.upload(data=path.read_bytes(), name=path.name, by=by)
    except actions.AlreadyUploadedError as known:
        return _waiting_or_filed(known.source.imports.order_by("-pk")[0], by, file)
    actions.read_waiting(item=item)  # nobody waits for a page here: large ones are read at once
    item.refresh_from_db()
    if item.error:
        raise ReadingError(item.error)
    return _waiting_or_filed(item, by, file)


def _waiting_or_filed(item: Import, by: User | None, file: bool) -> str:
    if file and item.state == Import.State.PREVIEW:
        record: Edition | Proposal = actions.file_import(item=item, by=by)
        return _("filed as %(record)s") % {"record": record}
    if item.state == Import.State.FILED:
        filed = item.edition or item.proposal
        return _("filed before as %(record)s") % {"record": filed}
    counts = {
        "provisions": len((item.draft or {}).get("provisions", [])),
        "uncertain": len(drafts.uncertain(item.draft)) if item.draft else 0,
        "number": item.pk,
    }
    text = _("import %(number)d: %(provisions)d provisions, %(uncertain)d uncertain; to be checked")
    return text % counts


def _line(name: str, error: Exception) -> str:
    """The reason, with the file's name once."""
    reason = error.strerror or str(error) if isinstance(error, OSError) else str(error)
    return reason if reason.startswith(f"{Path(name).name}:") else f"{name}: {reason}"
