"""Reports for the site that is looked at: one with two editions, one that is being written."""

from __future__ import annotations

from datetime import date

from actionline.accounts.models import User
from actionline.reporting import actions, facts
from actionline.reporting.drafting import draft
from actionline.reporting.models import Definition, Redraft, Report

LANGUAGES = ["en", "ar"]


def fill(officer: User) -> None:
    """A contribution with two editions, and a draft whose data has changed."""
    signer = User.objects.create_user("signer@example.org", name="Signer", is_officer=True)
    told = _begin("hlpf", officer)
    for edition in (1, 2):
        if edition == 2:
            _move(told, officer, "reopen")
            _write(told, "summary", officer, "A word of our own^[with a footnote].\n\n- one\n- two")
        _move(told, officer, "submit")
        for verb in ("sign", "publish"):
            _move(told, signer, verb)
    report = _begin("cwg-wsis-sdg", officer)
    _write(report, "summary", officer, "What the readers should take away.")
    actions.comment(report=report, section="introduction", text="Is it still so?", by=signer)
    actions.invite(report=report, person=signer, sections=["introduction"], by=officer)
    Report.objects.filter(pk=report.pk).update(starts=date(2020, 1, 1))
    report.refresh_from_db()
    _draft(report, officer)
    section = report.sections.get(key="introduction", language="en")
    actions.take_hold(section=section, by=officer)


def _begin(slug: str, by: User) -> Report:
    report = actions.start(
        definition=Definition.objects.get(slug=slug),
        year=2027,
        starts=date(2026, 1, 1),
        ends=date(2026, 12, 31),
        languages=LANGUAGES,
        language="en",
        by=by,
    )
    _draft(report, by)
    return report


def _draft(report: Report, by: User) -> None:
    shape = report.definition.shape
    known = facts.gather(shape, starts=report.starts, ends=report.ends, year=report.year)
    made = draft(shape, known, report.languages)
    content = report.definition.content
    actions.take_draft(report=report, shape=content, made=made, number=0, by=by)


def _write(report: Report, key: str, by: User, text: str) -> None:
    section = report.sections.get(key=key, language="en")
    written = actions.Written(added={"": text})
    actions.save(section=section, number=section.number, written=written, by=by)
    actions.release(section=section, by=by)


def _move(report: Report, by: User, verb: str) -> None:
    actions.move(report=report, verb=verb, by=by, reason="So that it can be looked at.")


def records() -> dict[str, str]:
    """Name of each address of a report -> that of one with something on it."""
    told = Report.objects.get(state="published")
    report = Report.objects.get(state="drafting")
    sentence = told.sources.filter(record_type="mandates.mandate").first()
    redraft = Redraft.objects.get(state="waiting")
    assert sentence is not None
    own, section = f"reports/{report.pk}", f"reports/{report.pk}/write/en/introduction"
    return {
        "reporting:definition": "reports/kinds/hlpf/",
        "reporting:start": "reports/kinds/hlpf/new/",
        "reporting:report": f"reports/{told.pk}/",
        "reporting:sources": f"reports/{told.pk}/sources/{sentence.key}/",
        "reporting:desk": f"{own}/desk/",
        "reporting:head": f"{own}/head/",
        "reporting:move": f"{own}/move/submit/",
        "reporting:editors": f"{own}/editors/",
        "reporting:changes": f"{own}/changes/",
        "reporting:redraft": f"{own}/redrafts/{redraft.pk}/",
        "reporting:section": f"{section}/",
        "reporting:edit": f"{section}/edit/",
        "reporting:history": f"{section}/history/",
        "reporting:edition": f"reports/{told.pk}/editions/2/",
        "reporting:compare": f"reports/{told.pk}/editions/2/compare/1/",
    }
