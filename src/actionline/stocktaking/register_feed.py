"""A search of the register as an Atom feed: its entries that came or changed last."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from actionline.common import languages
from actionline.common.search import Sort

from .models import Project
from .register import Search

MOST = 50
#: So many of those that changed last are looked at, whatever is asked.
_LOOKED_AT = 2000


def feed(search: Search) -> str:
    """The entries found that came or changed last, as XML."""
    query = search.as_query()
    address = f"{settings.SITE_URL}{reverse('stocktaking:list')}"
    own = f"{settings.SITE_URL}{reverse('stocktaking:feed')}"
    title = _("Projects")
    if search.q:
        title = _("Projects: %(words)s") % {"words": _plain(search.q)}
    found = Atom1Feed(
        title=title,
        link=f"{address}?{query}" if query else address,
        description="",
        language=languages.tag(get_language() or "en"),
        feed_url=f"{own}?{query}" if query else own,
    )
    keys = _changed_last(search)
    if len(keys) < MOST:
        keys |= set(replace(search, sort=Sort.NEWEST).answer(size=MOST).hits)
    for project in Project.objects.filter(pk__in=keys).order_by("-updated_at", "-pk")[:MOST]:
        _add(found, project)
    return str(found.writeString("utf-8"))


def _changed_last(search: Search) -> set[int]:
    """Those found among the projects of the whole register that changed last."""
    changed = Project.objects.filter(state=Project.State.PUBLISHED).order_by("-updated_at")
    keys = list(changed.values_list("pk", flat=True)[:_LOOKED_AT])
    found = search.among(keys)
    return set([key for key in keys if key in found][:MOST])


def _add(found: Atom1Feed, project: Project) -> None:
    found.add_item(
        title=_plain(project.title),
        link=f"{settings.SITE_URL}{project.get_absolute_url()}",
        description=_plain(project.summary),
        author_name=_plain(project.entity_name),
        pubdate=project.accepted_at,
        updateddate=project.updated_at,
        unique_id=f"{settings.SITE_URL}/stocktaking/{project.number}",
    )


def _plain(text: str) -> str:
    """Without the signs that XML cannot hold."""
    return "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")
