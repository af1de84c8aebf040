"""What all verbs of this part need: locking, telling the trail, moving along the table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from actionline.common import audit
from actionline.mandates.progress import hooks
from actionline.mandates.progress.models import Figure, Report, Request, Version
from actionline.mandates.progress.states import OPEN

_S, _R = Version.State, Request.State
#: The state of a request, by that of the answer.
_ANSWERED = {
    _S.DRAFT: _R.BEGUN,
    _S.SUBMITTED: _R.SUBMITTED,
    _S.RETURNED: _R.RETURNED,
    _S.VALIDATED: _R.VALIDATED,
}


def locked(version: Version) -> Version:
    """The version as it is now, held until the end of the transaction."""
    audit.hold()
    found = Version.objects.select_for_update(of=("self",)).select_related("report__body")
    return found.get(pk=version.pk)


def told(version: Version) -> dict[str, Any]:
    """A version as the audit trail keeps it."""
    return {
        "version": version.number,
        "state": version.state,
        "internal": version.internal,
        "language": version.language,
        "starts": version.report.starts.isoformat(),
        "ends": version.report.ends.isoformat(),
        "done": version.done,
        "ahead": version.ahead,
        "obstacles": version.obstacles,
        "figures": [str(figure) for figure in version.figures.all()],
        "reason": version.reason,
    }


def record(verb: str, version: Version, by: Any, before: dict[str, Any] | None) -> None:
    """Write what changed of a version into the trail of its report."""
    after = told(version)
    if before is not None:
        before = {key: value for key, value in before.items() if value != after[key]}
        after = {"version": version.number} | {key: after[key] for key in before}
    audit.record(verb=f"progress.{verb}", target=version.report, by=by, before=before, after=after)


def settle_request(report: Report) -> None:
    """Bring the request that a report answers in step with its versions."""
    request = Request.objects.filter(report=report).first()
    if request is None:
        return
    versions = list(report.versions.order_by("number"))
    standing = [each for each in versions if each.state == _S.VALIDATED]
    under_way = [each for each in versions if each.state in OPEN]
    newest = (standing or under_way)[-1:]
    request.state = _ANSWERED[_S(newest[0].state)] if newest else _R.WAITING
    request.late = bool(newest) and newest[0].late
    request.save(update_fields=["state", "late"])


def reported(version: Version) -> list[hooks.Reported]:
    """The figures of a version as other rooms read them."""
    return [
        hooks.Reported(
            figure=figure.pk,
            report=version.report_id,
            target=figure.target,
            name=figure.name,
            unit=figure.unit,
            value=figure.value,
            day=figure.day,
            source=figure.source,
        )
        for figure in version.figures.all()
    ]


def tell_figures(version: Version, by: Any, *, gone: bool = False) -> None:
    """Give the figures of a version to the rooms that keep indicators, or take them back."""
    figures = reported(version)
    for hook in hooks.figures_withdrawn if gone else hooks.figures_of:
        hook(figures, by)


def write_figures(version: Version, figures: Sequence[Figure]) -> None:
    """Put these figures in the place of those of a version."""
    version.figures.all().delete()
    for position, figure in enumerate(figures):
        figure.pk, figure.version, figure.position = None, version, position
    Figure.objects.bulk_create(figures)


def touch(version: Version) -> None:
    version.saves += 1
    version.updated_at = timezone.now()
