"""One text beside its translation."""

from __future__ import annotations

import pytest
from tests.common.translations.conftest import REASON, editor

from actionline.common.translations.models import Translation
from actionline.framework.models import MatrixLink

WORDS = "كلمات {most}"


def sent(client, link, verb="approve", query="", **data):
    seen = client.get(editor(link)).context["form"].initial["seen"]
    return client.post(editor(link) + query, {"verb": verb, "seen": seen} | data)


def test_it_works(officer_client, reason):
    page = officer_client.get(editor(reason)).content.decode()
    assert f'<blockquote lang="en" dir="ltr">{REASON}</blockquote>' in page
    assert 'lang="ar" dir="rtl"' in page
    assert "2000 characters at most." in page

    answer = sent(officer_client, reason, words=WORDS)

    assert answer.url == editor(reason)
    assert Translation.objects.get().state == "approved"


def test_it_goes_on_to_the_next_within_the_filter(officer_client, reason):
    query = "?state=missing&content=framework.matrixlink"
    following = MatrixLink.objects.order_by("line__position", "pk").exclude(pk=reason.pk).first()

    answer = sent(officer_client, reason, "draft", query, words=WORDS, go_on="on")

    assert answer.url == editor(following) + query


def test_the_last_one_leads_back_to_the_desk(officer_client, reason):
    MatrixLink.objects.exclude(pk=reason.pk).delete()
    answer = sent(officer_client, reason, "draft", "?state=missing", words=WORDS, go_on="on")

    assert answer.url == "/en/translations/ar/?state=missing"


def test_a_fault_loses_no_word(officer_client, reason):
    answer = sent(officer_client, reason, words="كلمات بلا موضع")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "There is a problem" in page
    assert "كلمات بلا موضع</textarea>" in page
    assert "{most}" in page
    assert not Translation.objects.exists()


def test_two_at_once_lose_no_word(officer_client, reason, write):
    seen = officer_client.get(editor(reason)).context["form"].initial["seen"]
    write(reason, "كلمات غيري {most}")

    data = {"verb": "draft", "seen": seen, "words": WORDS}
    answer = officer_client.post(editor(reason), data)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "has changed while you wrote" in page
    assert f"{WORDS}</textarea>" in page
    assert Translation.objects.get().words == "كلمات غيري {most}"

    fresh = answer.context["form"].data["seen"]
    answer = officer_client.post(editor(reason), data | {"seen": fresh})
    assert answer.status_code == 302
    assert Translation.objects.get().draft == WORDS


def test_what_has_changed_in_the_text_is_marked(officer_client, reason, write):
    write(reason, WORDS)
    MatrixLink.objects.filter(pk=reason.pk).update(reason=REASON.replace("fall", "rise"))

    page = officer_client.get(editor(reason)).content.decode()

    assert "What has changed since it was translated" in page
    assert "<del>fall</del><ins>rise</ins>" in page
    assert "older than the text" in page


def test_terms_of_the_glossary_stand_beside_the_text(officer_client, reason):
    MatrixLink.objects.filter(pk=reason.pk).update(reason="Stakeholders see the Matrix of WSIS.")

    page = officer_client.get(editor(reason)).content.decode()

    assert '<dd><span lang="ar" dir="rtl">أصحاب المصلحة</span></dd>' in page
    assert '<dd><span lang="ar" dir="rtl">المصفوفة</span></dd>' in page


def test_the_same_words_elsewhere_are_shown(officer_client, reason, write):
    first, second = MatrixLink.objects.filter(reason="Because.")[:2]
    write(first, "لأن")

    page = officer_client.get(editor(second)).content.decode()

    assert "The same words were translated elsewhere" in page
    assert '<blockquote lang="ar" dir="rtl">لأن</blockquote>' in page


def test_history_names_both_and_takes_back(officer_client, drafter_client, reason):
    sent(drafter_client, reason, "draft", words=WORDS)
    sent(officer_client, reason, "approve", words=WORDS)

    page = officer_client.get(editor(reason)).content.decode()
    assert "<bdi>Drafter</bdi>: Draft saved" in page
    assert "<bdi>Officer</bdi>: Approved" in page

    answer = officer_client.post(editor(reason), {"verb": "undo"}, follow=True)
    assert "The last change is taken back." in answer.content.decode()
    assert Translation.objects.get().state == "draft"


def test_it_is_taken_off_the_pages(officer_client, reason, write):
    write(reason, WORDS)
    answer = officer_client.post(editor(reason), {"verb": "withdraw"}, follow=True)

    assert "The translation is off the pages." in answer.content.decode()
    assert Translation.objects.get().text == ""


@pytest.mark.parametrize("verb", ["approve", "withdraw"])
def test_who_only_drafts_neither_approves_nor_withdraws(drafter_client, reason, write, verb):
    write(reason, WORDS)
    seen = drafter_client.get(editor(reason)).context["form"].initial["seen"]
    data = {"verb": verb, "seen": seen, "words": WORDS}

    assert drafter_client.post(editor(reason), data).status_code == 403
    assert Translation.objects.get().text == WORDS


def test_markup_in_words_is_shown_as_words(officer_client, reason, client, write):
    write(reason, "<script>x</script> {most}")

    for page in (officer_client.get(editor(reason)), client.get(f"/ar/matrix/links/{reason.pk}/")):
        assert "<script>x" not in page.content.decode()


def test_a_text_is_not_translated_into_its_own_language(officer_client, reason):
    assert officer_client.get(editor(reason, "en")).status_code == 404
