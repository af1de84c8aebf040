"""Histories tell what was done in words."""

from __future__ import annotations

import re
from pathlib import Path

from tests.stocktaking.conftest import COMPLETE

from actionline.stocktaking import acts
from actionline.stocktaking.actions import deciding, writing
from actionline.stocktaking.states import MOVES

ROOM = Path(acts.__file__).parent
#: Acts on what has no history of its own on a page.
ELSEWHERE = {
    "begin_template", "call", "change_template", "discard_template", "keep_apart", "late_code",
    "publish_template", "withdraw_late_code",
}  # fmt: skip


def test_every_act_of_the_room_has_words() -> None:
    found = {f"stocktaking.{move.verb}" for move in MOVES}
    for path in ROOM.rglob("*.py"):
        found |= set(
            re.findall(r'(?:verb ?= ?|if .* else |values, )"(stocktaking\.\w+)"', path.read_text())
        )
    assert {"stocktaking.begin", "stocktaking.publish", "stocktaking.story"} <= found
    wordless = {verb.partition(".")[2] for verb in found - acts.ACTS.keys()}
    assert wordless <= ELSEWHERE


def test_pages_tell_the_words(officer, officer_client, person, template) -> None:
    entry = writing.begin(by=person, language="en", template=template)
    entry = writing.save(submission=entry, by=person, answers=COMPLETE, version=0)
    entry = writing.submit(submission=entry, by=person)
    done = deciding.decide(submission=entry, verb="accept", by=officer)
    for page in (f"desk/{entry.pk}/", f"{done.project.number}/keep/"):
        text = officer_client.get(f"/en/stocktaking/{page}").content.decode()
        assert "Accepted" in text
        assert "stocktaking." not in text
