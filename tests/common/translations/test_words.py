"""Writing, approving and taking back translations."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from tests.common.translations.conftest import CONTENT, FIELD, REASON, place

from actionline.common.models import AuditEntry
from actionline.common.translations import actions, checks, queries
from actionline.common.translations.models import Translation
from actionline.framework.models import MatrixLink

WORDS = "تصل الشبكات إلى {most} من الناس."
BETTER = "تصل الشبكات إلى {most} من الناس حيث تنخفض الأسعار."


def standing(link: MatrixLink, language: str = "ar") -> str:
    rows = queries.Desk(language)[0:100]
    return next(row.standing for row in rows if row.text.place == place(link))


def text_of(link: MatrixLink) -> queries.Text:
    return queries.find_text(CONTENT, FIELD, str(link.pk))


def test_it_works(reason, write, officer):
    stored = write(reason, f"  {WORDS}\r\n")

    assert (stored.state, stored.text, stored.source) == ("approved", WORDS, REASON)
    assert (stored.translated_by, stored.approved_by) == (officer, officer)
    assert standing(reason) == "approved"
    entry = AuditEntry.objects.get(verb="translations.approve")
    assert (entry.by, entry.before["text"], entry.after["text"]) == (officer, "", WORDS)


def test_a_draft_leaves_what_readers_see(reason, write, drafter, officer):
    write(reason, WORDS)
    stored = write(reason, BETTER, approve=False, by=drafter)

    assert (stored.state, stored.text, stored.draft) == ("draft", WORDS, BETTER)
    assert (stored.translated_by, stored.approved_by) == (drafter, officer)
    assert standing(reason) == "draft"

    approved = write(reason, BETTER)
    assert (approved.text, approved.draft, approved.state) == (BETTER, "", "approved")
    assert (approved.translated_by, approved.approved_by) == (drafter, officer)


def test_who_may_not(reason, write, drafter, person):
    with pytest.raises(PermissionDenied):
        write(reason, WORDS, by=person, approve=False)
    with pytest.raises(PermissionDenied):
        write(reason, WORDS, by=drafter, approve=True)
    assert not Translation.objects.exists()


def test_it_is_outdated_once_the_text_moves_on(reason, write):
    write(reason, WORDS)
    MatrixLink.objects.filter(pk=reason.pk).update(reason=REASON + " Really.")

    assert standing(reason) == "approved-old"

    write(reason, WORDS)
    assert standing(reason) == "approved"


def test_who_began_before_another_saved_is_told(reason, write, officer):
    text = text_of(reason)
    seen = checks.stamp(text.source, None)
    write(reason, WORDS)

    with pytest.raises(actions.StaleError):
        actions.save(text=text, language="ar", words=BETTER, seen=seen, approve=False, by=officer)
    assert Translation.objects.get().words == WORDS


def test_who_began_before_the_text_changed_is_told(reason, officer):
    text = text_of(reason)
    seen = checks.stamp(text.source, None)
    MatrixLink.objects.filter(pk=reason.pk).update(reason="Another {most}.")

    with pytest.raises(actions.StaleError):
        actions.save(text=text, language="ar", words=WORDS, seen=seen, approve=False, by=officer)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("   ", "The translation is empty."),
        ("{most}" + "a" * 2000, "The translation is longer than 2000 characters."),
        ("بلا شيء", "Keep these as they stand in the text: {most}"),
        ("{most} {more}", "Keep these as they stand in the text: {more}"),
        ("{most}\x00", "The translation holds a character that is no writing."),
    ],
)
def test_words_that_cannot_be_a_translation(reason, write, words, fault):
    with pytest.raises(actions.FaultsError) as error:
        write(reason, words)

    assert fault in str(error.value)
    assert not Translation.objects.exclude(state="missing").exists()


def test_many_are_approved_at_once_save_those_that_cannot_be(reason, write, officer):
    links = list(MatrixLink.objects.exclude(pk=reason.pk))
    write(reason, WORDS, approve=False)
    write(links[0], "لأن", approve=False)
    MatrixLink.objects.filter(pk=links[0].pk).update(reason="Because of that.")
    places = [place(each) for each in (reason, *links)]

    found = actions.approve_many(places=places, language="ar", by=officer)

    assert (found.approved, found.left) == (1, 3)
    assert Translation.objects.get(key=str(reason.pk)).state == "approved"
    assert Translation.objects.get(key=str(links[0].pk)).state == "draft"


def test_who_may_not_approve_approves_none_of_many(reason, write, drafter):
    write(reason, WORDS, approve=False)

    with pytest.raises(PermissionDenied):
        actions.approve_many(places=[place(reason)], language="ar", by=drafter)
    assert Translation.objects.get().state == "draft"


def machine(link: MatrixLink, words: str, by) -> bool:
    return actions.take_machine(
        text=text_of(link), language="ar", words=words, engine="LibreTranslate", by=by
    )


def test_a_machine_replaces_nothing_that_a_person_wrote(reason, write, officer):
    assert machine(reason, WORDS, officer)
    assert machine(reason, BETTER, officer)
    assert standing(reason) == "machine"
    assert Translation.objects.get().engine == "LibreTranslate"

    write(reason, WORDS, approve=False)
    assert not machine(reason, BETTER, officer)
    write(reason, WORDS)
    assert not machine(reason, BETTER, officer)
    assert Translation.objects.get().text == WORDS


def test_machine_words_are_kept_before_readers_while_somebody_drafts(reason, write, officer):
    machine(reason, WORDS, officer)
    stored = write(reason, BETTER, approve=False)

    assert (stored.text, stored.engine, stored.draft) == (WORDS, "LibreTranslate", BETTER)


def test_the_last_change_is_taken_back(reason, write, officer):
    write(reason, WORDS)
    stored = write(reason, BETTER)

    actions.undo(translation=stored, by=officer)

    stored.refresh_from_db()
    assert (stored.state, stored.text) == ("approved", WORDS)
    assert AuditEntry.objects.order_by("-number").first().verb == "translations.undo"

    actions.undo(translation=stored, by=officer)  # taking back is a change like any other
    stored.refresh_from_db()
    assert stored.text == BETTER


def test_the_first_change_is_taken_back_to_nothing(reason, write, officer):
    stored = write(reason, WORDS)
    actions.undo(translation=stored, by=officer)

    stored.refresh_from_db()
    assert (stored.state, stored.text, stored.translated_by) == ("missing", "", None)
    assert standing(reason) == "missing"


def test_who_drafts_takes_back_drafts_only(reason, write, drafter, officer):
    stored = write(reason, WORDS, approve=False)
    actions.undo(translation=stored, by=drafter)
    stored = write(reason, WORDS)

    with pytest.raises(PermissionDenied):
        actions.undo(translation=stored, by=drafter)
    stored.refresh_from_db()
    assert stored.text == WORDS


def test_what_is_public_is_withdrawn_and_kept_as_a_draft(reason, write, officer, drafter):
    stored = write(reason, WORDS)
    with pytest.raises(PermissionDenied):
        actions.withdraw(translation=stored, by=drafter)

    actions.withdraw(translation=stored, by=officer)

    stored.refresh_from_db()
    assert (stored.state, stored.text, stored.draft) == ("draft", "", WORDS)
    with pytest.raises(actions.NothingBeforeError):
        actions.withdraw(translation=stored, by=officer)
