"""What the pages of progress and evidence have something on."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from actionline.accounts.models import User
from actionline.framework.models import Meeting
from actionline.mandates import actions as evidence
from actionline.mandates.models import Evidence, Mandate, WebPage
from actionline.mandates.progress import actions
from actionline.mandates.progress.models import Figure, Report, Request, Round, Version
from actionline.mandates.subjects import MANDATE, Subject


def fill(officer: User, person: User) -> None:
    """Reports in several states on two mandates, a round, evidence of three kinds."""
    first, second = Mandate.objects.filter(current__isnull=False).order_by("pk")[:2]
    subject = _subject(first)
    standing = actions.submit(version=_written(subject, officer), by=officer)
    # What an officer handed in another officer validates; the browser has only one.
    now = timezone.now()
    Version.objects.filter(pk=standing.pk).update(
        state="validated", decided_by=person, decided_at=now, validated_at=now
    )
    actions.correct(report=standing.report, by=officer)
    waiting = actions.submit(version=_written(_subject(second), officer), by=officer)
    Version.objects.filter(pk=waiting.pk).update(submitted_by=person)
    asked = Round.objects.create(
        name_en="Progress of 2026",
        text_en="Tell what was done.",
        starts=date(2026, 1, 1),
        ends=date(2026, 6, 30),
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=9),
        state=Round.State.ASKED,
    )
    for mandate in (first, second):
        Request.objects.create(round=asked, mandate=mandate, body=mandate.lead)
    page = evidence.keep_web_page(
        address="https://example.org/lighthouses",
        title="Lighthouses were mended",
        seen=date(2026, 5, 1),
        snapshot="Seven lighthouses were mended.",
        language="en",
        by=officer,
    )
    meeting = Meeting.objects.first()
    assert meeting is not None
    given = evidence.give_many(
        subject=subject,
        found=[
            ("mandates.webpage", str(page.pk)),
            ("framework.meeting", str(meeting.pk)),
            ("progress.report", str(standing.report_id)),
        ],
        reason="It tells what was mended.",
        language="en",
        by=officer,
    )
    evidence.withdraw_evidence(evidence=given[1], by=officer, why="It was another meeting.")


def _subject(mandate: Mandate) -> Subject:
    return Subject(MANDATE, str(mandate.pk))


def _written(subject: Subject, by: User) -> Version:
    version = actions.begin(
        subject=subject, starts=date(2026, 1, 1), ends=date(2026, 6, 30), language="en", by=by
    )
    figure = Figure(name="Lighthouses", unit="lighthouses", value=7, day=date(2026, 6, 30))
    figure.source = "https://example.org/lighthouses"
    values = {"done": "Seven lighthouses were mended.", "ahead": "Two more.", "obstacles": "Fog."}
    return actions.save(version=version, by=by, values=values, figures=[figure], saves=0)


def records() -> dict[str, str]:
    """Name of each address with a record in it -> its address."""
    report, waiting = Report.objects.order_by("pk")[:2]
    asked = Round.objects.get()
    page = WebPage.objects.get()
    piece = Evidence.objects.filter(record_type="mandates.webpage").get()
    of = f"mandates/evidence/of/{MANDATE}:{report.mandate_id}/"
    return {
        "progress:begin": f"progress/new/{MANDATE}:{report.mandate_id}/",
        "progress:report": f"progress/{report.pk}/",
        "progress:edit": f"progress/{report.pk}/edit/",
        "progress:decide": f"progress/{waiting.pk}/decide/",
        "progress:round": f"progress/rounds/{asked.pk}/",
        "progress:round_edit": f"progress/rounds/{asked.pk}/edit/",
        "mandates:evidence": f"mandates/evidence/{piece.pk}/",
        "mandates:edit_evidence": f"mandates/evidence/{piece.pk}/edit/",
        "mandates:withdraw_evidence": f"mandates/evidence/{piece.pk}/withdraw/",
        "mandates:evidence_about": of,
        "mandates:add_evidence": f"{of}add/?q=council",
        "mandates:add_web_page": f"{of}page/",
        "mandates:web_page": f"mandates/evidence/pages/{page.pk}/",
    }
