"""Who is asked to do what: actors, verbs, recipients and intermediaries."""

from __future__ import annotations

import time

import pytest
from tests.reading.written import document, mandates_of, one_mandate


@pytest.mark.parametrize(
    ("heading", "actors"),
    [
        ("instructs the Secretary-General", ["secretary-general"]),
        ("instructs the Secretary-General and the Directors of the Bureaux",
         ["secretary-general", "directors-of-the-bureaux"]),
        ("instructs the Director of the Telecommunication Standardization Bureau, in "
         "consultation with the Directors of the other Bureaux", ["director-tsb"]),
        ("instructs the Directors of the Radiocommunication Bureau and the Telecommunication "
         "Development Bureau", ["director-br", "director-tdb"]),
        ("requests the ITU Council", ["council"]),
        ("invites Member States, Sector Members, Associates and Academia",
         ["member-states", "sector-members", "associates", "academia"]),
        ("encourages all relevant stakeholders", ["all-stakeholders"]),
        ("calls upon Member States", ["member-states"]),
        ("calls on the membership", ["membership"]),
        ("appeals to Sector Members", ["sector-members"]),
        ("resolves to instruct the Secretary-General", ["secretary-general"]),
        ("instructs the Council Working Group on WSIS and the Sustainable Development Goals "
         "(SDGs) (CWG-WSIS&SDG)", ["cwg-wsis-sdg"]),
        ("invites the world of bells and Member States", ["member-states"]),
        ("invites the makers of bells", ["makers-of-bells"]),
    ],
)  # fmt: skip
def test_actors_of_a_heading(heading: str, actors: list[str]) -> None:
    assert list(one_mandate("to act", heading).actors) == actors


@pytest.mark.parametrize(
    ("words", "actors", "action"),
    [
        ("that ITU should act", ["itu"], "act"),
        ("that ITU's part in this should focus on bells", ["itu"], "focus"),
        ("to continue to act", ["itu"], "act"),
        ("to invite Member States to share bells", ["member-states"], "share"),
        ("that the ITU Sectors shall carry out studies", ["itu-sectors"], "carry"),
        ("that the ITU Telecommunication Development Sector (ITU‑D) shall give help",
         ["itu-d"], "give"),
        ("that the relevant ITU‑T study groups should consider bells",
         ["itu-t-study-groups"], "consider"),
        ("that, when bells ring, the Council should listen", ["council"], "listen"),
        ("that ITU-D should gather bells and ITU-T should test them", ["itu-d", "itu-t"], "gather"),
        ("that ITU, together with UNDP, should ring", ["itu"], "ring"),
        ("that the Secretary-General be requested to report", ["secretary-general"], "report"),
    ],
)  # fmt: skip
def test_actors_of_a_decision(words: str, actors: list[str], action: str) -> None:
    found = one_mandate(words, "resolves")
    assert (list(found.actors), found.action) == (actors, action)


def test_group_of_a_body_is_not_the_body() -> None:
    found = one_mandate("that the Council working group on bells should meet", "resolves")
    assert (found.actors, found.certain) == (("itu",), False)


def test_decision_in_bare_infinitives() -> None:
    found = mandates_of(
        """
        # decides to
        1 | approve the accounts
        2 | request the Secretary-General to report to the Council in 2027
        3 | keep the bells
        """
    )
    assert [(m.path, m.actors, m.action) for m in found] == [
        ("decides-to/2", ("secretary-general",), "report"),
        ("decides-to/3", ("itu",), "keep"),
    ]


@pytest.mark.parametrize(
    ("body", "actor"),
    [
        ("plenipotentiary-conference", "itu"),
        ("council", "itu"),
        ("world-telecommunication-standardization-assembly", "itu-t"),
        ("world-telecommunication-development-conference", "itu-d"),
        ("radiocommunication-assembly", "itu-r"),
        ("general-assembly", "unga"),
    ],
)
def test_bare_decision_asks_the_bodys_own_part(body: str, actor: str) -> None:
    (found,) = mandates_of("# resolves\n1 | to ring bells", document(body, "2022"))
    assert found.actors == (actor,)


@pytest.mark.parametrize(
    "text",
    [
        "# resolves\n1 | that bells are of use",
        "# resolves\n1 | to adopt the plan in the annex",
        "# expresses\nits thanks to the hosts",
        "# welcomes\n1 | the offer to ring bells",
        "# considering\na | that ITU should act",
    ],
)
def test_nobody_is_asked(text: str) -> None:
    assert mandates_of(text) == []


@pytest.mark.parametrize(
    ("words", "action"),
    [
        ("to regularly update the list", "update"),
        ("to continue to report", "report"),
        ("to continue enhancing the bells", "enhance"),
        ("to continue its work", "continue"),
        ("to ensure that goals are developed and kept", "develop"),
        ("to ensure that the list is open", "be"),
        ("to ensure, within its means, that the list is updated", "update"),
        ("to continue, where it can, to ring", "ring"),
        ("to also, as a first step, and within its means, ring", "ring"),
        ("to prepare and submit a list", "prepare"),
        ("regularly to inform the Council", "inform"),
        ("in ringing bells, within its means, to pay heed to the old", "pay"),
        ("based on what members send to study bells", "study"),
    ],
)
def test_head_verb(words: str, action: str) -> None:
    assert one_mandate(words).action == action


def test_only_leaves_ask_and_inherit() -> None:
    found = mandates_of(
        """
        # resolves
        6 | that ITU should keep the bells in tune, working through CWG-Internet, including by:
        6/i | updating the list each year;
        6/ii | the tuning forks of the members;
        """
    )
    assert [(m.path, m.actors, m.action, m.via) for m in found] == [
        ("resolves/6/i", ("itu",), "update", ("cwg-internet",)),
        ("resolves/6/ii", ("itu",), "keep", ("cwg-internet",)),
    ]


def test_deadline_is_inherited_unless_told_anew() -> None:
    found = mandates_of(
        """
        # instructs the Secretary-General
        1 | to submit to the Council annually:
        1/a | a list of bells;
        1/b | every two years, a list of towers;
        """
    )
    assert [m.deadline.every for m in found] == ["P1Y", "P2Y"]


@pytest.mark.parametrize(
    ("words", "recipients", "via"),
    [
        ("to report to ECOSOC, through the Commission on Science and Technology for Development, "
         "and to provide this report to CWG-Internet", ["ecosoc", "cwg-internet"], ["cstd"]),
        ("to provide CWG‑WSIS&SDG with a list", ["cwg-wsis-sdg"], []),
        ("to provide to the ITU Council and CWG-WSIS & SDG a list", ["council", "cwg-wsis-sdg"],
         []),
        ("to invite UNGIS to act", ["ungis"], []),
        ("to keep a fund and to invite the ITU membership to give", ["membership"], []),
        ("to bring this resolution to the attention of UNESCO and of UNDP", ["unesco", "undp"], []),
        ("to submit papers to the yearly reports of the Secretary-General", ["secretary-general"],
         []),
        ("to contribute to the work of CWG-Internet", ["cwg-internet"], []),
        ("to draw up a list, to be presented to the Council via CWG-WSIS&SDG", ["council"],
         ["cwg-wsis-sdg"]),
        ("to give help to Member States and assistance to the membership", ["member-states"], []),
        ("to work with UNESCO and UNDP", [], []),
        ("to fit bells to Member States", [], []),
        ("to report to the ITU regional offices", [], []),
    ],
)  # fmt: skip
def test_recipients_and_intermediaries(words: str, recipients: list[str], via: list[str]) -> None:
    found = one_mandate(words)
    assert (list(found.recipients), list(found.via)) == (recipients, via)


def test_united_nations_style() -> None:
    text = """
    # Requests
    3 | Requests the Secretary-General:
    3/a | To keep a list of bells;
    # Also requests
    4 | Also requests the Economic and Social Council to report to the Assembly;
    """
    found = mandates_of(text, document("general-assembly", "2024"))
    assert [(m.path, m.force, m.actors, m.action, m.recipients) for m in found] == [
        ("requests/3/a", "requests", ("secretary-general",), "keep", ()),
        ("also-requests/4", "requests", ("ecosoc",), "report", ("unga",)),
    ]


def test_french() -> None:
    text = """
    # décide
    1 | que l'UIT doit continuer à publier la liste
    2 | d'inviter les États Membres à soumettre des contributions au Conseil
    # charge le Secrétaire général
    1 | de faire rapport chaque année au Conseil, par l'intermédiaire du GTC-Internet
    """
    found = mandates_of(text, document("plenipotentiary-conference", "2022", "fr"))
    assert [(m.actors, m.action, m.recipients, m.via) for m in found] == [
        (("itu",), "publier", (), ()),
        (("member-states",), "soumettre", ("council",), ()),
        (("secretary-general",), "faire", ("council",), ("cwg-internet",)),
    ]


@pytest.mark.parametrize(
    ("language", "text", "actors"),
    [
        ("es", "# invita a los Estados Miembros y a los Miembros de Sector\na que participen",
         ("member-states", "sector-members")),
        ("ru", "# поручает Генеральному секретарю\nпредставить отчет", ("secretary-general",)),
        ("ar", "# يكلف الأمين العام\nبأن يقدم تقريراً", ("secretary-general",)),
        ("zh", "# 责成秘书长\n提交报告", ("secretary-general",)),
    ],
)  # fmt: skip
def test_actors_in_other_languages(language: str, text: str, actors: tuple[str, ...]) -> None:
    info = document("plenipotentiary-conference", "2022", language)
    assert [m.actors for m in mandates_of(text, info)] == [actors]


@pytest.mark.parametrize(
    "unit",
    ["to submit to ", "at its ", "that ITU should and ", "(ITU ", "Member States, ",
     "by the end of "],
)  # fmt: skip
def test_hostile_paragraph_is_read_in_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    start = time.process_time()
    mandates_of(f"# resolves\n1 | {text}")
    assert time.process_time() - start < 1
