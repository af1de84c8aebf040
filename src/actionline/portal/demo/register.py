"""The stage of the demonstration that fills the register of projects, in all six languages."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from actionline.accounts.models import User
from actionline.mandates import actions as mandates
from actionline.stocktaking import queries
from actionline.stocktaking.actions import calling, curation, deciding, writing
from actionline.stocktaking.models import Call, Project, Repository, Story, Submission, Template

from .following import office, worked_on

_PROJECTS = Path(settings.ROOT) / "process" / "demo" / "projects.json"
_CONTACT = {
    "contact_name": "Demonstration: Owner of a project",
    "contact_email": "contributor@example.org",
}
#: This one tells of the same work as the first, in another language, and waits at the desk.
_TWIN = 1
_REPOSITORY = {
    "slug": "demonstration-villages",
    "name_en": "Demonstration: villages",
    "text_en": "Demonstration: what is done for remote and rural communities.",
    "query": "beneficiary=rural",
    "published": True,
}
_STORY = {
    "language": "en",
    "title": "Demonstration: the library that stayed open",
    "text": "Demonstration: when the rains came, the village carried the batteries upstairs.",
    "published": True,
}


def registered() -> str:
    """Entries are submitted and accepted; a repository, a story and evidence are made of them."""
    template = queries.newest_template()
    if template is None:
        return "no form of entries"
    owner, officer, new = office("contributor"), office("officer"), 0
    _called(template, officer)
    for place, row in enumerate(json.loads(_PROJECTS.read_bytes())):
        if Submission.objects.filter(title=row["title"]).exists():
            continue
        language = row.pop("language")
        answers = row | _CONTACT
        entry = writing.begin(by=owner, language=language, template=template, answers=answers)
        entry = writing.submit(submission=entry, by=owner)
        if place != _TWIN:
            deciding.decide(submission=entry, verb="accept", by=officer)
        new += 1
    _told(officer)
    return f"{new} entries"


def _called(template: Template, officer: User) -> None:
    """A call that is open for three months."""
    today = timezone.now().replace(minute=0, second=0, microsecond=0)
    if Call.objects.exists():
        return
    values = {
        "slug": "demonstration",
        "year": today.year,
        "name_en": f"Demonstration: call for entries {today.year}",
        "letter_en": "Demonstration: the circular letter of the call would stand here.",
        "template": template,
        "opens_at": today,
        "closes_at": today + timedelta(days=90),
        "remind_days": [30, 7],
        "published": True,
    }
    calling.save_call(call=Call(), values=values, by=officer, version=0)


def _told(officer: User) -> None:
    """What the secretariat makes of the first project."""
    first = Project.objects.filter(title__startswith="Demonstration").order_by("pk").first()
    if first is None or Story.objects.filter(project=first).exists():
        return
    curation.save_repository(repository=Repository(), values=_REPOSITORY, by=officer)
    curation.save_story(story=Story(project=first), values=_STORY, by=officer)
    kind, key = first._meta.label_lower, str(first.pk)
    for mandate in worked_on()[1:2]:
        mandates.give_evidence(
            mandate=mandate,
            record_type=kind,
            record_id=key,
            reason="Demonstration: the project does what is asked here.",
            language="en",
            by=officer,
        )
