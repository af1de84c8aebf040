"""A document as part of a page."""

import pytest
from lxml import html as reader
from tests.common.setting import samples

from actionline.common.setting import html
from actionline.common.setting.document import Column, Document, Paragraph, Run, Section, Table


def page(document):
    return reader.fragment_fromstring(html.write(document))


def words(element):
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("language", samples.LANGUAGES)
def test_every_feature_stands_in_it(language):
    article = page(samples.full(language))
    told = samples.told(language)
    assert article.get("dir") == ("rtl" if language == "ar" else "ltr")
    assert [words(each) for each in article.xpath(".//h2|.//h3")] == [
        f"I. {told['heading']}",
        f"A. {told['sub']}",
        told["annex"],
    ]
    assert words(article.xpath(".//table")[0].find("caption")) == f"1. {told['caption']}"
    assert len(article.xpath(".//thead//th[@scope='col']")) == 6
    assert len(article.xpath(".//tbody//th[@scope='row']")) == 4
    assert words(article.xpath(".//ol[contains(@class, 'lettered')]/li")[1]).endswith(
        told["second"]
    )
    assert article.xpath(".//div[@role='img']")[0].get("aria-label") == told["chart"]
    other = article.get_element_by_id("p-1").xpath(".//span[@lang]")
    assert [(each.get("lang"), each.get("dir")) for each in other] == [
        pair for pair in [("fr", "ltr"), ("ar", "rtl")] if pair[0] != language
    ]


def test_anchors_are_unique_and_links_lead_somewhere():
    article = page(samples.full("en"))
    anchors = article.xpath(".//@id")
    assert len(anchors) == len(set(anchors))
    inside = [link for link in article.xpath(".//a/@href") if link.startswith("#")]
    assert inside
    assert {link[1:] for link in inside} <= set(anchors)


def test_a_sentence_leads_to_its_record_and_several_to_a_list_and_back():
    article = page(samples.full("en"))
    (one,) = article.get_element_by_id("p-1").xpath(".//a[@class='document-source']")
    assert one.get("href") == samples.REGISTER.url
    assert one.get("aria-label") == "Source: Connect the villages"
    (several,) = article.get_element_by_id("p-2").xpath(".//a[@class='document-source']")
    listed = article.get_element_by_id(several.get("href")[1:])
    assert listed.xpath(".//a/@href") == ["#s-2", samples.TASK.url, samples.REGISTER.url]


def test_notes_lead_there_and_back():
    article = page(samples.full("en"))
    mark = article.get_element_by_id("note-1-mark")
    note = article.get_element_by_id(mark.get("href")[1:])
    assert words(note).startswith(samples.told("en")["note"])
    assert note.xpath(".//a/@href") == ["#note-1-mark"]


def test_nothing_in_a_text_is_markup():
    bad = '<script>x</script>" onclick="x & \u202e'
    run = Run(bad, note=bad, key=bad, url="https://example.org/?a=1&b='")
    table = Table(bad, (Column(bad),), (((run,),),), note=bad)
    section = Section(bad, bad, (Paragraph((run,), bad, bad), table), number=bad)
    written = html.write(Document(bad, "en", sections=(section,), subtitle=bad, digest=bad))
    article = reader.fragment_fromstring(written)
    assert not article.xpath(".//script|.//@onclick")
    assert "<script" not in written
    assert "\u202e" not in written


def test_headings_begin_where_the_page_wants_them():
    article = reader.fragment_fromstring(html.write(samples.full("en"), level=2))
    assert [each.tag for each in article.iter("h1", "h2", "h3", "h4")] == ["h2", "h3", "h4", "h3"]


def test_an_empty_document_is_a_title():
    article = page(Document("Only a title", "en"))
    assert words(article) == "Only a title"


def test_a_heading_may_be_in_another_language():
    section = Section("s", "قرى متصلة", (), number="1.", language="ar")
    heading = page(Document("Title", "en", sections=(section,))).find(".//h2")
    assert [each.get("dir") for each in heading.iter("span")] == [None, "rtl"]
