"""A search of the register as an Atom feed: its newest entries."""

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


def feed(search: Search) -> str:
    """The newest entries that a search finds, as XML."""
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
    answer = replace(search, sort=Sort.NEWEST).answer(size=MOST)
    projects = Project.objects.in_bulk(answer.hits)
    for key in answer.hits:
        if key in projects:
            _add(found, projects[key])
    return str(found.writeString("utf-8"))


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
