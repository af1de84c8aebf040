"""The outbox: queued with the change, read where it should be, sent by SMTP, tried again."""

from __future__ import annotations

import mailbox
from io import StringIO
from smtplib import SMTPRecipientsRefused

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.conftest import LANGUAGES

from actionline.common import bounces
from actionline.common import mail as outbox
from actionline.common.models import AuditEntry, Mail, MailChoice, MailSettings

State = Mail.State
LINK = "https://actionline.example/en/account/sign-in/x/y/"


def queued(person, language="en", **options) -> Mail:
    values = {
        "to": person.email,
        "template": "common/mail/confirm_address.txt",
        "context": {"url": LINK},
        "category": "test.news",
        "person": person,
    }
    mail = outbox.queue(language=language, **(values | options))
    assert mail is not None
    return mail


def state(mail: Mail) -> str:
    mail.refresh_from_db()
    return mail.state


def test_a_mail_is_sent_as_text_and_html(person, catcher):
    mail = queued(person)

    outbox.send(mail.pk)

    (got,) = catcher.caught
    assert state(mail) == State.SENT
    assert got["To"] == "person@example.org"
    assert got["Subject"] == "Confirm your e-mail address"
    assert got["Message-ID"] == mail.message_id
    assert got["Auto-Submitted"] == "auto-generated"
    assert LINK in got.get_body(("plain",)).get_content()
    assert f'href="{LINK}"' in got.get_body(("html",)).get_content()


@pytest.mark.django_db(transaction=True)
def test_the_worker_sends_what_was_committed(person, catcher):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        queued(person)
        _ = 1 / 0
    mail = queued(person)

    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)

    assert state(mail) == State.SENT
    assert len(catcher.caught) == 1


@pytest.mark.django_db(transaction=True)
def test_a_mail_and_its_sending_stand_or_go_together(person):
    with pytest.raises(SystemExit), transaction.atomic():
        queued(person)
        raise SystemExit
    assert (Mail.objects.count(), DBTaskResult.objects.count()) == (0, 0)

    queued(person)

    assert (Mail.objects.count(), DBTaskResult.objects.count()) == (1, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mail_in_each_language(person, catcher, language):
    mail = queued(person, language)

    outbox.send(mail.pk)

    page = catcher.caught[0].get_body(("html",)).get_content()
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert catcher.caught[0]["Content-Language"] == language
    assert LINK in page


def test_what_people_wrote_is_no_markup(person):
    mail = queued(person, context={"url": "<script>&"})

    assert "<script>&" in mail.text
    assert "<script>" not in outbox.html(mail)


def test_a_link_that_signs_in_is_kept_no_longer_than_it_must(person, catcher, officer_client):
    mail = queued(person, private=True)
    page = officer_client.get(mail.get_absolute_url()).content.decode()

    outbox.send(mail.pk)

    assert LINK in catcher.caught[0].get_body(("plain",)).get_content()
    assert LINK not in page
    mail.refresh_from_db()
    assert mail.text == ""


def test_a_server_that_is_away_is_tried_again_later(person, catcher):
    catcher.refuse = "451 Try again later"
    mail = queued(person)

    outbox.send(mail.pk)

    assert state(mail) == State.QUEUED
    assert "Try again later" in mail.error
    waiting = DBTaskResult.objects.latest("enqueued_at")
    minutes = (waiting.run_after - timezone.now()).total_seconds() / 60
    assert minutes == pytest.approx(outbox.RETRIES[0], abs=0.5)
    catcher.refuse = ""
    outbox.send(mail.pk)
    assert (state(mail), mail.attempts, mail.error) == (State.SENT, 2, "")


def test_after_the_last_attempt_it_has_failed(person, catcher):
    catcher.refuse = "451 Try again later"
    mail = queued(person)

    for _attempt in range(len(outbox.RETRIES) + 1):
        assert state(mail) == State.QUEUED
        outbox.send(mail.pk)

    assert state(mail) == State.FAILED


def test_an_address_that_is_refused_for_good_is_not_tried_again(person, catcher):
    catcher.refuse = "550 No such person"
    mail = queued(person)

    outbox.send(mail.pk)

    assert state(mail) == State.FAILED
    assert "No such person" in mail.error
    assert DBTaskResult.objects.count() == 1  # the first attempt's


def test_of_several_refusals_one_for_now_is_enough_to_try_again():
    refused = SMTPRecipientsRefused({"a@example.org": (550, b""), "b@example.org": (451, b"")})

    assert not outbox._for_good(refused)


def test_a_mail_is_sent_once_though_two_workers_have_it(person, catcher):
    mail = queued(person)

    outbox.send(mail.pk)
    outbox.send(mail.pk)

    assert len(catcher.caught) == 1


def test_who_does_not_want_a_category_gets_none_of_it(person):
    MailChoice.objects.create(person=person, category="test.news", channel="site")
    options = {"to": person.email, "context": {"url": LINK}, "language": "en"}
    options |= {"template": "common/mail/confirm_address.txt", "person": person}

    assert outbox.queue(category="test.news", **options) is None
    assert outbox.queue(category="test.other", **options) is not None
    assert outbox.queue(category="test.news", private=True, **options) is not None


def test_an_officer_reads_corrects_and_sends(person, officer_client, catcher):
    mail = queued(person, held=True)
    outbox.send(mail.pk)
    assert (state(mail), catcher.caught) == (State.HELD, [])

    words = {"subject": "A better\nsubject", "text": "Better words."}
    officer_client.post(mail.get_absolute_url(), words)
    officer_client.post(f"{mail.get_absolute_url()}release/")
    outbox.send(mail.pk)

    assert catcher.caught[0]["Subject"] == "A better subject"
    assert "Better words." in catcher.caught[0].get_body(("html",)).get_content()
    verbs = AuditEntry.objects.filter(record_type="common.mail").values_list("verb", flat=True)
    assert list(verbs) == ["common.release_mail", "common.change_mail"]


def test_an_officer_withdraws(person, officer_client, catcher):
    mail = queued(person, held=True)

    officer_client.post(f"{mail.get_absolute_url()}withdraw/")
    answer = officer_client.post(f"{mail.get_absolute_url()}release/", follow=True)

    outbox.send(mail.pk)
    assert "gone another way" in answer.content.decode()
    assert (state(mail), catcher.caught) == (State.WITHDRAWN, [])


def test_others_neither_read_nor_send(person, person_client, client):
    mail = queued(person, held=True)

    for address in ("/en/mail/", mail.get_absolute_url()):
        assert client.get(address).status_code == 302
        assert person_client.get(address).status_code == 403
    assert person_client.post(f"{mail.get_absolute_url()}release/").status_code == 403
    with pytest.raises(PermissionDenied):
        outbox.release(mail=mail, by=person)
    assert state(mail) == State.HELD


def test_the_outbox_is_listed_by_state(person, officer_client):
    queued(person, held=True)

    assert officer_client.get("/en/mail/?state=held").context["page"].paginator.count == 1
    assert officer_client.get("/en/mail/?state=sent").context["page"].paginator.count == 0


@pytest.mark.parametrize(("words", "number"), [("PERSON@", 1), ("confirm your", 1), ("%", 0)])
def test_the_outbox_is_searched(person, officer_client, words, number):
    queued(person)

    page = officer_client.get("/en/mail/", {"q": words}).context["page"]

    assert page.paginator.count == number


def test_what_is_emptied_is_not_sent_again(person, officer_client):
    mail = queued(person)
    Mail.objects.update(state=State.FAILED, text="")

    page = officer_client.get(mail.get_absolute_url()).content.decode()
    officer_client.post(f"{mail.get_absolute_url()}release/")

    assert "Try again" not in page
    assert state(mail) == State.FAILED


def notification(
    mail: Mail, action: str = "failed", returned: str = "text/rfc822-headers"
) -> bytes:
    """What a server sends back about a mail (RFC 3464)."""
    given_back = f"Message-ID: {mail.message_id}\nSubject: x\n"
    return (
        "From: mailer-daemon@example.org\nSubject: Undelivered\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nSorry.\n"
        "--b\nContent-Type: message/delivery-status\n\n"
        "Reporting-MTA: dns; example.org\n\n"
        f"Final-Recipient: rfc822; person@example.org\nAction: {action}\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; 550 No such\n person\n\n"
        f"--b\nContent-Type: {returned}\n\n{given_back}\n--b--\n"
    ).encode()


@pytest.mark.parametrize("returned", ["text/rfc822-headers", "message/rfc822"])
def test_a_mail_that_came_back_is_noted(person, tmp_path, returned):
    mail = queued(person)
    file = tmp_path / "bounce.eml"
    file.write_bytes(notification(mail, returned=returned))
    out = StringIO()

    call_command("bounces", str(file), stdout=out)

    assert (state(mail), mail.error) == (State.BOUNCED, "smtp; 550 No such person")
    assert MailSettings.objects.get().paused_address == person.email
    assert "1 mails noted" in out.getvalue()


def test_a_mailbox_of_many(person, tmp_path):
    mails = [queued(person), queued(person)]
    box = mailbox.mbox(tmp_path / "box")
    for message in (notification(mails[0]), b"Subject: Hello\n\nA letter.\n"):
        box.add(message)
    box.close()

    call_command("bounces", str(tmp_path / "box"), stdout=StringIO())

    assert [state(mail) for mail in mails] == [State.BOUNCED, State.QUEUED]


def test_a_full_mailbox_pauses_nothing(person):
    mail = queued(person)
    full = notification(mail).replace(b"Status: 5.1.1", b"Status: 4.2.2")

    found = bounces.bounce(full)

    assert found is not None
    assert bounces.note(found)
    assert state(mail) == State.BOUNCED
    assert not MailSettings.objects.exists()


def test_an_address_that_is_no_longer_theirs_is_not_paused(person):
    mail = queued(person, to="old@example.org")

    found = bounces.bounce(notification(mail))

    assert found is not None
    assert bounces.note(found)
    assert not MailSettings.objects.exists()


def test_a_delay_is_no_bounce_and_a_stranger_no_mail_of_ours(person):
    mail = queued(person)

    assert bounces.bounce(notification(mail, action="delayed")) is None
    mail.message_id = "<" + "0" * 32 + "@elsewhere.example>"
    found = bounces.bounce(notification(mail))
    assert found is not None
    assert bounces.note(found) is False


def test_odd_bytes_are_no_bounce():
    for content in (b"", b"\xff\x00", b"Content-Type: multipart/report\n\nx", b"From x\n\n"):
        assert bounces.bounce(content) is None


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="nowhere"):
        call_command("bounces", str(tmp_path / "nowhere"))
