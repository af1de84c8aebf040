"""Styles of a Word file (word/styles.xml): what a paragraph or a run inherits.

Only what reading needs is resolved: the style's name, italics, hidden text, numbering and
indent (ISO/IEC 29500-1, 17.7).
"""

from __future__ import annotations

from typing import NamedTuple

from actionline.reading.sources.word_xml import Element

LONGEST_CHAIN = 12  # styles based on styles; Word itself allows eleven
OFF = frozenset(("0", "false", "off", "none"))


def is_on(properties: Element | None, name: str) -> bool | None:
    """Whether a switch such as `w:i` is set: None where `properties` do not say."""
    found = properties.child(name) if properties is not None else None
    if found is None:
        return None
    return found.attributes.get("w:val", "1") not in OFF


def whole_number(value: str | None, default: int = 0) -> int:
    """A number of the file, `default` where it is none or beyond nine digits."""
    digits = (value or "").strip()
    unsigned = digits.removeprefix("-")
    if not (unsigned.isascii() and unsigned.isdigit() and len(unsigned) < 10):
        return default
    return int(digits)


class NumberingReference(NamedTuple):
    """Where a paragraph is counted: `num_id` "0" takes inherited numbering away."""

    num_id: str | None = None
    level: int | None = None


class ParagraphStyle(NamedTuple):
    """What a paragraph inherits from its style and the styles that one is based on.

    `numbered_by` is the style that names the list: it decides the level. `left` is the
    indent in twentieths of a point.
    """

    name: str = ""
    italic: bool = False
    hidden: bool = False
    num_id: str | None = None
    level: int | None = None
    numbered_by: str = ""
    left: int = 0


def numbering_reference(properties: Element | None) -> NumberingReference:
    """The numbering that `w:pPr` itself states."""
    stated = properties.child("w:numPr") if properties is not None else None
    if stated is None:
        return NumberingReference()
    level = stated.value_of("w:ilvl")
    return NumberingReference(
        stated.value_of("w:numId"), None if level is None else whole_number(level)
    )


def left_indent(properties: Element | None) -> int | None:
    """The indent at the start of the line that `w:pPr` itself states, in twips."""
    indent = properties.child("w:ind") if properties is not None else None
    if indent is None:
        return None
    stated = indent.attributes.get("w:left", indent.attributes.get("w:start"))
    return None if stated is None else whole_number(stated)


class Styles:
    """The styles of one file, resolved on demand."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default = ""
        self._defaults: Element | None = None
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._characters: dict[str, tuple[bool, bool]] = {}
        for element in root.children if root is not None else ():
            if element.name == "w:docDefaults":
                self._defaults = element.child("w:rPrDefault")
            elif element.name == "w:style":
                self._add(element)

    def _add(self, element: Element) -> None:
        identifier = element.attributes.get("w:styleId", "")
        self._styles.setdefault(identifier, element)
        is_default = element.attributes.get("w:default", "0") not in OFF
        if is_default and element.attributes.get("w:type") == "paragraph":
            self._default = identifier

    def paragraph(self, identifier: str | None) -> ParagraphStyle:
        """What a paragraph with the style `identifier` (None: the default) inherits."""
        wanted = self._default if identifier is None else identifier
        found = self._paragraphs.get(wanted)
        if found is None:
            found = self._paragraphs[wanted] = self._resolve(wanted)
        return found

    def name_of(self, identifier: str | None) -> str:
        """The style's name for `Paragraph.style`: empty where the paragraph names none.

        Lower case, blanks and underscores removed (`Res_No` is `resno`). A name in another
        script is that of a translated Word; its identifier is taken then.
        """
        if identifier is None:
            return ""
        style = self._styles.get(identifier)
        name = (style.value_of("w:name") if style is not None else None) or identifier
        if not name.isascii() and identifier.isascii():
            name = identifier
        return "".join(name.partition(",")[0].lower().replace("_", "").split())

    def character(self, identifier: str | None) -> tuple[bool, bool]:
        """Whether the character style `identifier` sets italics, and whether it hides text."""
        if identifier is None:
            return False, False
        found = self._characters.get(identifier)
        if found is None:
            chain = [style.child("w:rPr") for style in self._chain(identifier)]
            found = (_first(chain, "w:i"), _first(chain, "w:vanish"))
            self._characters[identifier] = found
        return found

    def _chain(self, identifier: str) -> list[Element]:
        """The style and those it is based on; a circle ends where it closes."""
        chain: dict[str, Element] = {}
        wanted: str | None = identifier
        while wanted is not None and wanted not in chain and wanted in self._styles:
            if len(chain) == LONGEST_CHAIN:
                break
            style = chain[wanted] = self._styles[wanted]
            wanted = style.value_of("w:basedOn")
        return list(chain.values())

    def _resolve(self, identifier: str) -> ParagraphStyle:
        chain = self._chain(identifier)
        run_properties = [style.child("w:rPr") for style in chain]
        if self._defaults is not None:
            run_properties.append(self._defaults.child("w:rPr"))
        num_id, level, numbered_by, left = None, None, "", None
        for style in chain:
            properties = style.child("w:pPr")
            reference = numbering_reference(properties)
            if num_id is None and reference.num_id is not None:
                num_id = reference.num_id
                numbered_by = style.attributes.get("w:styleId", "")
            level = reference.level if level is None else level
            left = left_indent(properties) if left is None else left
        return ParagraphStyle(
            name=self.name_of(identifier),
            italic=_first(run_properties, "w:i"),
            hidden=_first(run_properties, "w:vanish"),
            num_id=num_id,
            level=level,
            numbered_by=numbered_by,
            left=left or 0,
        )


def _first(chain: list[Element | None], name: str) -> bool:
    """The switch as the nearest of a chain of run properties sets it."""
    for properties in chain:
        stated = is_on(properties, name)
        if stated is not None:
            return stated
    return False
