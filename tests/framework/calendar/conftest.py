"""A council with its next session, in every test of the calendar."""

from __future__ import annotations

from datetime import date

import pytest
from tests.framework.calendar.meetings import NEXT_YEAR

from actionline.framework.models import Body, Meeting


@pytest.fixture(autouse=True)
def council(db) -> Body:
    union = Body.objects.create(slug="itu", name_en="Union")
    return Body.objects.create(
        slug="council",
        parent=union,
        name_en="Council",
        name_fr="Conseil",
        name_ar="مجلس",
        name_zh="理事会",
        name_ru="Совет",
        name_es="Consejo",
    )


@pytest.fixture(autouse=True)
def meeting(council: Body) -> Meeting:
    """A session; documents are due 31 days before, on 8 May, and contributions on 25 May."""
    made = Meeting.objects.create(
        slug=f"council-{NEXT_YEAR}",
        body=council,
        name_en="Council, next session",
        name_fr="Conseil, prochaine session",
        starts=date(NEXT_YEAR, 6, 8),
        ends=date(NEXT_YEAR, 6, 18),
        documents_due=date(NEXT_YEAR, 5, 8),
        place="Geneva",
        source="https://example.org/council",
    )
    made.deadlines.create(kind="secretariat", days=31, source="CL-26/1")
    made.deadlines.create(kind="contributions", day=date(NEXT_YEAR, 5, 25))
    return made
