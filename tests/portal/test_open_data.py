"""The page of open data: what it names is there."""

import re
from datetime import date

import pytest
from tests.conftest import LANGUAGES

from actionline.portal.api import service
from actionline.stocktaking import dump

DATA = "/en/data/"


def test_whatever_the_page_names_is_there(client, db):
    html = client.get(DATA).content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    addresses = set(re.findall(r'href="(/[^"#]*)"', main))

    assert {f"/api/v1/{each.name}" for each in service.resources()} <= addresses
    assert {each: client.get(each).status_code for each in addresses} == dict.fromkeys(
        addresses, 200
    )


def test_the_examples_are_answered(client, db):
    html = client.get(DATA).content.decode()
    examples = re.findall(
        r"curl &#x27;http://testserver(.*?)&#x27;|curl 'http://testserver(.*?)'", html
    )
    addresses = [("".join(each)).replace("&amp;", "&") for each in examples]

    assert len(addresses) == 3
    assert [client.get(each).status_code for each in addresses] == [200, 200, 404]


def test_every_field_and_parameter_is_named(client, db):
    html = client.get(DATA).content.decode()

    for each in service.resources():
        for name in [*each.record.model_fields, *(one.name for one in each.parameters)]:
            assert f'<th scope="row"><code dir="ltr">{name}</code></th>' in html


def test_the_terms_are_what_the_operator_says(client, db, settings):
    settings.DATA_LICENCE = ""
    assert "has not said yet" in client.get(DATA).content.decode()

    settings.DATA_LICENCE, settings.DATA_LICENCE_URL = "CC BY 4.0", "https://example.org/by"
    html = client.get(DATA).content.decode()
    assert '<a href="https://example.org/by" rel="license"><bdi>CC BY 4.0</bdi></a>' in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_footer_leads_there(client, db, language):
    assert f'href="/{language}/data/"' in client.get(f"/{language}/").content.decode()


def test_the_files_of_the_nights_are_there_with_their_checksums(client, db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    made = dump.make(date(2026, 11, 22))

    for language in LANGUAGES:
        html = client.get(f"/{language}/data/").content.decode()
        for each in made:
            address = f"/{language}/stocktaking/nightly/2026-11-22/{each.name}"
            assert f'href="{address}"' in html
            assert each.sha256 in html
            answer = client.get(address)
            assert len(answer.getvalue()) == each.size
