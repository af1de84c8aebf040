"""A small definition in words of our own, and a report drafted by it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from actionline.accounts.models import User
from actionline.mandates.models import Evidence, Mandate
from actionline.mandates.progress.models import Report as Progress
from actionline.mandates.progress.models import Version
from actionline.reporting import actions, facts
from actionline.reporting.drafting import draft
from actionline.reporting.models import Definition, Report, Section

LANGUAGES = ("en", "ar", "zh", "fr", "ru", "es")
STARTS, ENDS = date(2026, 1, 1), date(2026, 12, 31)
WITHIN = datetime(2026, 6, 1, tzinfo=UTC)


def words(text: str) -> dict[str, str]:
    return {code: text if code == "en" else f"{text} ({code})" for code in LANGUAGES}


def section(key: str, *makers: dict, **more) -> dict:
    return {"key": key, "heading": words(key.title()), "makers": list(makers), **more}


CONTENT = {
    "slug": "harbours",
    "name": words("Report on harbours"),
    "told": words("What was done for harbours."),
    "source": "Our own",
    "body": "council",
    "every": "P1Y",
    "period": {"from": [-1, "01-01"], "to": [-1, "12-31"]},
    "asked_by": [["itu/pp/res-900", "instructs/1"]],
    "languages": ["en", "ar"],
    "head": {"organisation": words("Harbour Union"), "symbol": "H{yy}/{number}-{letter}"},
    "sections": [
        section("intro", {"generator": "opening"}, {"generator": "overview"}),
        section("work", {"generator": "mandates"}, words=60, bodies=["director-tdb"]),
        section("dates", {"generator": "due_dates"}),
        section("next", hint=words("What comes next")),
        section("annex", {"generator": "evidence"}, annex=True),
    ],
}


def define(content: dict = CONTENT) -> Definition:
    return Definition.objects.create(slug=content["slug"], content=content)


def begin(definition: Definition, by: User, languages=("en", "ar")) -> Report:
    return actions.start(
        definition=definition,
        year=2027,
        starts=STARTS,
        ends=ENDS,
        languages=languages,
        language=languages[0],
        by=by,
    )


def drafted(report: Report, by: User):
    """Draft a report, the first time or again; a new draft where there is one."""
    shape = report.definition.shape
    known = facts.gather(shape, starts=report.starts, ends=report.ends, year=report.year)
    made = draft(shape, known, report.languages)
    content = report.definition.content
    return actions.take_draft(report=report, shape=content, made=made, number=0, by=by)


def told(mandate: Mandate, done: str, language: str = "en", **more) -> Version:
    """Progress that was reported publicly within the period."""
    report = Progress.objects.create(mandate=mandate, starts=STARTS, ends=ENDS)
    return Version.objects.create(
        report=report, state="validated", validated_at=WITHIN, language=language, done=done, **more
    )


def shown(mandate: Mandate, by: Mandate, reason: str = "It says so.") -> Evidence:
    """Evidence that was given within the period: another mandate, which is a record too."""
    return Evidence.objects.create(
        mandate=mandate,
        record_type="mandates.mandate",
        record_id=str(by.pk),
        reason=reason,
        language="en",
        at=WITHIN,
    )


def section_of(report: Report, key: str, language: str = "en") -> Section:
    return report.sections.get(key=key, language=language)


def text_of(report: Report, key: str, language: str = "en") -> str:
    """All that a section says, a paragraph a line."""
    blocks = section_of(report, key, language).now
    return "\n".join(block.text for block in blocks if not block.out and not block.grid)


def write(report: Report, key: str, by: User, language: str = "en", **written):
    """Hold a section, write into it, and let it go."""
    found = section_of(report, key, language)
    made = actions.save(
        section=found, number=found.number, written=actions.Written(**written), by=by
    )
    actions.release(section=found, by=by)
    return made
