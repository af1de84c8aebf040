"""What is wrong with a file of translations: everything that a reader would stumble over."""

from __future__ import annotations

import gettext
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from actionline.common.messages import LOCALE, PLURALS
from actionline.common.messages.catalogs import read
from actionline.common.messages.extraction import Marked

#: What is filled in later, `%(name)s`, `%s`, `{name}`, and a percent sign written as such.
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|\{\w*\}")
_TAG = re.compile(r"<[^<>]*>")


def faults(
    language: str, marked: Mapping[tuple[str | None, str], Marked], locale: Path = LOCALE
) -> list[str]:
    """One line for each thing wrong in the file of `language`; `marked` is what the code says.

    Raises MessagesError where the file cannot be read.
    """
    catalog = read(language, locale)
    found = [f"obsolete: “{text}”" for text in map(_single, catalog.obsolete.values())]
    known = {(message.context, _single(message)): message for message in catalog if message.id}
    found += [f"obsolete: “{text}”" for _context, text in known.keys() - marked.keys()]
    for key, one in marked.items():
        message = known.get(key)
        if message is None:
            found.append(f"missing: “{one.text}”")
        else:
            found += [f"{fault}: “{one.text}”" for fault in _faults_of(one, message, language)]
    if (catalog.num_plurals, catalog.plural_expr) != _rule(language):
        found.append("the plural rule at the top is another")
    return sorted(found)


def _faults_of(one: Marked, message: Message, language: str) -> Iterator[str]:
    if message.fuzzy:
        yield "fuzzy"
    forms = _forms(message)
    if bool(one.plural) != isinstance(message.id, (list, tuple)):
        yield "plural here and not there"
        return
    if one.plural and len(forms) != _rule(language)[0]:
        yield f"{len(forms)} plural forms instead of {_rule(language)[0]}"
        return
    if not forms or not all(forms):
        yield "empty"
        return
    exact = exact_forms(language) if one.plural else set()
    for number, form in enumerate(forms):
        yield from _differences(one, form, may_leave_number=number in exact)


def _differences(one: Marked, form: str, *, may_leave_number: bool) -> Iterator[str]:
    wanted = Counter(_PLACEHOLDER.findall(one.plural or one.text))
    there = Counter(_PLACEHOLDER.findall(form))
    lacking = wanted - there
    if there - wanted or lacking.total() > may_leave_number:
        yield "other placeholders"
    if Counter(_TAG.findall(form)) != Counter(_TAG.findall(one.plural or one.text)):
        yield "other tags"
    between_words = not any(map(str.isalnum, one.text))  # “, ” is “、” in Chinese
    if not between_words and _edges(form) != _edges(one.text):
        yield "other white space at its ends"


def exact_forms(language: str) -> set[int]:
    """The plural forms that stand for one number only, which they may say in words."""
    uses = Counter(map(gettext.c2py(_rule(language)[1]), range(1001)))
    return {form for form, count in uses.items() if count == 1}


def _rule(language: str) -> tuple[int, str]:
    """How many plural forms a language has, and the expression that chooses one."""
    number, _separator, plural = PLURALS[language].removesuffix(";").partition("; plural=")
    return int(number.removeprefix("nplurals=")), plural


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _single(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def counts(catalog: Catalog) -> tuple[int, int]:
    """How many strings a file has, and how many of them are translated."""
    messages = [message for message in catalog if message.id]
    return len(messages), sum(all(_forms(message)) for message in messages)
