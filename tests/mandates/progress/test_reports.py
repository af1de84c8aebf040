"""Progress reports: drafted, handed in, validated by another, corrected, withdrawn."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from tests.mandates.progress.conftest import appointed, client_of

from actionline.common.models import AuditEntry, Notification
from actionline.common.states import WrongStateError
from actionline.mandates.progress import actions, hooks, queries
from actionline.mandates.progress.models import Figure, Report, Version

ROW = {
    "figure-TOTAL_FORMS": "1",
    "figure-INITIAL_FORMS": "0",
    "figure-0-name": "Surveys",
    "figure-0-value": "2",
    "figure-0-unit": "surveys",
    "figure-0-day": "2026-06-30",
    "figure-0-source": "The office's own count",
}
SENT = {
    "starts": "2026-01-01",
    "ends": "2026-06-30",
    "language": "en",
    "done": "Two surveys were made.",
    "ahead": "A third one.",
    "obstacles": "",
}


def test_it_works(client, focal_client, officer_client, mandate) -> None:
    page = focal_client.get(f"/en/mandates/{mandate.pk}/").content.decode()
    begin = f"/en/progress/new/mandates.mandate:{mandate.pk}/"
    assert f'href="{begin}"' in page
    period = {name: SENT[name] for name in ("starts", "ends", "language")}
    address = focal_client.post(begin, period).headers["Location"]
    answer = focal_client.post(address, SENT | ROW | {"saves": "0", "submit": "yes"})
    report = Report.objects.get()
    assert answer.headers["Location"] == f"/en/progress/{report.pk}/"
    assert client.get(f"/en/progress/{report.pk}/").status_code == 404
    assert b"Two surveys" not in client.get(f"/en/mandates/{mandate.pk}/").content

    answer = officer_client.post(f"/en/progress/{report.pk}/decide/", {"verb": "validate"})

    assert answer.status_code == 302
    page = client.get(f"/en/progress/{report.pk}/").content.decode()
    assert "Two surveys were made." in page
    assert "The office&#x27;s own count" in page
    assert f'href="/en/mandates/{mandate.pk}/"' in page
    assert "/en/instruments/itu/pp/res-900" in page
    page = client.get(f"/en/mandates/{mandate.pk}/").content.decode()
    assert "Two surveys were made." in page
    assert '<a href="#progress">told until 30 June 2026</a>' in page
    assert b"Two surveys were made." in client.get("/en/progress/").content


def test_nobody_validates_what_they_handed_in(submitted, officer, publisher) -> None:
    own = submitted(by=officer)
    with pytest.raises(PermissionDenied):
        actions.validate(version=own, internal=False, by=officer)
    assert actions.validate(version=own, internal=False, by=publisher).public


def test_the_database_wants_another_person_too(submitted, focal) -> None:
    version = submitted()
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(
            state="validated", validated_at=version.submitted_at, decided_by=focal
        )


def test_who_drafts_does_not_validate_and_others_do_not_write(submitted, begun, person) -> None:
    version = submitted()
    with pytest.raises(PermissionDenied):
        actions.validate(
            version=version, internal=False, by=appointed("second@example.org", "drafts")
        )
    stranger = appointed("elsewhere@example.org", "publishes", "council")
    with pytest.raises(PermissionDenied):
        actions.validate(version=version, internal=False, by=stranger)
    with pytest.raises(PermissionDenied):
        begun(by=person)


def test_it_is_returned_with_a_reason_and_handed_in_again(submitted, officer, focal) -> None:
    version = submitted()
    with pytest.raises(ValidationError):
        actions.return_(version=version, reason=" ", by=officer)
    actions.return_(version=version, reason="Say where.", by=officer)
    told = Notification.objects.get(kind="progress.decided", person=focal)
    assert told.values["reason"] == "Say where."
    again = actions.submit(version=version, by=focal)
    assert (again.state, again.reason) == ("submitted", "")
    verbs = AuditEntry.objects.filter(record_type="progress.report").order_by("number")
    assert verbs[1].after["done"] == "Two surveys."
    assert [entry.verb for entry in verbs] == [
        "progress.begin",
        "progress.submit",
        "progress.return",
        "progress.submit",
    ]


def test_two_people_do_not_overwrite_one_another(begun, focal, focal_client) -> None:
    version = begun()
    with pytest.raises(actions.ChangedMeanwhileError):
        actions.save(version=version, by=focal, values={"done": "Mine"}, figures=None, saves=0)
    address = f"/en/progress/{version.report_id}/edit/"
    page = focal_client.post(address, SENT | ROW | {"saves": "0"}).content.decode()
    assert "Somebody else saved this report meanwhile" in page
    assert "Two surveys." in page
    version.refresh_from_db()
    assert version.done == "Two surveys."


def test_a_script_saves_meanwhile(begun, focal_client) -> None:
    version = begun()
    address = f"/en/progress/{version.report_id}/edit/"
    by_script = {"X-Saved-By": "script"}
    answer = focal_client.post(address, SENT | ROW | {"saves": version.saves}, headers=by_script)
    assert answer.json() == {"saves": version.saves + 1}
    answer = focal_client.post(address, SENT | ROW | {"saves": version.saves}, headers=by_script)
    assert answer.status_code == 409


def test_words_are_counted_when_it_is_handed_in(begun, focal, focal_client) -> None:
    version = begun(done="word " * 301)
    with pytest.raises(actions.FaultyError) as caught:
        actions.submit(version=version, by=focal)
    assert caught.value.faults == {"done": "This is 1 word too long: 300 words at most."}
    chinese = begun(done="字" * 300)
    assert actions.submit(version=chinese, by=focal).state == "submitted"
    address = f"/en/progress/{version.report_id}/edit/"
    long = SENT | ROW | {"done": "word " * 302, "saves": version.saves, "submit": "yes"}
    page = focal_client.post(address, long).content.decode()
    assert "This is 2 words too long" in page


def test_a_figure_needs_its_day_and_source(begun, focal_client) -> None:
    version = begun()
    bad = ROW | {"figure-0-source": "", "figure-0-value": "many"}
    address = f"/en/progress/{version.report_id}/edit/"
    page = focal_client.post(address, SENT | bad | {"saves": version.saves}).content.decode()
    assert "Say where it comes from." in page
    assert [str(each) for each in version.figures.all()] == ["Surveys: 2 surveys"]


def test_the_next_report_begins_with_what_the_last_said(validated, subject, focal) -> None:
    validated()
    second = actions.begin(
        subject=subject, starts=date(2026, 7, 1), ends=date(2026, 9, 1), language="fr", by=focal
    )
    assert (second.done, second.obstacles) == ("A third survey.", "No boat.")
    assert second.language == "en"


def test_a_correction_replaces_what_stood(validated, focal, officer, client) -> None:
    first = validated()
    second = actions.correct(report=first.report, by=focal)
    with pytest.raises(actions.BusyError):
        actions.correct(report=first.report, by=focal)
    actions.save(version=second, by=focal, values={"done": "Three surveys."}, figures=None, saves=0)
    address = f"/en/progress/{first.report_id}/"
    assert b"Two surveys." in client.get(address).content
    actions.submit(version=second, by=focal)
    actions.validate(version=second, internal=False, by=officer)
    page = client.get(address).content.decode()
    assert "<del>Two</del>" in page
    assert "<ins>Three</ins>" in page
    first.refresh_from_db()
    assert first.state == "replaced"


def test_figures_go_to_indicators_and_come_back(validated, focal, officer, monkeypatch) -> None:
    came: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(
        hooks, "figures_of", [lambda figures, by: came.append(("came", [f.name for f in figures]))]
    )
    monkeypatch.setattr(
        hooks,
        "figures_withdrawn",
        [lambda figures, by: came.append(("went", [f.name for f in figures]))],
    )
    version = validated()
    actions.withdraw(version=version, reason="Counted twice.", by=officer)
    assert came == [("came", ["Surveys"]), ("went", ["Surveys"])]
    with pytest.raises(WrongStateError):
        actions.withdraw(version=version, reason="Again.", by=officer)
    assert actions.restore(version=version, by=focal).state == "draft"


def test_an_internal_report_is_for_the_offices(validated, client, focal_client, mandate) -> None:
    version = validated(internal=True)
    address = f"/en/progress/{version.report_id}/"
    assert client.get(address).status_code == 404
    assert b"Two surveys." in focal_client.get(address).content
    assert b"Two surveys." not in client.get(f"/en/mandates/{mandate.pk}/").content
    assert not queries.validated(date(2026, 1, 1), date(2026, 12, 31), [mandate.pk])
    everything = queries.validated(
        date(2026, 1, 1), date(2026, 12, 31), [mandate.pk], internal=True
    )
    assert everything == [version]


def test_reports_of_a_period_are_found_in_two_queries(
    validated, mandate, django_assert_num_queries
) -> None:
    version = validated()
    with django_assert_num_queries(2):
        found = queries.validated(date(2026, 6, 30), date(2026, 7, 30), [mandate.pk])
        assert [str(f) for each in found for f in each.figures.all()] == ["Surveys: 2 surveys"]
    assert found == [version]
    assert queries.validated(date(2026, 7, 1), date(2026, 7, 30), [mandate.pk]) == []


def test_lists_take_the_same_queries_with_one_and_three(
    validated, client, officer_client, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    def count(asking, address):
        with django_assert_max_num_queries(60) as made:
            assert asking.get(address).status_code == 200
        return len(made)

    version = validated()
    pages = [
        (client, "/en/progress/"),
        (officer_client, "/en/progress/desk/?state=all"),
        (client, "/en/progress/export.csv"),
        (client, f"/en/mandates/{version.report.mandate_id}/"),
    ]
    one = [count(*page) for page in pages]
    validated()
    validated()
    assert [count(*page) for page in pages] == one


def test_many_are_validated_at_once(submitted, officer_client, focal) -> None:
    for _each in range(2):
        submitted()
    page = officer_client.post("/en/progress/desk/validate/", {"query": ""}).content.decode()
    assert "Validate 2 reports?" in page
    answer = officer_client.post("/en/progress/desk/validate/", {"query": "", "sure": "yes"})
    assert "/jobs/" in answer.headers["Location"]
    assert client_of(focal).post("/en/progress/desk/validate/", {}).status_code == 403


def test_it_is_read_in_arabic_with_its_language(validated, client) -> None:
    version = validated()
    page = client.get(f"/ar/progress/{version.report_id}/").content.decode()
    assert '<div lang="en" dir="ltr">' in page


def test_a_figure_is_told_plainly(db) -> None:
    assert str(Figure(name="Boats", value=1200, unit="")) == "Boats: 1200"
