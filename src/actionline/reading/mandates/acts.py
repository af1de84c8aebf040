"""What a paragraph's acts send to whom, through whom and by when.

One pass over the words. It keeps in mind which act it is in (`to submit …, and to
inform …`): only an act that hands something over has recipients and dated meetings, so
that participating in a meeting, preparing or supporting it sets no deadline
(CONTRACT.md, Mandates).
"""

from itertools import islice

from actionline.reading.mandates.actors import actor_list, ends_phrase, one_actor, separator
from actionline.reading.mandates.dates import date_at, period_at, periodic
from actionline.reading.mandates.meetings import Meeting, meeting_at, own_meeting
from actionline.reading.mandates.speech import WORD, Speech, phrase_at, skip_spaces, words_in
from actionline.reading.mandates.verbs import base_form, head_verb, skip_adverbs
from actionline.reading.model import Deadline
from actionline.reading.names import lowered
from actionline.reading.vocabulary import Body

# Uses whose phrases open with a preposition, in the order in which they are tried, and those
# whose words tell of an act or a period.
_OPENING = ("via", "for", "goes_to", "until", "by", "at", "weak_for", "in")
_TELLING = ("to", "gives", "told", "told_passive", "gives_with", "yearly", "periodic")
_PERIODS = frozenset({"yearly", "periodic"})
_COORDINATING = frozenset(",;:)")  # marks between two acts of which neither is under the other
_MOST = 12  # recipients in one list
_MOST_WORDS = 2_000  # read of one paragraph; the longest of real ones has some 130
_DELIVERABLE_WITHIN = 4  # words between `annual` and the thing that is annual


class Acts:
    """What one paragraph says of recipients, intermediaries and dates, in order of mention."""

    def __init__(self) -> None:
        self.recipients: list[str] = []
        self.via: list[str] = []
        self.events: list[str] = []
        self.every: str | None = None
        self.by: str | None = None
        self.until: str | None = None

    def deadline(self) -> Deadline:
        """The deadline told by these acts."""
        events = tuple(self.events) if len(self.events) > 1 else ()
        return Deadline(
            self.every, self.by, self.until, self.events[0] if self.events else None, events
        )


def acts(text: str, speech: Speech, actors: tuple[str, ...], verb: str = "") -> Acts:
    """Read the acts of a folded paragraph whose actors are known.

    `verb` is the verb that the paragraph inherits where it begins with none of its own.
    """
    reader = _Reader(text, speech, actors, verb)
    openers, telling, verbs = reader.openers, reader.telling, reader.verbs
    for number, word in enumerate(reader.words):
        means = word in openers or word in telling or word in verbs
        if means and reader.places[number].start() >= reader.past:
            reader.read(number)
    reader.told.recipients = reader.told.recipients or reader.weak
    return reader.told


class _Reader:
    """The state of one pass."""

    def __init__(self, text: str, speech: Speech, actors: tuple[str, ...], verb: str) -> None:
        self.text, self.speech, self.actors = text, speech, actors
        self.grammar, self.verbs = speech.grammar, speech.vocabulary.verbs
        small = lowered(text)
        self.places = list(islice(words_in(small).finditer(small), _MOST_WORDS))
        self.words = [place[0] for place in self.places]
        self.told = Acts()
        self.verb = verb  # of the act it is in
        self.giving = verb in self.grammar.set("gives")
        self.purpose = False  # the act it is in is an aim of another
        self.past = 0  # what lies before has been read
        # recipients of `for consideration by …`, where there are no others
        self.weak: list[str] = []
        self.openers = self.grammar.openers(_OPENING)
        self.telling = self.grammar.openers(_TELLING)
        self.taking = {
            "via": self._take_via,
            "for": self._take_recipients,
            "goes_to": self._take_destination,
            "until": self._take_until,
            "by": self._take_by,
            "at": self._take_at,
        }

    def read(self, number: int) -> None:
        """Take in one word, and what follows it where it opens a phrase."""
        word = self.words[number]
        told = word in self.telling
        if told or word in self.verbs:
            self._note_act(number)
        if word in self.openers and self._take_opened(number):
            return
        if told:
            self._take_told(number)
            if not _PERIODS.isdisjoint(self.telling[word]):
                self._take_period(number)

    def _take_opened(self, number: int) -> bool:
        """Take in the phrase that a preposition opens; whether it was understood."""
        word = self.words[number]
        for use in self.openers[word]:
            take = self.taking.get(use)
            after = self._opens(use, number) if take else -1
            if take and after >= 0 and take(number, after):
                return True
        weak = self._opens("weak_for", number)
        if weak >= 0:
            self.weak.extend(actor_list(self.text, weak, self.speech)[0])
        if word == "for":
            self._take_for(number)
        elif self.verb in self.grammar.set("reviews"):
            self._take_year(number)
        return False

    def _opens(self, use: str, number: int) -> int:
        if use not in self.openers.get(self.words[number], ()):
            return -1
        return phrase_at(self.text, self.places[number].start(), self.grammar.words(use))

    # Acts

    def _note_act(self, number: int) -> None:
        """Keep which act the words belong to: an infinitive, a coordinate verb, a handing over."""
        word, gives = self.words[number], self.grammar.set("gives")
        after = -1
        if "to" in self.telling.get(word, ()):
            after = phrase_at(self.text, self.places[number].start(), self.grammar.words("to"))
        if after >= 0 and (verb := self._verb_after(after)):
            self.verb, self.giving = verb, verb in gives
            self.purpose = not self._coordinate(number)
        elif number and word in self.verbs and self._coordinate(number):
            beside = number > 1 and self.words[number - 2] == self.verb
            self.giving = word in gives or (beside and self.giving)
            self.verb = word
        elif word in gives and not self._is_thing(number):
            self.giving = True

    def _is_thing(self, number: int) -> bool:
        """Whether the word is a noun here: `the report`, `this report`."""
        before = self._word_before(number)
        return before in self.grammar.set("determiners") or before in ("this", "that")

    def _word_before(self, number: int) -> str:
        return self.words[number - 1] if number else ""

    def _verb_after(self, position: int) -> str:
        """The head verb that follows a place after `to`; "" where what follows is no verb."""
        verb, end = head_verb(self.text, position, self.speech)
        if not verb or end <= position:
            return ""
        if self.speech.vocabulary.language == "fr":
            return verb if verb.endswith(("er", "ir", "re", "oir")) else ""
        start = skip_spaces(self.text, position)
        if self.text[start : start + 1].isupper():
            return ""
        known = (self.verbs, self.grammar.set("gives"), self.grammar.set("be"))
        return verb if any(verb in verbs for verbs in known) else ""

    def _coordinate(self, number: int) -> bool:
        """Whether the act at a word stands beside the first, not under it."""
        if number == 0:
            return True
        before = self.words[number - 1]
        between = self.text[self.places[number - 1].end() : self.places[number].start()]
        return (
            before in self.grammar.set("and")
            or not _COORDINATING.isdisjoint(between)
            or before.endswith("ly")
        )

    # Recipients

    def _take_recipients(self, number: int, after: int) -> bool:
        slugs, meetings, end = self._destinations(after)
        for meeting in meetings:
            self._meets(meeting)
        return self._received(slugs, end)

    def _received(self, slugs: tuple[str, ...], end: int) -> bool:
        for slug in slugs:
            if slug not in self.told.recipients:
                self.told.recipients.append(slug)
        if slugs:
            self.past = end
        return bool(slugs)

    def _take_destination(self, number: int, after: int) -> bool:
        """`to the 2025 session of the Council and to UNGA`: recipients and dated meetings."""
        before = self._word_before(number)
        grammar = self.grammar
        made = self.verb in grammar.set("produces") and before in grammar.set("deliverables")
        if not (self.giving or made) or before in grammar.set("not_to"):
            return False
        slugs, meetings, end = self._destinations(after)
        if not slugs and not meetings:
            after = self._report_of(after)
            slugs, end = actor_list(self.text, after, self.speech) if after >= 0 else ((), end)
        for meeting in meetings:
            self._meets(meeting)
        self._received(slugs, end)
        if slugs or meetings:
            self.past = end
        return bool(slugs or meetings)

    def _destinations(self, position: int) -> tuple[tuple[str, ...], list[Meeting], int]:
        """The recipients listed from a place on, the dated meetings among them, and the end."""
        slugs: list[str] = []
        meetings: list[Meeting] = []
        end = position
        while position >= 0 and len(slugs) < _MOST:
            meeting = meeting_at(self.text, position, self.speech)
            if meeting is not None and (meeting.event or meeting.every):
                meetings.append(meeting)
                slugs.extend([meeting.body.actor] if meeting.body.actor else [])
                end = meeting.end
            else:
                found = one_actor(self.text, position, self.speech)
                if found is None or not ends_phrase(self.text, found[1], self.speech):
                    break
                slugs.append(found[0])
                end = found[1]
            position = separator(self.text, end, self.speech)
        return tuple(dict.fromkeys(slugs)), meetings, end

    def _report_of(self, position: int) -> int:
        """Where `to the annual reports of` ends: what goes into a report goes to its author."""
        place, every = skip_spaces(self.text, position), None
        for _ in range(6):
            after = phrase_at(self.text, place, self.grammar.words("report_of"))
            if after >= 0:
                said = self.text[place:after].split()
                every = every or next((p for w in said if (p := periodic(w, self.speech))), None)
                self.told.every = self.told.every or every
                return after
            word = WORD.match(self.text, place)
            if word is None:
                return -1
            every = every or periodic(word[0].lower(), self.speech)
            place = skip_spaces(self.text, word.end())
        return -1

    def _meets(self, meeting: Meeting) -> None:
        if meeting.event and meeting.event not in self.told.events:
            self.told.events.append(meeting.event)
        if meeting.every:
            self.told.every = self.told.every or meeting.every

    def _take_for(self, number: int) -> None:
        """`proposals for the 2024 session of the Council`: a deliverable made for somebody."""
        before = self._word_before(number)
        if before not in self.grammar.set("deliverables") or self.purpose:
            return
        self._take_destination_of(self.places[number].end())

    def _take_destination_of(self, position: int) -> None:
        slugs, meetings, end = self._destinations(position)
        for meeting in meetings:
            self._meets(meeting)
        self._received(slugs, end)

    def _take_told(self, number: int) -> None:
        """`inform the Council`, `provide the group with`, `that administrations are informed`."""
        word, place, grammar = self.words[number], self.places[number], self.grammar
        if word in grammar.set("told") and self._is_act(number):
            self._take_destination_of(place.end())
        elif word in grammar.set("gives_with") and self._is_act(number):
            slugs, end = actor_list(self.text, place.end(), self.speech)
            if phrase_at(self.text, skip_adverbs(self.text, end, self.speech), ("with",)) >= 0:
                self._received(slugs, end)
        elif word in grammar.set("told_passive"):
            that = self.text.rfind("that ", max(0, place.start() - 160), place.start())
            if that >= 0:
                slugs, _ = actor_list(self.text, that + 5, self.speech, strict=False)
                self._received(slugs, self.past)

    def _is_act(self, number: int) -> bool:
        before = self._word_before(number)
        return (
            number == 0
            or before + " " in self.grammar.words("to")
            or before in self.grammar.words("to")
            or self._coordinate(number)
        )

    # Intermediaries

    def _take_via(self, number: int, after: int) -> bool:
        slugs, end = actor_list(self.text, after, self.speech, again=False)
        for slug in slugs:
            if slug not in self.told.via:
                self.told.via.append(slug)
        if slugs:
            self.past = end
        return bool(slugs)

    # Dates

    def _take_until(self, number: int, after: int) -> bool:
        date = date_at(self.text, after, self.speech)
        if date is None:
            return False
        self.told.until = self.told.until or date[0]
        self.past = date[1]
        return True

    def _take_by(self, number: int, after: int) -> bool:
        """A date the act is due by; that of an aim (`to meet the goals by 2030`) is none."""
        if self.purpose or self._of_goals(number) or self._takes_part():
            return False
        date = date_at(self.text, after, self.speech)
        if date is not None:
            self.told.by = self.told.by or date[0]
            self.past = date[1]
            return True
        meeting = meeting_at(self.text, after, self.speech)
        if meeting is None or not meeting.event or not meeting.set_before:
            return False
        self._meets(meeting)
        self.past = meeting.end
        return True

    def _bodies_concerned(self) -> tuple[Body, ...]:
        """The body that `its session` means: the last recipient, failing one the actor."""
        slugs = self.told.recipients[-1:] or self.actors[:1]
        return tuple(b for b in self.speech.vocabulary.bodies.values() if b.actor in slugs)

    def _take_year(self, number: int) -> None:
        """`to review the rule in 2027`: a review is due in the year that ends the clause."""
        after = self._opens("in", number)
        date = date_at(self.text, after, self.speech) if after >= 0 else None
        if date and not self.purpose and self.text[date[1] : date[1] + 1] in ("", ",", ";", "."):
            self.told.by = self.told.by or date[0]

    def _takes_part(self) -> bool:
        return self.verb in self.grammar.set("takes_part")

    def _of_goals(self, number: int) -> bool:
        goals = self.grammar.set("goals")
        return not goals.isdisjoint(self.words[max(0, number - 4) : number])

    def _take_at(self, number: int, after: int) -> bool:
        """`at the 2027 session of CSTD`: due there if handed over there, or if it is one's own."""
        meeting = meeting_at(self.text, after, self.speech)
        if meeting is None:
            meeting = own_meeting(self.text, after, self.speech, self._bodies_concerned())
        if meeting is None or not (meeting.event or meeting.every):
            return False
        own = meeting.body.actor in self.actors or meeting.body is self.speech.body
        if self._takes_part() or not (self.giving or own):
            return False
        self._meets(meeting)
        self.past = meeting.end
        return True

    def _take_period(self, number: int) -> None:
        grammar, word = self.grammar, self.words[number]
        if self.told.every or self.verb in grammar.set("events_not_due"):
            return
        previous = self._word_before(number)
        if base_form(previous, self.speech) in grammar.set("events_not_due"):
            return
        period = period_at(self.text, self.places[number].start(), self.speech)
        if period is not None:
            self.told.every = period[0]
            return
        duration = periodic(word, self.speech)
        if duration and self._delivers() and self._is_of_deliverable(number):
            self.told.every = duration

    def _delivers(self) -> bool:
        return self.giving or self.verb in self.grammar.set("produces")

    def _is_of_deliverable(self, number: int) -> bool:
        """Whether one of the words around is a thing handed over (`annual report`)."""
        before = self.words[max(0, number - 2) : number]
        after = self.words[number + 1 : number + _DELIVERABLE_WITHIN]
        return not self.grammar.set("deliverables").isdisjoint((*before, *after))
