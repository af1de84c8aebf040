"""Old and new run together: joints, labels, clues, and what only looks like them."""

import pytest

from actionline.reading.api import read
from actionline.reading.flattened import clues, joints
from actionline.reading.flattened.words import Lexicon
from actionline.reading.model import Side, Tracking

HEAD = (
    "MOD\tXYZ/12/3\nRESOLUTION 901 (Rev. Dubai, 2018Bucharest, 2022)\nBuoys\n"
    "The Plenipotentiary Conference of the International Telecommunication Union "
    "(Dubai, 2018Bucharest, 2022),\n"
)


def found(text: str, *others: str) -> list[tuple[str, str]]:
    known = Lexicon([text, *others], replaced={})
    return [
        (text[j.start : j.middle], text[j.middle + j.gap : j.end]) for j in joints.find(text, known)
    ]


def provisions(text: str) -> dict[str, tuple[str | None, str | None, str | None]]:
    reading = read((HEAD + text).encode(), "mod.txt")
    assert reading.tracking is Tracking.FLATTENED
    return {p.path: (p.change, p.base_label, p.label) for p in reading.provisions}


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("(Rev. Dubai, 2018Bucharest, 2022)", ("Dubai, 2018", "Bucharest, 2022")),
        ("(Rev. Buenos Aires, 2017Kigali, 2022)", ("Buenos Aires, 2017", "Kigali, 2022")),
        ("for the years 2020-20232024-2027 only", ("2020-2023", "2024-2027")),
        ("the meeting of 20242025 in May", ("2024", "2025")),
        ("(C11, last amended C24C26)", ("C24", "C26")),
        ("Resolution A/70/12580/173", ("70/125", "80/173")),
        ("the 30th31st session", ("30th", "31st")),
        ("the group constituteshas proven to be a help", ("constitutes", "has proven to be")),
        ("one boattwo boats", ("boat", "two")),
        ("twelvesixty buoys", ("twelve", "sixty")),
        ("over 5080 per cent of ropes", ("50", "80")),
        (
            "of this conference the Plenipotentiary Conference",
            ("this conference", "the Plenipotentiary Conference"),
        ),
    ],
)
def test_it_finds_a_joint(text: str, pair: tuple[str, str]) -> None:
    assert found(text, "constitutes the twelve boat") == [pair]


@pytest.mark.parametrize(
    "text",
    [
        "the SecretaryGeneral of the Union",  # a dropped hyphen
        "the ITUcoordinated event, ITUD and eapplications",
        "Resolutions 1332 and 1334 of the Council",
        "a peoplecentred society; people-centred it shall be",
        "affordability, benchmarking, intersectoral linkages and mainstreaming",
        "the multistakeholder framework network workshop",
        "see https://example.org/aboutUs/pageTwo",
        "in 2025, 2026 and 2027, in the period 2024-2027",
    ],
)
def test_what_only_looks_like_a_joint_is_none(text: str) -> None:
    assert found(text) == []


def test_labels_are_decoded_for_the_whole_list() -> None:
    text = "considering\na)\tropes;\nb)\tanchors;\nbc)\tsails;\ncd)\tmasts,\n"
    assert provisions(text) == {
        "considering/a": ("kept", "a)", "a)"),
        "considering/b": ("inserted", None, "b)"),
        "considering/c": ("modified", "b)", "c)"),
        "considering/d": ("modified", "c)", "d)"),
    }


def test_numbers_past_ten_are_decoded() -> None:
    items = "".join(f"{n}\tto count ropes of kind {n};\n" for n in range(1, 10))
    text = f"resolves\n{items}10\tto sell sails;\n1011\tto buy masts.\n"
    assert provisions(text)["resolves/10"] == ("inserted", None, "10")
    assert provisions(text)["resolves/11"] == ("modified", "10", "11")


def test_of_two_with_one_label_the_one_that_knows_more_is_new() -> None:
    text = (
        "considering\na)\tropes;\nb)\tUNGA Resolution 76/307 on harbours;\n"
        "b)\tResolution 70 (Rev. Bucharest, 2022), on lamps;\nc)\tmasts,\n"
    )
    assert provisions(text)["considering/b"] == ("deleted", "b)", None)
    text = text.replace("UNGA Resolution 76/307 on harbours", "harbours of old")
    assert provisions(text)["considering/b"] == ("deleted", "b)", None)
    assert provisions(text)["considering/b~2"] == ("inserted", None, "b)")


def test_a_reference_with_two_numbers_is_taken_apart() -> None:
    text = "resolves\n1\tto buy ropes;\n2\tto sell sails;\n23\tto do as resolves 12 above says.\n"
    reading = read((HEAD + text).encode(), "mod.txt")
    assert reading.provisions[-1].text == "to do as resolves 2 above says."
    assert reading.provisions[-1].base_text == "to do as resolves 1 above says."


def test_spans_join_to_the_text_as_it_came() -> None:
    text = "resolves\n1\tthat the ropes of 2018-20212022-2025 hold;\n2\tthat sails hold.\n"
    reading = read((HEAD + text).encode(), "mod.txt")
    spans = reading.provisions[0].spans
    assert "".join(s.text for s in spans) == "that the ropes of 2018-20212022-2025 hold;"
    assert [(s.side, s.text) for s in spans][1:3] == [
        (Side.OLD, "2018-2021"),
        (Side.NEW, "2022-2025"),
    ]


def test_a_text_without_signs_of_a_revision_is_none() -> None:
    text = "RESOLUTION 901 (Dubai, 2018)\nBuoys\nThe ITU Council,\nresolves\n1\tto buy ropes.\n"
    assert read(text.encode(), "clean.txt").tracking is Tracking.NONE


def test_the_older_edition_on_file_tells_what_was_added() -> None:
    older = (
        "RESOLUTION 901 (Rev. Dubai, 2018)\nBuoys\nThe Plenipotentiary Conference of the "
        "International Telecommunication Union (Dubai, 2018),\nresolves\n"
        "1\tthat buoys be painted red;\n2\tthat ropes be tested.\n"
    )
    newer = HEAD + (
        "resolves\n1\tthat buoys be painted red and white;\n2\tthat ropes be tested;\n"
        "3\tthat lamps be lit.\n"
    )
    base = read(older.encode(), "older.txt")
    reading = read(newer.encode(), "newer.txt", base=base)
    assert [(p.path, p.change, p.certain) for p in reading.provisions] == [
        ("resolves/1", "modified", True),
        ("resolves/2", "kept", True),
        ("resolves/3", "inserted", True),
    ]
    assert reading.provisions[0].base_text == "that buoys be painted red;"


@pytest.mark.parametrize(
    ("text", "strong"),
    [
        ("UNGA Resolution 80/173 asks", [True]),
        ("Resolution 70 (Rev. Doha, 2026) asks", [True]),
        ("the events of 2019 and 2025 were held", [True]),
        ("a review in 2025 is planned", [False]),
        ("UNGA Resolution 70/125 asks, since 2015", []),
    ],
)
def test_clues_to_what_is_later_than_the_older_edition(text: str, strong: list[bool]) -> None:
    assert [c.strong for c in clues.later(text, 2022, 2026, preambular=True)] == strong
