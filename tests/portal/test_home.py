"""The home page: what is held, what falls due."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from actionline.instruments.models import Edition, Instrument
from actionline.mandates.models import Mandate, Wording
from actionline.portal.queries import holdings, next_due


def a_mandate(number: int, due: date | None, state: str = Mandate.State.IN_FORCE) -> Mandate:
    instrument, _made = Instrument.objects.get_or_create(
        slug="example/res-7", defaults={"title": "On examples", "short_title": "Resolution 7"}
    )
    edition, _made = Edition.objects.get_or_create(
        instrument=instrument, version="2020", defaults={"title": "On examples"}
    )
    mandate = Mandate.objects.create(
        instrument=instrument, position=number, next_due=due, state=state
    )
    mandate.current = Wording.objects.create(
        mandate=mandate,
        edition=edition,
        path=f"resolves/{number}",
        text=f"to water plant {number} each week",
        force="resolves",
        action="water",
    )
    mandate.save()
    return mandate


def test_an_empty_site_says_what_to_do(client, db):
    html = client.get("/en/").content.decode()

    assert "Nothing is on file yet" in html


def test_it_lists_what_falls_due_next(client, db):
    today = timezone.localdate()
    a_mandate(1, today + timedelta(days=9))
    a_mandate(2, today + timedelta(days=3))

    html = client.get("/en/").content.decode()

    assert html.index("water plant 2") < html.index("water plant 1")


def test_past_ended_and_undated_mandates_do_not_fall_due(db):
    day = date(2026, 6, 1)
    a_mandate(1, date(2026, 5, 31))
    a_mandate(2, None)
    a_mandate(3, date(2026, 7, 1), Mandate.State.ENDED)
    coming = a_mandate(4, day)

    assert list(next_due(day)) == [coming]


def test_it_counts_what_stands_and_what_is_due_within_a_year(db):
    day = date(2028, 2, 29)
    a_mandate(1, date(2029, 2, 28))
    a_mandate(2, date(2029, 3, 1))
    a_mandate(3, date(2028, 3, 1), Mandate.State.ENDED)

    held = holdings(day)

    assert (held.instruments, held.editions, held.mandates, held.due) == (1, 1, 2, 1)


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_four_queries_however_much_there_is(client, db, number, django_assert_num_queries):
    for each in range(number):
        a_mandate(each, timezone.localdate() + timedelta(days=each))

    with django_assert_num_queries(4):
        client.get("/en/")


def test_the_process_folder_says_what_is_followed(client, db, settings):
    settings.PROCESS_DIR = settings.ROOT / "tests" / "process" / "tiny"

    html = client.get("/fr/").content.decode()

    assert "Il suit la Rencontre sur les phares." in html
    assert "SMSI" not in html


def test_a_folder_that_does_not_say_is_no_error(client, db, settings, tmp_path):
    settings.PROCESS_DIR = tmp_path
    (tmp_path / "process.json").write_text("[")

    assert client.get("/en/").status_code == 200
