"""A published progress report may show that something due was done; an internal one may not."""

from __future__ import annotations

import pytest

from actionline.mandates.deadlines.forms import DoneForm


@pytest.mark.parametrize("internal", [False, True])
def test_a_published_report_is_offered_as_what_shows_it(validated, mandate, internal):
    report = validated(internal=internal).report

    offered = dict(DoneForm(mandate=mandate).fields["shown_by"].choices)

    assert (f"progress.report:{report.pk}" in offered) is not internal
