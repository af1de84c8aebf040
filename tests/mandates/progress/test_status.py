"""The status of a subject: by rule."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from actionline.mandates.models import Course, Evidence, Mandate, Occurrence
from actionline.mandates.progress import status
from actionline.mandates.progress.models import Status
from actionline.mandates.progress.status import Facts, find
from actionline.mandates.subjects import Subject

TODAY = date(2026, 11, 22)


def days(number: int) -> date:
    return TODAY + timedelta(days=number)


@pytest.mark.parametrize(
    ("facts", "rule", "course"),
    [
        (Facts(standing="completed", last_due=days(-9)), "completed", Course.DONE),
        (Facts(standing="lapsed"), "settled", Course.CLOSED),
        (Facts(ended=True, told_until=days(-9)), "settled", Course.CLOSED),
        (Facts(last_due=days(-1)), "missed", Course.LATE),
        (Facts(last_due=days(-1), told_until=days(-32)), "missed", Course.LATE),
        (Facts(last_due=days(-1), told_until=days(-31)), "known", Course.ON_COURSE),
        (Facts(last_due=days(-1), shown_on=days(-2), evidence=1), "known", Course.ON_COURSE),
        (Facts(), "nothing", Course.NONE),
        (Facts(next_due=days(9)), "nothing", Course.NONE),
        (
            Facts(told_until=days(-9), obstacles=True, next_due=days(60)),
            "obstacles",
            Course.AT_RISK,
        ),
        (
            Facts(told_until=days(-9), obstacles=True, next_due=days(61)),
            "known",
            Course.ON_COURSE,
        ),
        (Facts(told_until=days(-401)), "old", Course.AT_RISK),
        (Facts(told_until=days(-400)), "known", Course.ON_COURSE),
    ],
)
def test_the_first_rule_that_holds_decides(facts, rule, course) -> None:
    found = find(facts, TODAY)
    assert (found.key, found.course) == (rule, course)


def test_each_rule_decides_something() -> None:
    assert [rule.key for rule in status.RULES] == [
        "completed",
        "settled",
        "missed",
        "nothing",
        "obstacles",
        "old",
        "known",
    ]


def test_it_is_kept_with_what_the_rule_saw_and_found_again_on_change(
    validated, mandate, subject, officer
) -> None:
    Occurrence.objects.filter(mandate=mandate).delete()
    validated()
    kept = Status.objects.get(mandate=mandate)
    assert (kept.status, kept.rule) == ("on-course", "known")
    assert kept.saw["told_until"] == "2026-06-30"
    Occurrence.objects.create(mandate=mandate, due=timezone.localdate() + timedelta(days=5))
    status.settle([subject])
    mandate.refresh_from_db()
    assert mandate.status == "at-risk"
    later = timezone.localdate() + timedelta(days=900)
    assert status.settle_all(today=later) == Mandate.objects.count()
    mandate.refresh_from_db()
    assert mandate.status == "late"


def test_the_page_shows_the_rule_and_what_it_saw(client, mandate) -> None:
    page = client.get(f"/en/mandates/{mandate.pk}/").content.decode()
    assert any(str(rule.words) in page for rule in status.RULES)
    assert "Pieces of evidence" in page
    listed = client.get("/ar/progress/rules/").content.decode()
    assert 'dir="rtl"' in listed


def test_another_subject_has_one_too(db) -> None:
    subject = Subject("roadmaps.activity", "7")
    Evidence.objects.create(
        about=str(subject), record_type="x.y", record_id="1", reason="So.", language="en"
    )
    status.settle([subject])
    status.settle([subject])
    assert Status.objects.get(about=str(subject)).status == "on-course"


def test_all_are_found_in_few_queries(
    mandate, django_assert_max_num_queries, django_assert_num_queries
) -> None:
    with django_assert_max_num_queries(25) as one:
        status.settle_all()
    before = len(one)
    Mandate.objects.bulk_create(
        Mandate(instrument=mandate.instrument, current=mandate.current) for _each in range(3)
    )
    with django_assert_num_queries(before):
        status.settle_all()
