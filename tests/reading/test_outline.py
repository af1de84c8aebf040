"""Which paragraph stands under which, told from labels alone."""

from actionline.reading.labels import LETTER, NUMERAL
from actionline.reading.structure.outline import Choice, Entry, arrange


def entry(core: str, style: str = "", *, opens: bool = False, bis: bool = False) -> Entry:
    """A paragraph that stands on both sides under one label."""
    return Entry((Choice(core, core, True, True),), style, opens=opens, bis=bis)


def test_a_list_under_an_item_is_held_by_it_and_the_outer_list_goes_on() -> None:
    labels = [entry("1"), entry("2", opens=True), entry("a", ")"), entry("b", ")"), entry("3")]
    places = arrange(labels, two_sided=True)
    assert [(place.holder, place.family) for place in places] == [
        (None, NUMERAL),
        (None, NUMERAL),
        (1, LETTER),
        (1, LETTER),
        (None, NUMERAL),
    ]
    assert places[-1].cost == 0.02  # back from the inner list


def test_items_in_a_row_cost_nothing_and_a_gap_does() -> None:
    row = arrange([entry(str(number)) for number in range(1, 6)], two_sided=False)
    gap = arrange([entry(core) for core in ("1", "2", "4", "5")], two_sided=False)
    assert [place.cost for place in row] == [0.0] * 5
    assert [place.cost for place in gap] == [0.0, 0.0, 5.4, 5.4]


def test_an_item_between_two_numbers_has_a_suffix() -> None:
    places = arrange([entry("1"), entry("1", bis=True), entry("2")], two_sided=False)
    assert [place.cost for place in places] == [0.0, 0.0, 0.0]


def test_it_gives_up_where_all_ways_cost_too_much() -> None:
    labels = [entry("1"), entry("2"), entry("40"), entry("41")]
    assert arrange(labels, two_sided=True, at_most=1.0) == []
    assert len(arrange(labels[:2], two_sided=True, at_most=1.0)) == 2


def test_an_inserted_item_moves_the_numbers_of_one_side_on() -> None:
    inserted = Choice(None, "2", False, True, 1.0)
    labels = [
        entry("1"),
        Entry((Choice("2", "2", True, True), inserted), ""),
        Entry((Choice("2", "3", True, True, 0.2),), ""),
        Entry((Choice("3", "4", True, True, 0.2),), ""),
    ]
    places = arrange(labels, two_sided=True)
    assert places[1].choice == inserted
    assert places[-1].cost == 1.4
