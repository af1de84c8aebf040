"""Mentions of clauses: `resolves 1 and 2 above`, `considering a)`, `resolves 7 of Resolution 140`.

A clause is meant where lead words or a whole heading of the document stand before labels,
and a preposition before them or `above`, `below` or the name of an instrument after them.
Without those a paragraph of the preamble that tells of another instrument (`that
Resolution 140 requested … in line with resolves 7`) means that instrument's clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from actionline.reading.citations.mention import Mention
from actionline.reading.citations.places import Places, labels_at
from actionline.reading.mandates.actors import actor_list
from actionline.reading.mandates.speech import WORD, Speech, phrase_at, skip_spaces
from actionline.reading.model import Provision
from actionline.reading.names import fold
from actionline.reading.structure.phrases import phrases, slug

_OF = re.compile(r"\s(?:of|in|de|du|de la)\s(?:the\s|la\s|le\s)?")
_AND = re.compile(r",?\s(?:and|or|et|ou|y)\s|,\s")
_POINTS = re.compile(r"points?\s([\w ,)(]{1,40}?)\s(?:du|de la|des|de)\s?$")
_LEAD_WITHIN = 120  # characters of a heading with its addressees
_LOOKED_BACK = 60
_MOST = 200  # headings tried that begin with one word


class _Lead(NamedTuple):
    """Lead words or a heading found: the clause's slug and where its words end."""

    clause: str
    end: int


class ClauseReader:
    """Knows the headings of one document."""

    def __init__(self, provisions: Sequence[Provision], speech: Speech) -> None:
        self.speech = speech
        self.clauses = {p.clause for p in provisions if p.text is not None}
        self.headings: dict[str, list[tuple[str, str]]] = {}
        for heading, clause in sorted(
            {(fold(p.heading).lower().strip(), p.clause) for p in provisions if p.heading},
            key=lambda pair: -len(pair[0]),
        ):
            self.headings.setdefault(heading.split()[0], []).append((heading, clause))
        self.completed: dict[str, str] = {}
        self.paths = {p.path for p in provisions}
        self.numbered: dict[str, str] = {}
        for provision in provisions:
            if provision.kind == "operative" and provision.parent is None and provision.label:
                self.numbered.setdefault(provision.label.strip("(). "), provision.path)
        table = phrases(speech.vocabulary.language)
        modifiers = {modifier[0] for modifier in table.modifiers}
        self.table = table
        self.firsts = frozenset(table.by_first) | modifiers

    def paragraph(self, label: str, within: str) -> str | None:
        """The path of the paragraph with a number: of the same clause, else of the operative part
        where numbers run through it."""
        same = f"{within.split('/')[0]}/{label}"
        return same if same in self.paths else self.numbered.get(label)

    def read(
        self, text: str, cited: list[Mention], told_of: Mention | None, preambular: bool
    ) -> list[Mention]:
        """The mentions of a folded text with those of clauses among them.

        `told_of` is the instrument that an upper paragraph tells of.
        """
        mentions = list(cited)
        past = 0
        for word in WORD.finditer(text):
            if word.start() < past or word[0].lower() not in self.firsts:
                continue
            lead = self._lead(text, word.start())
            if lead is None:
                continue
            places = labels_at(text, skip_spaces(text, lead.end)) or self._points(
                text, word.start()
            )
            if places is None:
                continue
            end = max(places.end, lead.end)
            mention = self._meant(
                text, word.start(), end, lead, places, mentions, told_of, preambular
            )
            if mention is not None:
                mentions = [m for m in mentions if not mention.start <= m.start < mention.end]
                mentions.append(mention)
                past = mention.end
        return sorted(mentions, key=lambda mention: mention.start)

    def _lead(self, text: str, position: int) -> _Lead | None:
        lowered = text[position : position + 2 * _LEAD_WITHIN].lower()
        first = lowered.split(None, 1)[0]
        for heading, clause in self.headings.get(first, ())[:_MOST]:
            if lowered.startswith(heading) and lowered[len(heading) : len(heading) + 1] in " ":
                return _Lead(clause, position + len(heading))
        lead = self.table.find(text[position : position + _LEAD_WITHIN])
        if lead is None:
            return None
        end = position + lead.end
        if labels_at(text, skip_spaces(text, end)) is None:
            _, reached = actor_list(text, end, self.speech, strict=False)
            end = reached
        return _Lead(slug(text[position:end]), end)

    def _points(self, text: str, position: int) -> Places | None:
        """Labels before the lead words, as French has them: `points 1 et 2 du décide`."""
        match = _POINTS.search(text[max(0, position - _LOOKED_BACK) : position])
        return labels_at(match[1], 0) if match else None

    def _meant(
        self,
        text: str,
        start: int,
        end: int,
        lead: _Lead,
        places: Places,
        mentions: list[Mention],
        told_of: Mention | None,
        preambular: bool,
    ) -> Mention | None:
        grammar = self.speech.grammar
        fragments = tuple(f"{lead.clause}/{label}" for label in places.fragments)
        near = phrase_at(text, skip_spaces(text, end), grammar.words("above"))
        if near >= 0:
            return self._own(start, near, lead, places)
        of = _OF.match(text, end)
        if of:
            this = phrase_at(text, of.end(), grammar.words("this"))
            if this >= 0:
                return self._own(start, this, lead, places)
            whose = next((m for m in mentions if of.end() <= m.start <= of.end() + 4), None)
            if whose is not None and whose.number:
                return whose._replace(start=start, end=whose.end, fragments=fragments)
        if self._goes_on(text, end):
            return self._own(start, end, lead, places)
        before = text[max(0, start - _LOOKED_BACK) : start].rstrip().rsplit(None, 1)[-1:]
        if not before or before[0].lower().strip("(,") not in grammar.set("prepositions"):
            return None
        told = next((m for m in reversed(mentions) if m.number and m.end <= start), None) or told_of
        if preambular and told is not None:
            return told._replace(start=start, end=end, fragments=fragments)
        return self._own(start, end, lead, places)

    def _longer(self, clause: str) -> str:
        """The one clause of the document whose name begins so (`resolves` for `resolves-to`)."""
        if clause not in self.completed:
            longer = [known for known in self.clauses if known.startswith(f"{clause}-")]
            self.completed[clause] = longer[0] if len(longer) == 1 else clause
        return self.completed[clause]

    def _goes_on(self, text: str, position: int) -> bool:
        """Whether another clause's labels follow: `recalling d) and recognizing a) above`."""
        joined = _AND.match(text, position)
        word = WORD.match(text, joined.end()) if joined else None
        if word is None or word[0].lower() not in self.firsts:
            return False
        lead = self._lead(text, word.start())
        return lead is not None and labels_at(text, skip_spaces(text, lead.end)) is not None

    def _own(self, start: int, end: int, lead: _Lead, places: Places) -> Mention:
        clause = lead.clause
        if clause not in self.clauses:
            clause = self._longer(clause)
        return Mention(start, end, f"#{clause}", fragments=places.fragments)
