"""What the pages of plans ask the database, each in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from actionline.accounts.models import Role
from actionline.framework.models import GdcObjective
from actionline.framework.models import Target as SdgTarget
from actionline.mandates.filters import Filter
from actionline.mandates.models import Mandate

from .models import (
    Activity,
    ActivityVersion,
    Edition,
    Item,
    Observation,
    Part,
    Passage,
    Plan,
    Target,
    TargetVersion,
)
from .status import Standing, standing


@dataclass(frozen=True, slots=True)
class Measured:
    """A target with how it stands."""

    target: TargetVersion
    standing: Standing
    activity: ActivityVersion | None


@dataclass(frozen=True, slots=True)
class Group:
    """The activities that stand under one entry of a list; None for those under none."""

    item: Item | None
    activities: list[ActivityVersion]


@dataclass(frozen=True, slots=True)
class Links:
    """What an activity answers and contributes to."""

    mandates: list[Mandate] = field(default_factory=list)
    sdg_targets: list[SdgTarget] = field(default_factory=list)
    objectives: list[GdcObjective] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Loaded:
    """An edition with all that stands in it; texts and lists by the keys of their parts, `links`
    by the keys of activities, where it was loaded whole."""

    edition: Edition
    parts: list[Part]
    passages: dict[str, Passage]
    items: dict[str, list[Item]]
    activities: list[ActivityVersion]
    targets: list[TargetVersion]
    links: dict[int, Links]

    def of(self, within: str) -> list[Part]:
        """The parts of the plan, or those of an activity."""
        return [part for part in self.parts if part.within == within]

    @property
    def groups(self) -> list[Group]:
        """The activities under the entries they stand under, in the order of these."""
        by_item: dict[int | None, list[ActivityVersion]] = {}
        for each in self.activities:
            by_item.setdefault(each.item_id, []).append(each)
        entries = [item for items in self.items.values() for item in items]
        found = [Group(item, by_item[item.pk]) for item in entries if item.pk in by_item]
        return found + ([Group(None, by_item[None])] if None in by_item else [])

    @property
    def measured(self) -> list[Measured]:
        """The targets, each with how it stands; observations come with them."""
        by_key = {each.activity_id: each for each in self.activities}
        return [
            Measured(
                each,
                standing(each, each.target.observations.all()),
                by_key.get(each.activity_id) if each.activity_id else None,
            )
            for each in self.targets
        ]


def plans() -> QuerySet[Plan]:
    """Plans with what their names and permissions are made of."""
    return Plan.objects.select_related("shape", "body", "line", "current")


def editions() -> QuerySet[Edition]:
    """Editions with what their names and permissions are made of, without what is frozen."""
    return Edition.objects.select_related("plan__shape", "plan__body", "plan__line").defer("frozen")


def load(edition: Edition, *, whole: bool = False) -> Loaded:
    """An edition with all that stands in it; `whole` with the mandates, goals and objectives of
    each activity, else with how many there are. Seven queries, or thirteen."""
    passages = edition.passages.all()
    by_key: dict[str, list[Item]] = {}
    items = list(edition.items.order_by("position", "pk"))
    for item in items:
        by_key.setdefault(item.key, []).append(item)
    activities = edition.activityversions.select_related("lead", "activity").order_by(
        "position", "pk"
    )
    if not whole:
        activities = counted(activities)
    known = {item.pk: item for item in items}
    found = list(activities)
    for each in found:
        each.edition = edition
        if each.item_id:
            each.item = known[each.item_id]
    return Loaded(
        edition,
        list(edition.plan.shape.parts.all()),
        {passage.key: passage for passage in passages},
        by_key,
        found,
        list(targets_of(edition)),
        _links(edition, found) if whole else {},
    )


def _links(edition: Edition, versions: Iterable[ActivityVersion]) -> dict[int, Links]:
    """What each activity answers and contributes to, in order. A record that many activities name
    is read once, by two queries for each kind."""
    found = {each.pk: Links() for each in versions}
    wanted: list[tuple[str, QuerySet[Any]]] = [
        ("mandates", mandates_told()),
        ("sdg_targets", SdgTarget.objects.all()),
        ("objectives", GdcObjective.objects.all()),
    ]
    for name, records in wanted:
        rows = edition.activityversions.filter(**{f"{name}__isnull": False}).order_by()
        owners: dict[int, list[int]] = {}
        for version, key in rows.values_list("pk", name):
            owners.setdefault(key, []).append(version)
        for record in records.filter(pk__in=owners):
            for version in owners[record.pk]:
                getattr(found[version], name).append(record)
    return found


def counted(versions: QuerySet[ActivityVersion]) -> QuerySet[ActivityVersion]:
    """With the numbers of what they answer and contribute to. Each is counted by itself: joined,
    the rows would be as many as their product."""
    return versions.annotate(
        many_mandates=_number("mandates"),
        many_goals=_number("sdg_targets"),
        many_objectives=_number("objectives"),
    )


def _number(name: str) -> Coalesce:
    rows = (
        getattr(ActivityVersion, name)
        .through.objects.filter(activityversion=OuterRef("pk"))
        .order_by()
    )
    many = rows.values("activityversion").annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(many), 0)


def targets_of(edition: Edition) -> QuerySet[TargetVersion]:
    """The targets of an edition with their observations; two queries."""
    return (
        edition.targetversions.select_related("target")
        .order_by("position", "pk")
        .prefetch_related("target__observations")
    )


def mandates_told() -> QuerySet[Mandate]:
    """Mandates with what their names are made of."""
    return (
        Mandate.objects.select_related("instrument", "current__edition")
        .defer("search_text", "party_keys", "current__edition__reading")
        .order_by("instrument__slug", "position", "pk")
    )


def published_versions() -> QuerySet[ActivityVersion]:
    """The activities of the editions that the public reads."""
    return ActivityVersion.objects.filter(edition__state=Edition.State.PUBLISHED).select_related(
        "edition__plan__shape", "edition__plan__body", "edition__plan__line"
    )


def answering(mandate: Mandate) -> list[ActivityVersion]:
    """The published activities that answer a mandate; one query."""
    found = published_versions().filter(mandates=mandate).defer("edition__frozen")
    return list(found.order_by("edition__plan_id", "position", "pk"))


def asked_of(plan: Plan) -> QuerySet[Mandate]:
    """The mandates that a plan would answer: those of its action line, or those that ask its body
    or that it leads; without those that ended."""
    if plan.line:
        found = Filter(line=plan.line.code).mandates()
    else:
        asked = Filter(actor=plan.body.slug).mandates().values("pk")
        found = Mandate.objects.filter(Q(pk__in=asked) | Q(holder=plan.body), current__isnull=False)
    return found.exclude(state=Mandate.State.ENDED)


def unanswered(edition: Edition) -> QuerySet[Mandate]:
    """Those of `asked_of` that no activity of an edition answers, to be shown."""
    through = ActivityVersion.mandates.through
    answered = through.objects.filter(activityversion__edition=edition).values("mandate_id")
    keys = asked_of(edition.plan).exclude(pk__in=answered).values("pk")
    return mandates_told().filter(pk__in=keys)


def earlier(version: ActivityVersion) -> list[ActivityVersion]:
    """The same activity in the editions that the public may read, the newest first."""
    return list(
        ActivityVersion.objects.filter(
            activity=version.activity_id,
            edition__state__in=[Edition.State.PUBLISHED, Edition.State.SUPERSEDED],
        )
        .select_related("edition__plan")
        .defer("edition__frozen")
        .order_by("-edition__number")
    )


def writing_roles(plan: Plan) -> QuerySet[Role]:
    """Roles of officers, and of focal points that may be for a plan."""
    codes = ["", plan.body.slug, *([plan.line.code] if plan.line else [])]
    return Role.objects.filter(
        Q(kind__in=[Role.Kind.OFFICER, Role.Kind.ADMINISTRATOR])
        | Q(kind=Role.Kind.FOCAL_POINT, scope_code__in=codes)
    )


def observations_of(target_ids: Sequence[int]) -> QuerySet[Observation]:
    """Observations with who entered them, the newest first."""
    found = Observation.objects.filter(target__in=target_ids).select_related("by")
    return found.order_by("-day", "-pk")


def activity(key: int) -> Activity | None:
    """An activity that has been published, with its plan and its present version."""
    return (
        Activity.objects.filter(pk=key, current__isnull=False)
        .select_related(
            *("plan__shape", "plan__body", "plan__line", "current__edition__plan"),
            *("current__item", "current__lead"),
        )
        .defer("current__edition__frozen")
        .first()
    )


def activity_of_word(key: str) -> Activity | None:
    """The same by its key in a word: `roadmaps.activity:3`."""
    return activity(int(key))


def templates() -> QuerySet[Edition]:
    """The published editions that others may build theirs as, those offered first."""
    found = editions().filter(state=Edition.State.PUBLISHED)
    return found.order_by("-plan__offered", "plan__shape__position", "plan__line__position", "pk")


def of_plan(plan: Plan) -> QuerySet[Edition]:
    """The editions of a plan, the newest first."""
    return plan.editions.order_by("-number").defer("frozen")


def listed(*, shape: str = "", line: str = "", drafts: bool = False) -> QuerySet[Plan]:
    """Plans for the list: those that are published, with `drafts` the others too; with the number
    of their published activities."""
    found = plans().prefetch_related(
        Prefetch(
            "editions",
            Edition.objects.filter(state__in=[Edition.State.DRAFT, Edition.State.IN_REVIEW]).defer(
                "frozen"
            ),
            to_attr="open_editions",
        )
    )
    if not drafts:
        found = found.filter(current__isnull=False)
    if shape:
        found = found.filter(shape__slug=shape)
    if line:
        found = found.filter(line__code=line)
    return found.annotate(
        many_activities=Count("current__activityversions", distinct=True),
        many_targets=Count("current__targetversions", distinct=True),
    ).order_by("shape__position", "line__position", "body__position", "pk")


def open_edition(plan: Plan, person: Any) -> Edition | None:
    """The edition of a plan that is being written, if somebody may see it."""
    if not person.is_authenticated:
        return None
    known = getattr(plan, "open_editions", None)
    if known is None:
        known = list(
            plan.editions.filter(state__in=[Edition.State.DRAFT, Edition.State.IN_REVIEW]).defer(
                "frozen"
            )
        )
    for edition in known:
        edition.plan = plan
        if person.has_perm("roadmaps.see", edition):
            return edition  # type: ignore[no-any-return]  # of the prefetch
    return None


def scheduled(edition: Edition) -> list[ActivityVersion]:
    """The activities of an edition by their beginning, those without dates at the end."""
    found = list(edition.activityversions.select_related("activity"))
    for each in found:
        each.edition = edition
    late = date.max
    return sorted(found, key=lambda each: (each.starts or each.ends or late, each.ends or late))


def targets() -> QuerySet[Target]:
    """Targets with their plans and the version that the public reads."""
    return Target.objects.select_related(
        *("plan__shape", "plan__body", "plan__line", "current__edition__plan"),
        "current__activity__current",
    ).defer("current__edition__frozen")
