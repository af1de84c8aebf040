"""What was decided of mandates in the period: to retain, to update, completed and so on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionline.common.translations import shown
from actionline.mandates.decisions.models import Decision
from actionline.reporting import markup
from actionline.reporting.blocks import Block, Sentence, paragraph
from actionline.reporting.facts import SELECTIONS
from actionline.reporting.telling import Said, Telling, some

PARAMETERS = SELECTIONS
TYPE = "decisions.decision"


def decisions(telling: Telling, parameters: Mapping[str, Any]) -> Iterator[Block]:
    """How many decisions were taken, then each with its reason: validated ones, that stand or
    stood. Two queries."""
    asked = {each.mandate.pk: each for each in telling.facts.select(parameters)}
    zone = timezone.get_current_timezone()
    first = datetime.combine(telling.facts.starts, time(), zone)
    last = datetime.combine(telling.facts.ends + timedelta(days=1), time(), zone)
    rows = Decision.objects.filter(
        state=Decision.State.VALIDATED, settled_at__gte=first, settled_at__lt=last
    )
    found = [row for row in rows.order_by("settled_at", "pk") if row.mandate_id in asked]
    if not found:
        return
    told = ngettext(
        "In the period %(number)s decision was taken on these mandates.",
        "In the period %(number)s decisions were taken on these mandates.",
        len(found),
    ) % {"number": telling.number(len(found))}
    sources = some(asked[row.mandate_id].record for row in found)
    yield paragraph("decisions", Sentence("number", told, sources))
    texts = shown.load(found, telling.language)
    for row in found:
        words = texts.of(row, "reason")
        own = words.engine or words.outdated
        reason = Said(row.reason, row.language) if own else Said(words.text, words.language)
        language = "" if reason.language == telling.language else reason.language
        one = asked[row.mandate_id]
        records = (one.record, one.words_record, f"{TYPE}:{row.pk}")
        decided = _("%(day)s, %(place)s: %(outcome)s.%(language)s") % {
            "day": telling.day(timezone.localdate(row.settled_at)),
            "place": telling.place(one),
            "outcome": row.get_outcome_display(),
            "language": telling.in_language(language),
        }
        yield paragraph(
            f"d{row.pk}",
            Sentence("decided", decided, records),
            Sentence("reason", markup.escape(reason.text), records, language),
        )
