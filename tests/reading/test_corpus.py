"""The reader against every reference: the mean of each group stays above its floor.

The floors of the real documents are those the product is held to; the others are lower only
where a reference asks for judgement. A single fault is found with
`python -m tests.reading.score_corpus --faults`.
"""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from tests.reading.score_corpus import Reference, found, references
from tests.reading.scoring import mean, score

HELD_TO = {
    "provisions": 0.99,
    "labels": 0.99,
    "changes": 0.97,
    "citations": 0.97,
    "mandates": 0.95,
    "deadlines": 0.95,
}
FLOORS = {
    "real": HELD_TO,
    "real, Word": {**HELD_TO, "provisions": 1.0, "labels": 1.0, "changes": 1.0, "texts": 1.0},
    "corpus": {**HELD_TO, "texts": 0.97},
    "generated": {**HELD_TO, "texts": 0.95},
    "generated, base on file": {**HELD_TO, "texts": 0.97},
    "generated, Word": {**HELD_TO, "provisions": 1.0, "labels": 1.0, "changes": 1.0, "texts": 1.0},
}


@pytest.fixture(scope="module")
def means() -> dict[str, dict[str, float]]:
    groups = defaultdict(list)
    for reference in references():
        groups[reference.group].append(score(found(reference), reference.reading))
    return {group: mean(scores) for group, scores in groups.items()}


@pytest.mark.parametrize("group", FLOORS)
def test_each_group_is_read_as_well_as_it_must_be(
    group: str, means: dict[str, dict[str, float]]
) -> None:
    if group not in means:
        pytest.skip("the real documents are not here")

    below = {
        figure: round(means[group][figure], 3)
        for figure, floor in FLOORS[group].items()
        if means[group][figure] < floor
    }

    assert below == {}


CORPUS = [reference for reference in references() if reference.group == "corpus"]


@pytest.mark.parametrize("reference", CORPUS, ids=lambda reference: reference.name)
def test_the_head_of_a_document_is_read(reference: Reference) -> None:
    document = found(reference)["document"]

    assert document == reference.reading["document"]


@pytest.mark.parametrize("reference", CORPUS, ids=lambda reference: reference.name)
def test_the_spans_of_a_provision_give_back_what_is_printed(reference: Reference) -> None:
    encoding = "cp1252" if "windows" in reference.name else "utf-8"
    printed = reference.content.decode(encoding).splitlines()

    for provision in found(reference)["provisions"]:
        words = "".join(words for _side, words, _certain in provision["spans"])
        line = re.sub(r"\[footnoteRef:\d+\]\d+|\[\d+: .*?\]", "", printed[provision["line"] - 1])
        assert "".join(line.split()).endswith("".join(words.split()))
