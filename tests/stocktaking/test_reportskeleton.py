"""The skeleton of the report: counts by action line, the entries it names, the Word file."""

from __future__ import annotations

import io
import shutil
import subprocess

import pytest
from django.urls import reverse
from docx import Document
from docx.enum.table import WD_TABLE_DIRECTION
from tests.conftest import LANGUAGES

from actionline.stocktaking import reportskeleton
from actionline.stocktaking.indexing import PROJECTS
from actionline.stocktaking.models import Chosen, Project, Story

from .kept import made

pytestmark = pytest.mark.django_db
REPORT = reverse("stocktaking:report", args=[2025])
WORD = reverse("stocktaking:report_word", args=[2025])
CHOOSE = reverse("stocktaking:choose", args=[2025])


@pytest.fixture
def projects(vocabulary) -> list[Project]:
    boats = made(number=7, days=3, lines=["C2"], title="Boats that carry books")
    radio = made(number=8, days=2, lines=["C2", "C1"], title="Radio in the hills", summary="On air")
    old = made(number=9, days=1, lines=["C2"], title="Of another year")
    Project.objects.filter(pk=old.pk).update(year=2020)
    PROJECTS.refresh([boats.pk, radio.pk, old.pk])
    Story.objects.create(
        project=radio, language="en", title="Heard", text="One.\nTwo.\x0b", published=True
    )
    return [boats, radio, old]


def paper(client, path: str = WORD):
    return Document(io.BytesIO(client.get(path).content))


def test_it_works(officer_client, projects):
    boats = projects[0]
    latest = officer_client.get(reverse("stocktaking:reports"))
    assert latest.headers["location"] == REPORT
    page = officer_client.get(REPORT).content.decode()
    assert "2 projects as of" in page
    assert "Radio in the hills" in page
    assert "Boats that carry books" not in page
    officer_client.post(CHOOSE, {"seen": [each.pk for each in projects], "key": [boats.pk, "x"]})
    assert "Boats that carry books" in officer_client.get(REPORT).content.decode()
    officer_client.post(CHOOSE, {"seen": [boats.pk]})
    assert not Chosen.objects.exists()


def test_a_page_names_the_first_entries_and_leads_to_all(officer_client, projects, monkeypatch):
    monkeypatch.setattr(reportskeleton, "MOST_NAMED", 1)
    Chosen.objects.create(year=2025, project=projects[0])
    page = officer_client.get(REPORT).content.decode()
    assert "Boats that carry books" in page
    assert page.count("Radio in the hills") == 1  # of the other line
    assert '<a href="?line=C2#C2">and 1 more entry' in page
    whole = officer_client.get(REPORT, {"line": "C2"}).content.decode()
    assert whole.count("Radio in the hills") == 2
    assert "more entry" not in whole
    told = [each.text for each in paper(officer_client).paragraphs]
    assert told.count("Radio in the hills") == 2


def test_the_word_file_has_headings_and_tables_with_heads(officer_client, projects):
    found = paper(officer_client)
    styles = {each.style.name: each.text for each in found.paragraphs}
    assert styles["Title"] == "Stocktaking report 2025: skeleton"
    headings = [each.text for each in found.paragraphs if each.style.name == "Heading 1"]
    assert [each.replace("\u2066", "").replace("\u2069", "") for each in headings] == [
        "C1 Line C1",
        "C2 Line C2",
        "C5 Line C5",
        "C7 Line C7-elearning",
    ]
    assert all(table.rows[0]._tr.trPr.xpath("w:tblHeader") for table in found.tables)
    assert [cell.text for cell in found.tables[0].rows[1].cells] == ["government", "2"]
    assert "Heard" in [each.text for each in found.paragraphs]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_and_files_speak_each_language(officer_client, projects, language):
    for path in (REPORT, CHOOSE):
        page = officer_client.get(path.replace("/en/", f"/{language}/")).content.decode()
        assert f'lang="{language}"' in page
    found = paper(officer_client, WORD.replace("/en/", f"/{language}/"))
    turned = found.tables[0].table_direction == WD_TABLE_DIRECTION.RTL
    assert turned == (language == "ar")


@pytest.mark.parametrize("year", [0, 99999])
def test_other_years_are_not_there(officer_client, year):
    for name in ("report", "report_word"):
        assert officer_client.get(reverse(f"stocktaking:{name}", args=[year])).status_code == 404


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_it(officer_client, projects, tmp_path):
    source = tmp_path / "report.docx"
    source.write_bytes(officer_client.get(WORD.replace("/en/", "/ar/")).content)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert "Radio in the hills" in (tmp_path / "report.txt").read_text()
