"""What the pages of the register of projects have something on."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from tests.stocktaking.conftest import COMPLETE

from actionline.accounts.models import User
from actionline.stocktaking import watching
from actionline.stocktaking.actions import deciding, merging, templating, writing
from actionline.stocktaking.models import (
    Call,
    Merge,
    Project,
    Repository,
    Story,
    Submission,
    Template,
)

State = Submission.State

FIGURES = [{"what": "Readers a month", "value": "8600", "unit": "people"}]


def fill(officer: User) -> None:
    """A call, entries in each state that has a page, projects, one of them merged with another."""
    template = Template.objects.get(state=Template.State.PUBLISHED)
    now = timezone.now()
    Call.objects.create(
        slug="2026-call",
        year=2026,
        name_en="Call 2026",
        template=template,
        published=True,
        opens_at=now - timedelta(days=10),
        closes_at=now + timedelta(days=10),
        remind_days=[14, 3],
    )
    _draft(officer, "A draft of a lighthouse")
    writing.submit(submission=_draft(officer, "A submitted lighthouse"), by=officer)
    withdrawn = writing.submit(submission=_draft(officer, "A withdrawn lighthouse"), by=officer)
    writing.withdraw(submission=withdrawn, by=officer)
    kept, gone, _third = (_accepted(officer, f"Lighthouse {name}") for name in ("A", "B", "C"))
    versions = (kept.version, gone.version)
    merging.merge(kept=kept, gone=gone, sides={}, versions=versions, by=officer)
    templating.begin(based_on=template, by=officer)
    Repository.objects.create(slug="lighthouses", name_en="Lighthouses", published=True)
    Story.objects.create(
        project=kept, language="en", title="A light that stayed on", text="It did.", published=True
    )
    watching.keep(person=officer, name="Lights", query="q=light", tell=True)


def _draft(by: User, title: str) -> Submission:
    template = Template.objects.get(state=Template.State.PUBLISHED)
    made = writing.begin(by=by, language="en", template=template)
    answers = COMPLETE | {"title": title, "figures": FIGURES}
    return writing.save(submission=made, by=by, answers=answers, version=0)


def _accepted(by: User, title: str) -> Project:
    sent = writing.submit(submission=_draft(by, title), by=by)
    found = deciding.decide(submission=sent, verb="accept", by=by).project
    assert found is not None
    return found


def records() -> dict[str, str]:
    """The addresses with a record in them."""
    drafts, sent, withdrawn = (
        f"entries/{Submission.objects.get(state=state).pk}/"
        for state in (State.DRAFT, State.SUBMITTED, State.WITHDRAWN)
    )
    waiting = Submission.objects.get(state=State.SUBMITTED)
    kept = Merge.objects.get().kept
    draft, published = (
        Template.objects.get(state=state).version
        for state in (Template.State.DRAFT, Template.State.PUBLISHED)
    )
    template, call = f"templates/{draft}/", "calls/2026-call/"
    view, story = "views/lighthouses/", f"stories/{Story.objects.get().pk}/"
    found = {
        "entry": drafts,
        "check": f"{drafts}check/",
        "step": f"{drafts}project/",
        "filled": f"{drafts}form/",
        "receipt": f"{sent}receipt/",
        "withdraw": f"{sent}withdraw/",
        "restore": f"{withdrawn}restore/",
        "submission": f"desk/{waiting.pk}/",
        "call": call,
        "edit_call": f"{call}edit/",
        "watch": f"{call}progress/",
        "late_code": f"{call}late-codes/",
        "project": f"{kept.number}/",
        "history": f"{kept.number}/history/",
        "keep": f"{kept.number}/keep/",
        "archive": f"{kept.number}/keep/archive/",
        "template": template,
        "preview_template": f"{template}preview/",
        "publish_template": f"{template}publish/",
        "discard_template": f"{template}discard/",
        "compare_templates": f"{template}compare/{published}/",
        "question": f"{template}questions/title/",
        "part": f"desk/merges/{Merge.objects.get().pk}/part/",
        "repository": view,
        "edit_repository": f"{view}edit/",
        "remove_repository": f"{view}remove/",
        "story": story,
        "edit_story": f"{story}edit/",
        "remove_story": f"{story}remove/",
    }
    evidence = f"mandates/evidence/stocktaking.project/{kept.pk}/"
    return {f"stocktaking:{name}": f"stocktaking/{address}" for name, address in found.items()} | {
        "mandates:give_evidence": evidence
    }
