"""`run`: what it says when it cannot start."""

import ast
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534


def start(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, folder / "run", *arguments],
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", **environment},
        timeout=120,
    )


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with what `run` needs, and no environment."""
    shutil.copy(ROOT / "run", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    return tmp_path


def pretend_python(clone: Path, version: str) -> subprocess.CompletedProcess[str]:
    """Start `run` as if this Python were an older one."""
    code = (
        "import runpy, sys\n"
        f"sys.version_info = {version}\n"
        "runpy.run_path(sys.argv[1], run_name='__main__')\n"
    )
    return subprocess.run(
        [sys.executable, "-c", code, clone / "run"],
        capture_output=True,
        text=True,
        env={"PATH": ""},
    )


def test_an_old_python_can_parse_it():
    source = (ROOT / "run").read_text()

    ast.parse(source, feature_version=(3, 0))
    assert "from __future__ import annotations" not in source  # not before 3.7
    assert "f'" not in source and 'f"' not in source  # not before 3.6


def test_it_imports_the_standard_library_only():
    tree = ast.parse((ROOT / "run").read_text())
    imported = {
        name.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for name in node.names
    }

    assert imported <= sys.stdlib_module_names
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]


def test_a_python_too_old_says_what_to_install(clone):
    answer = pretend_python(clone, "(3, 9, 2, 'final', 0)")

    assert answer.returncode == 2
    assert "needs Python 3.11 or later and this is 3.9. Install a newer Python" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_no_connection_says_so(clone):
    """An index on a port of this machine where nobody listens; what was half made is cleared."""
    half_made = clone / ".venv" / "half-made"
    half_made.mkdir(parents=True)
    answer = start(
        clone,
        "help",
        PIP_CONFIG_FILE=os.devnull,
        PIP_INDEX_URL="http://127.0.0.1:9/simple",
        PIP_RETRIES="0",
    )

    assert answer.returncode == 2
    assert "could not be fetched: no connection. Connect and run it again." in answer.stderr
    assert "Traceback" not in answer.stderr
    assert not half_made.exists()
    assert not list(clone.glob(".venv/*.stamp"))  # so that the next start makes it anew


def test_a_lock_that_does_not_hold_is_refused(clone):
    """A package that does not carry the hash of the lock is not installed."""
    (clone / "requirements" / "run.txt").write_text("nothing==1.0\n")

    answer = start(clone, "help", PIP_NO_INDEX="1", PIP_CONFIG_FILE=os.devnull)

    assert answer.returncode == 2
    assert "could not be installed: " in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="takes root to start something as somebody else")
def test_a_folder_that_cannot_be_written_says_where_to_go(clone):
    with tempfile.TemporaryDirectory() as outer:  # pytest's own folders are closed to others
        copy = Path(shutil.copytree(clone, f"{outer}/clone"))
        for folder in (Path(outer), copy):
            folder.chmod(0o755)
        answer = subprocess.run(
            ["/usr/bin/env", "python3", copy / "run", "help"],
            capture_output=True,
            text=True,
            user=NOBODY,
            group=NOBODY,
            extra_groups=[],
            env={"PATH": "/usr/bin:/bin"},
        )

    assert answer.returncode == 2
    assert "cannot be written" in answer.stderr
    assert "Copy Actionline to a folder that you may write to" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_the_locks_have_a_hash_for_each_package_and_name_no_host():
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text()
        packages = [line for line in text.splitlines() if line[:1].isalnum()]

        assert packages
        assert all(line.endswith("\\") and "==" in line for line in packages), lock.name
        assert "://" not in text
        assert "--index" not in text and "--find-links" not in text


def test_the_locks_agree():
    """What is tested is what runs."""

    def pinned(name: str) -> dict[str, str]:
        lines = (ROOT / "requirements" / name).read_text().splitlines()
        pairs = [line.split(" ")[0].partition("==")[::2] for line in lines if line[:1].isalnum()]
        return dict(pairs)

    run, test = pinned("run.txt"), pinned("test.txt")

    assert run.items() <= test.items()
