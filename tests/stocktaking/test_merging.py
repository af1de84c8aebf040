"""Two projects become one, field by field, and two again; twins are found by their titles."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from tests.conftest import LANGUAGES

from actionline.common.models import AuditEntry
from actionline.common.search import Query
from actionline.stocktaking import merging, translation, twins
from actionline.stocktaking.actions import deciding, writing
from actionline.stocktaking.actions import merging as acts
from actionline.stocktaking.indexing import PROJECTS
from actionline.stocktaking.models import Contact, Likely, Merge, Project

from .kept import made

pytestmark = pytest.mark.django_db
TWINS, MERGE = reverse("stocktaking:twins"), reverse("stocktaking:merge")


@pytest.fixture
def pair(person, officer) -> tuple[Project, Project]:
    """Two entries of one project, as two people wrote them."""
    left = made(number=7, days=30, title="Boats that carry books", lines=["C2"], entity_economy="")
    right = made(
        number=8,
        days=3,
        title="Boats that carry the books",
        lines=["C4", "C2"],
        entity_economy="KEN",
        starts=date(2024, 3, 1),
    )
    left.owners.create(person=officer)
    right.owners.create(person=person)
    Contact.objects.create(project=right, name="The office", email="office@example.org")
    PROJECTS.refresh([left.pk, right.pk])
    return left, right


def merged(pair, officer, **sides: str) -> Merge:
    left, right = pair
    return acts.merge(kept=left, gone=right, sides=sides, versions=(1, 1), by=officer)


def found(text: str) -> set[int]:
    return set(PROJECTS.search(Query.parse(text), mend=False).hits)


def test_it_works(officer_client, client, pair):
    left, right = pair
    page = officer_client.get(MERGE, {"kept": 7, "gone": 8}).content.decode()
    assert "Boats that carry books" in page
    assert 'name="side_lines" value="both"' in page
    sent = {"kept": 7, "gone": 8, "kept_version": 1, "gone_version": 1}
    sent |= {"side_title": "left", "side_lines": "both", "side_entity_economy": "right"}
    answer = officer_client.post(MERGE, sent, follow=True)
    assert "They are one project now." in answer.content.decode()
    left.refresh_from_db()
    assert (left.title, left.lines, left.entity_economy) == (
        "Boats that carry books",
        ["C2", "C4"],
        "KEN",
    )
    assert client.get(right.get_absolute_url()).headers["location"].endswith("/stocktaking/7/")
    assert found("boats") == {left.pk}
    merge = Merge.objects.get()
    part = reverse("stocktaking:part", args=[merge.pk])
    assert officer_client.get(part).status_code == 200
    assert "They are two projects again." in officer_client.post(part, follow=True).content.decode()
    assert client.get(right.get_absolute_url()).status_code == 200
    assert found("boats") == {left.pk, right.pk}


def test_owners_join_and_leave_again(pair, officer, person):
    left, right = pair
    merge = merged(pair, officer)
    assert {owner.person for owner in left.owners.all()} == {officer, person}
    assert Contact.objects.filter(project=left).exists()
    assert acts.part(merge=merge, by=officer) == []
    assert {owner.person for owner in left.owners.all()} == {officer}
    assert {owner.person for owner in right.owners.all()} == {person}
    assert not Contact.objects.filter(project=left).exists()
    left.refresh_from_db()
    assert (left.lines, left.starts) == (["C2"], None)


def test_nobody_is_said_to_have_confirmed_by_a_merge(pair, officer):
    left, _right = pair
    before = left.confirmed_on
    merge = merged(pair, officer, lines="both", starts="right")
    left.refresh_from_db()
    assert (left.confirmed_on, left.starts) == (before, date(2024, 3, 1))
    acts.part(merge=merge, by=officer)
    left.refresh_from_db()
    assert left.confirmed_on == before


def test_what_was_changed_since_stays(pair, officer):
    left, _right = pair
    merge = merged(pair, officer, title="right", lines="both")
    left.refresh_from_db()
    deciding.rewrite(project=left, fields={"title": "A title of later"})
    assert acts.part(merge=merge, by=officer) == ["title"]
    left.refresh_from_db()
    assert (left.title, left.lines) == ("A title of later", ["C2"])


def test_a_change_under_way_goes_over(accepted, template, person, officer):
    other = made(number=8, days=3)
    entry = writing.begin(by=person, language="en", template=template, project=accepted)
    merge = acts.merge(
        kept=other, gone=accepted, sides={}, versions=(1, accepted.version), by=officer
    )
    entry.refresh_from_db()
    assert entry.project == other
    acts.part(merge=merge, by=officer)
    entry.refresh_from_db()
    assert entry.project == accepted


def test_texts_of_two_languages_are_not_mixed(pair):
    left, right = pair
    right.language, right.title, right.summary = "fr", "Des bateaux", "Des livres"
    rows = {row.name: row for row in merging.rows(left, right, merging.Names())}
    assert rows["title"].follows
    fields = merging.put_together(left, right, {"language": "right", "title": "left"})
    assert (fields["language"], fields["title"], fields["summary"]) == (
        "fr",
        "Des bateaux",
        "Des livres",
    )


def test_what_cannot_be_merged_says_why(officer_client, officer, person, pair):
    left, right = pair
    for kept, gone in (("7", "7"), ("7", "9"), ("x", "8"), ("7", "9" * 40), ("7", "")):
        assert officer_client.get(MERGE, {"kept": kept, "gone": gone}).status_code == 422
    with pytest.raises(PermissionDenied):
        acts.merge(kept=left, gone=right, sides={}, versions=(1, 1), by=person)
    with pytest.raises(acts.ChangedProjectError):
        acts.merge(kept=left, gone=right, sides={}, versions=(1, 2), by=officer)
    merge = merged(pair, officer)
    with pytest.raises(ValidationError):
        acts.merge(kept=left, gone=right, sides={}, versions=(left.version, 1), by=officer)
    third = made(number=9, days=1)
    left.refresh_from_db()
    acts.merge(kept=third, gone=left, sides={}, versions=(1, left.version), by=officer)
    with pytest.raises(ValidationError, match="part these two first"):
        acts.part(merge=merge, by=officer)


def test_what_was_said_of_the_other_leads_to_the_one_that_stays(pair, officer):
    left, right = pair
    merged(pair, officer)
    told = translation.RECORD.told([str(left.pk), str(right.pk)])
    assert {each.title for each in told.values()} == {left.title}


def test_the_audit_trail_tells_of_it(pair, officer):
    merge = merged(pair, officer, lines="both")
    acts.part(merge=merge, by=officer)
    verbs = AuditEntry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs)[-4:] == [
        "stocktaking.merge",
        "stocktaking.take_in",
        "stocktaking.part",
        "stocktaking.give_back",
    ]


def test_twins_are_found_by_their_titles(pair):
    left, right = pair
    links = [{"url": "https://www.boats.example/books/", "text": ""}]
    Project.objects.update(links=links)
    other = made(number=9, days=1, title="Schools on mountains")
    PROJECTS.refresh([other.pk])
    assert twins.find_new(timezone.now() - timedelta(days=1)) == 3
    twin = Likely.objects.get()
    assert (twin.one, twin.other) == (left, right)
    assert (twin.same_entity, twin.same_link) == (True, True)
    assert twin.likeness >= twins.ALIKE


BOATS = [{"url": "https://www.boats.example/books/", "text": ""}]


@pytest.mark.parametrize(
    ("fields", "likely"),
    [
        ({"title": "Des bateaux pleins de livres", "language": "fr", "links": BOATS}, True),
        ({"title": "Boats that carry tools", "links": BOATS, "entity_name": "Other"}, True),
        ({"title": "Something else", "links": BOATS, "entity_name": "Other"}, False),
        ({"title": "Boats with books we carry"}, True),  # of the same entity
        ({"title": "A radio in the hills"}, False),
        ({"title": "Boats with books we carry", "entity_name": "Other"}, False),
    ],
)
def test_twins_are_found_by_entity_and_address(fields, likely):
    left = made(number=7, days=30, title="Boats that carry books",
                links=[{"url": "https://boats.example/books", "text": ""}])  # fmt: skip
    right = made(number=8, days=3, **fields)
    PROJECTS.refresh([left.pk, right.pk])
    twins.find_new(timezone.now() - timedelta(days=1))
    assert Likely.objects.exists() == likely


def test_what_many_share_tells_nothing(monkeypatch):
    monkeypatch.setattr(twins, "MOST_SHARING", 2)
    for number, title in enumerate(("Boats", "Ein Radio", "Les lampes"), 1):
        PROJECTS.refresh([made(number=number, days=3, title=title, links=BOATS).pk])
    twins.find_new(timezone.now() - timedelta(days=1))
    assert not Likely.objects.exists()


def test_a_pair_that_is_two_is_offered_no_more(officer_client, pair, officer):
    twins.find_new(timezone.now() - timedelta(days=1))
    page = officer_client.get(TWINS).content.decode()
    assert "Compare and merge" in page
    officer_client.post(reverse("stocktaking:apart"), {"key": [Likely.objects.get().pk, "x"]})
    twins.find_new(timezone.now() - timedelta(days=1))
    assert "Compare and merge" not in officer_client.get(TWINS).content.decode()
    assert AuditEntry.objects.filter(verb="stocktaking.keep_apart").count() == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_speak_each_language(officer_client, officer, pair, language):
    twins.find_new(timezone.now() - timedelta(days=1))
    for path in (TWINS, f"{MERGE}?kept=7&gone=8", MERGE):
        page = officer_client.get(path.replace("/en/", f"/{language}/"))
        assert f'lang="{language}"' in page.content.decode()


def test_the_list_costs_the_same_for_one_and_for_many(
    officer_client, pair, django_assert_num_queries
):
    twins.find_new(timezone.now() - timedelta(days=1))
    queries = _count(officer_client)
    for number in (10, 11, 12):
        project = made(number=number, days=1, title="Boats that carry books")
        PROJECTS.refresh([project.pk])
    twins.find_new(timezone.now() - timedelta(days=1))
    assert Likely.objects.count() == 10
    assert _count(officer_client) == queries


def _count(client) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        client.get(TWINS)
    return len(queries)
