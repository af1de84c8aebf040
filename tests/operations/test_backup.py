"""Backup and restore: everything comes back as it was, on either database, or nothing happens."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from tests import prepared
from tests.operations.site import Site, postgresql, sqlite

on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="the tests run on SQLite"
)

#: What the starter data does not have: people, files, odd values.
_FILL = """
import django; django.setup()
from datetime import UTC, datetime
from django.conf import settings
from actionline.accounts.models import User
from actionline.common import audit
one = User.objects.create_user("officer@example.org", name="Ünï ‮ code 中文\\t")
one.last_login = datetime(2025, 3, 30, 1, 59, 59, 123456, tzinfo=UTC)
one.save()
User.objects.create_user("gone@example.org").delete()
audit.record(verb="test.act", target=one, by=one, after={"half": 0.5, "no": None, "list": [1, {}]})
home = settings.MEDIA_ROOT / "sources" / "ab"
home.mkdir(parents=True)
(home / "file.bin").write_bytes(bytes(range(256)) * 5000)
"""
#: A person who comes after the backup.
_LATER = """
import django; django.setup()
from actionline.accounts.models import User
User.objects.create_user("later@example.org")
"""


def filled(site: Site) -> Site:
    prepared.sqlite_copy(site.folder / "actionline.sqlite3")
    answer = site.actionline("load_process")
    assert answer.returncode == 0, answer.stderr
    answer = site.run("-c", _FILL)
    assert answer.returncode == 0, answer.stderr
    return site


def copied(site: Site, folder: Path) -> Site:
    shutil.copytree(site.folder, folder)
    return Site(folder, f"sqlite:///{folder / 'actionline.sqlite3'}")


def backed_up(site: Site, file: Path) -> Path:
    answer = site.actionline("backup", str(file))
    assert answer.returncode == 0, answer.stderr
    return file


@pytest.fixture(scope="module")
def source(tmp_path_factory) -> Site:
    """A SQLite site with the starter data; no test changes it."""
    return filled(sqlite(tmp_path_factory.mktemp("source") / "data"))


@pytest.fixture(scope="module")
def backup(source: Site) -> Path:
    return backed_up(source, source.folder.parent / "backup.zip")


@pytest.fixture
def other_server(tmp_path) -> Iterator[Site]:
    with postgresql(tmp_path / "postgresql") as site:
        yield site


def assert_restored(source: Site, target: Site, file: Path) -> None:
    answer = target.actionline("restore", str(file))

    assert answer.returncode == 0, answer.stderr
    rows = source.everything()
    assert len(rows) > 500
    assert target.everything() == rows
    for path in ("files/sources/ab/file.bin", "secret"):
        assert (target.folder / path).read_bytes() == (source.folder / path).read_bytes()
    assert "The audit trail holds." in target.actionline("audit", "verify").stdout
    assert [path.name for path in target.folder.iterdir() if path.name.startswith(".")] == []


def test_what_is_restored_is_what_was(source, backup, tmp_path):
    target = sqlite(tmp_path / "target")
    prepared.sqlite_copy(target.folder / "actionline.sqlite3")
    assert_restored(source, target, backup)


@on_postgresql
def test_from_sqlite_to_postgresql_and_back_and_onto_itself(source, backup, other_server, tmp_path):
    assert_restored(source, other_server, backup)
    file = backed_up(other_server, tmp_path / "backup.zip")
    before = other_server.everything()

    target = sqlite(tmp_path / "target")
    prepared.sqlite_copy(target.folder / "actionline.sqlite3")
    assert_restored(other_server, target, file)
    assert other_server.actionline("restore", str(file)).returncode == 2
    assert other_server.run("-c", _LATER).returncode == 0
    assert other_server.actionline("restore", str(file), "--replace").returncode == 0
    assert other_server.everything() == before


@pytest.mark.once
def test_the_file_is_for_its_owner_alone(backup):
    assert backup.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in backup.parent.iterdir() if path.name.startswith(".")] == []


@pytest.mark.once
def test_what_is_there_is_not_overwritten(source, backup):
    before = source.everything()

    answer = source.actionline("restore", str(backup))

    assert answer.returncode == 2
    assert "--replace" in answer.stderr
    assert source.everything() == before


def changed(backup: Path, to: Path, name: str, content: bytes | None) -> Path:
    """A copy of a backup in which one part is other than it was, or missing."""
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(to, "w") as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
            elif content is not None:
                new.writestr(part, content)
    return to


def manifest_of(backup: Path) -> dict:
    with zipfile.ZipFile(backup) as file:
        return json.loads(file.read("manifest.json"))


USERS = "tables/accounts.user.jsonl"


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (USERS, b"[]\n", "damaged"),
        (USERS, None, "not whole"),
        ("manifest.json", b"{}", "no backup"),
        ("manifest.json", None, "no backup"),
    ],
)
def test_a_damaged_backup_changes_nothing(backup, tmp_path, name, content, message):
    target = sqlite(tmp_path / "target")
    bad = changed(backup, tmp_path / "bad.zip", name, content)

    answer = target.actionline("restore", str(bad))

    assert answer.returncode == 2
    assert message in answer.stderr
    assert "Traceback" not in answer.stderr
    assert not (target.folder / "files").exists()


@pytest.mark.once
def test_a_backup_of_another_version_is_refused(backup, tmp_path):
    manifest = manifest_of(backup)
    manifest["migrations"].append("mandates.9999_of_the_future")
    other = changed(backup, tmp_path / "other.zip", "manifest.json", json.dumps(manifest).encode())

    answer = sqlite(tmp_path / "target").actionline("restore", str(other))

    assert answer.returncode == 2
    assert "Restore it with that version" in answer.stderr


@pytest.mark.once
def test_a_path_out_of_the_folder_is_refused(backup, tmp_path):
    manifest = manifest_of(backup)
    manifest["parts"]["files/../../evil"] = manifest["parts"].pop("files/sources/ab/file.bin")
    target = sqlite(tmp_path / "target")
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(bad, "w") as new:
        for part in old.namelist():
            name = "files/../../evil" if part == "files/sources/ab/file.bin" else part
            told = json.dumps(manifest) if part == "manifest.json" else old.read(part)
            new.writestr(name, told)

    answer = target.actionline("restore", str(bad))

    assert answer.returncode == 2
    assert "not one of ours" in answer.stderr
    assert list(tmp_path.rglob("evil")) == []


@pytest.mark.once
def test_a_restore_that_fails_on_the_way_leaves_the_site_as_it_was(source, backup, tmp_path):
    """A row that cannot be put in, found only when its table is filled."""
    target = copied(source, tmp_path / "target")
    before = target.everything()
    bad_rows = b"[1,2,3]\n"
    bad = changed(backup, tmp_path / "bad.zip", USERS, bad_rows)
    manifest = manifest_of(bad)
    manifest["parts"][USERS] = {
        "size": len(bad_rows),
        "sha256": hashlib.sha256(bad_rows).hexdigest(),
        "rows": 1,
    }
    worse = changed(bad, tmp_path / "worse.zip", "manifest.json", json.dumps(manifest).encode())

    answer = target.actionline("restore", str(worse), "--replace")

    assert answer.returncode == 2
    assert "Traceback" not in answer.stderr
    assert target.everything() == before
    assert (target.folder / "files/sources/ab/file.bin").exists()


@pytest.mark.once
def test_a_folder_that_is_not_there_is_named(source, tmp_path):
    answer = source.actionline("backup", str(tmp_path / "nowhere" / "backup.zip"))

    assert answer.returncode == 2
    assert "nowhere" in answer.stderr
    assert "Traceback" not in answer.stderr
