"""Writing a progress report: begin, save, hand in, take back, correct."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionline.common import attachments, audit
from actionline.common.words import count_words
from actionline.framework.models import Body
from actionline.mandates.progress import notices, queries, rules
from actionline.mandates.progress.limits import MOST_FIGURES, MOST_WORDS
from actionline.mandates.progress.models import Figure, Report, Request, Version
from actionline.mandates.progress.states import MOVES, OPEN, WRITTEN
from actionline.mandates.subjects import Subject

from .errors import BusyError, ChangedMeanwhileError, ClosedError, FaultyError
from .keeping import locked, record, settle_request, told, touch, write_figures

TEXTS = ("done", "ahead", "obstacles")


@transaction.atomic
def begin(
    *,
    subject: Subject,
    starts: date,
    ends: date,
    language: str,
    by: Any,
    body: Body | None = None,
    request: Request | None = None,
) -> Version:
    """Begin a report on a subject, filled in with what the last one said comes next and which
    obstacles it told, and with its figures, each to be given anew.

    Raises PermissionDenied, and BusyError where the request is being answered already.
    """
    if not (by.has_perm("progress.ask") or rules.reports_on_subject(by, subject)):
        raise PermissionDenied
    audit.hold()
    if request is not None:
        request = Request.objects.select_for_update(of=("self",)).get(pk=request.pk)
        if request.report_id is not None:
            raise BusyError(Version.objects.filter(report=request.report_id)[0])
        body = request.body
    before = queries.last_validated([subject]).get(subject)
    report = Report.objects.create(
        mandate_id=subject.mandate_id,
        about=subject.about,
        body=body,
        starts=starts,
        ends=ends,
        created_by=by,
    )
    version = Version(report=report, language=language, written_by=by)
    if before is not None:
        version.language = before.language
        version.done, version.obstacles = before.ahead, before.obstacles
    version.save()
    if request is not None:
        request.report = report
        request.save(update_fields=["report"])
        settle_request(report)
    audit.record(
        verb="progress.begin", target=report, by=by, after={"subject": str(subject)} | told(version)
    )
    return version


@transaction.atomic
def save(
    *,
    version: Version,
    by: Any,
    values: Mapping[str, Any],
    figures: Sequence[Figure] | None,
    saves: int,
) -> Version:
    """Keep texts, language and period, and the figures unless None; nothing is refused for its
    length. `saves` is the state that the author saw.

    Raises PermissionDenied, and ChangedMeanwhileError where it was saved by somebody since.
    """
    found = locked(version)
    if not by.has_perm("progress.write", found) or found.state not in WRITTEN:
        raise PermissionDenied
    if saves != found.saves:
        raise ChangedMeanwhileError(found)
    for name in (*TEXTS, "language"):
        if name in values:
            setattr(found, name, values[name])
    report = found.report
    if values.get("starts") and values.get("ends") and values["starts"] <= values["ends"]:
        report.starts, report.ends = values["starts"], values["ends"]
        report.save(update_fields=["starts", "ends"])
    if figures is not None:
        write_figures(found, figures[:MOST_FIGURES])
    touch(found)
    found.save()
    return found


@transaction.atomic
def submit(*, version: Version, by: Any) -> Version:
    """Hand a version in. Raises PermissionDenied, WrongStateError, FaultyError, and ClosedError
    where it answers a round that takes no answers now."""
    found = locked(version)
    move = MOVES.check("submit", found, by=by)
    if wrong := faults(found):
        raise FaultyError(wrong)
    request = Request.objects.filter(report=found.report_id).select_related("round").first()
    if request is not None and found.number == 1:
        if not request.takes_answers:
            raise ClosedError
        found.late = timezone.now() >= request.round.closes_at
    before = {"state": found.state}
    found.state, found.reason = move.target, ""
    found.submitted_by, found.submitted_at = by, timezone.now()
    found.save()
    # The whole of it: what was saved since it was begun left no entry of its own.
    audit.record(
        verb="progress.submit", target=found.report, by=by, before=before, after=told(found)
    )
    settle_request(found.report)
    notices.submitted(found, by)
    return found


@transaction.atomic
def recall(*, version: Version, by: Any) -> Version:
    """Take back what was handed in, to go on with it. PermissionDenied, WrongStateError."""
    return _move(version, "recall", by)


@transaction.atomic
def discard(*, version: Version, by: Any) -> Version:
    """Leave a draft aside. PermissionDenied, WrongStateError."""
    return _move(version, "discard", by)


@transaction.atomic
def restore(*, version: Version, by: Any) -> Version:
    """Take a withdrawn version up again, as a draft. Raises PermissionDenied, WrongStateError,
    and BusyError where another version is under way."""
    other = version.report.versions.filter(state__in=OPEN).first()
    if other is not None:
        raise BusyError(other)
    return _move(version, "restore", by)


@transaction.atomic
def correct(*, report: Report, by: Any) -> Version:
    """Begin a new version of a validated report, filled in with what that says.

    Raises PermissionDenied, and BusyError where one is under way.
    """
    audit.hold()
    versions = list(report.versions.order_by("-number"))
    standing = next((each for each in versions if each.state == Version.State.VALIDATED), None)
    if standing is None or not by.has_perm("progress.write", standing):
        raise PermissionDenied
    for each in versions:
        if each.state in OPEN:
            raise BusyError(each)
    made = Version.objects.create(
        report=report,
        number=versions[0].number + 1,
        internal=standing.internal,
        language=standing.language,
        written_by=by,
        **{name: getattr(standing, name) for name in TEXTS},
    )
    write_figures(made, list(standing.figures.all()))
    for attachment in attachments.of(standing):
        attachments.copy(attachment, to=made, by=by)
    record("correct", made, by, None)
    return made


def faults(version: Version) -> dict[str, str]:
    """What is wrong with a version that is to be handed in, by field."""
    found = {}
    if not version.done.strip():
        found["done"] = _("Say what was done; if nothing was, say so.")
    for name, most in MOST_WORDS.items():
        over = count_words(getattr(version, name)) - most
        if over > 0:
            told = ngettext(
                "This is %(over)d word too long: %(most)d words at most.",
                "This is %(over)d words too long: %(most)d words at most.",
                over,
            )
            found[name] = told % {"over": over, "most": most}
    return found


def _move(version: Version, verb: str, by: Any) -> Version:
    found = locked(version)
    move = MOVES.check(verb, found, by=by)
    before = told(found)
    found.state = move.target
    touch(found)
    found.save()
    record(verb, found, by, before)
    settle_request(found.report)
    return found
