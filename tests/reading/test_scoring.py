"""The figures: what counts, what is left out, and what is said of a miss."""

from __future__ import annotations

from typing import Any

from tests.reading.scoring import faults, mean, score


def provision(path: str, **fields: Any) -> dict[str, Any]:
    plain = {"path": path, "label": "a)", "base_label": None, "change": None, "certain": True}
    return {**plain, **fields}


def mandate(path: str, *actors: str, **fields: Any) -> dict[str, Any]:
    return {"path": path, "actors": list(actors), "deadline": {}, **fields}


def citation(path: str, target: str, **fields: Any) -> dict[str, Any]:
    return {"path": path, "target": target, "version": None, "fragment": None, **fields}


def reading(
    provisions: list[dict[str, Any]] | None = None,
    citations: list[dict[str, Any]] | None = None,
    mandates: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    return {
        "provisions": provisions or [],
        "citations": citations or [],
        "mandates": mandates or [],
    }


def test_a_reading_scored_against_itself_is_perfect() -> None:
    itself = reading(
        [provision("resolves/1", text="to go", base_text=None)],
        [citation("resolves/1", "itu/pp/res-1")],
        [mandate("resolves/1", "itu")],
    )

    assert set(score(itself, itself).values()) == {1.0}
    assert faults(itself, itself) == []


def test_provisions_are_an_f1_of_paths() -> None:
    reference = reading([provision("resolves/1"), provision("resolves/2")])
    read = reading([provision("resolves/1"), provision("resolves/2"), provision("resolves/3")])

    assert score(read, reference)["provisions"] == 0.8


def test_a_missing_provision_has_neither_label_nor_change() -> None:
    reference = reading([provision("resolves/1"), provision("resolves/2")])

    figures = score(reading([provision("resolves/1")]), reference)

    assert (figures["labels"], figures["changes"]) == (0.5, 0.5)


def test_an_uncertain_provision_counts_only_as_a_path() -> None:
    reference = reading(
        [provision("noting/a", change="kept"), provision("noting/b", certain=False)]
    )
    read = reading([provision("noting/a", change="kept"), provision("noting/b", change="modified")])

    figures = score(read, reference)

    assert (figures["provisions"], figures["changes"]) == (1.0, 1.0)


def test_an_optional_citation_counts_neither_way() -> None:
    reference = reading(
        citations=[
            citation("noting/a", "itu/pp/res-1"),
            citation("noting/b", "itu/wtdc/res-30", optional=True),
        ]
    )
    without = reading(citations=[citation("noting/a", "itu/pp/res-1")])
    with_it = reading(citations=[*without["citations"], citation("noting/b", "itu/wtdc/res-30")])

    assert (score(without, reference)["citations"], score(with_it, reference)["citations"]) == (
        1,
        1,
    )


def test_a_mandate_is_right_with_its_actors_in_any_order() -> None:
    reference = reading(mandates=[mandate("resolves/1", "itu-t", "itu-r")])

    assert (
        score(reading(mandates=[mandate("resolves/1", "itu-r", "itu-t")]), reference)["mandates"]
        == 1.0
    )
    assert score(reading(mandates=[mandate("resolves/1", "itu-r")]), reference)["mandates"] == 0.0


def test_a_deadline_that_is_missing_is_wrong_unless_none_was_wanted() -> None:
    yearly = {"every": "P1Y"}
    reference = reading(mandates=[mandate("a/1", "itu", deadline=yearly), mandate("a/2", "itu")])
    read = reading(mandates=[mandate("a/1", "itu"), mandate("a/2", "itu")])

    assert score(read, reference)["deadlines"] == 0.5
    assert faults(read, reference) == [
        "deadline of a/1: found - | - | - | -, wanted P1Y | - | - | -"
    ]


def test_texts_are_compared_with_blanks_hyphens_and_quotes_folded() -> None:
    reference = reading([provision("a/1", text="ITU-T's Resolution 5  of 2022", base_text=None)])
    read = reading(
        [provision("a/1", text="ITU\u2011T’s Resolution\u00a05 of 2022", base_text=None)]
    )

    assert score(read, reference)["texts"] == 1.0


def test_the_mean_is_over_the_documents_that_have_the_figure() -> None:
    assert mean([{"labels": 1.0, "texts": 0.5}, {"labels": 0.0}]) == {"labels": 0.5, "texts": 0.5}
