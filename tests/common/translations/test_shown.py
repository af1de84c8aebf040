"""Translations before readers: the words, their language and direction, and what they are."""

from __future__ import annotations

from datetime import date

import pytest
from django.template import Context, Template
from django.utils import translation
from tests.common.translations.conftest import CONTENT, FIELD, REASON
from tests.generate import generate

from actionline.common.translations import actions, checks, queries, shown
from actionline.framework.models import Body, MatrixLink, Meeting
from actionline.instruments.models import Edition, Instrument, Provision
from actionline.mandates.models import Mandate, Wording

WORDS = "كلمات {most}"


def rendered(link: MatrixLink, tag: str = '{% translated texts link "reason" %}') -> str:
    context = Context({"texts": shown.load([link]), "link": link})
    return Template("{% load translated %}" + tag).render(context)


def test_it_works(reason, write):
    write(reason, WORDS)
    with translation.override("ar"):
        assert rendered(reason) == f'<span lang="ar" dir="rtl">{WORDS}</span>'


def test_its_own_language_costs_no_query(reason, write, django_assert_num_queries):
    write(reason, WORDS)
    with django_assert_num_queries(0):
        assert rendered(reason) == f'<span lang="en" dir="ltr">{REASON}</span>'


def test_what_is_missing_is_shown_in_its_language_and_says_so(reason):
    with translation.override("fr"):
        html = rendered(reason)

    assert html.startswith(f'<span lang="en" dir="ltr">{REASON}</span> <span class="tag" lang="fr"')
    assert "(Anglais)</span>" in html


def test_a_draft_is_not_shown(reason, write):
    write(reason, WORDS, approve=False)
    with translation.override("ar"):
        assert WORDS not in rendered(reason)


def test_what_a_machine_made_and_what_is_older_is_labelled(reason, officer):
    text = queries.find_text(CONTENT, FIELD, str(reason.pk))
    actions.take_machine(
        text=text, language="es", words="Palabras {most}", engine="LibreTranslate", by=officer
    )
    with translation.override("es"):
        assert "Palabras {most}</span> <span" in rendered(reason)
        assert rendered(reason).count("<span") == 2
        reason.reason += " Really."
        assert rendered(reason).count("<span") == 3


def test_a_page_of_texts_is_one_query(reason, write, django_assert_num_queries):
    write(reason, WORDS)
    links = list(MatrixLink.objects.all())
    with django_assert_num_queries(1):
        texts = shown.load(links, "ar")
        words = [texts.of(link, "reason") for link in links]

    assert (texts.missing, texts.by_machine) == (3, 0)
    assert sum(each.language == "ar" for each in words) == 1


def test_a_list_says_once_what_is_missing(reason, write, client, officer_client):
    write(reason, WORDS)
    address = "/ar/matrix/lines/C2/"
    page = client.get(address).content.decode()

    assert f'<span lang="ar" dir="rtl">{WORDS}</span>' in page
    assert '<span lang="en" dir="ltr">Because.</span></td>' in page
    assert page.count('class="notice"') == 1
    assert "/ar/translations/ar/" not in page
    assert "/ar/translations/ar/" in officer_client.get(address).content.decode()


def test_words_that_nobody_registered_are_shown_as_they_are(reason):
    body = Body(slug="x", name_en="Council")
    texts = shown.load([body])

    assert texts.of(body, "name_en") == shown.Words("Council", "")


def test_long_words_are_cut_in_each_writing(reason, write):
    reason.reason = "word " * 50
    assert rendered(reason, '{% translated texts link "reason" cut=3 %}').count("word") == 3
    reason.reason = "信息社会" * 50
    assert len(rendered(reason, '{% translated texts link "reason" cut=3 %}')) < 70


@pytest.fixture
def summary(db) -> Provision:
    """A provision of a summary in which a mandate stands."""
    instrument = Instrument.objects.create(slug="itu/pp/res-9", title="Beacons", short_title="R 9")
    edition = Edition.objects.create(
        instrument=instrument,
        version="2022",
        title="Beacons",
        is_summary=True,
        source_note="Told from memory",
    )
    told = {"kind": "operative", "clause": "resolves", "heading": "resolves"}
    row = Provision.objects.create(
        edition=edition, position=1, path="resolves/1", text="Keep the beacons lit.", **told
    )
    mandate = Mandate.objects.create(instrument=instrument, version="2022")
    wording = Wording.objects.create(
        mandate=mandate,
        edition=edition,
        path="resolves/1",
        text=row.text,
        is_summary=True,
        force="resolves",
        action="keep",
    )
    mandate.current = wording
    mandate.save()
    return row


def approved(officer, content: str, field: str, key: str, words: str) -> None:
    text = queries.find_text(content, field, key)
    assert text is not None
    actions.save(
        text=text,
        language="ar",
        words=words,
        seen=checks.stamp(text.source, None),
        approve=True,
        by=officer,
    )


def test_a_summary_is_translated_once_for_its_edition_and_its_mandate(client, summary, officer):
    key = "itu/pp/res-9@2022#resolves/1"
    approved(officer, "instruments.provision", "text", key, "إبقاء المنارات مضاءة.")
    approved(officer, "instruments.instrument", "title", "itu/pp/res-9", "المنارات")
    mandate = Mandate.objects.get()
    pages = ["instruments/itu/pp/res-9/2022", f"mandates/{mandate.pk}/", "mandates/"]
    for page in pages:
        html = read(client, page)
        assert "إبقاء المنارات مضاءة." in html, page
        assert "Keep the beacons lit." not in html, page
        assert "Keep the beacons lit." in client.get(f"/en/{page}").content.decode()
        assert "Keep the beacons lit." in client.get(f"/fr/{page}").content.decode()
    assert '<span lang="ar" dir="rtl">المنارات</span>' in read(client, "instruments/")
    title = '<p class="lede" lang="ar" dir="rtl">المنارات</p>'
    assert title in read(client, "instruments/itu/pp/res-9")


def read(client, page: str) -> str:
    return client.get(f"/ar/{page}").content.decode()


def test_translations_outlive_the_loading_of_a_summary(client, summary, officer):
    """Loading the starter data makes provisions anew, with other keys in the database."""
    key = "itu/pp/res-9@2022#resolves/1"
    approved(officer, "instruments.provision", "text", key, "إبقاء المنارات مضاءة.")
    old = summary.pk
    summary.pk = old + 1
    Provision.objects.all().delete()
    summary.save(force_insert=True)

    assert Provision.objects.get().pk != old
    assert "إبقاء" in read(client, "instruments/itu/pp/res-9/2022")


def test_the_words_of_a_document_are_not_for_translation(summary):
    Edition.objects.update(is_summary=False)
    row = Provision.objects.select_related("edition__instrument").get()

    texts = shown.load([row], "ar")

    assert texts.of(row, "text").missing is False
    place = ("instruments.provision", "text", "itu/pp/res-9@2022#resolves/1")
    assert queries.find_text(*place) is None


def test_the_rule_of_an_expected_date_is_translated(client, officer):
    body = Body.objects.create(slug="council", name_en="Council", name_ar="المجلس")
    meeting = Meeting.objects.create(
        slug="council-2030",
        body=body,
        name_en="Council 2030",
        starts=date(2030, 6, 1),
        certain=False,
        source="Every year in June.",
    )
    approved(officer, "framework.meeting", "source", str(meeting.pk), "كل سنة في يونيو.")

    words = '<span lang="ar" dir="rtl">كل سنة في يونيو.</span>'
    assert words in read(client, "calendar/")
    assert words in read(client, "calendar/bodies/council/")


@pytest.mark.parametrize("page", ["instruments/", "calendar/", "mandates/", ""])
def test_pages_ask_as_much_for_one_text_as_for_many(
    client, db, page, django_assert_max_num_queries
):
    def asked() -> int:
        with django_assert_max_num_queries(40) as captured:
            read(client, page)
        return len(captured)

    generate(editions=4, mandates=3)
    few = asked()
    for number in range(20):
        Instrument.objects.create(slug=f"itu/pp/res-{5000 + number}", title=f"Beacon {number}")
        body = Body.objects.first()
        Meeting.objects.create(
            slug=f"m-{number}", body=body, starts=date(2040 + number, 1, 1), certain=False
        )

    assert asked() <= few + 1  # one more once a page has others beside it
