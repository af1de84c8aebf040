"""Sections: one writer at a time, every version kept, nothing overwritten unseen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from tests.mandates.progress.conftest import appointed
from tests.reporting import made

from actionline.common.models import AuditEntry, Notification
from actionline.reporting import actions


@pytest.fixture
def section(report):
    return made.section_of(report, "work")


def test_it_works(report, section, officer, mandates):
    key = f"work.m{mandates[0].pk}"
    before = made.text_of(report, "work")
    text = section.now[0].text.replace("was handed in", "was handed in on time")

    version = made.write(report, "work", officer, texts={key: text})

    after = made.section_of(report, "work")
    assert made.text_of(report, "work") == before.replace("handed in.", "handed in on time.")
    assert (version.number, version.act, after.number, after.by_hand) == (2, "edited", 2, True)
    changed = next(each for each in after.now[0].sentences if each.by_hand)
    assert changed.sources == (
        f"progress.report:{mandates[0].progress_reports.get().pk}",
        f"mandates.mandate:{mandates[0].pk}",
    )
    entry = AuditEntry.objects.get(verb="reporting.edited")
    assert entry.after == {"section": "work", "language": "en", "version": 2}


def test_one_person_writes_a_section_at_a_time(section, officer, second):
    actions.take_hold(section=section, by=officer)

    with pytest.raises(actions.HeldError) as held:
        actions.take_hold(section=section, by=second)
    with pytest.raises(actions.HeldError):
        actions.save(section=section, number=1, written=actions.Written(), by=second)

    assert held.value.holder == officer


def test_a_hold_ends_when_nothing_comes_of_it(section, officer, second):
    held = actions.take_hold(section=section, by=officer)
    held.held_until = timezone.now() - timedelta(seconds=1)
    held.save()

    assert actions.take_hold(section=section, by=second).holder() == second.pk


def test_an_officer_breaks_a_hold_and_the_other_is_told(section, officer, second, person):
    actions.take_hold(section=section, by=second)
    with pytest.raises(PermissionDenied):
        actions.break_hold(section=section, by=person)

    actions.break_hold(section=section, by=officer)

    section.refresh_from_db()
    assert section.holder() is None
    assert Notification.objects.get(person=second).kind == "reporting.hold_broken"


def test_what_was_saved_meanwhile_is_not_written_over(report, section, officer, second):
    made.write(report, "work", second, added={"": "By another."})

    with pytest.raises(actions.ChangedError):
        actions.save(
            section=section, number=1, written=actions.Written(added={"": "By me."}), by=officer
        )

    assert made.text_of(report, "work").startswith("By another.")


def test_saving_the_same_makes_no_version(report, section, officer):
    same = {block.key: block.text for block in section.now}

    assert made.write(report, "work", officer, texts=same) is None


def test_a_paragraph_and_a_table_can_be_left_out_and_put_back(report, officer, mandates):
    key = f"work.m{mandates[0].pk}"
    made.write(report, "work", officer, texts={key: ""})
    assert f"{mandates[1]}" not in made.text_of(report, "work")
    assert not report.sources.filter(key__startswith=key).exists()

    made.write(report, "work", officer, back=frozenset([key]))
    assert made.section_of(report, "work").now == made.section_of(report, "work").generated

    made.write(report, "annex", officer, out={"annex.evidence": True})
    assert [block.out for block in made.section_of(report, "annex").now] == [True]


def test_an_earlier_version_comes_back_as_a_new_one(report, section, officer):
    first = section.versions.get(number=1)
    made.write(report, "work", officer, added={"": "Written in haste."})

    version = actions.restore(section=made.section_of(report, "work"), version=first, by=officer)

    assert (version.number, version.act, version.blocks) == (3, "restored", first.blocks)


def test_editors_write_what_they_were_invited_to(report, section, officer, person):
    intro = made.section_of(report, "intro")
    actions.invite(report=report, person=person, sections=["intro"], by=officer)

    actions.take_hold(section=intro, by=person)
    with pytest.raises(PermissionDenied):
        actions.take_hold(section=section, by=person)
    assert Notification.objects.get(person=person).kind == "reporting.invited"

    actions.uninvite(editor=report.editors.get(), by=officer)
    with pytest.raises(PermissionDenied):
        actions.take_hold(section=made.section_of(report, "intro"), by=person)


def test_focal_points_write_the_sections_of_their_bodies(report, section):
    ours = appointed("ours@example.org", body="director-tdb")
    theirs = appointed("theirs@example.org", body="council")

    actions.take_hold(section=section, by=ours)
    for person, other in ((ours, "intro"), (theirs, "work")):
        with pytest.raises(PermissionDenied):
            actions.take_hold(section=made.section_of(report, other), by=person)


def test_comments_are_answered_and_settled(report, officer, second, person):
    with pytest.raises(PermissionDenied):
        actions.comment(report=report, section="work", text="Nice.", by=person)

    first = actions.comment(report=report, section="work", text="Is it so?", by=second)
    actions.resolve(of=first, resolved=True, by=officer)
    answer = actions.answer(to=first, text="It is.", by=officer)

    first.refresh_from_db()
    assert (answer.answers, answer.section, first.resolved_at) == (first, "work", None)
    told = [(each.person, each.kind) for each in Notification.objects.order_by("pk")]
    assert told == [(officer, "reporting.comment"), (second, "reporting.comment")]
