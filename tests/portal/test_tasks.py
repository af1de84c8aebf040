"""What waits for the secretariat, on the home page."""

from __future__ import annotations

from actionline.common.models import Mail
from actionline.portal.tasks import waiting_for

PAGE = "/en/"


def a_mail() -> Mail:
    return Mail.objects.create(
        to="reader@example.org", language="en", subject="S", state="held", message_id="1"
    )


def test_an_officer_is_told_what_waits_and_where(officer_client, officer):
    a_mail()

    html = officer_client.get(PAGE).content.decode()

    assert [(task.url, task.state) for task in waiting_for(officer)] == [
        ("/en/mail/?state=held", "1")
    ]
    assert "Waiting for you" in html
    assert '<a href="/en/mail/?state=held" aria-describedby="task-1">' in html


def test_nothing_waits_for_those_who_may_not_do_it(client, person_client, officer_client):
    assert "Waiting for you" not in officer_client.get(PAGE).content.decode()
    a_mail()

    assert "Waiting for you" not in client.get(PAGE).content.decode()
    assert "Waiting for you" not in person_client.get(PAGE).content.decode()
