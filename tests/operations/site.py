"""A site in processes of its own: its database, its data folder, its environment."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
from django.db import connection
from tests import prepared

#: Every row of every table as Python values, without going through the backup's own code.
_EVERYTHING = """
import django; django.setup()
from pprint import pformat
from django.apps import apps
for model in sorted(apps.get_models(include_auto_created=True), key=lambda m: m._meta.label):
    if not model._meta.proxy:
        for row in model._base_manager.order_by("pk").values_list():
            print(model._meta.label, pformat(row, width=10**9))  # keys of dicts are sorted
"""


@dataclass(frozen=True)
class Site:
    folder: Path
    database: str

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *command],
            env=self.environment() | environment,
            capture_output=True,
            text=True,
        )

    def actionline(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return self.run("-m", "actionline", *command, **environment)

    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "ACTIONLINE_DATA": str(self.folder),
            "ACTIONLINE_LOG_LEVEL": "ERROR",
            "DATABASE_URL": self.database,
            "DJANGO_SETTINGS_MODULE": "actionline.config.settings",
        }

    def everything(self) -> list[str]:
        answer = self.run("-c", _EVERYTHING)
        assert answer.returncode == 0, answer.stderr
        return answer.stdout.splitlines()


def sqlite(folder: Path) -> Site:
    folder.mkdir()
    return Site(folder, f"sqlite:///{folder / 'actionline.sqlite3'}")


@contextmanager
def postgresql(folder: Path) -> Iterator[Site]:
    """On the server that the tests run on; the database goes at the end."""
    server = prepared.server(connection)
    name = f"actionline_{uuid4().hex[:12]}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        try:
            folder.mkdir()
            yield Site(folder, f"{server}/{name}")
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
