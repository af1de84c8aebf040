"""Roles: who gives them, how long they count, lending, and why somebody may."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from actionline.accounts import actions
from actionline.accounts.models import Role, User
from actionline.common import permissions
from actionline.common.models import AuditEntry
from actionline.framework.models import Body

Kind, Level, Scope = Role.Kind, Role.Level, Role.Scope
DAY = timedelta(days=1)


@pytest.fixture
def administrator(db) -> User:
    user = User.objects.create_user("administrator@example.org", name="Administrator")
    user.roles.create(kind=Kind.ADMINISTRATOR)
    return user


@pytest.fixture
def focal_point(db) -> User:
    """Appoints others for one body."""
    user = User.objects.create_user("focal@example.org", name="Focal point")
    user.roles.create(
        kind=Kind.FOCAL_POINT, level=Level.APPOINTS, scope=Scope.BODY, scope_code="cstd"
    )
    return user


def drafting(person: User, scope: str = Scope.BODY, code: str = "cstd") -> Role:
    return Role(
        person=person, kind=Kind.FOCAL_POINT, level=Level.DRAFTS, scope=scope, scope_code=code
    )


def again(user: User) -> User:
    """The person as the next request finds them."""
    return User.objects.get(pk=user.pk)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_it_works(administrator, person):
    actions.give_role(role=Role(person=person, kind=Kind.OFFICER), by=administrator)

    assert again(person).is_officer
    entry = AuditEntry.objects.get(verb="accounts.give_role")
    assert (entry.by, entry.after["person"]) == (administrator, person.pk)


def test_a_role_counts_from_its_start_to_its_end(person):
    now = timezone.now()
    role = person.roles.create(kind=Kind.OFFICER, starts=now, ends=now + DAY)

    counts = [role.is_current(now + shift) for shift in (-DAY, DAY * 0, DAY / 2, DAY)]

    assert counts == [False, True, True, False]


def test_a_role_that_ended_gives_no_right(person):
    now = timezone.now()
    person.roles.create(kind=Kind.OFFICER, starts=now - 2 * DAY, ends=now - DAY)

    assert not again(person).has_perm("instruments.file")


def test_an_administrator_may_what_an_officer_may(administrator):
    assert administrator.is_officer
    assert administrator.has_perm("instruments.file")


@pytest.mark.parametrize("kind", [Kind.OFFICER, Kind.ADMINISTRATOR])
def test_an_officer_makes_no_officers(officer, person, kind):
    with pytest.raises(PermissionDenied):
        actions.give_role(role=Role(person=person, kind=kind), by=officer)

    assert not person.roles.exists()


@pytest.mark.parametrize("kind", [Kind.DELEGATE, Kind.EXPERT, Kind.CONTRIBUTOR])
def test_an_officer_gives_what_is_below(officer, person, kind):
    actions.give_role(role=Role(person=person, kind=kind), by=officer)

    assert [role.kind for role in again(person).holding()] == [kind]


def test_a_focal_point_appoints_for_the_same_body(focal_point, person):
    actions.give_role(role=drafting(person), by=focal_point)

    assert [role.level for role in again(person).holding()] == [Level.DRAFTS]


@pytest.mark.parametrize("scope, code", [(Scope.BODY, "itu"), (Scope.ACTION_LINE, "C1"), ("", "")])
def test_a_focal_point_appoints_for_nothing_else(focal_point, person, scope, code):
    with pytest.raises(PermissionDenied):
        actions.give_role(role=drafting(person, scope, code), by=focal_point)


def test_a_focal_point_gives_no_other_role(focal_point, person):
    with pytest.raises(PermissionDenied):
        actions.give_role(role=Role(person=person, kind=Kind.EXPERT), by=focal_point)


@pytest.mark.parametrize("level", [Level.PUBLISHES, Level.DRAFTS])
def test_lower_levels_appoint_nobody(focal_point, person, level):
    focal_point.roles.update(level=level)

    with pytest.raises(PermissionDenied):
        actions.give_role(role=drafting(person), by=again(focal_point))


def test_a_stranger_gives_nothing(person, officer):
    with pytest.raises(PermissionDenied):
        actions.give_role(role=drafting(officer), by=person)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": Kind.OFFICER, "level": Level.DRAFTS},
        {"kind": Kind.FOCAL_POINT},
        {"kind": Kind.EXPERT, "scope": Scope.COUNTRY},
        {"kind": Kind.EXPERT, "ends": timezone.now() - DAY},
    ],
    ids=["level without focal point", "focal point without level", "scope without code", "past"],
)
def test_the_database_refuses_roles_without_sense(person, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        person.roles.create(**fields)


def test_ending_a_role(officer, person):
    role = actions.give_role(role=drafting(person), by=officer)
    actions.end_role(role=role, by=officer)

    assert again(person).holding() == []
    assert Role.objects.filter(pk=role.pk).exists()
    assert AuditEntry.objects.filter(verb="accounts.end_role").count() == 1


def test_one_gives_up_ones_own_role(officer):
    actions.end_role(role=officer.roles.get(), by=officer)

    assert not again(officer).is_officer


def test_nobody_ends_the_role_of_somebody_above(officer, administrator):
    with pytest.raises(PermissionDenied):
        actions.end_role(role=administrator.roles.get(), by=officer)


def lend(officer: User, person: User, days: int = 7) -> Role:
    until = timezone.now() + days * DAY
    return actions.lend_role(role=officer.roles.get(), to=person, until=until, by=officer)


def test_a_role_is_lent_for_a_while(officer, person):
    role = lend(officer, person)

    assert again(person).has_perm("instruments.file")
    assert not role.is_current(timezone.now() + 8 * DAY)


def test_what_is_lent_ends_with_the_lenders_role(officer, administrator, person):
    lend(officer, person)
    actions.end_role(role=officer.roles.get(), by=administrator)

    assert not again(person).is_officer


def test_what_is_lent_is_not_lent_on(officer, person, administrator):
    role = lend(officer, person)

    with pytest.raises(PermissionDenied):
        actions.lend_role(role=role, to=administrator, until=timezone.now() + DAY, by=again(person))


def test_the_lender_takes_it_back(officer, person):
    role = lend(officer, person)
    actions.end_role(role=role, by=officer)

    assert not again(person).is_officer
    assert again(officer).is_officer


def test_nobody_lends_the_role_of_another(officer, person):
    with pytest.raises(PermissionDenied):
        actions.lend_role(
            role=officer.roles.get(), to=person, until=timezone.now() + DAY, by=person
        )


def test_nobody_lends_to_themselves(officer):
    with pytest.raises(ValidationError):
        lend(officer, officer)


def test_an_explanation_names_the_conditions_and_the_role(officer):
    told = permissions.explain("instruments.file", officer)

    assert told.allowed
    assert [step.held for step in told.steps] == [True]
    assert told.steps[0].grounds == (officer.roles.get(),)


def test_an_explanation_of_a_refusal_names_all_that_was_missing(person):
    told = permissions.explain("accounts.give_role", person)

    assert not told.allowed
    assert [step.held for step in told.steps] == [False, False, False]


@pytest.mark.parametrize("name", permissions.names())
def test_an_explanation_says_what_the_permission_says(officer, person, name):
    for who in (officer, person):
        assert permissions.explain(name, who).allowed == who.has_perm(name)


def test_the_page_explains_it_to_a_stranger(client, db):
    html = client.get("/en/account/why/").content.decode()

    assert "Shown for somebody who is not signed in" in html
    assert "import, correct, file and undo documents" in html


def test_an_officer_sees_why_another_may(officer_client, person):
    html = officer_client.get("/en/account/why/", {"person": person.email}).content.decode()

    assert f"Shown for {person}" in html


def test_nobody_else_sees_why_another_may(person_client, officer):
    html = person_client.get("/en/account/why/", {"person": officer.email}).content.decode()

    assert "Shown for Person" in html


def test_giving_a_role_on_the_page(officer_client, person):
    Body.objects.create(slug="cstd", name_en="A commission")
    form = {"kind": "focal_point", "level": "drafts", "scope": "body:cstd", "until": "2999-01-01"}

    officer_client.post(f"/en/account/people/{person.pk}/give/", form)

    html = officer_client.get(f"/en/account/people/{person.pk}/").content.decode()
    assert "focal point (drafts) for A commission" in html
    assert person.roles.get().ends.year == 2999


@pytest.mark.parametrize(
    "form, field",
    [
        ({"kind": "focal_point"}, "level"),
        ({"kind": "expert", "level": "drafts"}, "level"),
        ({"kind": "expert", "scope": "body:nowhere"}, "scope"),
        ({"kind": "expert", "until": "2001-01-01"}, "until"),
        ({"kind": "king"}, "kind"),
    ],
)
def test_the_page_says_what_is_wrong(officer_client, person, form, field):
    html = officer_client.post(f"/en/account/people/{person.pk}/give/", form).content.decode()

    assert f'href="#id_{field}"' in html
    assert not person.roles.exists()


@pytest.mark.parametrize(
    "who, offered",
    [
        ("administrator", [*Kind.values]),
        ("officer", ["focal_point", "delegate", "expert", "contributor"]),
        ("focal_point", ["focal_point"]),
    ],
)
def test_the_page_offers_what_one_may_give(request, person, who, offered):
    page = signed_in(request.getfixturevalue(who)).get(f"/en/account/people/{person.pk}/give/")

    assert [value for value, _label in page.context["form"].fields["kind"].choices] == offered


def test_the_page_refuses_a_scope_that_is_not_ones_own(focal_point, person):
    form = {"kind": "focal_point", "level": "drafts"}
    html = signed_in(focal_point).post(f"/en/account/people/{person.pk}/give/", form)

    assert "You may not give this role" in html.content.decode()
    assert not person.roles.exists()


def test_lending_and_taking_back_on_the_pages(officer_client, officer, person):
    own = officer.roles.get()
    form = {"email": person.email, "until": "2999-01-01"}
    officer_client.post(f"/en/account/roles/{own.pk}/lend/", form)
    lent = person.roles.get()
    shown = signed_in(person).get("/en/account/").content.decode()
    officer_client.post(f"/en/account/roles/{lent.pk}/end/")

    assert "lent by Officer" in shown
    assert not again(person).is_officer


def test_asking_to_end_changes_nothing(officer_client, officer):
    answer = officer_client.get(f"/en/account/roles/{officer.roles.get().pk}/end/")

    assert answer.status_code == 200
    assert again(officer).is_officer


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_of_people_takes_the_same_queries(
    officer_client, officer, many, django_assert_num_queries
):
    for number in range(many):
        user = User.objects.create_user(f"member{number}@example.org")
        user.roles.create(kind=Kind.EXPERT)

    with django_assert_num_queries(7):
        officer_client.get("/en/account/people/")


def test_people_are_found_by_name_and_role(officer_client, officer, person):
    by_name = officer_client.get("/en/account/people/", {"q": "perso"}).context["page"]
    by_role = officer_client.get("/en/account/people/", {"role": "officer"}).context["page"]

    assert (list(by_name), list(by_role)) == ([person], [officer])
