"""A document as a Word file, read by two other programs."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace

import docx
import pytest
from lxml import etree
from tests.common.setting import samples

from actionline.common.setting import word
from actionline.common.setting.document import Document, Paragraph, Run, Section
from actionline.common.setting.word import runs

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFFICE = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
    for name in ("text", "table", "style", "office")
} | {
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}


def part(content, name):
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(f"word/{name}.xml"))


def said(element):
    return "".join(element.itertext(f"{W}t"))


def simple(*paragraphs):
    return Document("Title", "en", sections=(Section("s", "Heading", paragraphs),))


@pytest.fixture(scope="module")
def files():
    return {language: word.write(samples.full(language)) for language in ("en", "ar", "zh-hans")}


@pytest.fixture(scope="module")
def converted(files, tmp_path_factory):
    """What LibreOffice makes of them, as its own XML."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice (soffice) is not here, so that no other program reads the file")
    folder = tmp_path_factory.mktemp("word")
    for language, content in files.items():
        (folder / f"{language}.docx").write_bytes(content)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", "fodt", "--outdir", folder),
            *folder.glob("*.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return {language: etree.parse(folder / f"{language}.fodt") for language in files}


def test_it_has_the_head_and_the_properties_of_a_document(files):
    made = docx.Document(io.BytesIO(files["en"]))
    told = samples.told("en")
    assert made.core_properties.title == told["title"]
    assert made.core_properties.language == "en-GB"
    head = [cell.text for cell in made.tables[0].rows[0].cells]
    assert head == [f"{told['organisation']}\n{told['meeting']}", "C27/59-E"]
    facts = [each.text for each in made.paragraphs if each.style.name == "Document Fact"]
    assert facts == ["Date\t3 May 2027", "Agenda item\tPL 1.4", "Original language\tEnglish"]
    assert made.tables[1].cell(0, 0).text.split("\n") == [
        "Summary",
        told["summary"],
        "Action required",
        told["action"],
    ]
    (section,) = made.sections
    assert section.header.paragraphs[0].text == f"{told['draft']}\tC27/59-E"
    assert section.first_page_header.paragraphs[0].text == told["draft"]


def test_headings_are_real_and_paragraphs_counted(files):
    made = docx.Document(io.BytesIO(files["en"]))
    headings = [
        (each.style.name, each.text)
        for each in made.paragraphs
        if each.style.name.startswith(("Heading", "Title"))
    ]
    assert headings == [
        ("Title", "Follow-up of the outcomes of the Summit"),
        ("Heading 1", "I.\u2003Measures taken"),
        ("Heading 2", "A.\u2003Tasks without a lead"),
        ("Heading 1", "List of tasks"),
    ]


def test_numbers_are_those_of_the_document():
    numbers = ["1.", "2.", "5.", "6.", "1.", "(1)", "(2)", "12 bis", "07."]
    made = word.write(simple(*(Paragraph((Run("x"),), number) for number in numbers)))
    lists = {each.get(f"{W}numId"): each for each in part(made, "numbering").iter(f"{W}num")}
    forms = {
        each.get(f"{W}abstractNumId"): each.find(f".//{W}lvlText").get(f"{W}val")
        for each in part(made, "numbering").iter(f"{W}abstractNum")
    }
    counted, printed = {}, []
    for paragraph in part(made, "document").iter(f"{W}p"):
        if said(paragraph).rpartition("\t")[2][-1:] != "x":
            continue
        number = paragraph.find(f".//{W}numId")
        if number is None:
            printed.append(said(paragraph).removesuffix("x"))
            continue
        key = number.get(f"{W}val")
        first = int(lists[key].find(f".//{W}startOverride").get(f"{W}val"))
        counted[key] = counted.get(key, first - 1) + 1
        form = forms[lists[key].find(f"{W}abstractNumId").get(f"{W}val")]
        printed.append(form.replace("%1", str(counted[key])))
    assert printed == numbers


def test_arabic_runs_from_right_to_left_and_latin_in_it_does_not(files):
    document = part(files["ar"], "document")
    body = [each for each in document.iter(f"{W}p") if said(each)]
    assert all(each.find(f"{W}pPr/{W}bidi") is not None for each in body)
    tables = list(document.iter(f"{W}tblPr"))
    assert len(tables) == 4
    assert all(each.find(f"{W}bidiVisual") is not None for each in tables)
    for run in document.iter(f"{W}r"):
        words = said(run)
        arabic, latin = re.search("[\u0600-\u06ff]", words), re.search("[A-Za-z]", words)
        assert not (arabic and latin), words
        if arabic or latin:
            assert (run.find(f"{W}rPr/{W}rtl") is not None) == bool(arabic), words


@pytest.mark.parametrize(
    ("language", "attribute", "tag"),
    [("en", "val", "en-GB"), ("ar", "bidi", "ar-SA"), ("zh-hans", "eastAsia", "zh-CN")],
)
def test_each_run_names_its_language(files, language, attribute, tag):
    document = part(files[language], "document")
    told = samples.told(language)
    (run,) = [run for run in document.iter(f"{W}r") if said(run) == told["heading"]] or [
        run for run in document.iter(f"{W}r") if said(run).endswith(told["heading"])
    ]
    assert run.find(f"{W}rPr/{W}lang").get(f"{W}{attribute}") == tag
    french = [run for run in document.iter(f"{W}r") if said(run) == "le Sommet mondial"]
    assert french[0].find(f"{W}rPr/{W}lang").get(f"{W}val") == "fr-FR"


def test_notes_are_notes(files):
    document, notes = part(files["en"], "document"), part(files["en"], "footnotes")
    marks = [each.get(f"{W}id") for each in document.iter(f"{W}footnoteReference")]
    told = {each.get(f"{W}id"): said(each).strip() for each in notes}
    assert [told[mark] for mark in marks] == [
        samples.told("en")["note"],
        samples.told("en")["action"],
    ]


def test_pictures_have_their_alternative_and_tables_their_heads(files):
    document = part(files["en"], "document")
    assert document.xpath("//*[local-name()='docPr']/@descr") == [samples.told("en")["chart"]]
    made = docx.Document(io.BytesIO(files["en"]))
    assert len(made.inline_shapes) == 1
    rows = document.iter(f"{W}tr")
    heads = [row for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None]
    assert [said(row) for row in heads] == ["TaskBodyProjects"] * 2


#: The order in which ECMA-376 has the children of these (those that are written).
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr tabs bidi spacing ind jc outlineLvl",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs u vertAlign rtl lang",
    "tblPr": "tblStyle bidiVisual tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "tblBorders": "top left bottom right insideH",
    "lvl": "start numFmt suff lvlText lvlJc pPr",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr tblStylePr",
    "sectPr": "headerReference footerReference pgSz pgMar titlePg bidi",
    "tc": "tcPr p",
    "settings": "zoom defaultTabStop characterSpacingControl footnotePr compat themeFontLang"
    " decimalSymbol listSeparator",
}


@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_everything_stands_in_the_order_of_the_schema(files, language):
    parts = "document styles numbering settings footnotes header1 header2 footer1".split()
    for element in (each for name in parts for each in part(files[language], name).iter()):
        order = ORDER.get(etree.QName(element).localname)
        if order:
            places = [order.split().index(etree.QName(child).localname) for child in element]
            assert places == sorted(places), etree.tostring(element)[:400]


def test_the_same_document_gives_the_same_file(files):
    assert word.write(samples.full("en")) == files["en"]


def test_a_document_with_nothing_in_it_opens():
    made = docx.Document(io.BytesIO(word.write(Document("Only a title", "en"))))
    assert [each.text for each in made.paragraphs if each.text] == ["Only a title"]


def test_hostile_text_is_text():
    bad = "<w:p/> & \x00 \ud800 \u202e ]]> " + "x" * 100_000
    document = replace(
        simple(Paragraph((Run(bad, note=bad, url='https://example.org/?a="<&>'),), bad)), title=bad
    )
    made = docx.Document(io.BytesIO(word.write(document)))
    assert made.paragraphs[-1].hyperlinks[0].text.count("x") == 100_000


@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_libreoffice_finds_headings_notes_tables_and_direction(converted, language):
    tree, told = converted[language], samples.told(language)

    def find(path):
        return tree.xpath(path, namespaces=OFFICE)

    headings = [
        (each.get(f"{{{OFFICE['text']}}}outline-level"), "".join(each.itertext()).split("\u2003"))
        for each in find("//office:body//text:h")
    ]
    assert headings == [
        ("1", ["I.", told["heading"]]),
        ("2", ["A.", told["sub"]]),
        ("1", [told["annex"]]),
    ]
    notes = [" ".join("".join(each.itertext()).split()) for each in find("//text:note-body")]
    assert notes == [told["note"].replace("\u00a0", " "), told["action"]]
    heads = find("//table:table-header-rows//text:p")
    columns = [told["what"], told["who"], told["count"]]
    assert ["".join(each.itertext()) for each in heads] == columns * 2
    assert "".join(find("//draw:frame/svg:desc/text()")) == told["chart"]
    turned = set(find("//style:table-properties/@style:writing-mode"))
    assert turned == {"rl-tb" if language == "ar" else "lr-tb"}
    assert ("rl-tb" in find("//style:paragraph-properties/@style:writing-mode")) == (
        language == "ar"
    )


def test_a_heading_may_be_in_another_language_and_a_head_is_not_needed():
    section = Section("s", "قرى متصلة", (), number="1.", language="ar")
    made = docx.Document(io.BytesIO(word.write(Document("Title", "en", sections=(section,)))))
    heading = made.paragraphs[1]
    assert [(run.text, run.font.rtl) for run in heading.runs] == [
        ("1.\u2003", None),
        ("قرى متصلة", True),
    ]
    assert not made.tables


def test_the_last_slash_of_an_address_stays_at_its_end_in_arabic(files):
    (address,) = docx.Document(io.BytesIO(files["ar"])).paragraphs[-3].hyperlinks
    assert address.text == "https://actionline.example/reports/1/\u200e"
    assert address.address == "https://actionline.example/reports/1/"


@pytest.mark.parametrize(
    ("language", "own", "said", "kept"),
    [
        ("ar", "en", "“Keep it.”", "\u200e“Keep it.”\u200e"),
        ("en", "ar", "احتفظ به.", "احتفظ به.\u200f"),
        ("ar", "ar", "احتفظ به.", "احتفظ به."),
        ("en", "fr", "Gardez-le.", "Gardez-le."),
    ],
)
def test_the_full_stop_of_a_sentence_stays_at_its_end(language, own, said, kept):
    written = runs.run(Run(said, language=own), language)
    assert "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", written)) == kept
