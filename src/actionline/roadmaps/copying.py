"""A new edition from another: of the same plan all of it, of another plan its build."""

from __future__ import annotations

from typing import Any

from .models import Activity, ActivityVersion, Edition, Item, Passage, Target, TargetVersion

#: What a plan that is begun from another's edition does not take over: what is that plan's own.
_OWN_OF_ACTIVITIES: dict[str, Any] = {"lead": None, "starts": None, "ends": None}
_OWN_OF_TARGETS: dict[str, Any] = {
    **dict.fromkeys(("baseline", "baseline_day", "value", "day")),
    "baseline_source": "",
    "milestones": [],
}


def copy(old: Edition, new: Edition) -> None:
    """Fill an empty edition; of another plan come texts, goals and indicators, and neither dates
    nor figures, mandates nor bodies. A fixed number of queries."""
    same = old.plan_id == new.plan_id
    Passage.objects.bulk_create(
        Passage(edition=new, key=each.key, text=each.text) for each in old.passages.all()
    )
    items = _items(old, new, same)
    activities = _activities(old, new, same, items)
    _targets(old, new, same, activities)


def _items(old: Edition, new: Edition, same: bool) -> dict[int, Item]:
    made: dict[int, Item] = {}
    for each in old.items.all():
        own = {"thread": each.thread} if same else {}
        made[each.pk] = Item(
            edition=new,
            key=each.key,
            position=each.position,
            title=each.title,
            text=each.text,
            due=each.due if same else None,
            source=each.source,
            **own,
        )
    Item.objects.bulk_create(made.values())
    return made


def _activities(
    old: Edition, new: Edition, same: bool, items: dict[int, Item]
) -> dict[int, Activity]:
    """Gives the activity that each of the old edition became, by its key."""
    found = list(old.activityversions.select_related("activity"))
    lasting = {each.activity_id: each.activity for each in found}
    if not same:
        lasting = {key: Activity(plan=new.plan) for key in lasting}
        Activity.objects.bulk_create(lasting.values())
    keys = [each.pk for each in found]
    for each in found:
        each.pk, each.edition, each.revision = None, new, 1
        each._state.adding = True
        each.activity = lasting[each.activity_id]
        each.item = items.get(each.item_id) if each.item_id else None
        if not same:
            for name, value in _OWN_OF_ACTIVITIES.items():
                setattr(each, name, value)
    ActivityVersion.objects.bulk_create(found)
    became = {key: each.pk for key, each in zip(keys, found, strict=True)}
    for name in ("mandates", "sdg_targets", "objectives"):
        if same or name != "mandates":
            _relations(name, became)
    return lasting


def _relations(name: str, became: dict[int, int]) -> None:
    through = getattr(ActivityVersion, name).through
    relation: Any = ActivityVersion._meta.get_field(name)
    column = f"{relation.m2m_reverse_field_name()}_id"
    rows = through.objects.filter(activityversion_id__in=list(became)).order_by("pk")
    through.objects.bulk_create(
        through(**{"activityversion_id": became[version], column: term})
        for version, term in rows.values_list("activityversion_id", column)
    )


def _targets(old: Edition, new: Edition, same: bool, activities: dict[int, Activity]) -> None:
    found = list(old.targetversions.select_related("target"))
    lasting = {each.target_id: each.target for each in found}
    if not same:
        lasting = {key: Target(plan=new.plan) for key in lasting}
        Target.objects.bulk_create(lasting.values())
    for each in found:
        each.pk, each.edition, each.revision = None, new, 1
        each._state.adding = True
        each.target = lasting[each.target_id]
        each.activity = activities.get(each.activity_id) if each.activity_id else None
        if not same:
            for name, value in _OWN_OF_TARGETS.items():
                setattr(each, name, value)
    TargetVersion.objects.bulk_create(found)
