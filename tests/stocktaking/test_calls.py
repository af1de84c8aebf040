"""Calls: prepared, published, watched; late codes and reminders."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone, translation
from tests.conftest import LANGUAGES

from actionline.common.models import AuditEntry, Mail
from actionline.stocktaking import progress
from actionline.stocktaking.actions import calling, writing
from actionline.stocktaking.models import Call, LateCode

from .conftest import COMPLETE

pytestmark = pytest.mark.django_db
NEW = reverse("stocktaking:new_call")


@pytest.fixture
def call(template) -> Call:
    now = timezone.now()
    return Call.objects.create(
        slug="2026-call",
        year=2026,
        name_en="Call 2026",
        name_fr="Appel 2026",
        template=template,
        published=True,
        opens_at=now - timedelta(days=10),
        closes_at=now + timedelta(days=10),
        remind_days=[14, 3],
    )


@pytest.fixture
def sent(template):
    return {
        "year": "2026",
        "template": template.pk,
        "timezone": "Europe/Zurich",
        "opens_at": "2026-09-11T09:00",
        "closes_at": "2027-01-10T23:00",
        "remind_days": "3, 30,14",
        "name_en": "Call for entries",
        "name_ar": "نداء",
        "letter_en": "Dear all",
        "published": "on",
    }


def test_it_works(officer_client, client, sent):
    response = officer_client.post(NEW, sent)
    call = Call.objects.get()
    assert response["location"] == reverse("stocktaking:call", args=["2026-call-for-entries"])
    assert call.opens_at == datetime(2026, 9, 11, 7, 0, tzinfo=UTC)  # summer in Geneva
    assert call.closes_at == datetime(2027, 1, 10, 22, 0, tzinfo=UTC)  # winter
    assert call.remind_days == [30, 14, 3]
    page = client.get(response["location"]).content.decode()
    assert "Dear all" in page
    assert "150 to 200 words" in page


def test_a_change_is_kept_with_what_was(officer_client, sent):
    officer_client.post(NEW, sent)
    edit = reverse("stocktaking:edit_call", args=[Call.objects.get().slug])
    page = officer_client.get(edit).content.decode()
    assert 'value="2027-01-10T23:00"' in page
    officer_client.post(edit, sent | {"closes_at": "2027-01-20T23:00", "version": "1"})
    entry = AuditEntry.objects.filter(verb="stocktaking.call").order_by("number").last()
    assert entry.before["closes_at"].startswith("2027-01-10")
    assert entry.after["closes_at"].startswith("2027-01-20")
    page = officer_client.post(edit, sent | {"version": "1"}).content.decode()
    assert "Somebody else saved the call meanwhile" in page


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"closes_at": "2026-09-11T09:00"}, "A call cannot close before it opens."),
        ({"opens_at": "yesterday"}, "Give a day and an hour: 2026-11-30 17:00."),
        ({"opens_at": "9999-12-31T23:59"}, "Give a day and an hour: 2026-11-30 17:00."),
        ({"remind_days": "0"}, "Give whole days from 1 to 365, separated by commas."),
        ({"remind_days": "1, x"}, "Give whole days from 1 to 365, separated by commas."),
        ({"timezone": "Moon/Base"}, "Select a valid choice."),
        ({"name_en": ""}, "This field is required."),
    ],
)
def test_what_is_wrong_is_told(officer_client, sent, change, message):
    assert message in officer_client.post(NEW, sent | change).content.decode()
    assert not Call.objects.exists()


def test_two_calls_of_one_name_have_two_addresses(officer_client, sent):
    for _each in range(2):
        officer_client.post(NEW, sent)
    slugs = set(Call.objects.values_list("slug", flat=True))
    assert slugs == {"2026-call-for-entries", "2026-call-for-entries-2"}


def test_what_is_not_published_is_not_seen(client, officer_client, call):
    Call.objects.update(published=False)
    address = reverse("stocktaking:call", args=[call.slug])
    assert client.get(address).status_code == 404
    assert officer_client.get(address).status_code == 200
    assert "Call 2026" not in client.get(reverse("stocktaking:calls")).content.decode()


def test_nobody_else_prepares_calls(person, call):
    with pytest.raises(PermissionDenied):
        calling.save_call(call=call, values={"year": 2027}, by=person, version=0)
    with pytest.raises(PermissionDenied):
        calling.make_late_code(call=call, note="x", until=timezone.now(), uses=1, by=person)


def test_a_late_code_is_shown_once_and_can_be_withdrawn(officer_client, call):
    address = reverse("stocktaking:late_code", args=[call.slug])
    sent = {"note": "One office", "until": "2027-02-01T12:00", "uses": "1"}
    page = officer_client.post(address, sent).content.decode()
    code = LateCode.objects.get()
    assert code.until == datetime(2027, 2, 1, 11, 0, tzinfo=UTC)
    shown = page.split('<strong class="symbol" dir="ltr">')[1].split("<")[0]
    assert code.digest == writing.late_digest(shown)
    watch = officer_client.get(reverse("stocktaking:watch", args=[call.slug])).content.decode()
    assert shown not in watch
    officer_client.post(reverse("stocktaking:withdraw_code", args=[call.slug, code.pk]))
    code.refresh_from_db()
    assert code.withdrawn_at


def test_how_it_goes(officer_client, call, person, template):
    for economy, number in (("KEN", 2), ("FRA", 1)):
        for _each in range(number):
            entry = writing.begin(
                by=person,
                language="en",
                template=template,
                call=call,
                answers=COMPLETE | {"entity_economy": economy},
            )
    writing.submit(submission=entry, by=person)
    by_region, by_type = progress.tables(call)
    assert by_type.rows[0][0] == "government"
    assert by_type.rows[0][1][:2] == [2, 1]
    assert by_region.rows[-1][2] == 3
    csv = officer_client.get(reverse("stocktaking:watch_csv", args=[call.slug]))
    assert "government,2,1" in csv.content.decode()


def test_reminders_go_once_for_each_day_to_those_with_a_draft(call, person, template):
    entry = writing.begin(by=person, language="fr", template=template, call=call)
    at = call.closes_at
    assert calling.remind(now=at - timedelta(days=20)) == 0
    assert calling.remind(now=at - timedelta(days=10)) == 1  # the 14th was missed: it is told now
    assert calling.remind(now=at - timedelta(days=10)) == 0
    assert calling.remind(now=at - timedelta(days=3)) == 1
    assert calling.remind(now=at + timedelta(days=1)) == 0
    mail = Mail.objects.filter(category="stocktaking.reminder").first()
    assert (mail.to, mail.language) == (person.email, "fr")
    assert "Appel 2026" in mail.text
    assert reverse("stocktaking:entry", args=[entry.pk]).split("/", 2)[2] in mail.text


def test_days_left_are_those_of_the_calls_calendar(call):
    call.timezone = "Pacific/Auckland"
    call.closes_at = datetime(2026, 11, 30, 0, 30, tzinfo=ZoneInfo("Pacific/Auckland"))
    now = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)  # the 29th in Auckland
    assert calling.days_left(call, now) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_in_every_language(officer_client, call, language):
    with translation.override(language):
        urls = [reverse("stocktaking:calls"), reverse("stocktaking:new_call")]
        urls += [reverse(f"stocktaking:{n}", args=[call.slug]) for n in ("call", "watch")]
    for url in urls:
        page = officer_client.get(url)
        assert page.status_code == 200
        direction = "rtl" if language == "ar" else "ltr"
        assert f'dir="{direction}"' in page.content.decode()[:300]
