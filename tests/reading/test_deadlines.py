"""When a mandate is due."""

from __future__ import annotations

import pytest
from tests.reading.written import document, due

from actionline.reading.model import Deadline

NONE = Deadline()


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("to report annually to the Council", Deadline(every="P1Y")),
        ("to report to the Council every year", Deadline(every="P1Y")),
        ("to report every four years", Deadline(every="P4Y")),
        ("to report biennially", Deadline(every="P2Y")),
        ("to report twice a year", Deadline(every="P6M")),
        ("to submit a yearly report", Deadline(every="P1Y")),
        ("to submit input to the annual report of the Council", Deadline(every="P1Y")),
        ("to report to the Council at each of its sessions", Deadline(every="P1Y")),
        ("to report to each session of the Council", Deadline(every="P1Y")),
        ("to report to the Council in 2027", Deadline(event="council-2027")),
        ("to report to Council 2025", Deadline(event="council-2025")),
        ("to report to PP-26", Deadline(event="pp-2026")),
        ("to report to the 2025 session of the Council", Deadline(event="council-2025")),
        ("to report to CSTD at its 30th session in 2027", Deadline(event="cstd-2027")),
        ("to report to CSTD at its thirtieth session", Deadline(event="cstd-2027")),
        ("to report to the General Assembly at its eighty-first session",
         Deadline(event="unga-2026")),
        ("to report to the next plenipotentiary conference", Deadline(event="pp-2026")),
        ("to report to the next world telecommunication standardization assembly",
         Deadline(event="wtsa-2024")),
        ("to report to the 2023 SDG Summit", Deadline(event="sdg-summit-2023")),
        ("to submit to the 2025 session of CSTD and UNGA and to the 2026 session of the Council",
         Deadline(event="cstd-2025", events=("cstd-2025", "council-2026"))),
        ("to submit a list to the Council and to the 2026 Plenipotentiary Conference",
         Deadline(event="pp-2026")),
        ("to prepare proposals for the 2024 session of the Council",
         Deadline(event="council-2024")),
        ("to finish by 2028", Deadline(by="2028")),
        ("to finish by the end of 2026", Deadline(by="2026")),
        ("to convene a meeting by the end of the second quarter of 2026", Deadline(by="2026")),
        ("to inform ECOSOC, at its session of 2026, of bells", Deadline(event="ecosoc-2026")),
        ("to finish before 1 March 2027", Deadline(by="2027-03-01")),
        ("to finish no later than June 2027", Deadline(by="2027-06")),
        ("to convene, not later than 2028, a workshop", Deadline(by="2028")),
        ("to finish in time for WTSA-28", Deadline(event="wtsa-2028")),
        ("to present to the Council, until 2025, a list", Deadline(until="2025")),
        ("to report yearly until 2030", Deadline(every="P1Y", until="2030")),
    ],
)  # fmt: skip
def test_due(words: str, deadline: Deadline) -> None:
    assert due(words) == deadline


@pytest.mark.parametrize(
    "words",
    [
        "to report regularly to the Council",
        "to coordinate the annual Forum",
        "to organize a seminar every two years",
        "to take part in the 2027 session of the High-Level Political Forum",
        "to participate actively in the review by the General Assembly in 2025",
        "to support the 2024 Summit of the Future",
        "to examine how bells help to meet the goals by 2030",
        "to report on the outcomes of the 2025 session of the General Assembly",
        "to prepare the follow-up to the 2025 session of the General Assembly",
    ],
)
def test_no_deadline(words: str) -> None:
    assert due(words) == NONE


def test_next_conference_is_counted_from_the_text() -> None:
    later = document("council", "2027")
    assert due("to report to the next plenipotentiary conference", later) == Deadline(
        event="pp-2030"
    )


def test_next_conference_of_a_text_without_a_year_is_not_told() -> None:
    draft = document("council", None)
    assert due("to report to the next plenipotentiary conference", draft) == NONE


def test_a_group_acts_at_its_own_session() -> None:
    heading = "instructs the CWG-WSIS&SDG"
    words = "to examine the list at the 2026 session of CWG-WSIS&SDG"
    assert due(words, heading=heading) == Deadline(event="cwg-wsis-sdg-2026")


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("de faire rapport tous les deux ans au Conseil", Deadline(every="P2Y")),
        ("de soumettre un rapport à la prochaine Conférence de plénipotentiaires",
         Deadline(event="pp-2026")),
        ("de présenter un rapport au Conseil à sa session de 2027",
         Deadline(event="council-2027")),
        ("de publier la liste avant le 31 mars 2027", Deadline(by="2027-03-31")),
    ],
)  # fmt: skip
def test_french(words: str, deadline: Deadline) -> None:
    french = document("plenipotentiary-conference", "2022", "fr")
    assert due(words, french, "charge le Secrétaire général") == deadline
