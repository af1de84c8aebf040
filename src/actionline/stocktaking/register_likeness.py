"""Projects like another one: of its action lines, targets and countries, in much the same words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from actionline.common.search import Sort
from actionline.common.search.analysis import tokens

from .models import Project
from .register import Search

MOST = 5
#: So many of the newest of the same action lines are compared.
_LOOKED_AT = 150
#: From so much likeness on, of about 3, two projects have something to say to one another.
_LEAST = 0.75


@dataclass(frozen=True, slots=True)
class _Marks:
    lines: frozenset[str]
    targets: frozenset[str]
    economies: frozenset[str]
    words: frozenset[str]


def similar(project: Project) -> list[Project]:
    """The likest ones, the likest first; two queries beside the search."""
    if not project.lines:
        return []
    values = {"line": tuple(str(code) for code in project.lines)}
    answer = Search(values=values, sort=Sort.NEWEST).answer(size=_LOOKED_AT)
    found = Project.objects.filter(pk__in=answer.hits).exclude(pk=project.pk).order_by("-pk")
    wanted = ("number", "title", "language", "entity_name", "lines", "targets", "economies")
    own = _marks(project)
    scored = [(_likeness(own, _marks(each)), each) for each in found.only(*wanted)]
    best = sorted(scored, key=lambda pair: -pair[0])[:MOST]
    return [each for score, each in best if score >= _LEAST]


def _marks(project: Project) -> _Marks:
    return _Marks(
        frozenset(map(str, project.lines)),
        frozenset(map(str, project.targets)),
        frozenset(map(str, project.economies)),
        frozenset(tokens(project.title, project.language)),
    )


def _likeness(one: _Marks, other: _Marks) -> float:
    """Shares of what they have in common, words of titles counting twice."""
    return (
        _share(one.lines, other.lines)
        + _share(one.targets, other.targets)
        + 0.5 * _share(one.economies, other.economies)
        + 2 * _share(one.words, other.words)
    )


def _share(one: Collection[str], other: Collection[str]) -> float:
    together = {*one, *other}
    return len({*one} & {*other}) / len(together) if together else 0.0
