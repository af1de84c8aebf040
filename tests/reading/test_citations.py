"""Each form of citation, with its edition and place."""

from __future__ import annotations

import time

import pytest
from tests.reading.written import PP_2022, citations_of, cited, document, provisions

from actionline.reading import citations, vocabulary
from actionline.reading.model import Footnote, Provision, Side, Span


@pytest.mark.parametrize(
    ("text", "target", "version"),
    [
        ("Resolution 45 (Rev. Bucharest, 2022)", "itu/pp/res-45", "2022"),
        ("Resolution 45 (Kyoto, 1994) of the Plenipotentiary Conference", "itu/pp/res-45", "1994"),
        ("Resolution 45 (Rev. Dubai, 2018) of this conference", "itu/pp/res-45", "2018"),
        ("Resolution 45 (Rev. Hammamet, 2016)", "itu/wtsa/res-45", "2016"),
        ("Resolution 45 (Rev. Kigali, 2022) of WTDC", "itu/wtdc/res-45", "2022"),
        ("Resolution ITU‑R 45 (Rev. Sharm el-Sheikh, 2019)", "itu/ra/res-45", "2019"),
        ("Resolution 745 (Rev.WRC-19)", "itu/wrc/res-745", "2019"),
        ("Council Resolution 1445 (C11, last amended C24)", "itu/council/res-1445", "2024"),
        ("Council Resolution 1445 (Modified 2019)", "itu/council/res-1445", "2019"),
        ("Resolution 1445 (C17)", "itu/council/res-1445", "2017"),
        ("Resolution 1445", "itu/council/res-1445", None),
        ("PP Resolution 245", "itu/pp/res-245", None),
        ("WTSA Resolution 1", "itu/wtsa/res-1", None),
        ("Resolution 25 of WTSA (Rev. Geneva, 2022)", "itu/wtsa/res-25", "2022"),
        ("Decision 5 (Rev. Bucharest, 2022)", "itu/pp/dec-5", "2022"),
        ("Council Decision 482 (modified 2020)", "itu/council/dec-482", "2020"),
        ("UNGA Resolution 70/125", "un/ga/res-70-125", None),
        ("UN General Assembly Resolution A/RES/70/125", "un/ga/res-70-125", None),
        ("Resolution A/70/125", "un/ga/res-70-125", None),
        ("A/RES/70/125", "un/ga/res-70-125", None),
        ("General Assembly resolution 70/125 of 16 December 2015", "un/ga/res-70-125", None),
        ("resolution 57/270 B of 23 June 2003", "un/ga/res-57-270-b", None),
        ("resolution 2625 (XXV)", "un/ga/res-2625-xxv", None),
        ("ECOSOC resolution 2024/13", "un/ecosoc/res-2024-13", "2024"),
        ("Security Council resolution 1325 (2000)", "un/sc/res-1325", "2000"),
        ("Human Rights Council resolution 32/13", "un/hrc/res-32-13", None),
        ("Resolution 41C/27 of the UNESCO General Conference", "unesco/gc/res-41c-27", None),
        ("Document C26/59", "itu/council/doc-c26-59", None),
        ("Document С26/59-E", "itu/council/doc-c26-59", None),
        ("the Tunis Commitment", "wsis/tunis-commitment", None),
        ("the WSIS+10 Statement", "wsis/wsis10-statement", None),
        ("the WSIS vision beyond 2015", "wsis/wsis10-vision", None),
    ],
)
def test_form(text: str, target: str, version: str | None) -> None:
    assert cited(text) == [(target, version, None)]


@pytest.mark.parametrize(
    "text",
    [
        "this resolution",
        "the relevant resolutions of the Council",
        "a vision beyond 2015",
        "the 2030 Agenda for Sustainable Development",
        "the Convention and the Constitution",
        "resolves 5 disputes a year",
        "invites 2 experts",
    ],
)
def test_no_citation(text: str) -> None:
    assert cited(text) == []


def test_history_told_in_words_gives_the_last_edition() -> None:
    text = (
        "Resolution 1345, first adopted by the Council at its 2012 session and last modified at "
        "its 2021 session, on lighthouses"
    )
    (found,) = citations_of(text)
    assert (found.target, found.version) == ("itu/council/res-1345", "2021")
    assert found.text == text.removesuffix(", on lighthouses")


def test_adopted_once_and_never_changed_has_its_year() -> None:
    assert cited("Resolution 1408 adopted by the Council at its 2022 session") == [
        ("itu/council/res-1408", "2022", None)
    ]


def test_list_shares_body_and_edition() -> None:
    assert cited("Resolutions 61, 62 and 65 (Rev. Geneva, 2022) of WTSA") == [
        ("itu/wtsa/res-61", "2022", None),
        ("itu/wtsa/res-62", "2022", None),
        ("itu/wtsa/res-65", "2022", None),
    ]


def test_list_of_the_united_nations() -> None:
    text = "its resolutions 56/183 of 21 December 2001 and 60/252 of 27 March 2006"
    assert cited(text, document("general-assembly", "2024")) == [
        ("un/ga/res-56-183", None, None),
        ("un/ga/res-60-252", None, None),
    ]


@pytest.mark.parametrize(
    ("body", "target"),
    [
        ("world-telecommunication-standardization-assembly", "itu/wtsa/res-44"),
        ("council", "itu/pp/res-44"),
    ],
)
def test_bare_number_is_of_the_body_that_speaks(body: str, target: str) -> None:
    assert cited("Resolution 44", document(body, "2024")) == [(target, None, None)]


def test_bare_number_is_told_by_the_sector_beside_it() -> None:
    text = "the work plan of ITU-D and in particular Resolution 44"
    assert cited(text, document("council", "2026")) == [("itu/wtdc/res-44", None, None)]


def test_bare_number_is_told_by_the_rest_of_the_document() -> None:
    text = "a | Resolution 44 (Rev. Kigali, 2022)\nb | Resolution 44"
    assert [target for target, _, _ in cited(text)] == ["itu/wtdc/res-44", "itu/wtdc/res-44"]


@pytest.mark.parametrize(
    ("text", "fragments"),
    [
        ("§ 109 of the Tunis Agenda", ["109"]),
        ("§§ 27 and 50 of the Tunis Agenda", ["27", "50"]),
        ("paragraphs 29-82 of the Tunis Agenda", ["29-82"]),
        ("§§ 69 to 71 of the Tunis Agenda", ["69-71"]),
        ("§ 78 a) of the Tunis Agenda", ["78a"]),
        ("§§ 35 a)-e) of the Tunis Agenda for the Information Society", ["35a-e"]),
        ("the Tunis Agenda, paragraph 72", ["72"]),
        ('that the Tunis Agenda said "so it is" (§ 102b)', ["102b"]),
    ],
)
def test_paragraphs(text: str, fragments: list[str]) -> None:
    assert cited(text) == [("wsis/tunis-agenda", None, fragment) for fragment in fragments]


def test_paragraph_of_a_resolution() -> None:
    assert cited("paragraphs 67 and 113 of resolution 80/173") == [
        ("un/ga/res-80-173", None, "67"),
        ("un/ga/res-80-173", None, "113"),
    ]


def test_that_resolution_is_the_last_one_cited() -> None:
    assert cited("UNGA Resolution 70/125 asked for it, as § 65 of that resolution shows") == [
        ("un/ga/res-70-125", None, None),
        ("un/ga/res-70-125", None, "65"),
    ]


def test_outcome_document_told_by_its_year() -> None:
    text = "§ 57 of the outcome document of the 2015 meeting on the overall review of the summit"
    assert cited(text) == [("un/ga/res-70-125", None, "57")]


def test_second_document_leans_on_the_first() -> None:
    assert cited("the Geneva Declaration of Principles and Plan of Action") == [
        ("wsis/geneva-declaration", None, None),
        ("wsis/geneva-plan-of-action", None, None),
    ]


CLAUSES = """
# considering
a | something
# resolves
1 | that ITU should act
2 | that ITU should rest
# instructs the Secretary-General
1 | to act
# requests the Council
{}
"""


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("to follow resolves 1 and 2 above", ["#resolves/1", "#resolves/2"]),
        ("to follow resolves 1 to 2 above", ["#resolves/1", "#resolves/2"]),
        ("to follow resolves 2 i) and ii) above", ["#resolves/2/i", "#resolves/2/ii"]),
        ("the studies under instructs the Secretary-General 1",
         ["#instructs-the-secretary-general/1"]),
        ("the need told in considering a)", ["#considering/a"]),
        ("resolves 1 of this resolution", ["#resolves/1"]),
    ],
)  # fmt: skip
def test_own_clauses(text: str, targets: list[str]) -> None:
    assert [target for target, _, _ in cited(CLAUSES.format(text))] == targets


def test_clause_of_another_instrument() -> None:
    assert cited("as resolves 7 of Resolution 45 (Rev. Bucharest, 2022) says") == [
        ("itu/pp/res-45", "2022", "resolves/7")
    ]


def test_clause_told_of_the_instrument_in_the_paragraph_above() -> None:
    text = """
    # considering
    a | that Resolution 45 (Rev. Bucharest, 2022) requested the Council:
    a/i | to act in line with resolves 7;
    """
    assert cited(text) == [
        ("itu/pp/res-45", "2022", None),
        ("itu/pp/res-45", "2022", "resolves/7"),
    ]


def test_footnote_is_cited_at_its_paragraph() -> None:
    found = citations.find(
        PP_2022,
        provisions("# recalling\na | the summit"),
        [Footnote("1", "See Resolution 45 (Kyoto, 1994).", "recalling/a")],
        vocabulary.load(),
    )
    assert [(c.path, c.target) for c in found] == [("recalling/a", "itu/pp/res-45")]


def revised(old: str, new: str) -> Provision:
    spans = (
        Span("under resolves "), Span(old, Side.OLD), Span(new, Side.NEW), Span(" above and § 1"),
        Span(" of the Tunis Agenda"),
    )  # fmt: skip
    (made,) = provisions("# requests the Council\n1 | x")
    return made._replace(
        change="modified",
        spans=spans,
        text=f"under resolves {new} above and § 1 of the Tunis Agenda",
        base_text=f"under resolves {old} above and § 1 of the Tunis Agenda",
    )


def test_sides_of_a_revision() -> None:
    found = citations.find(PP_2022, [revised("4", "5")], (), vocabulary.load())
    assert [(c.target, c.side) for c in found] == [
        ("#resolves/5", Side.NEW),
        ("wsis/tunis-agenda", Side.BOTH),
        ("#resolves/4", Side.OLD),
    ]


def test_french() -> None:
    french = document("plenipotentiary-conference", "2022", "fr")
    text = """
    # rappelant
    a | la Résolution 45 (Rév. Kigali, 2022) de la CMDT et les Résolutions 1332 et 1334 du Conseil
    b | les paragraphes 29 à 82 de l'Agenda de Tunis
    # décide
    1 | d'agir
    2 | d'agir selon le point 1 du décide ci-dessus
    """
    assert cited(text, french) == [
        ("itu/wtdc/res-45", "2022", None),
        ("itu/council/res-1332", None, None),
        ("itu/council/res-1334", None, None),
        ("wsis/tunis-agenda", None, "29-82"),
        ("#d-cide/1", None, None),
    ]


@pytest.mark.parametrize(
    ("language", "text", "target", "version"),
    [
        ("es", "la Resolución 45 (Rev. Bucarest, 2022)", "itu/pp/res-45", "2022"),
        ("ru", "Резолюции 45 (Пересм. Бухарест, 2022 г.)", "itu/pp/res-45", "2022"),
        ("ar", "القرار 45 (المراجَع في بوخارست، 2022)", "itu/pp/res-45", "2022"),
        ("ar", "إذ يذكّر بالقرار 45 (المراجَع في بوخارست، 2022)", "itu/pp/res-45", "2022"),
        ("ar", "وفقاً للقرار 45 (المراجَع في بوخارست، 2022)", "itu/pp/res-45", "2022"),
        ("es", "el Compromiso de Túnez", "wsis/tunis-commitment", None),
        ("zh", "突尼斯承诺", "wsis/tunis-commitment", None),
    ],
)
def test_other_languages(language: str, text: str, target: str, version: str | None) -> None:
    info = document("plenipotentiary-conference", "2022", language)
    assert [(c.target, c.version) for c in citations_of(f"# x\n{text}", info)] == [
        (target, version)
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "Resolution 45 (Rev. Dubai, 2018) and ",
        "§ 1 ",
        "in resolves 1 and ",
        "the Tunis Agenda, ",
        "paragraphs 1, 2, 3 of ",
        "(((((((",
        "Resolutions 1, 2, 3, 4, ",
        "of the Council ",
    ],
)
def test_hostile_paragraph_is_read_in_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    start = time.process_time()
    cited(text)
    assert time.process_time() - start < 8
