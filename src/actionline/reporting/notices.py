"""What people are told of reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionline.common import notifications
from actionline.common.models import Channel
from actionline.common.notifications import Kind, notify
from actionline.common.ui import isolated

from .models import Comment, Editor, Report, Section

REVIEW = "reporting.review"
MOVED = "reporting.moved"
INVITED = "reporting.invited"
COMMENT = "reporting.comment"
BROKEN = "reporting.hold_broken"


def invited(editor: Editor, by: Any) -> None:
    notify(
        kind=INVITED, record=editor.report, to=[editor.person], by=by, values=_values(editor.report)
    )


def commented(comment: Comment, by: Any) -> None:
    """Those who spoke in the thread before, who drafted, and the editors."""
    report = comment.report
    people = {comment.report.created_by, *_editors(report)}
    if comment.answers is not None:
        people |= {comment.answers.by, *(each.by for each in comment.answers.answered.all())}
    address = reverse("reporting:section", args=[report.pk, report.language, comment.section])
    url = f"{address}#comment-{comment.pk}"
    notify(kind=COMMENT, record=report, to=people, by=by, values=_values(report), url=url)


def hold_broken(section: Section, holder: Any, by: Any) -> None:
    report = section.report
    url = reverse("reporting:section", args=[report.pk, section.language, section.key])
    notify(kind=BROKEN, record=report, to=[holder], by=by, values=_values(report), url=url)


def moved(report: Report, verb: str, by: Any) -> None:
    """Officers hear of what waits for them, editors of what became of their report."""
    if verb == "submit":
        notify(kind=REVIEW, record=report, by=by, values=_values(report))
        return
    if verb in ("sign", "return"):
        notifications.done(kind=REVIEW, record=report)
    people = {report.created_by, report.edited_by, report.submitted_by, *_editors(report)}
    values = _values(report) | {"state": report.state, "reason": report.reason}
    notify(kind=MOVED, record=report, to=people, by=by, values=values)


def _editors(report: Report) -> Iterable[Any]:
    return [editor.person for editor in report.editors.select_related("person")]


def _values(report: Report) -> dict[str, str]:
    return {"report": report.title}


def _told(text: str, values: Mapping[str, Any]) -> str:
    return text % {"report": isolated(values["report"])}


def _moved(values: Mapping[str, Any]) -> str:
    state = str(Report.State(values["state"]).label)
    if values.get("reason"):
        return _("%(report)s: %(state)s. Why: %(reason)s") % {
            "report": isolated(values["report"]),
            "state": state,
            "reason": isolated(values["reason"]),
        }
    return _("%(report)s: %(state)s.") % {"report": isolated(values["report"]), "state": state}


KINDS = (
    Kind(
        REVIEW,
        gettext_lazy("Reports to sign off"),
        gettext_lazy("A report was submitted for review."),
        lambda values: _told(_("%(report)s waits to be signed off"), values),
        permission="reporting.manage",
    ),
    Kind(
        MOVED,
        gettext_lazy("Reports you write"),
        gettext_lazy("A report was returned, signed off, published or opened again."),
        _moved,
    ),
    Kind(
        INVITED,
        gettext_lazy("Invitations to write a report"),
        gettext_lazy("Somebody would like you to write a report or some of its sections."),
        lambda values: _told(_("You are invited to write: %(report)s"), values),
        Channel.AT_ONCE,
    ),
    Kind(
        COMMENT,
        gettext_lazy("Comments on reports"),
        gettext_lazy("On reports that you write, and answers to yours."),
        lambda values: _told(_("There is a new comment on: %(report)s"), values),
    ),
    Kind(
        BROKEN,
        gettext_lazy("Sections taken from you"),
        gettext_lazy("An officer gave a section that you were writing to others."),
        lambda values: _told(
            _("A section that you were writing was given to others: %(report)s"), values
        ),
        Channel.AT_ONCE,
    ),
)
