"""Beginning, writing, moving, taking back: each verb, who may, and what stays."""

from __future__ import annotations

import hashlib
import json
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from actionline.common.models import AuditEntry, Notification
from actionline.common.states import WrongStateError
from actionline.framework.models import ActionLine
from actionline.roadmaps import actions, comparing, trees
from actionline.roadmaps.models import (
    Activity,
    ActivityVersion,
    Edition,
    Item,
    Plan,
    Target,
    TargetVersion,
)

from .conftest import fill


def activity(edition: Edition, title: str = "Mend the lamps") -> ActivityVersion:
    return edition.activityversions.get(title=title)


def test_it_works(begin, publisher):
    edition = begin()

    assert (edition.plan.slug, edition.number, edition.state) == ("l1-harbour-office", 1, "draft")
    assert str(edition) == "Roadmap: L1 Keeping lights (2026–2029)"
    assert AuditEntry.objects.filter(verb="roadmaps.begin_plan", by=publisher).count() == 1


def test_there_is_one_plan_a_line_and_body(begin):
    begin()

    with pytest.raises(ValidationError):
        begin()


def test_a_roadmap_needs_its_line(begin):
    with pytest.raises(ValidationError):
        begin(line=None)


def test_who_only_drafts_begins_none_and_who_is_of_another_body_writes_none(
    begin, drafter, outsider
):
    with pytest.raises(PermissionDenied):
        begin(by=drafter)
    edition = begin()
    rows = [{"title": "x"}]
    with pytest.raises(PermissionDenied):
        actions.add(edition=edition, kind=ActivityVersion, rows=rows, by=outsider)
    assert actions.add(edition=edition, kind=ActivityVersion, rows=rows, by=drafter)


def test_a_change_keeps_before_and_after(draft, drafter):
    row = activity(draft)

    actions.change(record=row, values={"title": "Mend all lamps"}, revision=1, by=drafter)

    row.refresh_from_db()
    entry = AuditEntry.objects.get(verb="roadmaps.change")
    assert (row.title, row.revision) == ("Mend all lamps", 2)
    assert (entry.before, entry.after) == (
        {"title": "Mend the lamps"},
        {"title": "Mend all lamps"},
    )


def test_two_who_change_the_same_notice_one_another(draft, drafter, publisher):
    row = activity(draft)
    actions.change(record=row, values={"title": "First"}, revision=1, by=drafter)

    with pytest.raises(actions.ChangedError) as caught:
        actions.change(record=row, values={"title": "Second"}, revision=1, by=publisher)

    assert caught.value.now.title == "First"


def test_relations_are_changed_and_told(draft, drafter, terms, mandates):
    row, (mandate,) = activity(draft), mandates(1)
    values = {"mandates": [mandate.pk], "sdg_targets": [terms["9.c"].pk]}

    actions.change(record=row, values=values, revision=1, by=drafter)

    entry = AuditEntry.objects.get(verb="roadmaps.change")
    assert list(row.mandates.all()) == [mandate]
    assert entry.after == {"mandates": [mandate.pk], "sdg_targets": [terms["9.c"].pk]}


def test_rows_change_places_within_their_list(draft, drafter):
    actions.add(
        edition=draft,
        kind=ActivityVersion,
        rows=[{"title": "Third"}],
        by=drafter,
    )

    actions.arrange(record=activity(draft, "Third"), up=True, by=drafter)
    actions.arrange(record=activity(draft, "Third"), up=True, by=drafter)  # another list above

    titles = draft.activityversions.order_by("position").values_list("title", flat=True)
    assert list(titles) == ["Mend the lamps", "Third", "Teach the keepers"]


@pytest.mark.parametrize("do", ["add", "change", "remove"])
def test_what_was_done_can_be_taken_back(draft, drafter, do, terms):
    row = activity(draft)
    row.sdg_targets.set([terms["9.c"]])
    if do == "change":
        actions.change(record=row, values={"title": "x", "sdg_targets": []}, revision=1, by=drafter)
    elif do == "remove":
        actions.remove(record=row, by=drafter)
    else:
        actions.add(edition=draft, kind=ActivityVersion, rows=[{"title": "New"}], by=drafter)
    entry = AuditEntry.objects.order_by("-number").first()

    assert actions.undo(edition=draft, entry=entry, by=drafter)

    back = ActivityVersion.objects.get(pk=row.pk)
    assert [back.title, back.item.title, back.starts] == [
        "Mend the lamps",
        "Lit coasts",
        date(2026, 3, 1),
    ]
    assert [term.code for term in back.sdg_targets.all()] == ["9.c"]
    assert draft.activityversions.count() == 2


def test_what_was_changed_again_is_not_taken_back(draft, drafter):
    row = activity(draft)
    actions.change(record=row, values={"title": "One"}, revision=1, by=drafter)
    entry = AuditEntry.objects.order_by("-number").first()
    actions.change(record=row, values={"title": "Two"}, revision=2, by=drafter)

    assert not actions.undo(edition=draft, entry=entry, by=drafter)
    assert activity(draft, "Two")


def test_publishing_freezes_and_leads_to_the_edition(draft, publisher):
    edition = actions.move(edition=draft, verb="publish", by=publisher)

    plan = Plan.objects.get()
    told = json.loads(edition.frozen)
    assert (edition.state, plan.current_id) == ("published", edition.pk)
    assert edition.digest == hashlib.sha256(edition.frozen.encode()).hexdigest()
    assert told["texts"] == {"vision": "No ship in the dark."}
    assert [each["title"] for each in told["activities"]] == [
        "Mend the lamps",
        "Teach the keepers",
    ]
    assert told["targets"][0]["baseline"] == "10"
    assert {each.current.edition_id for each in Activity.objects.all()} == {edition.pk}
    with pytest.raises(actions.ClosedError):
        actions.add(edition=edition, kind=ActivityVersion, rows=[{"title": "Late"}], by=publisher)


def test_who_drafts_asks_and_who_publishes_is_told(draft, drafter, publisher, outsider):
    with pytest.raises(PermissionDenied):
        actions.move(edition=draft, verb="publish", by=drafter)

    actions.move(edition=draft, verb="ask", by=drafter)

    told = Notification.objects.filter(kind="roadmaps.review")
    assert [each.person for each in told] == [publisher]
    with pytest.raises(actions.ClosedError):
        actions.write_passage(edition=draft, key="vision", text="x", revision=1, by=drafter)
    actions.write_passage(edition=draft, key="vision", text="x", revision=1, by=publisher)


def test_giving_back_needs_a_reason_and_tells_those_who_wrote(draft, drafter, publisher):
    actions.change(record=activity(draft), values={"title": "x"}, revision=1, by=drafter)
    actions.move(edition=draft, verb="ask", by=drafter)

    with pytest.raises(ValueError, match="return"):
        actions.move(edition=draft, verb="return", by=publisher)
    actions.move(edition=draft, verb="return", reason="No dates", by=publisher)

    told = Notification.objects.get(kind="roadmaps.moved")
    draft.refresh_from_db()
    assert (told.person, draft.state, draft.reason) == (drafter, "draft", "No dates")
    with pytest.raises(WrongStateError):
        actions.move(edition=draft, verb="return", reason="Again", by=publisher)


def next_of(edition: Edition, by) -> Edition:
    return actions.begin_edition(
        plan=edition.plan,
        label="2030–2033",
        starts=date(2030, 1, 1),
        ends=date(2033, 12, 31),
        by=by,
    )


def test_the_next_edition_goes_on_from_the_last(published, publisher, mandates, terms):
    first = published.activityversions.first()
    first.mandates.set(mandates(1))
    first.sdg_targets.set([terms["9.c"]])

    following = next_of(published, publisher)

    copied = activity(following)
    assert (copied.activity_id, copied.item.title) == (first.activity_id, "Lit coasts")
    assert copied.item.edition_id == following.pk
    assert copied.mandates.count() == copied.sdg_targets.count() == 1
    assert following.passages.get().text == "No ship in the dark."
    assert Activity.objects.count() == 2
    assert Target.objects.get().versions.count() == 2
    with pytest.raises(ValidationError):
        next_of(published, publisher)


def test_publishing_the_next_supersedes_the_last_and_ends_what_is_gone(published, publisher):
    following = next_of(published, publisher)
    actions.remove(record=activity(following, "Teach the keepers"), by=publisher)
    kept = published.activityversions.get(title="Teach the keepers").activity_id

    actions.move(edition=following, verb="publish", by=publisher)

    published.refresh_from_db()
    gone = Activity.objects.get(pk=kept)
    assert published.state == "superseded"
    assert (gone.ended, gone.current.edition_id) == (True, published.pk)
    assert Activity.objects.get(ended=False).current.edition_id == following.pk


def test_another_plan_is_built_as_a_template(published, begin, mandates):
    published.activityversions.first().mandates.set(mandates(1))
    other = ActionLine.objects.create(code="L2", name_en="Fog horns", position=2, source="x")

    made = begin(line=other, based_on=published)

    row, target = activity(made), TargetVersion.objects.get(edition=made)
    assert (row.results, row.starts, row.mandates.count()) == ("Forty lamps burn.", None, 0)
    assert row.activity_id != published.activityversions.first().activity_id
    assert (target.title, target.baseline, target.activity_id) == (
        "Lamps that burn",
        None,
        row.activity_id,
    )
    mine, theirs = made.items.get(), published.items.get()
    assert (mine.title, mine.thread == theirs.thread) == ("Lit coasts", False)


def test_a_draft_thrown_away_takes_its_plan_along(draft, publisher, drafter):
    with pytest.raises(PermissionDenied):
        actions.discard(edition=draft, by=drafter)

    actions.discard(edition=draft, by=publisher)

    assert not Plan.objects.exists() and not Activity.objects.exists()


def test_what_differs_is_told_by_item_and_by_words(published, publisher):
    following = next_of(published, publisher)
    row = activity(following)
    values = {"results": "Fifty lamps burn."}
    actions.change(record=row, values=values, revision=1, by=publisher)
    actions.remove(record=activity(following, "Teach the keepers"), by=publisher)
    rows = [{"key": "outcomes", "title": "Safe ports"}]
    actions.add(edition=following, kind=Item, rows=rows, by=publisher)

    found = comparing.compare(published, following)

    told = [(each.heading, [(one.title, one.state) for one in each.differences]) for each in found]
    assert told == [
        ("Outcomes", [("Safe ports", "new")]),
        ("Activities", [("Mend the lamps", "changed"), ("Teach the keepers", "gone")]),
    ]
    (change,) = found[1].differences[0].changes
    sides = [(span.side.value, span.text.strip()) for span in change.spans]
    assert (change.label, sides) == (
        "Results",
        [("old", "Forty"), ("new", "Fifty"), ("both", "lamps burn.")],
    )


def test_a_tree_gives_the_row_back(draft, terms):
    row = activity(draft)
    row.sdg_targets.set([terms["9.1"]])
    values = trees.values_of(row)

    again = ActivityVersion(pk=row.pk, edition=draft)
    trees.set_values(again, values)

    assert trees.values_of(again) == values


def test_copying_takes_as_many_queries_with_one_activity_as_with_more(
    begin, publisher, django_assert_max_num_queries
):
    published = actions.move(edition=fill(begin()), verb="publish", by=publisher)

    with django_assert_max_num_queries(40):
        next_of(published, publisher)
