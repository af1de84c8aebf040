"""The register, its map and feed, and the pages of projects."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from tests.conftest import LANGUAGES

from actionline.accounts.models import Organisation
from actionline.common.translations.models import Translation
from actionline.framework.models import ActionLine, Goal
from actionline.framework.tiles import places, tile_map
from actionline.stocktaking import register_project
from actionline.stocktaking.actions import deciding
from actionline.stocktaking.indexing import PROJECTS
from actionline.stocktaking.models import Project, ProjectEdition

URL = "/en/stocktaking/"
HOSTILE = '</script><script>alert("x")</script>'


def project(number: int, **fields: object) -> Project:
    """A project of the register, and in the index."""
    values = {
        "title": f"Project {number}",
        "language": "en",
        "entity_name": "An office",
        "entity_type": "government",
        "year": 2026,
        "submitted_at": timezone.now(),
        "lines": ["C2"],
        "economies": ["KEN"],
    }
    found = Project.objects.create(number=number, **values | fields)
    PROJECTS.refresh([found.pk])
    return found


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_it_works(client, accepted) -> None:
    response = client.get(URL, {"q": "libraries", "line": "C2"})
    text = text_of(response)
    assert response.status_code == 200
    assert accepted.get_absolute_url() in text
    assert "<mark>Libraries</mark> on the line" in text
    assert "It has libraries in: title." in text
    assert "1 project as of" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_there_in_each_language(client, accepted, language) -> None:
    for page in ("", "?q=libraries", "?q=nothinglikeit", "map/", f"{accepted.number}/",
                 f"{accepted.number}/history/", "feed.atom"):  # fmt: skip
        assert client.get(f"/{language}/stocktaking/{page}").status_code == 200, page


def test_an_empty_register_says_what_to_do(client, vocabulary) -> None:
    text = text_of(client.get(URL))
    assert "No project is in the register yet." in text
    assert "/en/stocktaking/entries/new/" in text


def test_a_search_that_finds_nothing_offers_others(client, accepted) -> None:
    text = text_of(client.get(URL, {"q": "libraries zebrafish"}))
    assert "No project is found." in text
    assert "Leave one out" in text


def test_typing_errors_are_mended_and_said(client, accepted) -> None:
    text = text_of(client.get(URL, {"q": "librarries"}))
    assert "Nothing has “librarries”. These are the projects for “libraries”." in text
    assert "as_typed=1" in text
    assert accepted.get_absolute_url() in text
    assert "No project is found." in text_of(client.get(URL, {"q": "librarries", "as_typed": "1"}))


def test_facets_have_names_and_counts_and_can_be_taken_off(client, accepted) -> None:
    text = text_of(client.get(URL, {"line": "C2"}))
    assert re.search(r'name="line" value="C2" checked> <span>[^<]*C2[^<]* Line C2</span>', text)
    assert re.search(r'name="economy" value="KEN"> <span>KEN</span> <span[^>]*>1</span>', text)
    assert "Action line: </span><bdi>" in text
    assert 'href="?"' in text


def test_what_is_found_by_its_action_line_from_french(client, accepted) -> None:
    ActionLine.objects.filter(code="C2").update(name_fr="Infrastructure de l’information")
    text = text_of(client.get("/fr/stocktaking/", {"line": "C2"}))
    assert "Infrastructure de l’information" in text
    assert accepted.get_absolute_url().removeprefix("/en") in text


def test_pages_go_on_and_beyond_the_last_is_the_last(client, vocabulary) -> None:
    for number in range(1, 24):
        project(number)
    assert text_of(client.get(URL)).count("<li> <h2>") == 20
    assert text_of(client.get(URL, {"page": "2"})).count("<li> <h2>") == 3
    assert text_of(client.get(URL, {"page": "99"})).count("<li> <h2>") == 3


@pytest.mark.parametrize(
    "query",
    [
        "page=-1",
        "page=x",
        "page=99999999999999999999",
        "q=%00",
        "line=%00",
        "sort=x",
        "q=" + "a" * 9000,
        "q=%22",
        "q=-",
        "economy=a&economy=b",
        "organisation=x",
        "organisation=9999999999",
    ],
)
def test_hostile_addresses_are_answered(client, accepted, query) -> None:
    for page in ("", "map/", "map.csv", "feed.atom"):
        response = client.get(f"{URL}{page}?{query}")
        assert response.status_code == 200
        b"".join(response) if response.streaming else response.content


def test_hostile_words_are_shown_as_they_are(client, vocabulary) -> None:
    found = project(7, title=HOSTILE, summary=HOSTILE, entity_name=HOSTILE)
    for page in (URL, f"{URL}?q=alert", found.get_absolute_url(), f"{URL}feed.atom"):
        assert HOSTILE not in client.get(page).content.decode(), page


@pytest.mark.parametrize("more", [0, 2])
def test_the_number_of_queries_is_fixed(client, accepted, more, django_assert_num_queries) -> None:
    for number in range(more):
        project(number + 1, title=f"Libraries {number}")
    with django_assert_num_queries(13):
        client.get(URL, {"q": "libraries"})
    with django_assert_num_queries(14):
        client.get(accepted.get_absolute_url())


def test_the_map_has_the_numbers_of_its_table(client, accepted) -> None:
    text = text_of(client.get(f"{URL}map/"))
    assert re.search(r">KEN</text><text[^>]*>1</text>", text)
    assert 'href="/en/stocktaking/?economy=KEN"' in text
    rows = b"".join(client.get(f"{URL}map.csv")).decode("utf-8-sig").splitlines()
    assert rows == ["iso3,economy,projects", "KEN,KEN,1"]


def test_no_two_economies_stand_on_one_tile() -> None:
    assert len(set(places().values())) == len(places()) == 248


def test_tiles_grow_darker_and_unknown_codes_are_told() -> None:
    drawn = tile_map({"KEN": 10, "PER": 1, "XXX": 3})
    inks = {tile.code: tile.ink for tile in drawn.tiles}
    assert (inks["KEN"], inks["PER"], inks["FRA"]) == ("0.36", "0.14", "0.00")
    assert dict(drawn.elsewhere) == {"XXX": 3}


def test_the_feed_begins_with_what_changed_last(client, vocabulary) -> None:
    day = timezone.now() - timedelta(days=1)
    old = project(1, title="Wells", lines=["C5"], updated_at=day, submitted_at=day)
    project(2, title="Pumps", updated_at=day)
    deciding.rewrite(project=old, fields={"lines": ["C2"]})
    feed = ElementTree.fromstring(client.get(f"{URL}feed.atom", {"line": "C2"}).content)
    titles = [each.text for each in feed.findall("{*}entry/{*}title")]
    assert titles == ["Wells", "Pumps"]


def test_the_feed_holds_what_is_found(client, accepted) -> None:
    project(5, title="Other\x08wise", lines=["C5"])
    response = client.get(f"{URL}feed.atom", {"line": "C2"})
    root = ElementTree.fromstring(response.content)
    space = "{http://www.w3.org/2005/Atom}"
    assert [each.findtext(f"{space}title") for each in root.iter(f"{space}entry")] == [
        accepted.title
    ]
    every = ElementTree.fromstring(client.get(f"{URL}feed.atom").content)
    assert "Otherwise" in [each.findtext(f"{space}title") for each in every.iter(f"{space}entry")]


def test_the_page_of_a_project_tells_all_that_is_public(client, accepted) -> None:
    accepted.answers = {
        "a": {"public": False, "answer": "a secret"},
    }
    accepted.results = "First line\nsecond line"
    accepted.links = [{"url": "https://example.org/x", "text": "Site"}]
    accepted.figures = [{"what": "people", "value": "1200", "unit": "trained"}]
    accepted.save()
    text = text_of(client.get(accepted.get_absolute_url()))
    for words in ("Libraries on the line", "Office for Rural Access", "First line<br>second line",
                  "https://example.org/x", "people: 1200 trained", "Cite this entry",
                  "?line=C2", "?economy=KEN"):  # fmt: skip
        assert words in text, words
    for hidden in ("a secret", "office@example.org", "The office"):
        assert hidden not in text, hidden


def test_linked_data_is_json_and_cannot_end_its_script(client, vocabulary) -> None:
    found = project(7, title=HOSTILE)
    text = client.get(found.get_absolute_url()).content.decode()
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
    assert data is not None
    told = json.loads(data[1])
    assert told["@type"] == "Project"
    assert told["name"] == HOSTILE
    assert told["areaServed"] == [{"@type": "Country", "identifier": "KEN", "name": "KEN"}]


def test_a_translation_is_shown_in_its_language(client, accepted) -> None:
    Translation.objects.create(
        content="stocktaking.project", field="title", key=str(accepted.pk), language="ar",
        state="approved", text="مكتبات على الخط", source=accepted.title,
    )  # fmt: skip
    text = text_of(client.get(f"/ar/stocktaking/{accepted.number}/"))
    assert '<h1><span lang="ar" dir="rtl">مكتبات على الخط</span></h1>' in text
    assert 'lang="en" dir="ltr"' in text  # the summary is not translated


def test_a_project_that_was_merged_leads_to_what_it_became(client, accepted) -> None:
    first = project(1)
    second = project(2)
    for one, into in ((first, second), (second, accepted)):
        one.state, one.merged_into = Project.State.MERGED, into
        one.save()
    response = client.get(f"{URL}1/")
    assert response.status_code == 302
    assert response.headers["Location"] == accepted.get_absolute_url()


def test_an_archived_project_says_so(client, accepted) -> None:
    Project.objects.update(state=Project.State.ARCHIVED)
    assert "This entry is archived" in text_of(client.get(accepted.get_absolute_url()))


def test_a_project_not_confirmed_for_a_year_is_marked(client, accepted) -> None:
    assert "not confirmed for over a year" not in text_of(client.get(accepted.get_absolute_url()))
    Project.objects.update(confirmed_on=timezone.localdate() - timedelta(days=366))
    assert "not confirmed for over a year" in text_of(client.get(accepted.get_absolute_url()))


def test_what_is_not_there_is_not_found(client, vocabulary) -> None:
    assert client.get(f"{URL}12345/").status_code == 404
    assert client.get(f"{URL}12345/history/").status_code == 404


def test_similar_projects_are_offered(client, accepted) -> None:
    near = project(1, title="Libraries on the line in Peru", lines=["C2", "C7-elearning"])
    project(2, title="Something else", lines=["C5"])
    text = text_of(client.get(accepted.get_absolute_url()))
    assert near.get_absolute_url() in text
    assert "Something else" not in text


def test_history_shows_words_that_went_and_came(client, accepted) -> None:
    was = accepted.title
    deciding.rewrite(project=accepted, fields={"title": "Libraries on the air", "lines": ["C1"]})
    deciding.rewrite(project=accepted, fields={"title": "Libraries"})
    assert ProjectEdition.objects.filter(project=accepted).count() == 2
    text = text_of(client.get(f"{URL}{accepted.number}/history/"))
    assert "<del>line</del>" in text
    assert "<ins>air</ins>" in text
    assert was == "Libraries on the line"


def test_citations_cannot_be_broken_out_of(vocabulary) -> None:
    found = project(9, title="A } b { c \\ d", entity_name="E")
    cite = register_project.citation(found)
    assert "title = {{A ) b ( c d}}" in cite.bibtex
    assert "entry 9" in cite.text


def test_owners_find_what_is_theirs_to_do(client, person_client, accepted) -> None:
    address = f"/en/stocktaking/{accepted.number}/change/"
    assert address in text_of(person_client.get(accepted.get_absolute_url()))
    assert address not in text_of(client.get(accepted.get_absolute_url()))


def test_an_organisation_lists_its_projects(client, accepted) -> None:
    body = Organisation.objects.create(name="Office", type="government", verified_at=timezone.now())
    accepted.organisation = body
    accepted.save()
    PROJECTS.refresh([accepted.pk])
    text = text_of(client.get(f"/en/organisations/{body.pk}/"))
    assert f"/en/stocktaking/?organisation={body.pk}" in text
    shown = text_of(client.get(URL, {"organisation": str(body.pk)}))
    assert "Organisation: </span><bdi>Office</bdi>" in shown


def test_the_matrix_leads_to_the_projects(client, accepted) -> None:
    assert Goal.objects.filter(number=9).exists()
    text = text_of(client.get("/en/matrix/cells/C2/9/"))
    assert accepted.title in text
    assert "/en/stocktaking/?line=C2&amp;goal=9" in text


OLD = "/net4/wsis/archive/stocktaking/Project/Details"


def test_an_address_of_the_platform_before_leads_to_the_same_project(client, vocabulary) -> None:
    found = project(1487771718)
    response = client.get(OLD, {"projectId": "1487771718"}, headers={"Accept-Language": "fr"})
    assert response.status_code == 302
    assert response.headers["Location"] == "/fr/stocktaking/1487771718/"
    assert "Accept-Language" in response.headers["Vary"]
    assert found.submitted_at


@pytest.mark.parametrize("number", ["", "x", "9" * 40, "-1", "٣", "12"])
def test_other_numbers_lead_nowhere(client, vocabulary, number) -> None:
    assert client.get(OLD, {"projectId": number}).status_code == 404
