"""Which projects may be there twice.

Pairs are found by the words of their titles (all of one's but one stand in the other's), by a web
address that both give, and by their entity. The search index answers that for a project without
looking at the others, so that the work grows with the number of projects and not with its square.
A title in another language is found by the address and the entity.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy
from rapidfuzz import fuzz, utils

from actionline.common import work
from actionline.common.search.analysis import tokens

from .indexing import PROJECTS
from .models import Likely, Project
from .twin_signs import links_of, signs

FIND = "stocktaking.find_twins"
TITLE = gettext_lazy("Looking for projects that are there twice")
#: Likeness of two titles, of 100, from which somebody should look at both.
ALIKE = 85
#: So much more likely they are one when the entity, or a web address, is the same.
_MORE = 6
#: Likeness of those who share an address and the entity, whatever they are called; of those who
#: share an address, or the entity, when their titles are alike by so much.
_SHARE_BOTH, _SHARE_LINK, _SHARE_ENTITY = 90, 60, 75
#: An address or entity that more projects have is that of a programme and tells nothing.
MOST_SHARING = 20
#: Projects whose titles are compared with one; a title of one common word has many like it.
_LOOKED_AT = 100
#: Titles with more words are compared by their first ones.
_MOST_WORDS = 24
AT_ONCE = 200


def waiting() -> QuerySet[Likely]:
    """The pairs that somebody should look at: both still there, nobody said they are two."""
    there = Q(one__state=Project.State.PUBLISHED, other__state=Project.State.PUBLISHED)
    found = Likely.objects.filter(there, apart=False).select_related("one", "other")
    return found.order_by("-likeness", "pk")


def find(progress: work.Progress) -> work.Result | None:
    """Look at every project; for the background."""
    keys = list(_published().values_list("pk", flat=True))
    starts = range(0, len(keys), AT_ONCE)
    for start in progress.of(starts, len(starts)):
        note(_published().filter(pk__in=keys[start : start + AT_ONCE]))
    return None


def find_new(since: datetime) -> int:
    """Look at the projects that changed since then; gives how many."""
    keys = list(_published().filter(updated_at__gte=since).values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        note(_published().filter(pk__in=keys[start : start + AT_ONCE]))
    return len(keys)


def like(project: Project) -> list[Likely]:
    """The pairs of a project that need not be in the register with those that are, the likeliest
    first; `other` is the one in the register."""
    others = _published().filter(pk__in=_candidates(project)).only(*_WANTED)
    return sorted(_alike(project, others), key=lambda pair: -pair.likeness)


def _published() -> QuerySet[Project]:
    return Project.objects.filter(state=Project.State.PUBLISHED).order_by("pk")


_WANTED = ("pk", "title", "language", "entity_name", "entity_economy", "links")


def note(projects: QuerySet[Project]) -> None:
    """Keep the likely twins of these projects; pairs that are known stay as they are."""
    found = list(projects.only(*_WANTED))
    candidates = {project.pk: _candidates(project) for project in found}
    keys = set().union(*candidates.values()) if candidates else set()
    others = {other.pk: other for other in _published().filter(pk__in=keys).only(*_WANTED)}
    pairs = {}
    for project in found:
        near = [others[key] for key in candidates[project.pk] & set(others)]
        for pair in map(_in_order, _alike(project, near)):
            pairs[pair.one_id, pair.other_id] = pair
    Likely.objects.bulk_create(pairs.values(), ignore_conflicts=True)


def _candidates(project: Project) -> set[int]:
    words = list(dict.fromkeys(tokens(project.title, project.language)))[:_MOST_WORDS]
    found = set(PROJECTS.titled(words, lacking=1 if len(words) > 2 else 0, most=_LOOKED_AT))
    for sharing in PROJECTS.having(signs(project)).values():
        if len(sharing) <= MOST_SHARING:
            found |= set(sharing)
    return found - {project.pk}


def _alike(project: Project, others: Iterable[Project]) -> Iterator[Likely]:
    own_title, own_links = utils.default_process(project.title), links_of(project)
    own_entity = utils.default_process(project.entity_name)
    for other in others:
        likeness = round(fuzz.token_sort_ratio(own_title, utils.default_process(other.title)))
        same_entity = (
            fuzz.token_sort_ratio(own_entity, utils.default_process(other.entity_name)) >= ALIKE
        )
        same_link = bool(own_links & links_of(other))
        likeness = _likeness(likeness, same_entity=same_entity, same_link=same_link)
        if likeness >= ALIKE:
            yield Likely(
                one_id=project.pk,
                other=other,
                likeness=likeness,
                same_entity=same_entity,
                same_link=same_link,
                found_at=timezone.now(),
            )


def _in_order(pair: Likely) -> Likely:
    """A pair is kept once, whichever of the two it was found from."""
    pair.one_id, pair.other_id = sorted((pair.one_id, pair.other_id))
    return pair


def _likeness(titles: int, *, same_entity: bool, same_link: bool) -> int:
    """How likely two projects are one, of 100, from the likeness of their titles."""
    found = titles + _MORE * (same_entity + same_link) - _MORE
    if same_entity and same_link:
        found = max(found, _SHARE_BOTH)
    elif (same_link and titles >= _SHARE_LINK) or (same_entity and titles >= _SHARE_ENTITY):
        found = max(found, ALIKE)
    return min(100, found)
