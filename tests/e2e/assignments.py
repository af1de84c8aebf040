"""What the pages of assignments and groups have something on."""

from __future__ import annotations

from actionline.accounts.models import User
from actionline.common.models import AuditEntry
from actionline.framework.models import Body
from actionline.mandates.assignments import actions
from actionline.mandates.assignments.models import (
    Assignment,
    Group,
    GroupText,
    HandOver,
    Member,
    Recommendation,
)
from actionline.mandates.models import Mandate


def fill(officer: User, person: User) -> None:
    """A mandate that is led, supported and offered; a group with a text that is published."""
    bdt, itu = Body.objects.get(slug="bdt"), Body.objects.get(slug="itu")
    first = Mandate.objects.filter(next_due__isnull=False).first()
    assert first is not None
    plan = actions.Plan(first.pk, bdt.pk, (itu.pk,))
    actions.assign(plans=[plan], by=officer, instructions="Begin early.", people=[officer])
    lead = Assignment.objects.get(role=Assignment.Role.LEAD)
    actions.offer(assignment=lead, to=itu, note="Yours by its nature.", by=officer)
    group = Group.objects.get(slug="ungis-financial-mechanisms")
    chair = actions.Membership(role="chair", person=person, source="Decision 1")
    actions.save_member(group=group, membership=chair, by=officer)
    words = actions.Words(
        "recommendations", "Money for lighthouses", "A fund is missing.", "HTF/1",
        (itu,), ("Pool what there is.", "Ask the banks."),
    )  # fmt: skip
    text = actions.save_text(group=group, words=words, by=officer)
    for verb in ("review", "publish"):
        actions.move_text(text=text, verb=verb, by=officer)
    item = Recommendation.objects.earliest("number")
    actions.follow_up(item=item, verb="begin", note="A first pool stands.", by=officer)


def records() -> dict[str, str]:
    """The addresses with a record in them."""
    lead = Assignment.objects.get(role=Assignment.Role.LEAD)
    group, text = "groups/ungis-financial-mechanisms/", GroupText.objects.get()
    member = Member.objects.filter(person__isnull=False).get()
    batch = AuditEntry.objects.filter(verb="assignments.assign").values_list("batch", flat=True)
    found = {
        "act": f"acts/{batch[0]}/",
        "assign": f"mandates/{lead.mandate_id}/",
        "people": f"{lead.pk}/people/",
        "end": f"{lead.pk}/end/",
        "offer": f"{lead.pk}/offer/",
        "offered": f"offers/{HandOver.objects.get().pk}/",
        "topic": "directory/topics/stocktaking/",
        "group": group,
        "add_member": f"{group}members/",
        "member": f"{group}members/{member.pk}/",
        "terms": f"{group}terms/",
        "write": f"{group}texts/",
        "rewrite": f"{group}texts/{text.pk}/",
        "text": f"texts/{text.pk}/",
        "follow": f"recommendations/{Recommendation.objects.earliest('number').pk}/",
    }
    return {f"assignments:{name}": f"assignments/{address}" for name, address in found.items()}
