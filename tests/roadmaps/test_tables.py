"""Activities and targets come in from tables and go out, the same both ways."""

from __future__ import annotations

import csv
import io

import pytest
from tests.common.tables.bringing import bring

from actionline.common.tables import actions as importing
from actionline.common.tables.models import TableImport
from actionline.roadmaps import actions as roadmaps
from actionline.roadmaps.models import ActivityVersion, TargetVersion
from actionline.roadmaps.tables import ActivityTable, TargetTable, columns_of, rows_of

PLAN = "l1-harbour-office"


def as_csv(rows, columns) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def take(browser, table: str, text: str, by) -> TableImport:
    bring(browser, table, text)
    found = TableImport.objects.order_by("-pk").first()
    importing.take(importing=found, good_only=False, by=by)
    found.refresh_from_db()
    return found


def test_activities_come_in(client_of, draft, drafter, terms, mandates):
    (mandate,) = mandates(1)
    text = (
        "plan,title,starts,ends,mandates,sdg,gdc,more\n"
        f"{PLAN},Teach the keepers,2027-01-01,2027-12-31,{mandate.pk},9.c 9.1,1,"
        '"{""slogan"": ""Light""}"\n'
        f"{PLAN},Build a tower,,,,,,\n"
    )

    found = take(client_of(drafter), "roadmaps-activities", text, drafter)

    row = ActivityVersion.objects.get(title="Teach the keepers")
    assert (found.state, found.taken) == (TableImport.State.TAKEN, 2)
    assert draft.activityversions.count() == 3
    assert (row.more, row.revision, list(row.mandates.all())) == ({"slogan": "Light"}, 2, [mandate])
    assert row.sdg_targets.count() == 2 and row.objectives.count() == 1


def test_what_goes_out_comes_in_unchanged(client_of, draft, drafter, terms):
    draft.activityversions.first().sdg_targets.set([terms["9.c"], terms["9.1"]])
    browser = client_of(drafter)
    for kind in (ActivityTable, TargetTable):
        text = as_csv(rows_of(draft, kind), columns_of(kind))
        bring(browser, kind.name, text)
        found = TableImport.objects.order_by("-pk").first()
        assert (found.faulty, found.new, found.changed) == (0, 0, 0)


def test_an_import_is_taken_back(client_of, draft, drafter):
    browser = client_of(drafter)
    text = f"plan,title,results\n{PLAN},Mend the lamps,All burn.\n{PLAN},New one,x\n"
    found = take(browser, "roadmaps-activities", text, drafter)
    assert draft.activityversions.count() == 3

    importing.undo(importing=found, by=drafter)

    row = ActivityVersion.objects.get(title="Mend the lamps")
    assert (row.results, draft.activityversions.count()) == ("Forty lamps burn.", 2)


def test_targets_come_in_with_values_on_the_way(client_of, draft, drafter):
    text = (
        f"plan,title,baseline,milestones\n{PLAN},Lamps that burn,11,2027-01-01 20; 2028-01-01 30\n"
    )

    take(client_of(drafter), "roadmaps-targets", text, drafter)

    row = TargetVersion.objects.get()
    assert row.baseline == 11
    assert row.milestones == [["2027-01-01", "20"], ["2028-01-01", "30"]]


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ("none,x,,", "There is no plan of this name that is being written."),
        (f"{PLAN},x,77,", "There is no 77."),
        (f"{PLAN},x,,99.z", "There is no 99.z."),
    ],
)
def test_faults_are_told(client_of, draft, drafter, terms, cells, wrong):
    bring(client_of(drafter), "roadmaps-activities", f"plan,title,mandates,sdg\n{cells}\n")

    assert [fault.wrong for fault in TableImport.objects.get().faults.all()] == [wrong]


def test_plans_of_others_and_published_ones_take_nothing(
    client_of, draft, drafter, outsider, publisher
):
    text = f"plan,title\n{PLAN},x\n"
    bring(client_of(outsider), "roadmaps-activities", text)
    importing.take(importing=TableImport.objects.get(), good_only=True, by=outsider)
    assert draft.activityversions.count() == 2

    roadmaps.move(edition=draft, verb="publish", by=publisher)
    bring(client_of(drafter), "roadmaps-activities", text)
    assert TableImport.objects.order_by("-pk").first().faulty == 1


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_tables_go_out(client, published, form):
    for name in ("activities", "targets"):
        address = f"/en/roadmaps/plans/{PLAN}/1/tables/{name}.{form}"
        assert b"".join(client.get(address).streaming_content)
