"""A change beside what it changes, and entries that may be the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz import fuzz, utils

from actionline.reading.compare import word_spans
from actionline.reading.model import Span

from . import publishing, showing
from . import twins as likely
from .models import Project, Question, Submission

MOST_TWINS = 10
MOST_BESIDE = 3
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
    differs: Sequence[Change] = ()  # the entry beside the project, of the likest ones

    @property
    def record(self) -> Project | Submission:
        found = self.project or self.submission
        assert found is not None
        return found


def twins(submission: Submission, questions: Sequence[Question] = ()) -> list[Twin]:
    """What may be the same as an entry, the likest first, at most MOST_TWINS: projects by title,
    entity and web address, entries that wait by their title. With `questions`, the likest projects
    come with what differs."""
    entry = Project(
        pk=submission.project_id,
        language=submission.language,
        title=submission.title,
        entity_name=submission.answers.get("entity_name") or "",
        links=submission.answers.get("links") or [],
    )
    found = [Twin(pair.other, None, pair.likeness) for pair in likely.like(entry)]
    others = (
        Submission.objects.filter(state__in=("submitted", "in-review"))
        .exclude(pk=submission.pk)
        .defer("answers")
    )[:MOST_LOOKED_AT]
    title = utils.default_process(submission.title)
    if title:
        found += [
            Twin(None, other, likeness)
            for other in others
            if (likeness := _likeness(title, other.title)) >= likely.ALIKE
        ]
    likest = sorted(found, key=lambda twin: -twin.likeness)[:MOST_TWINS]
    return _beside(submission, likest, questions) if questions else likest


def _beside(
    submission: Submission, found: Sequence[Twin], questions: Sequence[Question]
) -> list[Twin]:
    keys = [twin.project.pk for twin in found if twin.project][:MOST_BESIDE]
    whole = Project.objects.in_bulk(keys)
    return [
        replace(twin, differs=between(publishing.answers_of(there), submission.answers, questions))
        if twin.project and (there := whole.get(twin.project.pk))
        else twin
        for twin in found
    ]


def _likeness(title: str, other: str) -> int:
    return round(fuzz.token_sort_ratio(title, utils.default_process(other)))
