"""The web addresses of projects: which are looked at when, and which are broken.

The operator switches it on. A minute apart, a few addresses are looked at, of each host one at
a time. A look that fails is repeated the next day; three in a row, and the address is broken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from time import monotonic
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from .looking import Looked, look
from .models import CheckedLink, Project

#: Looks in a row that have to fail before an address counts as broken.
BROKEN = 3
AGAIN_FINE, AGAIN_FAILED, AGAIN_BROKEN = (timedelta(days=days) for days in (30, 1, 7))
AT_ONCE, SECONDS = 20, 20.0
#: Projects taken up in one round; addresses among which those of different hosts are picked.
TAKEN_UP, AMONG = 20_000, 400
_BATCH = 200


def on() -> bool:
    """Whether the operator has switched it on."""
    return bool(settings.CHECK_LINKS)


def broken(prefix: str = "") -> Q:
    """The addresses that are broken."""
    return Q(**{f"{prefix}failures__gte": BROKEN})


def all_broken() -> QuerySet[CheckedLink]:
    """What is broken in the register, the longest first."""
    found = CheckedLink.objects.filter(broken(), project__state=Project.State.PUBLISHED)
    return found.select_related("project").order_by("failing_since", "pk")


def take_up(now: datetime) -> int:
    """Bring the list of addresses up to what projects give that are new or changed; how many."""
    known = CheckedLink.objects.filter(project=OuterRef("pk"))
    changed = Q(updated_at__gte=now - timedelta(days=2)) | ~Exists(known)
    found = Project.objects.filter(changed, state=Project.State.PUBLISHED).exclude(links=[])
    projects = list(found.only("pk", "links").order_by("-updated_at", "pk")[:TAKEN_UP])
    for start in range(0, len(projects), _BATCH):
        _take_up(projects[start : start + _BATCH], now)
    return len(projects)


@transaction.atomic
def _take_up(projects: Sequence[Project], now: datetime) -> None:
    wanted = {(each.pk, digest(url)): url for each in projects for url in _urls(each)}
    known = CheckedLink.objects.filter(project__in=projects)
    held = {(project, key): pk for pk, project, key in known.values_list("pk", "project", "digest")}
    known.filter(pk__in=[pk for each, pk in held.items() if each not in wanted]).delete()
    CheckedLink.objects.bulk_create(
        [
            CheckedLink(project_id=project, digest=key, url=url, next_at=now)
            for (project, key), url in wanted.items()
            if (project, key) not in held
        ],
        ignore_conflicts=True,
    )


def _urls(project: Project) -> Iterable[str]:
    return (str(each["url"])[:2000] for each in project.links if each.get("url"))


def digest(url: str) -> str:
    return sha256(url.encode()).hexdigest()


def check(now: datetime, *, looking: Callable[[str], Looked] = look) -> int:
    """Look at what is due, of each host one address; how many. Stops after some seconds.

    Nothing is locked while the network is waited for.
    """
    began, looked = monotonic(), 0
    for link in _picked(now):
        if monotonic() - began > SECONDS:
            break
        keep(link, looking(link.url), now)
        looked += 1
    return looked


def _picked(now: datetime) -> list[CheckedLink]:
    """Of each host one. By digest, which mixes the hosts: a large one holds up no other."""
    due = CheckedLink.objects.filter(
        next_at__lte=now, project__state=Project.State.PUBLISHED
    ).order_by("digest", "pk")
    hosts: dict[str, CheckedLink] = {}
    for link in due[:AMONG]:
        hosts.setdefault(_host(link.url), link)
    return list(hosts.values())[:AT_ONCE]


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def keep(link: CheckedLink, found: Looked, now: datetime) -> None:
    """Note what was found, for all projects that give the address."""
    same = CheckedLink.objects.filter(digest=link.digest)
    told = {"said": found.said, "status": found.status, "checked_at": now}
    if found.said == CheckedLink.Said.FINE:
        same.update(**told, failures=0, failing_since=None, next_at=now + AGAIN_FINE)
        return
    failed = link.failures + 1
    later = AGAIN_FAILED if failed < BROKEN else AGAIN_BROKEN
    since = link.failing_since or now
    same.update(**told, failures=failed, failing_since=since, next_at=now + later)


def more(now: datetime) -> bool:
    """Whether something is due yet."""
    return CheckedLink.objects.filter(
        next_at__lte=now, project__state=Project.State.PUBLISHED
    ).exists()


def round_of() -> bool:
    """One round of the worker; whether there is to be another in a minute."""
    now = timezone.now()
    return check(now) > 0 and more(now)
