"""The house keeps its order: how long files are, what may not stand in them, what is explained."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(path for path in (ROOT / "src").rglob("*.py") if "migrations" not in path.parts)


def test_files_stay_under_400_lines():
    long = {path.name for path in SOURCES if len(path.read_text().splitlines()) > 400}

    assert long == set()


@pytest.mark.parametrize("promise", ["TODO", "FIXME", "XXX", "HACK"])
def test_nothing_is_left_for_later_in_the_code(promise):
    assert [path.name for path in SOURCES if re.search(rf"\b{promise}\b", path.read_text())] == []


def test_every_dependency_is_explained():
    project = (ROOT / "pyproject.toml").read_text()
    block = re.search(r"^dependencies = \[(.*?)^\]", project, re.S | re.M)
    tests = re.search(r"^test = \[(.*?)^\]", project, re.S | re.M)
    names = re.findall(r'^\s+"([a-z0-9-]+)', block[1] + tests[1], re.M)
    page = (ROOT / "docs/dependencies.md").read_text()
    explained = re.findall(r"^\| `([a-z0-9-]+)", page, re.M)

    assert sorted(set(names) - set(explained)) == []
    assert len(names) > 10
