"""The index of the register follows what happens to projects."""

from __future__ import annotations

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.stocktaking.conftest import COMPLETE

from actionline.common.translations import actions as translations
from actionline.common.translations import checks, queries
from actionline.common.translations.models import Translation
from actionline.framework.models import EconomyGroup
from actionline.stocktaking import indexing
from actionline.stocktaking.actions import deciding, writing
from actionline.stocktaking.indexing import PROJECTS
from actionline.stocktaking.models import Project
from actionline.stocktaking.register import Search


def found(query: str) -> list[int]:
    return list(Search.from_query(QueryDict(query)).answer().hits)


def test_it_works(accepted) -> None:
    assert found("q=libraries") == [accepted.pk]
    assert found("line=C2&economy=KEN&region=africa") == [accepted.pk]
    assert found("line=C1") == []
    assert list(PROJECTS.verify()) == []


def test_counts_tell_every_facet(accepted) -> None:
    counts = Search().answer().counts
    assert {name: dict(values) for name, values in counts.items()} == {
        "line": {"C2": 1, "C7-elearning": 1},
        "goal": {"9": 1},
        "target": {"9.c": 1},
        "economy": {"KEN": 1},
        "region": {"africa": 1},
        "type": {"government": 1},
        "coverage": {"national": 1},
        "status": {"ongoing": 1},
        "year": {str(accepted.year): 1},
        "language": {"en": 1},
    }


def test_what_is_not_accepted_is_not_found(submitted) -> None:
    assert found("") == []


def test_a_change_is_found_when_it_is_accepted(accepted, person, officer) -> None:
    draft = writing.begin(
        by=person, language="en", template=accepted.submissions.get().template, project=accepted
    )
    writing.save(
        submission=draft, by=person, answers=COMPLETE | {"title": "Schools"}, version=draft.version
    )
    change = writing.submit(submission=draft, by=person)
    assert found("q=schools") == []
    deciding.decide(submission=change, verb="accept", by=officer)
    assert found("q=schools") == [accepted.pk]
    assert found("q=libraries") == []


def test_an_act_that_fails_leaves_the_index_alone(submitted, officer, monkeypatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(deciding.telling, "decided", fail)
    with pytest.raises(RuntimeError):
        deciding.decide(submission=submitted, verb="accept", by=officer)
    assert found("") == []


def test_archived_projects_are_not_in_it(accepted) -> None:
    Project.objects.update(state=Project.State.ARCHIVED)
    PROJECTS.refresh([accepted.pk])
    assert found("") == []
    assert list(PROJECTS.verify()) == []


def test_approved_translations_are_found_at_once(accepted, officer) -> None:
    def translate(field: str, words: str, *, approve: bool) -> Translation:
        text = queries.find_text(indexing.CONTENT, field, str(accepted.pk))
        seen = checks.stamp(text.source, None)
        return translations.save(
            text=text, language="fr", words=words, seen=seen, approve=approve, by=officer
        )

    title = translate("title", "Bibliothèques", approve=True)
    translate("summary", "Un brouillon", approve=False)
    assert found("q=bibliothèques") == [accepted.pk]
    assert found("q=brouillon") == []

    translations.approve_many(
        places=[(indexing.CONTENT, "summary", str(accepted.pk))], language="fr", by=officer
    )
    translations.withdraw(translation=title, by=officer)
    assert found("q=brouillon") == [accepted.pk]
    assert found("q=bibliothèques") == []
    assert list(PROJECTS.verify()) == []


def test_groups_of_economies_come_by_their_kind(accepted) -> None:
    group = EconomyGroup.objects.create(
        slug="ldc", kind="development", name_en="LDCs", as_of="2026-01-01"
    )
    group.economies.add(*EconomyGroup.objects.get(slug="africa").economies.all())
    PROJECTS.refresh([accepted.pk])
    assert found("group=ldc") == [accepted.pk]


def test_own_answers_are_found_where_they_are_public(accepted) -> None:
    accepted.answers = {
        "a": {"public": True, "answer": "turquoise"},
        "b": {"public": False, "answer": "vermilion"},
        "c": {"public": True, "answer": ["several"]},
    }
    accepted.save()
    PROJECTS.refresh([accepted.pk])
    assert found("q=turquoise") == [accepted.pk]
    assert found("q=vermilion") == []


def test_values_that_do_not_fit_are_left_out(accepted) -> None:
    accepted.lines = ["C2", "x" * 300, "line\nbreak", None]
    accepted.save()
    PROJECTS.refresh([accepted.pk])
    assert dict(Search().answer().counts["line"]) == {"C2": 1}


def test_the_matrix_counts_projects(accepted) -> None:
    assert indexing.matrix_counts() == {("C2", "9"): 1, ("C7-elearning", "9"): 1}


def test_a_batch_takes_as_many_queries_as_one(accepted) -> None:
    with CaptureQueriesContext(connection) as one:
        list(PROJECTS.source.entries([accepted.pk]))
    for number in (1, 2):
        Project.objects.create(
            number=number,
            title="T",
            language="en",
            year=2026,
            submitted_at=timezone.now(),
            economies=["KEN"],
        )
    keys = list(Project.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as three:
        list(PROJECTS.source.entries(keys))
    assert len(three) == len(one) == 3


def test_the_address_is_read_and_written(db) -> None:
    query = "q=water+pump&line=C2&line=C5&economy=KEN&sort=title&as_typed=1"
    assert Search.from_query(QueryDict(query)).as_query() == query


@pytest.mark.parametrize(
    "query", ["line=%00", "line=" + "x" * 5000, "sort=nothing", "q=%00%00", "year=", "nothing=1"]
)
def test_what_cannot_be_meant_is_left_out(db, query: str) -> None:
    assert Search.from_query(QueryDict(query)).as_query() == ""


def test_too_many_values_are_cut(db) -> None:
    query = "&".join(f"line=L{number}" for number in range(500))
    assert len(Search.from_query(QueryDict(query)).values["line"]) == 60
