"""A document of 3,000 provisions is checked in parts that stay light and quick."""

from __future__ import annotations

from time import process_time

import pytest
from tests.instruments import readings

PAGE = "/en/instruments/import/"
PROVISIONS = 3000
MOST_BYTES = 200_000  # as sent uncompressed; the whole text was 2.4 MB
MOST_SECONDS = 2.0  # about half a second on a quiet machine


@pytest.fixture
def large(ready):
    """An import with 3,000 provisions in 60 clauses, each tenth of them uncertain."""
    reading = readings.revision()
    reading["provisions"] = [
        readings.provision(
            f"resolves-{place // 50}/{place % 50 + 1}",
            f"to keep lighthouse {place} lit, and to tell of it in every harbour near it;",
            f"to keep lighthouse {place} lit;",
            "modified",
            certain=place % 10 != 0,
        )
        for place in range(PROVISIONS)
    ]
    paths = [item["path"] for item in reading["provisions"]]
    reading["mandates"] = [readings.mandate(path) for path in paths[::5]]
    reading["citations"] = [
        readings.citation(path, "Resolution 901 (Rev. Geneva, 2018)", "itu/pp/res-901", "2018")
        for path in paths[::3]
    ]
    return ready(reading)


@pytest.mark.parametrize("part", [1, 2, 30])
def test_each_part_is_light_and_quick(officer_client, large, part):
    officer_client.get(f"{PAGE}{large.pk}/")  # what is read once a process

    begun = process_time()
    response = officer_client.get(f"{PAGE}{large.pk}/?page={part}")
    took = process_time() - begun

    first = (part - 1) * 100
    assert f'id="resolves-{first // 50}/{first % 50 + 1}"' in response.text
    assert len(response.content) < MOST_BYTES
    assert took < MOST_SECONDS


def test_uncertain_places_of_the_whole_document_stand_on_the_first_part(officer_client, large):
    first = officer_client.get(f"{PAGE}{large.pk}/")
    last = officer_client.get(f"{PAGE}{large.pk}/?page=30")

    assert [one.position for one, _form in first.context["uncertain"]] == list(range(0, 250, 10))
    assert f'href="{PAGE}{large.pk}/?page=2#resolves-2/1"' in first.text
    assert last.context["uncertain"] == []
    assert "300 places are uncertain." in last.text


def test_a_correction_leads_back_to_its_part_and_lasts(officer_client, large):
    address = f"{PAGE}{large.pk}/provision/1234/"
    form = officer_client.get(address).context["form"]
    entered = {form.add_prefix(name): form[name].value() for name in form.fields}
    entered |= {"p1234-choice": "kept", "p1234-text": "to dim all lights;"}

    response = officer_client.post(address, entered)

    assert response["Location"] == f"{PAGE}{large.pk}/?page=13#resolves-24/35"
    page = officer_client.get(f"{PAGE}{large.pk}/?page=13")
    assert "to dim all lights;" in page.text
    assert "Take the correction back" in page.text
