"""Mandate by mandate: what is asked, what was reported of it, what shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionline.mandates.progress.models import Figure, Version
from actionline.reporting import markup
from actionline.reporting.blocks import Block, Sentence, paragraph
from actionline.reporting.facts import SELECTIONS, Asked, evidence_record, progress_record
from actionline.reporting.telling import Telling, some

#: `has` as in `Facts.select`; `group` parts the mandates by `instrument`, `line` or `actor`;
#: `silent` says whether those are told too of which the period has nothing.
PARAMETERS = SELECTIONS | {"has", "group", "silent"}
#: Titles of records that a sentence names.
MOST_NAMED = 5


def mandates(telling: Telling, parameters: Mapping[str, Any]) -> Iterator[Block]:
    """A numbered paragraph for each mandate, under the names of its groups."""
    chosen = telling.facts.select(parameters)
    if not parameters.get("silent", True):
        chosen = [each for each in chosen if each.progress or each.evidence]
    if not chosen:
        nothing = _("Nothing was reported on this in the period.")
        yield paragraph("nothing", Sentence("nothing", nothing))
        return
    for key, name, members in _groups(telling, chosen, parameters.get("group", "")):
        if name:
            heading = Sentence("name", f"**{name}**")
            yield paragraph(f"group-{key}", heading, numbered=False)
        prefix = f"{key}-" if parameters.get("group") == "line" else ""
        for asked in members:
            yield _paragraph(telling, asked, prefix)


def _groups(
    telling: Telling, chosen: Sequence[Asked], by: str
) -> Iterator[tuple[str, str, list[Asked]]]:
    """Key, name and mandates of each group; a mandate stands in each line that it has."""
    if not by:
        yield "", "", list(chosen)
        return
    found: dict[str, tuple[str, list[Asked]]] = {}
    for asked in chosen:
        for key, name in _group_of(telling, asked, by):
            found.setdefault(key, (name, []))[1].append(asked)
    keys = list(found)
    if by == "line":
        order = {code: place for place, code in enumerate(telling.lines)}
        keys.sort(key=lambda key: order.get(key, len(order)))
    for key in keys:
        yield key, *found[key]


def _group_of(telling: Telling, asked: Asked, by: str) -> Iterator[tuple[str, str]]:
    if by == "instrument":
        instrument = asked.mandate.instrument
        yield instrument.slug.replace("/", "-"), markup.escape(instrument)
    elif by == "actor":
        body = asked.row.actors[0] if asked.row.actors else None
        yield (body.slug, markup.escape(body.name)) if body else ("none", _("Nobody by name"))
    elif asked.lines:
        for code in sorted(asked.lines):
            line = telling.lines.get(code)
            yield code, markup.escape(f"{line.number} {line.name}") if line else code
    else:
        yield "none", _("Without an action line")


def _paragraph(telling: Telling, asked: Asked, prefix: str) -> Block:
    """What is asked of whom, in which words; then what was reported, then what shows it."""
    sources = (asked.record, asked.words_record)
    quoted = telling.quoted("words", asked, sources)
    label = _("%(place)s, asked of: %(bodies)s.%(language)s") % {
        "place": telling.place(asked),
        "bodies": telling.bodies(asked.row.actors) or _("nobody by name"),
        "language": telling.in_language(quoted.language),
    }
    sentences = [Sentence("asked", label, sources), quoted]
    for version in asked.progress:
        sentences += _reported(telling, version, asked)
    if not asked.progress:
        nothing = _("Nothing was reported on this in the period.")
        sentences.append(Sentence("nothing", nothing, sources))
    if proofs := _shown(telling, asked):
        sentences.append(proofs)
    return paragraph(f"{prefix}m{asked.mandate.pk}", *sentences)


def _reported(telling: Telling, version: Version, asked: Asked) -> list[Sentence]:
    """Who reported of which time, and what: in the language of the report where an approved
    translation is there, else as it was written, and so marked."""
    sources = (progress_record(version), asked.record)
    key = f"r{version.report_id}"
    done = telling.said(version, "done")
    period = version.report.period
    body = version.report.body
    if body is not None:
        told = _("Reported by %(body)s for %(period)s:%(language)s")
    else:
        told = _("Reported for %(period)s:%(language)s")
    values = {
        "period": period,
        "body": markup.escape(body.name) if body else "",
        "language": telling.in_language(done.language),
    }
    found = [Sentence(f"{key}-who", told % values, sources)]
    for name in ("done", "obstacles", "ahead"):
        said = telling.said(version, name)
        if said.text:
            found.append(Sentence(f"{key}-{name}", said.text, sources, said.language))
    for figure in version.figures.all():
        found.append(Sentence(f"{key}-f{figure.position}", _figure(telling, figure), sources))
    return found


def _figure(telling: Telling, figure: Figure) -> str:
    """A figure with its day and its source."""
    return _("%(name)s: %(value)s (as of %(day)s; source: %(source)s).") % {
        "name": markup.escape(figure.name),
        "value": markup.escape(f"{figure.value.normalize():f} {figure.unit}".strip()),
        "day": telling.day(figure.day),
        "source": markup.escape(figure.source),
    }


def _shown(telling: Telling, asked: Asked) -> Sentence | None:
    """The records that show it, the first of them by their names."""
    records = [evidence_record(each) for each in asked.evidence]
    records = [record for record in records if record in telling.titles]
    if not records:
        return None
    names = [markup.escape(telling.titles[record]) for record in records[:MOST_NAMED]]
    told = ngettext(
        "%(number)s record shows what was done: %(names)s.",
        "%(number)s records show what was done, among them: %(names)s.",
        len(records),
    )
    values = {"number": telling.number(len(records)), "names": "; ".join(names)}
    return Sentence("evidence", told % values, some([*records, asked.record]))
