"""What the JSON interface tells of the shared vocabulary, the matrix and the calendar."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from actionline.common import api
from actionline.common.api import Parameter, Resource, Telling

from .api_records import (
    ActionLineRecord,
    BodyRecord,
    DeadlineRecord,
    EconomyRecord,
    GoalRecord,
    GroupRecord,
    LinkRecord,
    MeetingRecord,
    MembershipRecord,
    ObjectiveRecord,
    StakeholderRecord,
    TargetRecord,
)
from .forms import CalendarFilter
from .matrix import queries as matrix
from .models import (
    ActionLine,
    Body,
    DocumentDeadline,
    Economy,
    EconomyGroup,
    GdcObjective,
    Goal,
    MatrixLink,
    Meeting,
    MembershipKind,
    StakeholderType,
    Target,
    Term,
)


def _named(term: Any) -> dict[str, Any]:
    return {"name": term.name, "names": api.names(term)}


def _term(term: Term) -> dict[str, Any]:
    return {**_named(term), "source": term.source}


def _body(body: Body, telling: Telling) -> BodyRecord:
    return BodyRecord(
        slug=body.slug,
        url=telling.page("framework:body", body.slug),
        **_named(body),
        acronym=body.acronym,
        kind=body.kind,
        parent=body.parent.slug if body.parent else None,
    )


def _meeting(meeting: Meeting, telling: Telling) -> MeetingRecord:
    return MeetingRecord(
        slug=meeting.slug,
        url=telling.page("framework:meeting", meeting.slug),
        **_named(meeting),
        body=meeting.body.slug,
        number=meeting.number,
        starts=meeting.starts,
        ends=meeting.ends,
        place=meeting.place,
        documents_due=meeting.documents_due,
        certain=meeting.certain,
        source=meeting.source,
        deadlines=[
            DeadlineRecord(
                kind=DocumentDeadline.Kind(each.kind),
                due=each.moment,
                days=each.days,
                source=each.source,
            )
            for each in meeting.deadlines.all()
        ],
    )


def _line(line: ActionLine, telling: Telling) -> ActionLineRecord:
    url = telling.page("matrix:line", line.code)
    return ActionLineRecord(code=line.code, url=url, number=line.number, **_term(line))


def _goal(goal: Goal, telling: Telling) -> GoalRecord:
    url = telling.page("matrix:goal", goal.number)
    return GoalRecord(number=goal.number, url=url, **_term(goal))


def _target(target: Target, telling: Telling) -> TargetRecord:
    return TargetRecord(
        code=target.code,
        url=telling.page("matrix:goal", target.goal.number),
        goal=target.goal.number,
        official=target.official or None,
        **_term(target),
    )


def _objective(objective: GdcObjective, telling: Telling) -> ObjectiveRecord:
    url = telling.page("matrix:objective", objective.number)
    return ObjectiveRecord(number=objective.number, url=url, **_term(objective))


def _stakeholder(kind: StakeholderType, _telling: Telling) -> StakeholderRecord:
    return StakeholderRecord(slug=kind.slug, **_term(kind))


def _membership(kind: MembershipKind, _telling: Telling) -> MembershipRecord:
    return MembershipRecord(slug=kind.slug, **_term(kind))


def _group(group: EconomyGroup, _telling: Telling) -> GroupRecord:
    return GroupRecord(
        slug=group.slug,
        kind=EconomyGroup.Kind(group.kind),
        as_of=group.as_of,
        checked=group.checked,
        economies=[economy.iso3 for economy in group.economies.all()],
        **_term(group),
    )


def _economy(economy: Economy, _telling: Telling) -> EconomyRecord:
    return EconomyRecord(
        iso3=economy.iso3,
        iso2=economy.iso2,
        m49=economy.m49,
        groups=[group.slug for group in economy.groups.all()],
        **_term(economy),
    )


def _link(link: MatrixLink, telling: Telling) -> LinkRecord:
    return LinkRecord(
        id=link.pk,
        url=telling.page("matrix:link", link.pk),
        action_line=link.line.code,
        goal=link.goal.number if link.goal else None,
        target=link.target.code if link.target else None,
        objective=link.objective.number if link.objective else None,
        reason=link.reason,
        language=link.language,
        strength=MatrixLink.Strength(link.strength) if link.strength else None,
        state=MatrixLink.State(link.state),
        decision=link.decision,
        author=_author(link),
        proposed_on=link.proposed_on,
        source=link.source,
    )


def _author(link: MatrixLink) -> str:
    """Whoever proposed it by name, never by address."""
    who = link.author
    if link.author_name or who is None:
        return link.author_name
    return who.office if who.erased_at else who.name


def _bodies() -> QuerySet[Body]:
    return Body.objects.select_related("parent")


def _all_meetings() -> QuerySet[Meeting]:
    return Meeting.objects.select_related("body").prefetch_related("deadlines")


def _meetings(query: QueryDict) -> QuerySet[Meeting]:
    """As the calendar narrows them down, save that those past are given too where none are left
    out by `when`."""
    chosen = CalendarFilter(query)
    api.checked(chosen)
    return chosen.meetings(otherwise=CalendarFilter.ALL)


def _links(query: QueryDict) -> QuerySet[MatrixLink]:
    """Those that stand; `state` names others."""
    state = query.get("state")
    found = MatrixLink.objects.filter(state__in=[state] if state else matrix.STANDING)
    line = query.get("action_line")
    return found.filter(line__code=line) if line else found


def _targets(query: QueryDict) -> QuerySet[Target]:
    goal = query.get("goal")
    return Target.objects.filter(goal__number=int(goal)) if goal else Target.objects.all()


_MEETING_FILTERS = (
    Parameter("body", "Meetings of this body, by its slug"),
    Parameter("year", "The year in which they open", pattern=r"^\d{4}$"),
    Parameter("when", "To come, past, or all, which is the default", ("ahead", "past", "all")),
    Parameter("date", "Whether the date is announced or only expected", ("announced", "expected")),
)
_LINK_FILTERS = (
    Parameter("action_line", "Links of this action line, by its code"),
    Parameter(
        "state", "All but the rejected where it is not given", tuple(MatrixLink.State.values)
    ),
)

for _resource in (
    Resource("bodies", Body, BodyRecord, _bodies, _body, "Who is asked, and who receives", "slug"),
    Resource(
        "meetings", Meeting, MeetingRecord, _all_meetings, _meeting,
        "Meetings of bodies, past and to come", "slug",
        parameters=_MEETING_FILTERS, narrow=_meetings, within=(DocumentDeadline,),
    ),
    Resource(
        "action-lines", ActionLine, ActionLineRecord, ActionLine.objects.all, _line,
        "The action lines of WSIS", "code",
    ),
    Resource(
        "goals", Goal, GoalRecord, Goal.objects.all, _goal,
        "The Sustainable Development Goals", "number", "int",
    ),
    Resource(
        "targets", Target, TargetRecord, lambda: Target.objects.select_related("goal"), _target,
        "The targets of the Sustainable Development Goals", "code",
        parameters=(Parameter("goal", "Targets of this goal", pattern=r"^\d{1,2}$"),),
        narrow=_targets,
    ),
    Resource(
        "objectives", GdcObjective, ObjectiveRecord, GdcObjective.objects.all, _objective,
        "The objectives of the Global Digital Compact", "number", "int",
    ),
    Resource(
        "stakeholder-types", StakeholderType, StakeholderRecord, StakeholderType.objects.all,
        _stakeholder, "Kinds of stakeholders", "slug",
    ),
    Resource(
        "memberships", MembershipKind, MembershipRecord, MembershipKind.objects.all,
        _membership, "In what ways organisations are members", "slug",
    ),
    Resource(
        "economies", Economy, EconomyRecord, lambda: Economy.objects.prefetch_related("groups"),
        _economy, "Countries and areas of the M49 standard", "iso3",
    ),
    Resource(
        "economy-groups", EconomyGroup, GroupRecord,
        lambda: EconomyGroup.objects.prefetch_related("economies"), _group,
        "Regions and development groups of economies", "slug",
    ),
    Resource(
        "matrix-links", MatrixLink, LinkRecord, matrix.links, _link,
        "What action lines serve, and why", parameters=_LINK_FILTERS, narrow=_links,
    ),
):  # fmt: skip
    api.register(_resource)
