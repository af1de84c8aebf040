"""Applying a person's corrections to a reading."""

from __future__ import annotations

from copy import deepcopy

import pytest
from tests.instruments import readings

from actionline.instruments import drafts


def paths(draft, name="provisions"):
    return [item["path"] for item in draft[name]]


def corrected(reading, path, **correction):
    full = {"label": None, "base_label": None, "text": None, "base_text": None, **correction}
    return drafts.apply(reading, {"provisions": {path: full}})


def at(draft, path):
    return next(item for item in draft["provisions"] if item["path"] == path)


def test_without_corrections_nothing_changes():
    reading = readings.revision()

    assert drafts.apply(reading, {}) == reading


def test_the_reading_itself_is_left_alone():
    reading = readings.revision()
    before = deepcopy(reading)

    corrected(reading, "resolves/1", choice="deleted", base_text="gone")

    assert reading == before


def test_accepting_makes_certain_and_changes_nothing_else():
    draft = corrected(readings.revision(), "resolves/2", choice="as-read")

    item = at(draft, "resolves/2")
    assert (item["certain"], item["doubts"], item["change"]) == (True, [], "deleted")
    assert item["spans"] == [["old", "to review that list;", True]]


@pytest.mark.parametrize(
    ("correction", "expected"),
    [
        (
            {"choice": "kept", "label": "2)", "text": "same"},
            ("kept", "2)", "2)", "same", "same", [["both", "same", True]]),
        ),
        (
            {"choice": "inserted", "label": "2)", "text": "new"},
            ("inserted", "2)", None, "new", None, [["new", "new", True]]),
        ),
        (
            {"choice": "deleted", "base_label": "2)", "base_text": "old"},
            ("deleted", None, "2)", None, "old", [["old", "old", True]]),
        ),
        (
            {
                "choice": "modified",
                "label": "2)",
                "base_label": "2)",
                "text": "a new list",
                "base_text": "a list",
            },
            (
                "modified",
                "2)",
                "2)",
                "a new list",
                "a list",
                [["both", "a ", True], ["new", "new ", True], ["both", "list", True]],
            ),
        ),
    ],
)
def test_each_choice_sets_both_sides(correction, expected):
    item = at(corrected(readings.revision(), "resolves/2", **correction), "resolves/2")

    names = ("change", "label", "base_label", "text", "base_text", "spans")
    assert tuple(item[name] for name in names) == expected


def test_what_a_deleted_provision_asked_and_cited_goes_with_it():
    draft = corrected(
        readings.revision(), "resolves/2~2", choice="deleted", base_label="2)", base_text="renew"
    )

    assert paths(draft, "mandates") == ["instructs-the-secretary-general/1"]


def test_a_corrected_label_moves_the_provision_and_all_that_hangs_on_it():
    reading = readings.edition()
    reading["provisions"].insert(
        3, readings.provision("resolves/1/a", "of coasts;", parent="resolves/1")
    )

    draft = corrected(reading, "resolves/1", choice="plain", label="7)", text="to keep a list;")

    assert paths(draft)[2:4] == ["resolves/7", "resolves/7/a"]
    assert at(draft, "resolves/7/a")["parent"] == "resolves/7"
    assert paths(draft, "footnotes") == ["resolves/7"]


def test_a_label_in_use_is_told_apart():
    draft = corrected(readings.edition(), "resolves/1", choice="plain", label="2)", text="keep;")

    assert paths(draft)[2:4] == ["resolves/2~2", "resolves/2"]


def test_a_whole_list_can_be_renumbered_without_clashes():
    changes = {
        f"resolves/{old}": {"choice": "plain", "label": f"{new})", "text": "x;"}
        for old, new in ((1, 2), (2, 3))
    }

    draft = drafts.apply(readings.edition(), {"provisions": changes})

    assert paths(draft)[2:4] == ["resolves/2", "resolves/3"]


def test_a_provision_that_loses_its_label_is_counted():
    draft = corrected(readings.edition(), "resolves/2", choice="plain", text="keep;")

    assert paths(draft)[3] == "resolves/p1"


def test_the_head_is_corrected():
    draft = drafts.apply(readings.edition(), {"document": {"version": "2026"}})

    assert draft["document"]["version"] == "2026"


def test_a_mandate_is_set_removed_and_added_in_the_order_of_the_text():
    reading = readings.edition()
    asked = readings.mandate("", "keep")
    chosen = {"instructs-the-secretary-general/1": None, "resolves/2": asked, "resolves/1": asked}

    draft = drafts.with_mandates(reading, reading, {"mandates": chosen})

    assert paths(draft, "mandates") == ["resolves/1", "resolves/2"]


def test_a_mandate_follows_a_renumbered_provision():
    reading = readings.edition()
    corrections = {
        "provisions": {"resolves/1": {"choice": "plain", "label": "7)", "text": "keep;"}},
        "mandates": {"resolves/1": readings.mandate("", "keep")},
    }

    draft = drafts.with_mandates(drafts.apply(reading, corrections), reading, corrections)

    assert paths(draft, "mandates")[0] == "resolves/7"


def test_only_new_words_are_understood_anew():
    accept = {"provisions": {"resolves/1": {"choice": "as-read"}}}
    change = {"provisions": {"resolves/1": {"choice": "plain", "text": "x"}}}

    assert not drafts.changes_words(accept)
    assert drafts.changes_words(change)
    assert drafts.changes_words({"document": {"version": "2026"}})
