"""Rounds ask about activities, and what is answered reaches their targets."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from tests.mandates.progress.test_rounds import FORM, ask
from tests.roadmaps.conftest import focal_point

from actionline.common.models import Job
from actionline.mandates.models import Mandate
from actionline.mandates.progress import actions as progress
from actionline.mandates.progress import status
from actionline.mandates.progress.models import Figure, Report, Request, Round, Version
from actionline.mandates.subjects import MANDATE, Subject
from actionline.roadmaps import actions
from actionline.roadmaps.models import Activity, ActivityVersion, Observation, Target
from actionline.roadmaps.records import ACTIVITY, TARGET


@pytest.fixture
def about_activities(officer_client) -> Round:
    asked = {"mandates": "", "query": "", "kinds": ACTIVITY}
    answer = officer_client.post("/en/progress/rounds/new/", FORM | asked)
    assert answer.status_code == 302, answer.text
    now = timezone.now()
    days = {"opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=9)}
    Round.objects.update(state="asked", **days)
    return Round.objects.get()


def row(number: int, **given: object) -> dict[str, object]:
    return {f"figure-{number}-{name}": value for name, value in given.items()}


def test_an_activity_is_asked_about_and_its_figure_reaches_the_target(
    published, about_activities, client, client_of, drafter, officer, officer_client
) -> None:
    assert ask(about_activities, officer).state == Job.State.DONE
    mend, teach = Request.objects.order_by("pk")
    assert (mend.body.slug, mend.line.code) == ("harbour-office", "L1")
    assert teach.subject.type == ACTIVITY

    writer = client_of(drafter)  # of the action line, not of the body
    page = writer.get(f"/en/progress/rounds/{about_activities.pk}/").text
    assert "Mend the lamps" in page and "Teach the keepers" in page
    address = writer.post(f"/en/progress/rounds/{about_activities.pk}/answer/{mend.pk}/").url
    page = writer.get(address).text
    target = Target.objects.get()
    assert 'value="Lamps that burn"' in page and f'value="{TARGET}:{target.pk}" selected' in page

    version = Version.objects.get()
    sent = {
        "starts": "2026-01-01",
        "ends": "2026-06-30",
        "language": "en",
        "done": "Ten lamps were mended.",
        "saves": version.saves,
        "figure-TOTAL_FORMS": 2,
        "figure-INITIAL_FORMS": 1,
        "submit": "yes",
    }
    offered = row(0, name="Lamps that burn", unit="lamps", target=f"{TARGET}:{target.pk}")
    figure = row(0, value="20", day="2026-06-30", source="Count of the harbour")
    ahead = writer.post(address, sent | offered | figure | row(0, day="2999-01-01"))
    assert "Nothing can be observed yet on a day to come." in ahead.text
    writer.post(address, sent | offered | figure)
    assert not Observation.objects.exists()
    officer_client.post(f"/en/progress/{version.report_id}/decide/", {"verb": "validate"})

    assert Observation.objects.get().value == 20
    page = client.get(target.get_absolute_url()).text
    assert f'href="/en/progress/{version.report_id}/"' in page
    assert "Count of the harbour" in page and "<circle" in page
    adding = f"/en/mandates/evidence/of/{mend.subject}/add/"
    for words, record in (
        ("ten mended", f"progress.report:{version.report_id}"),
        ("lamps burn", f"{TARGET}:{target.pk}"),
    ):
        assert f'value="{record}"' in officer_client.get(f"{adding}?q={words}").text
    version.refresh_from_db()
    progress.withdraw(version=version, reason="Counted twice.", by=officer)
    assert not Observation.objects.exists()


def test_who_publishes_for_the_line_hears_of_it_and_validates_it(
    published, drafter, line, client_of
) -> None:
    activity = Activity.objects.order_by("pk")[0]
    lead = focal_point("leader", "publishes", "action_line", line.code)
    other = focal_point("other", "publishes", "action_line", "L2")
    version = progress.begin(
        subject=Subject(ACTIVITY, str(activity.pk)),
        starts=date(2026, 1, 1),
        ends=date(2026, 6, 30),
        language="en",
        by=drafter,
    )
    said = {"done": "Lamps were mended.", "ahead": "", "obstacles": ""}
    progress.save(version=version, values=said, figures=[], saves=version.saves, by=drafter)
    version = progress.submit(version=version, by=drafter)

    assert not other.has_perm("progress.validate", version)
    assert "Mend the lamps" not in client_of(other).get("/en/progress/desk/").text
    assert lead.notifications.filter(kind="progress.submitted").count() == 1
    assert "Mend the lamps" in client_of(lead).get("/en/progress/desk/").text
    assert progress.validate(version=version, internal=False, by=lead).public


def test_a_figure_that_is_offered_and_not_given_is_left_out(
    published, about_activities, client_of, drafter, officer
) -> None:
    ask(about_activities, officer)
    asked = Request.objects.order_by("pk")[0]
    writer = client_of(drafter)
    address = writer.post(f"/en/progress/rounds/{about_activities.pk}/answer/{asked.pk}/").url
    sent = {"starts": "2026-01-01", "ends": "2026-06-30", "language": "en", "done": "Little."}
    rows = {"saves": 0, "figure-TOTAL_FORMS": 2, "figure-INITIAL_FORMS": 1, "submit": "yes"}
    offered = row(
        0, name="Lamps that burn", unit="lamps", target=f"{TARGET}:{Target.objects.get().pk}"
    )
    assert writer.post(address, sent | rows | offered).status_code == 302
    assert (Version.objects.get().state, Figure.objects.count()) == ("submitted", 0)


def test_what_is_not_worked_on_in_the_period_is_not_asked_about(
    draft, publisher, officer, about_activities
) -> None:
    late = {"title": "Paint", "starts": "2027-01-01", "ends": "2028-01-01"}
    actions.add(edition=draft, kind=ActivityVersion, rows=[late], by=publisher)
    assert ask(about_activities, officer).state == Job.State.FAILED  # nothing is published
    actions.move(edition=draft, verb="publish", by=publisher)
    ask(about_activities, officer)
    assert Request.objects.count() == 2


@pytest.mark.parametrize(("internal", "observed"), [(False, [Decimal(20)]), (True, [])])
def test_a_figure_told_of_a_mandate_reaches_the_targets_of_what_answers_it(
    published, mandates, officer, officer_client, publisher, internal, observed
) -> None:
    (mandate,) = mandates(1)
    Mandate.objects.update(holder=published.plan.body)  # for which the publisher publishes
    target = Target.objects.select_related("current__activity__current").get()
    target.current.activity.current.mandates.set([mandate])
    period = {"starts": date(2026, 1, 1), "ends": date(2026, 6, 30)}
    subject = Subject(MANDATE, str(mandate.pk))
    version = progress.begin(subject=subject, **period, language="en", by=officer)
    page = officer_client.get(f"/en/progress/{Report.objects.get().pk}/edit/").text
    assert "Lamps that burn (Roadmap: L1 Keeping lights)" in " ".join(page.split())
    word, day = f"{TARGET}:{target.pk}", date(2026, 6, 30)
    figure = Figure(name="Lamps", value=20, day=day, source="Count", target=word)
    values = {"done": "Ten lamps."}
    progress.save(version=version, by=officer, values=values, figures=[figure], saves=0)
    progress.submit(version=version, by=officer)
    progress.validate(version=version, internal=internal, by=publisher)

    assert list(Observation.objects.values_list("value", flat=True)) == observed


def test_an_activity_of_which_nothing_is_told_is_late_after_its_end(published) -> None:
    activity = published.activityversions.get(title="Mend the lamps").activity_id
    subject = Subject(ACTIVITY, str(activity))  # ends on 28 February 2027
    found = [
        status.find(status.facts_of([subject], day)[subject], day).key
        for day in (date(2027, 2, 28), date(2027, 3, 1))
    ]
    assert found == ["nothing", "missed"]
