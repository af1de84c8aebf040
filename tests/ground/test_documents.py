"""The documentation: what it links to is there, what it names exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("process/**/*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
COMMAND = re.compile(r"(?:\./run|actionline) ([a-z][a-z_]+)\b")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    links = [link for link in LINK.findall(page.read_text()) if "://" not in link]

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_each_decision_is_listed():
    listed = LINK.findall((ROOT / "docs/decisions/README.md").read_text())

    assert sorted(listed) == sorted(path.name for path in ROOT.glob("docs/decisions/0*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_that_are_named_exist(page):
    ours = {path.stem for path in ROOT.glob("src/actionline/*/management/commands/*.py")}
    known = ours | {"read", "test", "help", "migrate", "makemigrations", "db_worker"}
    text = "\n".join(line for line in page.read_text().splitlines() if line.startswith("    "))
    text += "\n".join(re.findall(r"`([^`\n]+)`", page.read_text()))

    assert set(COMMAND.findall(text)) <= known
