"""Why the reader was unsure, in words."""

from __future__ import annotations

import pytest

from actionline.reading import doubts
from actionline.reading.model import DocumentInfo, Provision, Side, Span

INFO = DocumentInfo("text", version="2022", base_version="2018")


def provision(path: str, change: str, *spans: Span, label: str | None = "a)") -> Provision:
    """An uncertain provision of these spans."""
    old = "".join(span.text for span in spans if span.side is not Side.NEW)
    new = "".join(span.text for span in spans if span.side is not Side.OLD)
    return Provision(
        path=path, kind="preambular", clause=path.split("/")[0], heading="", addressees=(),
        label=label if change != "deleted" else None,
        base_label=label if change != "inserted" else None,
        change=change, certain=all(span.certain for span in spans),
        text=new if change != "deleted" else None,
        base_text=old if change != "inserted" else None,
        spans=spans,
    )  # fmt: skip


def cases(*items: Provision) -> dict[str, list[str]]:
    return {path: [one.case for one in found] for path, found in doubts.find(INFO, items).items()}


def guessed(text: str, side: Side) -> Span:
    return Span(text, side, certain=False)


@pytest.mark.parametrize(
    ("spans", "case"),
    [
        (
            ("this ", guessed("constitutes", Side.OLD), guessed("has been", Side.NEW)),
            "run-together",
        ),
        (("report ", guessed("to ", Side.OLD), guessed("through", Side.NEW)), "side-by-side"),
        (("lists", guessed(";", Side.OLD), guessed(",", Side.NEW)), "two-marks"),
        ((guessed("the lists", Side.OLD), guessed("the registers", Side.NEW)), "said-twice"),
        (("in 2017", guessed(" and 2021", Side.NEW)), "added-later"),
        (("lists", guessed(" and registers", Side.NEW)), "added"),
        (("lists", guessed(" and registers", Side.OLD)), "removed"),
    ],
)
def test_words(spans: tuple[str | Span, ...], case: str) -> None:
    made = [Span(span) if isinstance(span, str) else span for span in spans]
    assert cases(provision("noting/a", "modified", *made)) == {"noting/a": [case]}


def test_two_paragraphs_with_one_label() -> None:
    old = provision("noting/a", "deleted", guessed("lists;", Side.OLD))
    new = provision("noting/a~2", "inserted", guessed("registers;", Side.NEW))
    assert cases(old, new) == {"noting/a": ["same-label-old"], "noting/a~2": ["same-label-new"]}


def test_a_label_that_fits_either_way_and_none_at_all() -> None:
    labelled = provision("noting/a", "inserted", guessed("registers;", Side.NEW))
    plain = provision("noting/p1", "deleted", guessed("lists;", Side.OLD), label=None)
    assert cases(labelled, plain) == {"noting/a": ["label-fits-new"], "noting/p1": ["no-label-old"]}


def test_a_later_year_speaks_for_a_new_paragraph() -> None:
    dated = provision("noting/a", "inserted", guessed("the work until 2021;", Side.NEW))
    (reasons,) = doubts.find(INFO, [dated]).values()
    assert reasons[1].message == (
        "It names “2021”, which is later than the edition of 2018 but may look ahead: this speaks "
        "for a new paragraph."
    )


def test_what_is_certain_has_no_reason() -> None:
    assert cases(provision("noting/a", "modified", Span("lists"))) == {}
