"""A change beside what it changes, and entries that may be the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, utils

from actionline.reading.compare import word_spans
from actionline.reading.model import Span

from . import publishing, showing
from .models import Project, Question, Submission

#: Likeness of two titles, of 100, from which somebody should look at both.
ALIKE = 85
MOST_TWINS = 10
MOST_LOOKED_AT = 2000


@dataclass(frozen=True, slots=True)
class Change:
    """One question whose answer changes: as words that go and come, or as two lists."""

    question: Question
    spans: tuple[Span, ...]
    before: tuple[Any, ...]
    after: tuple[Any, ...]


def changes(submission: Submission, questions: Sequence[Question]) -> list[Change]:
    """What a submission would change of its project, question by question."""
    assert submission.project is not None
    return between(publishing.answers_of(submission.project), submission.answers, questions)


def between(
    was: Mapping[str, Any], now: Mapping[str, Any], questions: Sequence[Question]
) -> list[Change]:
    """What differs between two sets of answers to the same questions."""
    found = []
    for question in questions:
        old, new = was.get(question.key) or "", now.get(question.key) or ""
        if old == new:
            continue
        in_words = question.kind in {Question.Kind.LINE, Question.Kind.TEXT}
        found.append(
            Change(
                question=question,
                spans=word_spans(str(old), str(new)) if in_words else (),
                before=showing.in_words(question, old),
                after=showing.in_words(question, new),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Twin:
    """A project or submission that may be the same as the one under review."""

    project: Project | None
    submission: Submission | None
    likeness: int  # of 100

    @property
    def record(self) -> Project | Submission:
        found = self.project or self.submission
        assert found is not None
        return found


def twins(submission: Submission) -> list[Twin]:
    """Entries with a title much like this one's, the likest first; at most MOST_TWINS."""
    title = utils.default_process(submission.title)
    if not title:
        return []
    projects = candidates(submission)
    others = (
        Submission.objects.filter(state__in=("submitted", "in-review"))
        .exclude(pk=submission.pk)
        .defer("answers")
    )[:MOST_LOOKED_AT]
    found = [Twin(project, None, _likeness(title, project.title)) for project in projects]
    found += [Twin(None, other, _likeness(title, other.title)) for other in others]
    alike = [twin for twin in found if twin.likeness >= ALIKE]
    return sorted(alike, key=lambda twin: -twin.likeness)[:MOST_TWINS]


def candidates(submission: Submission) -> Sequence[Project]:
    """Projects worth comparing: of the same country, the newest first."""
    found = Project.objects.filter(state=Project.State.PUBLISHED)
    if submission.project_id:
        found = found.exclude(pk=submission.project_id)
    if submission.economy:
        found = found.filter(entity_economy=submission.economy)
    return list(found.only("pk", "number", "title", "language")[:MOST_LOOKED_AT])


def _likeness(title: str, other: str) -> int:
    return round(fuzz.token_sort_ratio(title, utils.default_process(other)))
