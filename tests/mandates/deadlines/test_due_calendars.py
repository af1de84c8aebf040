"""Due dates in people's own calendar programs: of a body, and under a secret address."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar

from actionline.accounts.actions.erasing import erase
from actionline.framework import actions as calendar
from actionline.mandates.deadlines import actions, calendars
from actionline.mandates.deadlines.models import CalendarKey


def events(client, address: str) -> dict[str, object]:
    answer = client.get(address)
    assert answer.status_code == 200
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(event["uid"]): event for event in found}


def own(person) -> str:
    return f"/en/deadlines/own/{calendars.token(actions.renew_address(person=person))}.ics"


def test_a_body_has_its_dates_and_steps_for_everybody(client, report, session, lead_times):
    found = events(client, "/en/deadlines/bodies/secretary-general.ics")

    due = found[f"due-{report.pk}-{session.slug}-due@actionline"]
    ends = datetime.combine(session.documents_due, time(23, 59), ZoneInfo("Europe/Zurich"))
    assert due["dtstart"].dt == ends
    assert f"due-{report.pk}-{session.slug}-draft@actionline" in found
    assert events(client, "/en/deadlines/bodies/council.ics") == {}
    assert client.get("/en/deadlines/bodies/nobody.ics").status_code == 404


def test_a_date_that_moves_keeps_its_name(client, report, session, officer):
    address = "/en/deadlines/bodies/secretary-general.ics"
    before = events(client, address)
    later = {"starts": session.starts + timedelta(days=14)}

    calendar.save_meeting(meeting=session, values=later, by=officer)

    after = events(client, address)
    name = f"due-{report.pk}-{session.slug}-due@actionline"
    assert after[name]["dtstart"].dt - before[name]["dtstart"].dt >= timedelta(days=13)


def test_ones_own_calendar_is_read_without_signing_in(client, report, session, focal_point):
    address = own(focal_point)

    assert f"due-{report.pk}-{session.slug}-due@actionline" in events(client, address)
    answer = client.get(address)
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer.headers["Cache-Control"]
    focal_point.roles.all().delete()
    assert events(client, address) == {}


def test_a_renewed_address_and_one_made_up_lead_nowhere(client, focal_point, report):
    first = own(focal_point)
    second = own(focal_point)

    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    key = CalendarKey.objects.get()
    for made_up in (f"{focal_point.pk}.{key.serial}", f"{focal_point.pk}.{key.serial}~x", "x"):
        assert client.get(f"/en/deadlines/own/{made_up}.ics").status_code == 404
    type(focal_point).objects.filter(pk=focal_point.pk).update(is_active=False)
    assert client.get(second).status_code == 404


def test_the_address_goes_with_the_account(focal_point):
    own(focal_point)

    erase(user=focal_point, by=focal_point)

    assert CalendarKey.objects.count() == 0


def test_people_make_and_renew_their_address_on_a_page(client, focal_point, officer, report):
    client.force_login(focal_point)
    assert "Make an address" in client.get("/en/deadlines/subscribe/").content.decode()

    client.post("/en/deadlines/subscribe/")

    page = client.get("/en/deadlines/subscribe/").content.decode()
    assert calendars.token(CalendarKey.objects.get()) in page
    assert "Secretary-General" in page
    assert calendars.own_bodies(officer) is None
    assert len(calendars.of_person(officer, report.next_due)) == 2
