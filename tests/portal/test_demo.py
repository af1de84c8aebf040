"""Demonstration data: complete, marked everywhere, kept away from real sites."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from tests.conftest import LANGUAGES

from actionline.accounts.models import Organisation, User
from actionline.common import checks
from actionline.common.models import AuditEntry
from actionline.framework.models import MatrixLink
from actionline.instruments.models import Edition
from actionline.mandates.models import Mandate
from actionline.portal.demo import mark
from actionline.portal.demo.stages import STAGES
from actionline.stocktaking.models import Project, Submission

pytestmark = pytest.mark.django_db

KINDS = (Edition, Mandate, User, Organisation, MatrixLink, Project, Submission)
BANNER = "This site holds demonstration data"


@pytest.fixture(autouse=True)
def forgotten():
    yield
    mark.remember(False)


def ours():
    return Edition.objects.filter(title__startswith="Demonstration")


def test_it_fills_a_year_and_may_be_run_again(capsys):
    call_command("demo")
    counts = [model.objects.count() for model in KINDS]
    editions = list(ours().order_by("pk").values_list("instrument__slug", "version"))
    assert editions == [
        ("itu/pp/res-9901", "2018"),
        ("itu/pp/res-9901", "2022"),
        ("itu/council/res-9902", "2024"),
    ]
    asked = Mandate.objects.filter(instrument__slug__in=[slug for slug, _version in editions])
    assert asked.count() >= 12
    assert asked.filter(next_due__isnull=False).exists()
    assert set(Submission.objects.values_list("language", flat=True)) == set(LANGUAGES)

    call_command("demo", stage="year")

    assert counts == [model.objects.count() for model in KINDS]
    assert "instruments: 0 documents filed." in capsys.readouterr().out


@pytest.mark.parametrize("stage", list(STAGES)[::5])  # each takes as long as all before it
def test_a_stage_runs_those_before_it(stage, capsys):
    call_command("demo", stage=stage)

    told = [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()[:-1]]
    names = list(STAGES)
    assert told == names[: names.index(stage) + 1]


def test_every_page_says_so(client):
    assert BANNER not in client.get("/en/").text

    call_command("demo", stage="people")

    for address in ("", "instruments/", "mandates/", "calendar/", "matrix/", "organisations/"):
        assert BANNER in client.get(f"/en/{address}").text
    assert "Этот сайт содержит" in client.get("/ru/").text


def test_the_check_warns():
    assert mark.check().level == checks.Level.OK
    call_command("demo", stage="vocabulary")
    assert mark.check().level == checks.Level.WARN
    assert mark.check in checks.further


def test_a_site_with_filed_documents_is_refused(officer):
    call_command("demo", stage="instruments")
    ours().update(title="Real")
    mark.LoadedProcess.objects.filter(name=mark.NAME).delete()
    mark.remember(False)

    with pytest.raises(CommandError, match="may be a real site"):
        call_command("demo")
    assert mark.check().level == checks.Level.OK

    call_command("demo", force=True, stage="vocabulary")
    assert mark.check().level == checks.Level.WARN


def test_nobody_in_it_could_be_a_person():
    call_command("demo", stage="people")

    assert all(user.email.endswith("@example.org") for user in User.objects.all())
    assert all(user.name.startswith("Demonstration: ") for user in User.objects.all())
    assert all(each.name.startswith("Demonstration: ") for each in Organisation.objects.all())
    assert AuditEntry.objects.filter(verb="portal.demo").count() == 1
