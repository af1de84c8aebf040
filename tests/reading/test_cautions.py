"""What the reader warns of, with place and reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.reading.written import PP_2022, document, provisions

from actionline.reading import cautions, citations, mandates, vocabulary
from actionline.reading.model import DocumentInfo, Provision, Side, Span

TODAY = date(2026, 11, 22)
KNOWN = {"itu/pp/res-45": ("2014", "2018", "2022"), "itu/wtsa/res-45": ("2022", "2024")}
DRAFTS = {"A/80/L.41": "un/ga/res-80-173"}


def warned(
    made: list[Provision], info: DocumentInfo = PP_2022, today: date = TODAY
) -> list[tuple[str, str]]:
    words = vocabulary.load(language=info.language)
    found = cautions.find(
        info,
        made,
        citations.find(info, made, (), words),
        mandates.find(info, made, words),
        words,
        known=KNOWN,
        drafts=DRAFTS,
        today=today,
    )
    return [(warning.path, warning.code) for warning in found]


def test_nothing_to_warn_of() -> None:
    assert warned(provisions("# recalling\na | Resolution 45 (Rev. Bucharest, 2022)")) == []


def test_outdated_edition() -> None:
    made = provisions("# recalling\na | Resolution 45 (Rev. Dubai, 2018)")
    assert warned(made) == [("recalling/a", "outdated-edition")]


def test_edition_that_came_after_the_text_is_no_reproach() -> None:
    made = provisions("# recalling\na | Resolution 45 (Rev. Dubai, 2018)")
    earlier = document("world-telecommunication-standardization-assembly", "2022")
    assert warned(made, earlier) == []


def test_draft_symbol_names_what_was_adopted() -> None:
    made = provisions("# recalling\na | Resolution A/80/L.41")
    words = vocabulary.load()
    found = cautions.find(
        PP_2022, made, citations.find(PP_2022, made, (), words), (), words,
        known={}, drafts=DRAFTS, today=TODAY,
    )  # fmt: skip
    assert [(w.code, w.message) for w in found] == [
        ("draft-symbol", "A/80/L.41: the symbol of a draft that was adopted as un/ga/res-80-173.")
    ]


@pytest.mark.parametrize(
    ("words", "past"),
    [
        ("to report by 2025", True),
        ("to report by 2026", False),
        ("to report to Council 2026", True),
        ("to report to the 2026 Plenipotentiary Conference", False),
        ("to report annually", False),
    ],
)
def test_deadline_passed(words: str, past: bool) -> None:
    made = provisions(f"# instructs the Secretary-General\n1 | {words}")
    expected = [("instructs-the-secretary-general/1", "deadline-passed")] if past else []
    assert warned(made) == expected


@pytest.mark.parametrize(
    ("labels", "broken"),
    [
        ("a b c", []),
        ("a c", ["c"]),
        ("a b b", ["b"]),
        ("b c", ["b"]),
        ("i ii iii iv", []),
        ("1 2 4", ["4"]),
    ],
)
def test_broken_sequence(labels: str, broken: list[str]) -> None:
    lines = "\n".join(f"{label} | bells" for label in labels.split())
    found = warned(provisions(f"# considering\n{lines}"))
    assert found == [(f"considering/{label}", "broken-sequence") for label in broken]


def test_look_alike_letters() -> None:
    made = provisions("# considering\na | Action Line С1 and naïve café")
    assert warned(made) == [("considering/a", "look-alike-letters")]


def test_russian_letters_are_no_surprise_in_russian() -> None:
    made = provisions("# considering\na | МСЭ")
    assert warned(made, document("council", "2026", "ru"))[:1] != [
        ("considering/a", "look-alike-letters")
    ]


def test_unknown_heading_is_told_once() -> None:
    made = [p._replace(kind="operative") for p in provisions("# tinkles\n1 | bells\n2 | gongs")]
    assert warned(made) == [("tinkles/1", "unknown-heading")]


def test_dangling_reference() -> None:
    made = provisions("# resolves\n1 | that ITU should act as in resolves 9 above")
    assert warned(made) == [("resolves/1", "dangling-reference")]


def revision(words: tuple[Span, ...]) -> list[Provision]:
    """resolves 1 is deleted, 2 becomes 1, a new 2 follows; a request refers to one of them."""
    first, second, third, request = provisions(
        """
        # resolves
        1 | that ITU should ring
        2 | that ITU should tune
        3 | that ITU should count
        # requests the Council
        1 | x
        """
    )
    text = "".join(s.text for s in words if s.side is not Side.OLD)
    base = "".join(s.text for s in words if s.side is not Side.NEW)
    return [
        first._replace(change="deleted", label=None, base_label="1", text=None,
                       base_text=first.text, path="resolves/1~2"),
        second._replace(change="modified", path="resolves/1", label="1", base_label="2",
                        base_text=second.text),
        third._replace(change="inserted", path="resolves/2", label="2"),
        request._replace(change="modified", base_label="1", spans=words, text=text,
                         base_text=base),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ((Span("to follow resolves 2 above"),), ["stale-reference"]),
        ((Span("to follow resolves 1 above"),), ["stale-reference"]),
        ((Span("to follow resolves "), Span("2", Side.OLD), Span("1", Side.NEW), Span(" above")),
         []),
        ((Span("to follow "), Span("resolves 2 above", Side.NEW)), []),
        ((Span("to follow "), Span("resolves 3 above", Side.NEW)), ["dangling-reference"]),
        ((Span("to follow "), Span("resolves 2 above", Side.OLD)), []),
    ],
)  # fmt: skip
def test_reference_is_judged_by_the_side_it_was_written_on(
    words: tuple[Span, ...], codes: list[str]
) -> None:
    assert [code for _, code in warned(revision(words))] == codes


def test_stale_reference_tells_where_its_paragraph_went() -> None:
    made = revision((Span("to follow resolves 2 above"),))
    words = vocabulary.load()
    found = cautions.find(
        PP_2022, made, citations.find(PP_2022, made, (), words), (), words,
        known={}, drafts={}, today=TODAY,
    )  # fmt: skip
    assert [w.message for w in found] == [
        "resolves 2 above: by the old numbering it meant what is now resolves/1."
    ]


def test_known_instruments_are_read_from_the_process_folder(tmp_path: Path) -> None:
    assert cautions.known_instruments(tmp_path / "none") == {}
    (tmp_path / "instruments.csv").write_text(
        "slug,versions,drafts\nun/ga/res-80-173,2025,A/80/L.41\nitu/pp/res-45,2018 2022,\n",
        encoding="utf-8",
    )
    assert cautions.known_instruments(tmp_path) == {
        "un/ga/res-80-173": ("2025",),
        "itu/pp/res-45": ("2018", "2022"),
    }
    assert cautions.known_drafts(tmp_path) == {"A/80/L.41": "un/ga/res-80-173"}
