"""A database brought to the present version once, and copied for all tests that need one.

Bringing an empty one there takes longer than the tests of most rooms. It is made anew when a
migration or a package changes: on SQLite a file in `.pytest_cache`, on PostgreSQL the database
`actionline_migrated` of the server, left there for the next run.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".pytest_cache" / "migrated"
NAME = "actionline_migrated"
_LOCK = 7_214_058_113  # any number that nobody else takes on a server for tests


def fill(connection: BaseDatabaseWrapper) -> None:
    """Have the tests' own database, and make the connection one to it."""
    # Django has no public word for the name that a test database gets; no stub knows this one.
    name = connection.creation._get_test_db_name()  # type: ignore[attr-defined]
    if connection.vendor == "postgresql":
        _copy_on_server(server(connection), name)
    connection.close()
    connection.settings_dict["NAME"] = name
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with _file() as file, closing(sqlite3.connect(file)) as migrated:
            migrated.backup(connection.connection)


def sqlite_copy(file: Path) -> None:
    """A migrated database of nothing else at `file`."""
    with _file() as migrated:
        shutil.copyfile(migrated, file)


def server(connection: BaseDatabaseWrapper) -> str:
    """The address of the PostgreSQL that the tests run on, without a database."""
    told = connection.settings_dict
    return f"postgres://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT'] or 5432}"


@contextmanager
def _file() -> Iterator[Path]:
    """The migrated database as a file. One process at a time; the others wait for it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"{_key()}.sqlite3"
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            for old in FOLDER.glob("*.*"):
                old.unlink()
            new = file.with_suffix(".new")
            _migrate(f"sqlite:///{new}")
            new.rename(file)
        yield file


def _copy_on_server(server: str, name: str) -> None:
    copy, whole = sql.Identifier(name), sql.Identifier(NAME)
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        found = admin.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [NAME],
        ).fetchone()
        if found != (_key(),):
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(whole))
            admin.execute(sql.SQL("CREATE DATABASE {}").format(whole))
            _migrate(f"{server}/{NAME}")
            told = sql.SQL("COMMENT ON DATABASE {} IS {}").format(whole, sql.Literal(_key()))
            admin.execute(told)
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(copy))
        admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(copy, whole))


def _migrate(url: str) -> None:
    command = [sys.executable, "-m", "actionline", "migrate", "-v", "0"]
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"ACTIONLINE_DATA": home, "DATABASE_URL": url}
        subprocess.run(command, env=environment, check=True)


def _key() -> str:
    """A digest of what makes a migrated database what it is."""
    digest = hashlib.sha256()
    source = ROOT / "src" / "actionline"
    migrations = sorted(source.rglob("migrations/*.py"))
    for file in (*migrations, source / "common" / "triggers.py", ROOT / "requirements" / "run.txt"):
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:32]


if __name__ == "__main__":  # `actionline test` has it made while other checks run
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        with _file():
            pass
