"""Organisations as a table, and their country."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from tests.common.tables.bringing import bring, faults, tried

from actionline.accounts.models import Organisation
from actionline.accounts.organisation_table import COLUMNS, OrganisationTable
from actionline.framework.models import Economy, MembershipKind

HEAD = "name,type,country,domains\n"


@pytest.fixture(autouse=True)
def economies(db) -> None:
    for position, (m49, iso2, iso3, english, french) in enumerate(
        [
            ("404", "KE", "KEN", "Kenya", "Kenya"),
            ("384", "CI", "CIV", "Côte d’Ivoire", "Côte d’Ivoire"),
            ("178", "CG", "COG", "Congo", "Congo"),
            ("180", "CD", "COD", "Democratic Republic of the Congo", "Rép. dém. du Congo"),
            ("408", "KP", "PRK", "Democratic People's Republic of Korea", ""),
            ("410", "KR", "KOR", "Republic of Korea", "République de Corée"),
        ]
    ):
        Economy.objects.create(
            m49=m49, iso2=iso2, iso3=iso3, name_en=english, name_fr=french, position=position
        )


def test_it_works(officer_client, officer):
    brought = bring(
        officer_client, "organisations", HEAD + "Ministry of ICT,Government,Kenya,Example.org\n"
    )
    officer_client.post(f"/en/tables/imports/{brought.pk}/take/")

    made = Organisation.objects.get()
    assert (made.name, made.type, made.economy.iso3) == ("Ministry of ICT", "government", "KEN")
    assert (made.domains, made.verified_by, made.added_by) == ("example.org", officer, officer)


def test_what_went_out_changes_nothing_when_it_comes_in(officer_client):
    kenya = Economy.objects.get(iso3="KEN")
    Organisation.objects.create(name="=Union", type="private", economy=kenya)
    keeper = MembershipKind.objects.create(slug="keeper", name_en="Keeper")
    Organisation.objects.create(name="Institute", type="academia", membership=keeper)

    content = officer_client.get("/en/organisations/organisations.csv").getvalue()

    assert tried(OrganisationTable, content)[0]["same"] == 2
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert list(rows[0]) == COLUMNS
    assert (rows[0]["name"], rows[0]["economy"]) == ("'=Union", "KEN")


def test_the_kinds_of_membership_are_those_of_the_process(officer_client):
    assert 'name="membership"' not in officer_client.get("/en/organisations/add/").text
    MembershipKind.objects.create(slug="keeper", name_en="Keeper", name_fr="Gardien", source="x")
    assert "Keeper" in officer_client.get("/en/organisations/add/").text

    brought = bring(
        officer_client,
        "organisations",
        "name,type,itu_membership\nA,private,gardien\nB,private,none\nC,private,\n",
    )
    officer_client.post(f"/en/tables/imports/{brought.pk}/take/")

    kinds = Organisation.objects.order_by("name").values_list("membership__slug", flat=True)
    assert list(kinds) == ["keeper", None, None]
    assert faults(OrganisationTable, "name,type,membership\nD,private,king\n") == [
        (2, "membership", "This value is not known here.")
    ]


def test_only_officers_take_them_away(person_client, client):
    assert person_client.get("/en/organisations/organisations.csv").status_code == 403
    assert client.get("/en/organisations/organisations.csv").status_code == 302


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (",government,,", (2, "name", "It is missing.")),
        ("A,guild,,", (2, "type", "This value is not known here.")),
        ("A,government,Korea,", (2, "economy", "There is no country or area of this name.")),
        (
            "A,government,,no domain",
            (2, "domains", "“no” is no domain; write it like example.org."),
        ),
        ("A,government,KEN,\nA,private,ke,", (3, "", "It is the same as row 2.")),
        ("B" * 301 + ",government,,", (2, "name", "It has 301 characters.")),
    ],
)
def test_a_fault_is_told(row, fault):
    assert faults(OrganisationTable, f"{HEAD}{row}\n") == [fault]


def test_a_duplicate_that_was_merged_is_not_changed():
    whole = Organisation.objects.create(name="Whole", type="private")
    Organisation.objects.create(name="Part", type="private", merged_into=whole)

    assert faults(OrganisationTable, HEAD + "Part,academia,,\n") == [
        (2, "name", "It was merged into Whole.")
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Kenya", "KEN"),
        ("ken", "KEN"),
        ("KE", "KEN"),
        ("404", "KEN"),
        ("cote d'ivoire", "CIV"),
        ("COTE D’IVOIRE", "CIV"),
        ("congo", "COG"),
        ("Rep dem du congo", "COD"),
        ("dem people korea", "PRK"),
        ("République de Corée", "KOR"),
    ],
)
def test_a_country_is_found_by_what_people_call_it(officer_client, words, code):
    officer_client.post(
        "/en/organisations/add/",
        {"name": "A", "type": "private", "economy": words},
    )

    assert Organisation.objects.get().economy.iso3 == code


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("Atlantis", "There is no country or area “Atlantis”."),
        (
            "Korea",
            "“Korea” may be Democratic People&#x27;s Republic of Korea, Republic of Korea.",
        ),
        ("x" * 301, "at most 300 characters"),
        ("<b>", "There is no country or area “&lt;b&gt;”."),
    ],
)
def test_a_country_that_is_not_found_names_those_like_it(officer_client, words, problem):
    sent = {"name": "A", "type": "private", "economy": words}

    page = officer_client.post("/en/organisations/add/", sent).text

    assert problem in page
    assert not Organisation.objects.exists()


def test_the_form_offers_the_names_without_a_script(officer_client):
    kenya = Economy.objects.get(iso3="KEN")
    union = Organisation.objects.create(name="Union", type="private", economy=kenya)

    page = officer_client.get(f"/fr/organisations/{union.pk}/edit/").text

    assert 'name="economy" value="Kenya"' in page
    assert '<datalist id="id_economy_names">' in page
    assert '<option value="République de Corée">' in page


@pytest.mark.django_db(transaction=True)
def test_an_upgrade_keeps_the_membership_and_back():
    before, after = ("accounts", "0011_shows_name"), ("accounts", "0012_membership_of_the_process")
    sector = MembershipKind.objects.create(slug="sector_member", name_en="Sector Member")
    union = Organisation.objects.create(name="Union", type="private", membership=sector)
    other = Organisation.objects.create(name="Other", type="private")

    MigrationExecutor(connection).migrate([before])
    try:
        executor = MigrationExecutor(connection)
        then = executor.loader.project_state([before]).apps.get_model("accounts", "Organisation")
        kept = dict(then.objects.values_list("name", "itu_membership"))
        then.objects.filter(name="Other").update(itu_membership="new_kind")
    finally:
        MigrationExecutor(connection).migrate([after])

    for each in (union, other):
        each.refresh_from_db()
    assert kept == {"Union": "sector_member", "Other": "none"}
    assert (union.membership, other.membership.slug) == (sector, "new_kind")
    assert other.membership.name_en == "New kind"  # until the process folder is loaded
