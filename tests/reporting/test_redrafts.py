"""The data changes: the report is drafted again, and nothing that people wrote is lost."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from tests.reporting import made

from actionline.common import audit
from actionline.mandates.progress.models import Version
from actionline.reporting import actions, queries
from actionline.reporting.merging import Choice


def edit(report, mandate, by, old="was handed in", new="was handed in on time"):
    """Change a sentence about a mandate by hand."""
    key = f"work.m{mandate.pk}"
    block = next(each for each in made.section_of(report, "work").now if each.key == key)
    made.write(report, "work", by, texts={key: block.text.replace(old, new)})
    return key


def take(redraft, by, **choices):
    """Take a new draft with the choices for the English section `work`."""
    places = {("work", "en", key): choice for key, choice in choices.items()}
    return actions.take_redraft(redraft=redraft, choices=places, by=by)


def test_what_people_wrote_stays_and_the_rest_follows_the_data(report, mandates, officer):
    first, second = mandates
    edit(report, first, officer)
    made.write(report, "next", officer, added={"": "We shall see."})
    made.told(second, "A list was made.")

    redraft = made.drafted(report, officer)
    assert "A list was made." not in made.text_of(report, "work")
    take(redraft, officer)

    text = made.text_of(report, "work")
    assert "was handed in on time" in text
    assert "A list was made." in text
    assert made.text_of(report, "next") == "We shall see."
    assert "progress was reported on 2 of them" in made.text_of(report, "intro")
    assert "A list was made." in made.text_of(report, "work", "ar")


@pytest.mark.parametrize(
    ("choice", "stands"), [("mine", (1, 0)), ("new", (0, 1)), ("both", (1, 1))]
)
def test_where_both_changed_somebody_chooses(report, mandates, officer, choice, stands):
    key = edit(report, mandates[0], officer)
    Version.objects.update(done="The yearly report was handed in twice.")

    take(made.drafted(report, officer), officer, **{key: Choice(choice)})

    text = made.text_of(report, "work")
    assert (text.count("in on time."), text.count("in twice.")) == stands


def test_a_new_draft_can_be_taken_back(report, mandates, officer):
    before = made.text_of(report, "work")
    made.told(mandates[1], "A list was made.")
    redraft = made.drafted(report, officer)
    take(redraft, officer)
    made.write(report, "intro", officer, added={"": "Since then."})

    left = actions.undo_redraft(redraft=redraft, by=officer)

    assert made.text_of(report, "work") == before
    assert left == ["intro"]
    assert made.text_of(report, "intro").startswith("Since then.")
    redraft.refresh_from_db()
    assert redraft.state == "undone"
    take(made.drafted(report, officer), officer)
    assert "A list was made." in made.text_of(report, "work")


def test_a_new_draft_waits_while_somebody_writes(report, officer, second):
    redraft = made.drafted(report, officer)
    actions.take_hold(section=made.section_of(report, "work"), by=second)

    with pytest.raises(actions.HeldError):
        take(redraft, officer)


def test_a_newer_draft_takes_the_place_of_one_that_waits(report, officer):
    old, new = made.drafted(report, officer), made.drafted(report, officer)

    old.refresh_from_db()
    assert (old.state, new.state) == ("discarded", "waiting")
    actions.discard_redraft(redraft=new, by=officer)
    with pytest.raises(actions.ClosedError):
        take(new, officer)


def test_only_officers_draft_again(report, person):
    with pytest.raises(PermissionDenied):
        made.drafted(report, person)


def test_changes_in_the_data_are_found_since_the_draft(report, mandates, officer):
    report.drafted_number = audit.hold().number
    audit.record(verb="mandates.correct", target=mandates[0], by=officer)
    audit.record(verb="accounts.sign_in", target=officer, by=officer)

    [entry] = queries.changes_since(report)

    assert entry.verb == "mandates.correct"
    assert queries.told_of(report, [entry]) >= {("mandates.mandate", str(mandates[0].pk))}
