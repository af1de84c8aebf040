"""Finding links of the matrix."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from actionline.framework.models import GdcObjective, Goal, MatrixLink, Target

from .exchange import pointing

#: States in which a link stands in the matrix.
STANDING = [state.value for state in MatrixLink.State if state is not MatrixLink.State.REJECTED]


def links() -> QuerySet[MatrixLink]:
    """All links with what they join and their authors, in one query."""
    return MatrixLink.objects.select_related("line", "goal", "target__goal", "objective", "author")


def standing() -> QuerySet[MatrixLink]:
    """The links that stand: all but the rejected."""
    return links().filter(state__in=STANDING)


def at(term: Goal | Target | GdcObjective) -> Q:
    """Links that point at `term`; at a goal also those that point at its targets."""
    if isinstance(term, Goal):
        return Q(goal=term) | Q(target__goal=term)
    return Q(**pointing(term))


def by_place(found: QuerySet[MatrixLink]) -> list[MatrixLink]:
    """Links as a reader goes through the agenda: by goal, the goal before its targets."""
    return sorted(found, key=_place)


def by_line(found: QuerySet[MatrixLink]) -> list[MatrixLink]:
    """Links by action line, each line's by place."""
    return sorted(by_place(found), key=lambda link: link.line.position)


def _place(link: MatrixLink) -> tuple[int, int, int, int]:
    if link.objective:
        return (1, link.objective.number, 0, link.line.position)
    if link.target:
        return (0, link.target.goal.number, link.target.position + 1, link.line.position)
    return (0, link.goal.number if link.goal else 0, 0, link.line.position)
