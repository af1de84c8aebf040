"""A cast, a few bodies, and documents in our own words that can be filed."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.mandates.documents import document

from actionline.accounts.models import User
from actionline.framework.models import Body
from actionline.instruments import hooks
from actionline.instruments.models import Edition, Instrument, Proposal

BODIES = {
    "secretary-general": "Secretary-General",
    "director-tdb": "Director of the Development Bureau",
    "council": "Council",
    "cwg-wsis-sdg": "Working group",
    "cstd": "Commission",
    "member-states": "Member States",
    "itu": "ITU",
    "plenipotentiary-conference": "Plenipotentiary Conference",
}


@pytest.fixture
def officer(db):
    return User.objects.create_user("officer@example.org", name="Officer", is_officer=True)


@pytest.fixture
def person(db):
    """Signed in, without the right to decide."""
    return User.objects.create_user("person@example.org", name="Person")


@pytest.fixture
def bodies(db):
    rows = [
        Body(slug=slug, name_en=name, name_fr=f"{name} (fr)", position=index)
        for index, (slug, name) in enumerate(BODIES.items())
    ]
    return {body.slug: body for body in Body.objects.bulk_create(rows)}


@pytest.fixture
def instrument(bodies):
    return Instrument.objects.create(
        slug="itu/pp/res-900",
        number="900",
        title="Keeping a register of beacons",
        short_title="PP Resolution 900",
        body=bodies["plenipotentiary-conference"],
    )


@pytest.fixture
def file_edition(instrument, officer):
    """File an edition with what it asks, as the instruments room does; gives what was filed."""

    def file(version, *items, of=instrument):
        edition, _made = Edition.objects.update_or_create(
            instrument=of,
            version=version,
            defaults={"title": of.title, "is_summary": False, "reading": document(*items)},
        )
        filed = hooks.Filed(edition=edition, proposal=None, by=officer, batch=uuid4().hex)
        for hook in hooks.after_filing:
            hook(filed)
        return filed

    return file


@pytest.fixture
def file_proposal(instrument, officer):
    """File a proposal to revise the instrument."""

    def file(*items, action="MOD", of=instrument):
        return Proposal.objects.create(
            instrument=of,
            base=of.editions.first(),
            action=action,
            reference="XYZ/1",
            title=of.title,
            reading=document(*items),
        )

    return file


@pytest.fixture
def undo_filing():
    """Undo it, as the instruments room does for an edition that was new."""

    def take_back(filed):
        for hook in hooks.before_undo:
            hook(filed)
        filed.edition.delete()

    return take_back
