"""`actionline serve`: prepare the data, then run the site and its worker."""

from __future__ import annotations

import os
import signal
import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from actionline.accounts import links
from actionline.common.processes import PortTakenError, Processes, answers, claim, wait_until


class Command(BaseCommand):
    help = "Prepare the database, load the starter data, run the site and its worker."
    requires_system_checks: list[str] = []  # each costs time at every start; `check` runs them

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1, help="processes of the web server")

    def handle(self, *args: Any, host: str, port: int, workers: int, **options: Any) -> None:
        signal.signal(signal.SIGTERM, _stop)  # as the first process of a container it is else deaf
        _claim(host, port)
        _prepare_data()
        shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not bound
        url = os.environ.setdefault("ACTIONLINE_URL", f"http://{shown}:{port}")
        with TemporaryDirectory(prefix="actionline-") as figures, Processes() as processes:
            if settings.METRICS_TOKEN:  # a folder in which the web server's processes count
                processes.environment.setdefault("PROMETHEUS_MULTIPROC_DIR", figures)
            processes.start("web server", *_web_server(host, port, workers))
            processes.start("worker", "-m", "actionline", "db_worker", "-v", "0")
            if wait_until(lambda: answers(shown, port), lambda: _given_up(processes)):
                self._greet(url)
            connection.close()
            status = processes.watch()
        sys.exit(status)

    def _greet(self, url: str) -> None:
        """Say where the site is, and how its first officer gets in."""
        self.stdout.write(f"Actionline is at {url}  (Ctrl-C stops it)")
        if links.first_officer_wanted():
            first = url.rstrip("/") + links.make_first()
            self.stdout.write(f"Nobody is an officer yet. Become one, within an hour: {first}")
        self.stdout.flush()


def _stop(number: int, _frame: FrameType | None) -> None:
    """Before there are processes to stop: what is not finished is undone by its transaction."""
    sys.exit(128 + number)


def _given_up(processes: Processes) -> bool:
    return processes.stopping or bool(processes.ended())


def _claim(host: str, port: int) -> None:
    try:
        claim(host, port)
    except PortTakenError:
        raise CommandError(
            f"Port {port} is taken by another program. Choose another: ./run --port {port + 1}",
            returncode=2,
        ) from None
    except (OSError, OverflowError) as error:
        raise CommandError(
            f"Cannot listen on {host}, port {port} ({error}). Choose others: --host, --port.",
            returncode=2,
        ) from error


def _prepare_data() -> None:
    """The database at its present version, with the starter data in it."""
    try:
        Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)
        call_command("load_process")
    except OSError as error:
        raise CommandError(
            f"{settings.DATA_DIR} cannot be written ({error.strerror}). Name a folder that can "
            "be, in ACTIONLINE_DATA.",
            returncode=2,
        ) from error


def _web_server(host: str, port: int, workers: int) -> list[str]:
    threads = 2 * (os.cpu_count() or 1)
    options = {"--host": host, "--port": port, "--workers": workers, "--blocking-threads": threads}
    named = [str(part) for option in options.items() for part in option]
    target = "actionline.config.wsgi:application"
    return ["-m", "granian", "--interface", "wsgi", "--log-level", "warning", *named, target]
