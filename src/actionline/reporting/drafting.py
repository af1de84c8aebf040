"""Drafting: every section of a report in every language, all from one set of facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from django.utils.translation import override

from .blocks import Block, under
from .definitions import Definition, SectionShape
from .facts import Facts
from .generators import GENERATORS
from .telling import Telling

#: By key of the section, then by language.
Draft = dict[str, dict[str, list[Block]]]
Step = tuple[str, SectionShape]
#: Hands the steps through, so that whoever waits sees how far it is, and may stop it.
Watch = Callable[[Iterable[Step], int], Iterator[Step]]


def unwatched(steps: Iterable[Step], total: int) -> Iterator[Step]:
    yield from steps


def draft(
    definition: Definition, facts: Facts, languages: Sequence[str], watch: Watch = unwatched
) -> Draft:
    """The blocks of each section in each language; time grows with mandates and evidence."""
    steps = [(language, section) for language in languages for section in definition.sections]
    found: Draft = {section.key: {} for section in definition.sections}
    telling: Telling | None = None
    for language, section in watch(steps, len(steps)):
        with override(language):
            if telling is None or telling.language != language:
                telling = Telling(facts, language)
            found[section.key][language] = section_blocks(section, telling)
    return found


def section_blocks(section: SectionShape, telling: Telling) -> list[Block]:
    """The blocks of one section, under keys that no other has."""
    found: list[Block] = []
    seen: dict[str, int] = {}
    for maker in section.makers:
        for block in GENERATORS[maker.name].make(telling, maker.parameters):
            again = seen[block.key] = seen.get(block.key, 0) + 1
            own = block if again == 1 else replace(block, key=f"{block.key}-{again}")
            own = own if section.numbered else replace(own, numbered=False)
            found.append(under(section.key, own))
    return found
