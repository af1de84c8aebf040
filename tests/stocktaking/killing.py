"""A site in a folder of its own, whose processes tests kill: `python -m tests.stocktaking.killing`.

Each call does one thing in a process of its own and prints what came of it as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "actionline.config.settings")


def prepare() -> dict[str, Any]:
    """In a migrated site a little vocabulary, the form of entries, an officer and an author."""
    from actionline.accounts.models import User
    from actionline.common.datafiles import Faults
    from actionline.framework.models import ActionLine, Economy, Goal, Target
    from actionline.stocktaking import loading

    from .conftest import PROCESS

    for number, code in enumerate(("C1", "C2", "C7-elearning")):
        ActionLine.objects.create(code=code, name_en=f"Line {code}", position=number)
    goal = Goal.objects.create(number=9, name_en="Goal 9")
    Target.objects.create(code="9.c", goal=goal, name_en="Target 9.c")
    for m49, iso2, iso3 in (("404", "KE", "KEN"), ("250", "FR", "FRA")):
        Economy.objects.create(m49=m49, iso2=iso2, iso3=iso3, name_en=iso3)
    loading.load(PROCESS, Faults())
    officer = User.objects.create_user("officer@example.org", is_officer=True)
    return {"officer": officer.pk, "author": User.objects.create_user("author@example.org").pk}


def bring(rows: str, good: str) -> dict[str, Any]:
    """Bring a file of so many rows, have it tried here, and ask the worker to take it."""
    from django.core.files.base import ContentFile

    from actionline.common.tables import actions, jobs
    from actionline.stocktaking.importing import ProjectTable

    from .registers import as_csv
    from .registers import rows as made

    file = ContentFile(as_csv(made(int(rows))).encode(), name="register.csv")
    brought = actions.bring(table=ProjectTable, file=file, profile="", by=_officer())
    assert brought.job is not None
    brought.job.state = "done"  # it is tried here, without the worker
    brought.job.save()
    jobs.try_table(None, key=brought.pk)
    actions.take(importing=brought, good_only=good == "good", by=_officer())
    return {"import": brought.pk}


def look() -> dict[str, Any]:
    """What there is now, and whether the trail holds."""
    from actionline.common import trail
    from actionline.common.models import AuditEntry, Job
    from actionline.common.search import Query
    from actionline.common.tables.models import TableImport
    from actionline.stocktaking.indexing import PROJECTS
    from actionline.stocktaking.models import Project, Submission

    importing = TableImport.objects.last()
    return {
        "projects": Project.objects.count(),
        "numbers": Project.objects.values("number").distinct().count(),
        "digests": Project.objects.values("digest").distinct().count(),
        "told": AuditEntry.objects.filter(verb="stocktaking.import").count(),
        "found": len(list(PROJECTS.ids(Query.parse("")))),
        "taken": importing.taken if importing else 0,
        "state": importing.state if importing else "",
        "accepted": Submission.objects.filter(state="accepted").count(),
        "accepted_with_project": Submission.objects.filter(
            state="accepted", project__isnull=False
        ).count(),
        "accepted_told": AuditEntry.objects.filter(verb="stocktaking.accept").count(),
        "published_told": AuditEntry.objects.filter(verb="stocktaking.publish").count(),
        "jobs": list(Job.objects.order_by("pk").values_list("state", flat=True)),
        "trail": [str(fault) for fault in trail.verify().faults],
    }


def entries(number: str) -> dict[str, Any]:
    """So many submitted entries, and the worker asked to accept them all."""
    from actionline.accounts.models import User
    from actionline.stocktaking.actions import writing
    from actionline.stocktaking.models import Template

    from .conftest import COMPLETE

    author = User.objects.get(email="author@example.org")
    template = Template.objects.get()
    for index in range(int(number)):
        begun = writing.begin(by=author, language="en", template=template)
        title = {"title": f"Libraries on the line, part {index}"}
        saved = writing.save(submission=begun, by=author, answers=COMPLETE | title, version=0)
        writing.submit(submission=saved, by=author)
    return decide()


def decide() -> dict[str, Any]:
    """Have the worker accept all that is submitted."""
    from actionline.common import work
    from actionline.stocktaking import bulk
    from actionline.stocktaking.models import Submission

    keys = list(Submission.objects.order_by("pk").values_list("pk", flat=True))
    officer = _officer()
    arguments = {"verb": "accept", "reason": "", "keys": keys, "by": officer.pk}
    work.start(kind=bulk.DECIDE, by=officer, arguments=arguments)
    return {"keys": len(keys)}


def draft() -> dict[str, Any]:
    """A draft of the author's, and a session in which they are signed in."""
    from django.test import Client

    from actionline.accounts.models import User
    from actionline.stocktaking.actions import writing
    from actionline.stocktaking.models import Template

    from .conftest import COMPLETE

    author = User.objects.get(email="author@example.org")
    begun = writing.begin(by=author, language="en", template=Template.objects.get())
    saved = writing.save(submission=begun, by=author, answers=COMPLETE, version=0)
    client = Client()
    client.force_login(author)
    return {"key": saved.pk, "session": client.cookies["sessionid"].value}


def entry(key: str) -> dict[str, Any]:
    """How an entry stands."""
    from actionline.common.models import AuditEntry
    from actionline.stocktaking.models import Submission

    found = Submission.objects.get(pk=int(key))
    told = AuditEntry.objects.filter(record_type=found._meta.label_lower, record_id=key)
    return {
        "state": found.state,
        "version": found.version,
        "receipt": found.receipt,
        "answers": found.answers,
        "submitted_told": told.filter(verb="stocktaking.submit").count(),
    }


def _officer() -> Any:
    from actionline.accounts.models import User

    return User.objects.get(email="officer@example.org")


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(globals()[sys.argv[1]](*sys.argv[2:])))
