"""What people are told of progress reports and rounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.dateparse import parse_date
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from actionline.accounts.models import User
from actionline.accounts.queries import focal_points
from actionline.common import mail_choices, notifications
from actionline.common.models import Channel
from actionline.mandates import subjects

from . import rules
from .models import Round, Version

SUBMITTED = "progress.submitted"
DECIDED = "progress.decided"
ASKED = "progress.asked"
REMINDED = "progress.reminded"


def _submitted(values: Mapping[str, Any]) -> str:
    return _("A progress report on “%(subject)s” waits to be validated.") % values


def _decided(values: Mapping[str, Any]) -> str:
    sentences = {
        "validate": _("Your progress report on “%(subject)s” is validated."),
        "return": _("Your progress report on “%(subject)s” is returned: %(reason)s"),
        "withdraw": _("Your progress report on “%(subject)s” is withdrawn: %(reason)s"),
    }
    return sentences[values["verb"]] % values


def _asked(values: Mapping[str, Any]) -> str:
    told = ngettext(
        "Progress is asked for: %(number)s report until %(day)s.",
        "Progress is asked for: %(number)s reports until %(day)s.",
        values["number"],
    )
    return told % _in_words(values)


def _reminded(values: Mapping[str, Any]) -> str:
    told = ngettext(
        "%(number)s progress report is not handed in yet; it is due until %(day)s.",
        "%(number)s progress reports are not handed in yet; they are due until %(day)s.",
        values["number"],
    )
    return told % _in_words(values)


def _in_words(values: Mapping[str, Any]) -> dict[str, str]:
    day = parse_date(values["day"])
    return {
        "number": number_format(values["number"]),
        "day": date_format(day, "DATE_FORMAT") if day else "",
    }


KINDS = (
    notifications.Kind(
        SUBMITTED,
        gettext_lazy("Progress reports to validate"),
        gettext_lazy("A progress report was handed in that you may validate."),
        tell=_submitted,
    ),
    notifications.Kind(
        DECIDED,
        gettext_lazy("Your progress reports"),
        gettext_lazy("A progress report of yours was validated, returned or withdrawn."),
        tell=_decided,
        channel=Channel.AT_ONCE,
    ),
    notifications.Kind(
        ASKED,
        gettext_lazy("Progress asked for"),
        gettext_lazy("The secretariat asks your body what was done."),
        tell=_asked,
        channel=Channel.AT_ONCE,
    ),
    notifications.Kind(
        REMINDED,
        gettext_lazy("Reminders of progress reports"),
        gettext_lazy("A round ends soon, and reports of your body are not handed in."),
        tell=_reminded,
        channel=Channel.AT_ONCE,
    ),
)


def name_of(subject: subjects.Subject) -> str:
    """What a subject is called; its word where it is not public."""
    found = subjects.told([subject]).get(subject)
    return found.title if found else str(subject)


def submitted(version: Version, by: Any) -> None:
    """Tell those who may validate it; in the transaction of the change."""
    subject = version.report.subject
    notifications.notify(
        kind=SUBMITTED,
        record=version,
        to=[*_officers(), *_publishing(subject)],
        by=by,
        values={"subject": name_of(subject)},
    )


def decided(version: Version, verb: str, by: Any) -> None:
    """Tell who wrote it and who handed it in."""
    notifications.notify(
        kind=DECIDED,
        record=version,
        to=[version.written_by, version.submitted_by],
        by=by,
        values={
            "subject": name_of(version.report.subject),
            "verb": verb,
            "reason": version.reason,
        },
    )


def tell_of_round(found: Round, person: User, number: int, *, again: bool) -> None:
    """Tell a focal point how many reports are asked of their bodies, or still missing."""
    language = mail_choices.settings_of(person).language
    closes = found.local(found.closes_at)
    own = f"?mine=yes&state={'open' if again else ''}"
    once = f"progress round {found.pk}" + (f" {closes.date()} {number}" if again else "")
    notifications.notify(
        kind=REMINDED if again else ASKED,
        record=found,
        to=[person],
        values={"number": number, "day": closes.date().isoformat()},
        url=found.get_absolute_url() + own,
        once="" if again else once,
        letter=notifications.Letter(
            "progress/mail/asked.txt",
            {
                "round": found,
                "closes": closes,
                "number": number,
                "again": again,
                "url": f"{settings.SITE_URL}/{language}/progress/rounds/{found.pk}/{own}",
            },
            language,
        ),
    )


def _officers() -> list[User]:
    return notifications.holders("progress.ask")


def _publishing(subject: subjects.Subject) -> list[User]:
    works = rules.working_on(subject)
    held = focal_points({scope for scope, _code in works}, {code for _scope, code in works})
    return [
        role.person for work in works for role in held.get(work, ()) if role.level in rules.PUBLISH
    ]
