"""The later stages of the demonstration: the thread from mandates to a report, in words of ours.

Each stage looks for what an earlier run made, so that it may be run again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils import timezone

from actionline.accounts.models import User
from actionline.common.models import AuditHead
from actionline.framework.models import ActionLine, Body
from actionline.mandates import actions as mandates
from actionline.mandates.assignments import actions as assigning
from actionline.mandates.decisions import actions as deciding
from actionline.mandates.decisions.models import Decision
from actionline.mandates.models import Evidence, Mandate, WebPage
from actionline.mandates.progress import actions as progress
from actionline.mandates.progress.models import Figure, Report
from actionline.mandates.subjects import MANDATE, Subject
from actionline.reporting import actions as reporting
from actionline.reporting import drafting, facts, periods
from actionline.reporting.models import Definition
from actionline.reporting.models import Report as Told
from actionline.roadmaps import actions as planning
from actionline.roadmaps.models import ActivityVersion, Edition, Plan, Shape, TargetVersion

#: Mandates that are worked on; the others stay without anything, as on many a real site.
MOST = 12
_TITLES = (
    "Demonstration: connect schools of three provinces",
    "Demonstration: exchange points that are run by their members",
    "Demonstration: a yearly course for regulators",
)
_DONE = (
    "Demonstration: the work was prepared with all bodies concerned, two meetings were held, and "
    "the first results were put before the public for comments.",
    "Demonstration: a note was written in six languages and sent to the membership.",
    "Demonstration: figures were gathered from forty administrations and published.",
)


def office(address: str) -> User:
    return User.objects.get(email=f"{address}@example.org")


def worked_on() -> list[Mandate]:
    """The first mandates of the instrument that asks most."""
    standing = Mandate.objects.filter(state=Mandate.State.IN_FORCE, current__isnull=False)
    instruments = list(standing.order_by().values_list("instrument", flat=True))
    if not instruments:
        return []
    fullest = max(sorted(set(instruments)), key=instruments.count)
    found = standing.filter(instrument=fullest).select_related("instrument", "current")
    return list(found.order_by("position", "pk")[:MOST])


def assigned() -> str:
    """The bodies that are asked lead the work."""
    plans = []
    for mandate in worked_on():
        party = mandate.current.parties.filter(role="actor").first() if mandate.current else None
        if party is not None:
            plans.append(assigning.Plan(mandate.pk, party.body_id))
    done = assigning.assign(plans=plans, by=office("officer"))
    return f"{done.number} assigned"


def planned() -> str:
    """A facilitator publishes a roadmap that answers some of them."""
    shape = Shape.objects.filter(of_line=True).first()
    line = ActionLine.objects.filter(code="C2").first()
    body = Body.objects.filter(slug="itu").first()
    if shape is None or line is None or body is None:
        return "nothing to plan with"
    if Plan.objects.filter(shape=shape, body=body, line=line).exists():
        return "0 plans"
    officer, year = office("officer"), timezone.localdate().year
    edition = planning.begin_plan(
        shape=shape,
        body=body,
        line=line,
        label=f"{year}–{year + 3}",
        starts=date(year, 1, 1),
        ends=date(year + 3, 12, 31),
        language="en",
        by=officer,
    )
    _activities(edition, officer)
    planning.move(edition=edition, verb="ask", by=officer)
    planning.move(edition=edition, verb="publish", by=officer)
    return "1 plan"


def _activities(edition: Edition, officer: User) -> None:
    keys = [mandate.pk for mandate in worked_on()]
    rows = [
        {
            "title": title,
            "lead_id": edition.plan.body_id,
            "starts": edition.starts,
            "ends": edition.ends,
            "results": "Demonstration: what is meant to be there in the end.",
            "mandates": keys[place * 2 : place * 2 + 2],
        }
        for place, title in enumerate(_TITLES)
    ]
    made = planning.add(edition=edition, kind=ActivityVersion, rows=rows, by=officer)
    target = {
        "title": "Demonstration: schools with a connection",
        "unit": "%",
        "baseline": Decimal(40),
        "baseline_day": edition.starts,
        "baseline_source": "Demonstration",
        "value": Decimal(90),
        "day": edition.ends,
        "source": "Demonstration",
        "activity_id": made[0].activity_id,
    }
    planning.add(edition=edition, kind=TargetVersion, rows=[target], by=officer)


def reported() -> str:
    """What was done of every second one is told and validated by another office."""
    officer, reviewer = office("officer"), office("reviewer")
    today, new = timezone.localdate(), 0
    for place, mandate in enumerate(worked_on()[::2]):
        subject = Subject(MANDATE, str(mandate.pk))
        if Report.objects.filter(mandate=mandate).exists():
            continue
        version = progress.begin(
            subject=subject,
            starts=date(today.year - 1, 11, 1),
            ends=today,
            language="en",
            by=officer,
        )
        values = {"done": _DONE[place % len(_DONE)], "ahead": "Demonstration: a second round."}
        figure = Figure(
            name="Demonstration: people who took part",
            unit="",
            value=Decimal(120 + place),
            day=today,
            source="Demonstration",
        )
        version = progress.save(
            version=version, by=officer, values=values, figures=[figure], saves=version.saves
        )
        version = progress.submit(version=version, by=officer)
        progress.validate(version=version, internal=False, by=reviewer)
        new += 1
    return f"{new} progress reports"


def evidenced() -> str:
    """Pages of the demonstration's organisations show that something was done."""
    officer, new = office("officer"), 0
    for place, mandate in enumerate(worked_on()[::2]):
        kind = WebPage._meta.label_lower
        if Evidence.objects.filter(mandate=mandate, record_type=kind).exists():
            continue
        page = mandates.keep_web_page(
            address=f"https://example.org/demonstration/{place + 1}",
            title=f"Demonstration: a page on what was done ({place + 1})",
            seen=timezone.localdate(),
            snapshot="Demonstration: what the page said on the day when it was seen.",
            language="en",
            by=officer,
        )
        _evidence(mandate, page, officer)
        new += 1
    return f"{new} pieces of evidence"


def _evidence(mandate: Mandate, page: WebPage, officer: User) -> None:
    mandates.give_evidence(
        mandate=mandate,
        record_type=page._meta.label_lower,
        record_id=str(page.pk),
        reason="Demonstration: the page says what was done, and when.",
        language="en",
        by=officer,
    )


def decided() -> str:
    """One mandate was decided to be completed, another waits for somebody to agree."""
    officer, reviewer = office("officer"), office("reviewer")
    chosen = worked_on()[-2:]
    if not chosen or Decision.objects.filter(mandate__in=chosen).exists():
        return "0 decisions"
    made = [
        deciding.propose(
            mandate=mandate,
            outcome=Mandate.Standing.COMPLETED,
            reason="Demonstration: all that was asked has been done.",
            language="en",
            by=officer,
        )
        for mandate in chosen
    ]
    deciding.validate(decisions=made[:1], by=reviewer)
    return f"{len(made)} decisions"


def told() -> str:
    """The yearly report is drafted in all its languages."""
    definition = Definition.objects.order_by("position", "pk").first()
    if definition is None or Told.objects.filter(definition=definition).exists():
        return "0 reports"
    officer, shape = office("officer"), definition.shape
    meeting = periods.next_meeting(shape)
    year = meeting.starts.year if meeting else timezone.localdate().year + 1
    starts, ends = periods.period(shape, year)
    report = reporting.start(
        definition=definition,
        year=year,
        starts=starts,
        ends=ends,
        languages=shape.languages,
        language="en",
        meeting=meeting,
        by=officer,
    )
    _draft(report, shape.languages, officer)
    return "1 report"


def _draft(report: Told, languages: Sequence[str], officer: User) -> None:
    shape = report.definition.shape
    known = facts.gather(
        shape,
        starts=report.starts,
        ends=report.ends,
        year=report.year,
        about=report.about,
        meeting=report.meeting,
    )
    head = AuditHead.objects.first()
    reporting.take_draft(
        report=report,
        shape=report.definition.content,
        made=drafting.draft(shape, known, languages),
        number=head.number if head else 0,
        by=officer,
    )
