"""Sentences for made-up resolutions, in our own words, and what is known of each.

No sentence stands twice in one resolution. A sentence has slots in angle brackets. A slot is
filled from `FILLINGS`; revising a sentence means filling one slot anew. `<edition N>` cites
Resolution N of the Plenipotentiary Conference in an edition. A phrase of `ADDITIONS` may be
put in at `<here>`.
"""

from __future__ import annotations

from dataclasses import dataclass

FILLINGS: dict[str, tuple[str, ...]] = {
    "count": ("twelve", "forty", "sixty", "ninety"),
    "figure": ("20", "35", "50", "80"),
    "adjective": ("remote", "mountainous", "coastal", "landlocked"),
    "people": ("teachers", "nurses", "fishermen", "librarians"),
    "thing": ("antennas", "masts", "telephones", "beacons"),
    "verb": ("shows", "proves", "suggests", "confirms"),
    "period": ("2015-2018", "2019-2022", "2023-2026", "2027-2030"),
    "past": ("2014", "2016", "2019", "2021"),
    "edition": ("Busan, 2014", "Dubai, 2018", "Bucharest, 2022"),
}

ADDITIONS = (
    " in close contact with the operators concerned",
    ", where resources allow",
    " and in neighbouring countries",
    ", including at night",
)


@dataclass(frozen=True)
class Asked:
    """What an operative sentence asks; the actor comes from its clause."""

    action: str
    recipients: tuple[str, ...] = ()
    every: str | None = None


@dataclass(frozen=True)
class Sentence:
    words: str
    asked: Asked | None = None


PREAMBLE = (
    Sentence("that a survey in <count> countries <verb> how much depends on <thing><here>"),
    Sentence("that the people of <adjective> regions pay over <figure> per cent of what they earn"),
    Sentence("that <people> were the first to ask for help after the storms of <past>"),
    Sentence("<edition 137>, on networks that come after the present ones"),
    Sentence("<edition 203>, on links to broadband<here>"),
    Sentence("<edition 37>, on the choice of equipment"),
    Sentence("the strategic plan of the Union for <period>"),
    Sentence("that <thing> were built in <adjective> places during <period><here>"),
    Sentence("the letters in which <people> described what they lack"),
    Sentence("that nobody repairs what nobody has been trained to repair<here>"),
    Sentence("the results of the trials held in <past> with <count> <thing>"),
    Sentence("that each year without service <verb> that waiting is dear"),
    Sentence("that roads, power and masts should be planned together"),
    Sentence("the help given by <people> in <adjective> villages<here>"),
    Sentence("that maps drawn before <past> leave out half of the <adjective> settlements"),
    Sentence("the wish of <people> to choose the hours of service themselves"),
    Sentence("that spare parts travel for <count> days before they arrive<here>"),
    Sentence("the accounts of <period>, which close without a debt"),
    Sentence("that wind and sun <verb> themselves cheaper than fuel"),
    Sentence("that children learn faster where <thing> stand near the school"),
    Sentence("<edition 184>, on inclusion"),
    Sentence("that no list of the <thing> still in use has been kept since <past>"),
)

TASKS = (
    Sentence("to collect from <adjective> regions the needs of <people><here>", Asked("collect")),
    Sentence("to publish a map of <thing> built during <period>", Asked("publish")),
    Sentence(
        "to report annually to the Council on the number of <thing><here>",
        Asked("report", ("council",), "P1Y"),
    ),
    Sentence("to train <count> <people> for each country that asks", Asked("train")),
    Sentence("to lend <thing> to schools in <adjective> regions<here>", Asked("lend")),
    Sentence("to keep a list of spare parts for <thing>", Asked("keep")),
    Sentence(
        "to provide the Council each year with figures on <people><here>",
        Asked("provide", ("council",), "P1Y"),
    ),
    Sentence("to repair at least <figure> per cent of broken <thing>", Asked("repair")),
    Sentence("to study how <edition 139> is applied in <adjective> regions", Asked("study")),
    Sentence("to translate the handbook for <people><here>", Asked("translate")),
    Sentence("to test <thing> under conditions found in <adjective> regions", Asked("test")),
    Sentence("to seek partners for work with <people><here>", Asked("seek")),
    Sentence("to compare the costs of <thing> with those of <past>", Asked("compare")),
    Sentence("to exchange experience with bodies that serve <people>", Asked("exchange")),
    Sentence("to open an office for <people> in <count> towns", Asked("open")),
    Sentence("to answer letters within <figure> days<here>", Asked("answer")),
    Sentence("to mark <thing> that are no longer safe", Asked("mark")),
    Sentence("to waive fees for <people> until they earn an income", Asked("waive")),
    Sentence("to draw up rules for sharing <thing><here>", Asked("draw")),
    Sentence("to measure the noise near <thing> in <adjective> settlements", Asked("measure")),
    Sentence("to honour the <count> best proposals made by <people>", Asked("honour")),
    Sentence("to store copies of the archives of <period> abroad", Asked("store")),
    Sentence("to lower prices by <figure> per cent<here>", Asked("lower")),
    Sentence("to name a person who speaks for <people>", Asked("name")),
    Sentence("to buy <thing> made in <adjective> regions", Asked("buy")),
    Sentence("to explain <edition 196> in plain words", Asked("explain")),
    Sentence("to plant trees around <thing><here>", Asked("plant")),
    Sentence("to write down what <people> remember of the storms of <past>", Asked("write")),
)

MEANS = (
    Sentence("by post, wherever <people> have no other way"),
    Sentence("at meetings held in <adjective> regions"),
    Sentence("in a register open to <people>"),
    Sentence("with the help of <count> volunteers"),
    Sentence("from stocks left over from <past>"),
    Sentence("through schools that own <thing>"),
)

PREAMBLE_HEADINGS = ("recalling", "considering", "noting", "recognizing", "taking into account")

OPERATIVE_HEADINGS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("instructs the Secretary-General", "instructs", ("secretary-general",)),
    (
        "instructs the Director of the Telecommunication Development Bureau",
        "instructs",
        ("director-tdb",),
    ),
    (
        "invites Member States, Sector Members, Associates and Academia",
        "invites",
        ("member-states", "sector-members", "associates", "academia"),
    ),
    ("requests the Council", "requests", ("council",)),
)
