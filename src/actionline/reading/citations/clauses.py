"""Mentions of clauses: `resolves 1 and 2 above`, `considering a)`, `resolves 7 of Resolution 140`.

A clause is meant where lead words or a whole heading of the document stand before labels,
and a preposition before them or `above`, `below` or the name of an instrument after them.
Without those a paragraph of the preamble that tells of another instrument (`that
Resolution 140 requested … in line with resolves 7`) means that instrument's clause.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from actionline.reading.citations.mention import Mention
from actionline.reading.citations.places import Places, labels_at
from actionline.reading.mandates.actors import actor_list
from actionline.reading.mandates.speech import WORD, Speech, phrase_at, skip_spaces, words_in
from actionline.reading.model import Provision
from actionline.reading.names import fold
from actionline.reading.structure.phrases import phrases, slug

_OF = r"\s(?:of|in|de|du|de la)\s(?:the\s|la\s|le\s)?"
_AND = r",?\s(?:and|or|et|ou|y)\s|,\s"
_POINTS = r"points?\s([\w ,)(]{1,40}?)\s(?:du|de la|des|de)\s?$"
# What a mention of a clause has. They begin with what is rare in a text, and then look back.
_NUMBERED = re.compile(r"\d(?<=\s\d)\d{0,2}(?!\d|[/-]\d)")
_LETTERED = re.compile(r"\)(?<=[a-z]\))")
_LEAD_WITHIN = 120  # characters of a heading with its addressees
_LOOKED_BACK = 60
_MOST = 200  # headings tried that begin with one word


class _Lead(NamedTuple):
    """Lead words or a heading found: the clause's slug and where its words end."""

    clause: str
    end: int


class _Around:
    """The other mentions of a text, in order, found by place."""

    def __init__(self, cited: list[Mention], told_of: Mention | None) -> None:
        self._cited = cited
        self._starts = [mention.start for mention in cited]
        self._told = [told_of]  # the numbered instrument told last, before each mention
        for mention in cited:
            self._told.append(mention if mention.number else self._told[-1])

    def beginning(self, first: int, last: int) -> Mention | None:
        """The mention that begins between two places."""
        place = bisect_left(self._starts, first)
        if place < len(self._cited) and self._starts[place] <= last:
            return self._cited[place]
        return None

    def told_before(self, position: int) -> Mention | None:
        """The instrument that the words before a place tell of."""
        return self._told[bisect_left(self._starts, position)]

    def left(self, found: list[Mention]) -> list[Mention]:
        """The mentions that are no part of one found since."""
        taken = {
            place
            for mention in found
            for place in range(
                bisect_left(self._starts, mention.start), bisect_left(self._starts, mention.end)
            )
        }
        return [mention for place, mention in enumerate(self._cited) if place not in taken]


class ClauseReader:
    """Knows the headings of one document."""

    def __init__(self, provisions: Sequence[Provision], speech: Speech) -> None:
        self.speech = speech
        self.clauses = {p.clause for p in provisions if p.text is not None}
        self.headings: dict[str, list[tuple[str, str]]] = {}
        headings = {(p.heading, p.clause) for p in provisions if p.heading}
        for heading, clause in sorted(
            {(fold(heading).lower().strip(), clause) for heading, clause in headings},
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
        self.table = table
        self.firsts = frozenset(table.by_first) | frozenset(table.modifiers)

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
        if not (_NUMBERED.search(text) or _LETTERED.search(text)):
            return cited
        pattern = words_in(text)
        if self.firsts.isdisjoint(pattern.findall(text.lower())):
            return cited
        around = _Around(cited, told_of)
        found: list[Mention] = []
        past = 0
        for word in pattern.finditer(text):
            if word[0].lower() not in self.firsts or word.start() < past:
                continue
            lead = self._lead(text, word.start())
            if lead is None:
                continue
            places = labels_at(text, skip_spaces(text, lead.end)) or self._points(
                text, word.start()
            )
            if places is None:
                continue
            mention = self._meant(text, word.start(), lead, places, around, preambular)
            if mention is not None:
                found.append(mention)
                past = mention.end
        return sorted([*around.left(found), *found], key=lambda mention: mention.start)

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
        before = text[max(0, position - _LOOKED_BACK) : position]
        match = re.search(_POINTS, before) if "point" in before else None
        return labels_at(match[1], 0) if match else None

    def _meant(
        self,
        text: str,
        start: int,
        lead: _Lead,
        places: Places,
        around: _Around,
        preambular: bool,
    ) -> Mention | None:
        grammar, end = self.speech.grammar, max(places.end, lead.end)
        fragments = tuple(f"{lead.clause}/{label}" for label in places.fragments)
        near = phrase_at(text, skip_spaces(text, end), grammar.words("above"))
        if near >= 0:
            return self._own(start, near, lead, places)
        of = re.compile(_OF).match(text, end)
        if of:
            this = phrase_at(text, of.end(), grammar.words("this"))
            if this >= 0:
                return self._own(start, this, lead, places)
            whose = around.beginning(of.end(), of.end() + 4)
            if whose is not None and whose.number:
                return whose._replace(start=start, end=whose.end, fragments=fragments)
        if self._goes_on(text, end):
            return self._own(start, end, lead, places)
        before = text[max(0, start - _LOOKED_BACK) : start].rstrip().rsplit(None, 1)[-1:]
        if not before or before[0].lower().strip("(,") not in grammar.set("prepositions"):
            return None
        told = around.told_before(start)
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
        joined = re.compile(_AND).match(text, position)
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
