"""The filter is read from the address and written back; it narrows the same on every database."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict
from tests.generate import generate
from tests.mandates.documents import asks

from actionline.common.translations import actions as words
from actionline.common.translations import checks
from actionline.common.translations import queries as translations
from actionline.framework.models import Meeting
from actionline.mandates.facets import facets
from actionline.mandates.filters import FACETS, Filter, months_after
from actionline.mandates.models import Mandate

REPORT = asks(
    "instructs/1",
    "to report every year to the Council on the état of harbours;",
    recipients=["council"],
    via=["cwg-wsis-sdg"],
    every="P1Y",
)
LIST = asks("instructs/2", "to keep a list of lighthouses;", "keep", ["director-tdb"])
OLD = asks("invites/1", "to send charts before the year is over;", "send", by="2001")


def paths(query):
    chosen = Filter.from_query(QueryDict(query))
    return list(chosen.sorted().values_list("current__path", flat=True))


@pytest.fixture
def filed(file_edition, bodies):
    this = date.today().year
    Meeting.objects.bulk_create(
        Meeting(slug=f"{slug}-{year}", name_en=slug, body=bodies[slug], starts=date(year, month, 1))
        for slug, month in (("council", 6), ("cwg-wsis-sdg", 2))
        for year in range(this - 2, this + 5)
    )
    file_edition("2022", REPORT, LIST, OLD)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["invites/1", "instructs/1", "instructs/2"]),
        ("actor=director-tdb", ["instructs/2"]),
        ("actor=council", []),
        ("recipient=council", ["instructs/1"]),
        ("via=cwg-wsis-sdg", ["instructs/1"]),
        ("instrument=itu/pp/res-900&kind=report", ["instructs/1"]),
        ("instrument=itu/pp/res-901", []),
        ("body=plenipotentiary-conference&year=2022&kind=maintain", ["instructs/2"]),
        ("year=2018", []),
        ("due=overdue", ["invites/1"]),
        ("due=none", ["instructs/2"]),
        ("due=year", ["instructs/1"]),
        ("due=2001", ["invites/1"]),
        ("after=2001-12-31&before=2001-12-31", ["invites/1"]),
        ("before=2001-12-30", []),
        ("certainty=sure&kind=maintain", ["instructs/2"]),
        ("certainty=unsure", []),
        ("q=LIGHTHOUSES", ["instructs/2"]),
        ("q=etat+harbours", ["instructs/1"]),
        ("q=État", ["instructs/1"]),
        ("q=secretary+lighthouses", []),
        ("q=development+bureau", ["instructs/2"]),
        ("q=900+charts", ["invites/1"]),
        ("q=100%25", []),
        ("sort=instrument", ["instructs/1", "instructs/2", "invites/1"]),
        ("sort=actor", ["invites/1", "instructs/1", "instructs/2"]),
        ("sort=kind", ["instructs/2", "invites/1", "instructs/1"]),
    ],
)
def test_what_a_filter_shows(filed, query, shown):
    Mandate.objects.filter(current__path="invites/1").update(kind="other")

    assert paths(query) == shown


def test_what_has_ended_is_shown_when_asked_for(filed, file_edition):
    file_edition("2026", REPORT, LIST)
    Mandate.objects.filter(current__path="invites/1").update(state="ended")

    assert "invites/1" not in paths("")
    assert paths("state=ended") == ["invites/1"]
    assert len(paths("state=all")) == 3


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("actor=council&kind=report&sort=actor", "actor=council&kind=report&sort=actor"),
        ("due=year&sort=due&page=3&x=1", "due=year"),
        ("due=tomorrow&after=31.12.2026&certainty=perhaps&sort=size", ""),
        ("q=%20harbour%20", "q=harbour"),
        ("due=2027&before=2027-03-31", "due=2027&before=2027-03-31"),
    ],
)
def test_the_address_is_kept_without_what_is_not_understood(query, kept):
    assert Filter.from_query(QueryDict(query)).query() == kept


def test_a_part_can_be_taken_off():
    chosen = Filter.from_query(QueryDict("actor=council&kind=report"))

    assert chosen.query(actor="") == "kind=report"
    assert bool(chosen)
    assert not Filter(sort="kind")


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 15), 3, date(2027, 3, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_months_end_where_the_month_ends(day, months, after):
    assert months_after(day, months) == after


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    ["", "actor=council", "actor=body-c&kind=report&year=2022", "q=harbour&state=all", "via=cstd"],
)
def test_each_count_is_what_its_choice_would_show(query):
    generate(editions=24, mandates=300)
    chosen = Filter.from_query(QueryDict(query))

    counted = facets(chosen)

    assert counted.total == chosen.mandates().count()
    for name in FACETS:
        for value, number in counted.counts[name].items():
            choice = Filter.from_query(QueryDict(chosen.query(**{name: value})))
            assert choice.mandates().count() == number, (name, value)


@pytest.mark.django_db
def test_counting_takes_two_queries(django_assert_num_queries):
    generate(editions=8, mandates=40)

    with django_assert_num_queries(2):
        facets(Filter(q="harbour"))


def test_translated_words_find_a_mandate_once_they_are_public(filed, officer):
    text = translations.find_text("instruments.instrument", "title", "itu/pp/res-900")
    seen = checks.stamp(text.source, None)
    told = {"text": text, "language": "fr", "words": "Les phares du littoral", "by": officer}

    stored = words.save(seen=seen, approve=False, **told)
    assert paths("q=littoral") == []

    words.save(seen=checks.stamp(text.source, stored), approve=True, **told)
    assert paths("q=LITTORAL+report") == ["instructs/1"]
