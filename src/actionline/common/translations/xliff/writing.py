"""Texts and their translations as an XLIFF file.

Reads texts with their standings and translations. Writes one `<file>` for each kind of record,
field and language of origin, and in it a `<trans-unit>` a text: its id says the place, `maxwidth`
the longest translation, notes what it belongs to. States: `needs-translation`, `translated` (a
draft), `needs-review-translation` (by machine, or older than the text), `final` (approved).
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from itertools import groupby, islice
from typing import Any

from django.conf import settings
from lxml import etree

from actionline.common import languages
from actionline.common.records import Told
from actionline.common.translations.models import Translation
from actionline.common.translations.queries import OLD, Text, rows, told_of

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
MEDIA_TYPE = "application/xliff+xml"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PLAIN: Any = {None: NAMESPACE}  # without a prefix, which lxml's hints do not know
State = Translation.State
#: How the states are called in a file.
STATES = {
    State.MISSING.value: "needs-translation",
    State.MACHINE.value: "needs-review-translation",
    State.DRAFT.value: "translated",
    State.APPROVED.value: "final",
}
AT_ONCE = 200


def write(
    found: Iterable[tuple[Text, str]],
    language: str,
    counted: Callable[[Iterable[Any]], Iterable[Any]] = lambda items: items,
) -> bytes:
    """The file for one language. `counted` is asked for each text, so that long work can
    tell how far it is."""
    out = io.BytesIO()
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with file.element(_name("xliff"), {"version": "1.2"}, nsmap=_PLAIN):
            file.write("\n")
            grouped = groupby(counted(found), key=lambda each: _file_of(each[0]))
            for (original, source_language), group in grouped:
                attributes = {
                    "original": original,
                    "source-language": languages.tag(source_language),
                    "target-language": languages.tag(language),
                    "datatype": "plaintext",
                }
                with file.element(_name("file"), attributes), file.element(_name("body")):
                    file.write("\n")
                    for some in _chunks(group):
                        _write_units(file, some, language)
                file.write("\n")
    return out.getvalue()


def unit_id(text: Text) -> str:
    """The name of a text in a file: `framework.matrixlink:reason:17`."""
    return ":".join(text.place)


def _file_of(text: Text) -> tuple[str, str]:
    return f"{text.content.name}:{text.field.name}", text.source_language


def _chunks(group: Iterable[tuple[Text, str]]) -> Iterable[list[tuple[Text, str]]]:
    left = iter(group)
    while some := list(islice(left, AT_ONCE)):
        yield some


def _write_units(file: Any, some: list[tuple[Text, str]], language: str) -> None:
    told = told_of(text for text, _standing in some)
    for row in rows(some, language):
        text = row.text
        about = told.get((text.content.name, text.key))
        unit = _unit(text, row.standing, row.translation, language)
        for note in _notes(text, about):
            etree.SubElement(unit, _name("note")).text = _writable(note)
        if row.outdated and row.translation is not None:
            unit.append(_previous(row.translation))
        file.write(unit)
        file.write("\n")


def _unit(text: Text, standing: str, stored: Translation | None, language: str) -> Any:
    state = standing.removesuffix(OLD)
    final = standing == State.APPROVED
    attributes = {
        "id": unit_id(text),
        "maxwidth": str(text.field.longest),
        "size-unit": "char",
        "approved": "yes" if final else "no",
        _XML_SPACE: "preserve",
    }
    unit = etree.Element(_name("trans-unit"), attributes, nsmap=_PLAIN)
    etree.SubElement(unit, _name("source")).text = _writable(text.source)
    if stored is not None and stored.words:
        state_name = "needs-review-translation" if standing.endswith(OLD) else STATES[state]
        target = etree.SubElement(unit, _name("target"), {"state": state_name})
        target.text = _writable(stored.words)
    else:
        etree.SubElement(unit, _name("target"), {"state": STATES[State.MISSING.value]})
    return unit


def _previous(stored: Translation) -> Any:
    """What the words were made from: programs show it beside the text as it is now."""
    before = etree.Element(_name("alt-trans"), {"alttranstype": "previous-version"})
    etree.SubElement(before, _name("source")).text = _writable(stored.made_from)
    marks = {_XML_LANG: languages.tag(stored.language)}
    etree.SubElement(before, _name("target"), marks).text = _writable(stored.words)
    return before


def _notes(text: Text, about: Told | None) -> list[str]:
    notes = [f"{text.content.title}: {text.field.label}"]
    if about is not None:
        notes.append(f"{about.title} {settings.SITE_URL}{about.url}")
    return notes


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"


def _writable(text: str) -> str:
    """Without the characters that no XML file can hold; a person cannot have meant them."""
    return "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
