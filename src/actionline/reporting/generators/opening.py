"""How a report begins: which period it covers, for whom it is, who asked for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from actionline.reporting import markup
from actionline.reporting.blocks import Block, Sentence, paragraph
from actionline.reporting.definitions import words
from actionline.reporting.telling import Telling


def opening(telling: Telling, parameters: Mapping[str, Any]) -> Iterator[Block]:
    """The period and the session, then the very words by which the report was asked for."""
    facts = telling.facts
    covers = _("This report covers the period from %(starts)s to %(ends)s.") % {
        "starts": telling.day(facts.starts),
        "ends": telling.day(facts.ends),
    }
    goes = None
    if facts.meeting is not None:
        told = _("It is submitted to: %(meeting)s.") % {
            "meeting": markup.escape(facts.meeting.name)
        }
        goes = Sentence("meeting", told)
    yield paragraph("period", Sentence("period", covers), goes)
    for place in facts.definition.asked_by:
        asked = facts.by_place.get(place)
        if asked is None:
            continue
        sources = (asked.record, asked.words_record)
        quoted = telling.quoted("words", asked, sources)
        label = _("It is asked for in %(place)s:%(language)s") % {
            "place": telling.place(asked),
            "language": telling.in_language(quoted.language),
        }
        yield paragraph(f"asked-{asked.mandate.pk}", Sentence("place", label, sources), quoted)


def text(telling: Telling, parameters: Mapping[str, Any]) -> Iterator[Block]:
    """Words of the definition itself, in six languages."""
    told = words(parameters.get("text"))
    said = told.told(year=telling.facts.year, about=telling.facts.about)
    if said:
        sentence = Sentence("words", said)
        yield paragraph("text", sentence, numbered=parameters.get("numbered", True))
