"""Every public record type is in the interface, told alike in its list and by itself."""

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionline.portal.api import service

#: Models that are not told, by what their names begin with, and why. Whoever adds a model adds
#: it here or to the interface.
NOT_TOLD = {
    "actionline.accounts.models.invitations": "people",
    "actionline.accounts.models.people": "people",
    "actionline.accounts.models.roles": "people",
    "actionline.accounts.models.organisations.OrganisationMember": "people",
    "actionline.common": "what rooms use: mails, jobs, the trail, kept filters, attachments …",
    "actionline.framework.matrix.models.LinkOpinion": "what experts advise officers",
    "actionline.framework.models.loading.LoadedProcess": "which data was loaded when",
    "actionline.framework.models.links.TaggedRecord": "is told with the records that have tags",
    "actionline.instruments.models.Import": "drafts of officers",
    "actionline.instruments.models.SourceFile": "files of officers",
    "actionline.roadmaps.models.planned": "is told within plans, as JSON on the page of an edition",
    "actionline.roadmaps.models.shapes": "how plans are built, which is data of the process",
    "actionline.stocktaking.models.calls": "pages for those who write entries",
    "actionline.mandates.models.Evidence": "on the pages of the mandate and of what is evidence",
    "actionline.mandates.models.WebPage": "on the pages of what they are evidence for",
    "actionline.mandates.models.WithdrawnEvidence": "what those who give evidence see",
    "actionline.mandates.assignments": "pages, and the files of the directory and of groups",
    "actionline.mandates.deadlines": "calendars, and the files of the list of due dates",
    "actionline.reporting.models.reports.Definition": "data of the process",
    "actionline.reporting.models.reports.Editor": "people",
    "actionline.reporting.models.reports.SentenceSource": "is told in the JSON of each edition",
    "actionline.reporting.models.writing": "what is being written",
    "actionline.mandates.progress.models.rounds": "what officers and focal points ask and answer",
    "actionline.mandates.progress.models.standing": "on the page of the mandate, by rule",
    "actionline.stocktaking.models.curation": "views and stories, which are pages",
    "actionline.stocktaking.models.merging": "what officers see of twins",
    "actionline.stocktaking.models.dumps": "the nightly files, which are on the page of open data",
    "actionline.stocktaking.models.submissions": "what is not accepted yet is not public",
    "actionline.stocktaking.models.terms": "is told with projects",
    "actionline.stocktaking.models.watching": "people",
    **{
        f"actionline.stocktaking.models.projects.{name}": why
        for name, why in (
            ("CheckedLink", "what officers see of links that may be broken"),
            ("Confirmation", "who was asked whether a project holds"),
            ("Contact", "people"),
            ("Owner", "people"),
            ("ProjectEdition", "earlier states, on the project's page"),
        )
    },
}
NAMES = [resource.name for resource in service.resources()]


def resource(name):
    return next(each for each in service.resources() if each.name == name)


def test_every_public_model_is_told():
    told = {model for each in service.resources() for model in (each.model, *each.within)}
    ours = {
        f"{model.__module__}.{model.__name__}"
        for model in apps.get_models()
        if model not in told and not model._meta.auto_created
    }
    hidden = tuple(NOT_TOLD)

    left = {name for name in ours if name.startswith("actionline.")}
    assert {name for name in left if not name.startswith(hidden)} == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_list_and_its_records_agree(client, fill, name):
    fill(2)
    kind = resource(name)
    field = {"pk": "id"}.get(kind.key, kind.key)

    listed = client.get(f"/api/v1/{name}").json()

    assert set(listed) == {"records", "next"}
    assert len(listed["records"]) >= 2
    for record in listed["records"]:
        assert client.get(f"/api/v1/{name}/{record[field]}").json() == record
        assert set(record) == set(kind.record.model_fields)


@pytest.mark.parametrize("name", NAMES)
def test_each_record_has_the_address_of_its_page(client, fill, name):
    fill(1)

    record = client.get(f"/api/v1/{name}").json()["records"][0]

    if record["url"] is None:
        assert name in ("economies", "economy-groups", "memberships", "stakeholder-types")
    else:
        assert client.get(record["url"].removeprefix("http://testserver")).status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_a_list_takes_as_many_queries_with_one_record_as_with_three(client, fill, name):
    counts = []
    for number in (1, 2):
        fill(number)
        client.get(f"/api/v1/{name}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/api/v1/{name}")
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_names_are_in_the_language_asked_for_and_in_all(client, fill):
    fill(1)

    told = {
        language: client.get(f"/api/v1/bodies/body-0?lang={language}").json()
        for language in ("en", "fr", "ar", "ru")
    }

    assert [told[each]["name"] for each in told] == [
        "Lighthouses",
        "Phares",
        "منارات",
        "Lighthouses",
    ]
    assert {each["url"].split("/")[3] for each in told.values()} == {"en", "fr", "ar", "ru"}
    assert told["fr"]["names"] == {
        "ar": "منارات", "en": "Lighthouses", "es": None, "fr": "Phares", "ru": None, "zh": None,
    }  # fmt: skip


def test_a_mandate_has_its_versions_and_due_dates(client, fill):
    fill(1)

    record = client.get("/api/v1/mandates?lang=fr").json()["records"][0]

    assert [each["edition"] for each in record["versions"]] == ["2022", "2018"]
    assert record["versions"][0]["actors"] == ["body-0"]
    assert [each["due"] for each in record["due_dates"]] == ["2030-05-01"]
    assert "Phares" in record["due_dates"][0]["basis"]


def test_a_meeting_has_its_deadlines(client, fill):
    fill(1)

    (deadline,) = client.get("/api/v1/meetings/body-0-2030").json()["deadlines"]

    assert (deadline["kind"], deadline["days"]) == ("proposals", 14)
    assert deadline["due"] == "2030-04-17T23:59:00+02:00"


def test_nothing_unverified_and_nobody_is_told(client, fill):
    from actionline.accounts.models import Organisation

    fill(1)
    Organisation.objects.update(verified_at=None)

    assert client.get("/api/v1/organisations").json()["records"] == []


def test_who_proposed_a_link_is_told_by_name_only(client, fill, person):
    from actionline.framework.models import MatrixLink

    fill(1)
    MatrixLink.objects.update(author=person)
    names = [each["author"] for each in client.get("/api/v1/matrix-links").json()["records"]]
    person.name = ""
    person.save()
    unnamed = [each["author"] for each in client.get("/api/v1/matrix-links").json()["records"]]

    assert (names, unnamed) == (["Person", "Person"], ["", ""])
