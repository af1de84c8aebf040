"""A database of its own for a benchmark, and the benchmark in a process whose settings name it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[1]
SERVER = "postgres://postgres@127.0.0.1:5432/postgres"
DATABASES = ("sqlite", "postgresql")


def unknown(names: list[str]) -> bool:
    """Whether one of the names is no database's; it is told."""
    wrong = sorted(set(names) - set(DATABASES))
    if wrong:
        print(f"Unknown: {', '.join(wrong)}. Choose of {', '.join(DATABASES)}.")
    return bool(wrong)


def main(names: list[str], module: str, here: Callable[[str], int]) -> int:
    """Run a benchmark that takes no more than databases: on those named, on both where none is.
    `here` measures on the one that the settings name; the greatest exit status."""
    if names[:1] == ["--here"]:
        set_up()
        return here(names[1])
    if unknown(names):
        return 2
    return max(run_on(name, module) for name in names or DATABASES)


def run_on(database: str, module: str, *arguments: str, keep: str = "") -> int:
    """Run `python -m module --here DATABASE …` on a fresh database; gives its exit status.

    It is dropped at the end, unless `keep` names a folder: then a database is made there (on
    PostgreSQL one of the folder's name) that the next run finds as it was left.
    """
    with tempfile.TemporaryDirectory(prefix="actionline-bench-") as folder:
        home = Path(keep or folder)
        home.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{home}/bench.sqlite3"
        server = os.environ.get("DATABASE_URL", SERVER)
        name = f"actionline_bench_{home.name if keep else os.getpid()}"
        if database == "postgresql":
            _create(server, name)
            url = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        try:
            environment = os.environ | {"ACTIONLINE_DATA": folder, "DATABASE_URL": url}
            command = [sys.executable, "-m", module, "--here", database, *arguments]
            return subprocess.run(command, cwd=ROOT, env=environment).returncode
        finally:
            if database == "postgresql" and not keep:
                _execute(server, f"DROP DATABASE {name} WITH (FORCE)")


def set_up() -> None:
    """Django with the database that the environment names, brought to the present version."""
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "actionline.config.settings")
    django.setup()
    call_command("migrate", verbosity=0)


def _create(server: str, name: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        if not connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [name]
        ).fetchone():
            connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]


def _execute(server: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[arg-type]  # a name cannot be a parameter
