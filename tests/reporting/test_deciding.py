"""The way of a report: two people, a frozen edition, a digest, differences."""

from __future__ import annotations

import hashlib
import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from tests.reporting import made

from actionline.common.models import Notification
from actionline.common.states import WrongStateError
from actionline.reporting import actions, editions, freezing, records, station
from actionline.reporting.models import Edition, Report


def go(report, by, *verbs):
    for verb in verbs:
        report = actions.move(report=report, verb=verb, by=by, reason="Because.")
    return report


def test_it_works(report, officer, second):
    go(report, officer, "submit")
    assert [n.kind for n in Notification.objects.filter(person=second)] == ["reporting.review"]

    found = go(report, second, "sign", "publish")

    edition = found.editions.get()
    assert (found.state, found.signed_by) == ("published", second)
    assert (edition.edited_by, edition.signed_by, edition.number) == (officer, second, 1)
    assert edition.published_at is not None
    assert edition.digest == hashlib.sha256(freezing.canonical(edition.content)).hexdigest()


def test_who_changed_it_last_does_not_sign(report, officer, second):
    go(report, second, "submit")

    with pytest.raises(PermissionDenied):
        go(report, officer, "sign")
    with pytest.raises(PermissionDenied):
        go(report, made.User.objects.create_user("x@example.org"), "sign")


def test_the_database_refuses_a_signature_of_one_person(report, officer):
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(state="signed", signed_by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(
            report=report, number=9, digest="", edited_by=officer, signed_by=officer
        )


def test_nobody_writes_in_review_and_a_reason_brings_it_back(report, officer, second):
    go(report, officer, "submit")
    section = made.section_of(report, "work")
    with pytest.raises(actions.ClosedError):
        made.write(report, "work", officer, added={"": "Late."})
    with pytest.raises(WrongStateError):
        go(report, officer, "publish")
    with pytest.raises(ValidationError):
        actions.move(report=report, verb="return", by=second, reason=" ")

    found = go(report, second, "return")

    assert (found.state, found.reason, section.holder()) == ("drafting", "Because.", None)
    told = Notification.objects.filter(person=officer).latest("pk")
    assert (told.kind, told.values["reason"]) == ("reporting.moved", "Because.")


def test_an_edition_comes_back_as_it_was_frozen(report, officer, second):
    go(report, officer, "submit")
    go(report, second, "sign")
    edition = report.editions.get()

    found = editions.document_of(edition, "ar")

    assert freezing.to_json(found.sections[0]) == edition.content["documents"]["ar"]["sections"][0]
    assert (found.language, found.draft, found.digest) == ("ar", "", edition.digest)
    assert [section.key for section in found.sections] == ["intro", "work", "annex"]
    again = json.loads(freezing.canonical(edition.content))
    assert freezing.digest(again) == edition.digest


def test_editions_differ_where_somebody_changed_something(report, officer, second, mandates):
    go(report, officer, "submit")
    go(report, second, "sign", "publish", "reopen")
    key = f"work.m{mandates[1].pk}"
    block = next(each for each in made.section_of(report, "work").now if each.key == key)
    text = block.text.replace("Nothing was reported", "Little was reported")
    made.write(report, "work", officer, texts={key: text})
    go(report, officer, "submit")
    go(report, second, "sign")
    new, old = report.editions.all()

    found = editions.differences(*(editions.document_of(each, "en") for each in (old, new)))

    assert [(each.section, each.key) for each in found] == [("Work", key)]
    words = [span.text for span in found[0].spans if span.side != "both"]
    assert words == ["Nothing", "Little"]
    assert (old.published_at is None, new.published_at is None) == (False, True)


def test_an_edition_stays_public_while_the_next_is_written(
    report, officer, second, client, mandates
):
    first = mandates[0]
    page = reverse("mandates:mandate", args=[first.pk])
    key = f"work.m{first.pk}.asked"
    link = f"{report.get_absolute_url()}#"

    assert (records.search("harbours", 9), records.told([str(report.pk)])) == ([], {})
    go(report, officer, "submit")
    go(report, second, "sign", "publish")
    go(report, officer, "reopen")
    made.write(report, "work", officer, texts={f"work.m{first.pk}": ""})

    assert not report.sources.filter(key=key, edition=None).exists()
    shown = client.get(page).content.decode()
    assert link in shown
    assert "1 report" in shown
    assert "Drafting" not in shown
    assert f'id="{key}"' in client.get(report.get_absolute_url()).content.decode()
    assert "Drafting" not in client.get(reverse("reporting:list")).content.decode()
    assert first.pk in station.STATION.reached(False)
    assert records.search("harbours 2027", 9) == [str(report.pk)]
    assert records.told([str(report.pk)])[str(report.pk)].title == "Report on harbours, 2027"

    go(report, second, "submit")
    third = made.User.objects.create_user("third@example.org", is_officer=True)
    go(report, third, "sign", "publish")
    assert set(report.sources.exclude(edition=None).values_list("edition__number")) == {(2,)}
    assert not report.sources.exclude(edition=None).filter(key=key).exists()


def test_a_report_without_a_draft_is_not_submitted(definition, officer):
    empty = made.begin(definition, officer)

    with pytest.raises(ValidationError):
        go(empty, officer, "submit")
