"""XML of a Word part as a small tree, read by expat with everything dangerous refused.

A document type (and with it every entity of its own), nesting without end and floods of
elements end the reading. Names come as `w:p` whatever prefixes the file uses, also in the
strict variant of the format (ISO/IEC 29500-1), so the rest of the reader has one spelling.
"""

from __future__ import annotations

from pyexpat import ExpatError, ParserCreate

from actionline.reading.errors import ReadingError

BROKEN = "The XML inside this file is broken: open it in Word and save it again."
HAS_DTD = "The XML inside this file declares a document type, which Word never does: not read."
TOO_DEEP = "The XML inside this file is nested too deeply: save it anew in Word."
TOO_MANY = (
    "This file has more parts than a resolution can hold: "
    "save only the resolution itself as a new .docx file."
)

MAX_DEPTH = 200  # a table in a text box in a table stays below 60
MAX_ELEMENTS = 500_000  # of all parts together; a resolution has some 10,000
MAX_ATTRIBUTES = 600_000  # of all parts together
MAX_NAMESPACE_CHARS = 300  # expat writes the address into every name

_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_PREFIXES = {
    f"{_TRANSITIONAL}wordprocessingml/2006/main": "w:",
    f"{_STRICT}wordprocessingml/main": "w:",
    f"{_TRANSITIONAL}officeDocument/2006/math": "m:",
    f"{_STRICT}officeDocument/math": "m:",
    f"{_TRANSITIONAL}markup-compatibility/2006": "mc:",
    f"{_TRANSITIONAL}officeDocument/2006/relationships": "r:",
    f"{_STRICT}officeDocument/relationships": "r:",
    f"{_TRANSITIONAL}package/2006/relationships": "",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps:",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup": "wpg:",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas": "wpc:",
    "http://www.w3.org/XML/1998/namespace": "xml:",
}
_KEEPS_TEXT = frozenset(("w:t", "w:delText", "m:t"))
_NOT_NEEDED = frozenset(
    ("w:latentStyles", "w:tblStylePr", "w:rFonts", "w:lang", "w:proofErr", "w:bookmarkStart",
     "w:bookmarkEnd", "w:lastRenderedPageBreak")
)  # fmt: skip
_TABLE = "table"  # a style for tables: their bulk, and nothing that is text


class Element:
    """One element: `name` and attributes with canonical prefixes, `text` of text elements."""

    __slots__ = ("attributes", "children", "name", "text")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Element] = []
        self.text = ""

    def child(self, name: str) -> Element | None:
        """Its first child of that name."""
        for child in self.children:
            if child.name == name:
                return child
        return None

    def value_of(self, name: str) -> str | None:
        """The `w:val` of its first child of that name."""
        child = self.child(name)
        return None if child is None else child.attributes.get("w:val")


class Tally:
    """What the parts of one file have held so far."""

    __slots__ = ("attributes", "elements")

    def __init__(self) -> None:
        self.elements = 0
        self.attributes = 0


class _Names(dict[str, str]):
    """Canonical names by expat's names; a name of no namespace stays as it is."""

    def __missing__(self, name: str) -> str:
        address, _, local = name.rpartition(" ")
        prefix = _PREFIXES.get(address, "?:") if address else ""
        short = self[name] = prefix + local
        return short


class _Builder:
    """Builds the tree from expat's events."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self.root = Element("", {})
        self._open = [self.root]
        self._names = _Names()
        self._text: list[str] = []
        self._skipped = 0  # how many elements are open within one that nobody needs

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._tally.elements += 1
        if self._tally.elements > MAX_ELEMENTS:
            raise ReadingError(TOO_MANY)
        if self._skipped:
            self._skipped += 1
            return
        names = self._names
        name = names[name]
        if name in _NOT_NEEDED or (name == "w:style" and _TABLE in attributes.values()):
            self._skipped = 1
            return
        if attributes:
            attributes = {names[key]: value for key, value in attributes.items()}
        element = Element(name, attributes)
        self._open[-1].children.append(element)
        self._open.append(element)
        if len(self._open) > MAX_DEPTH:
            raise ReadingError(TOO_DEEP)
        if name in _KEEPS_TEXT:
            self._text.clear()

    def end(self, _name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        element = self._open.pop()
        if element.name in _KEEPS_TEXT:
            element.text = "".join(self._text)

    def characters(self, text: str) -> None:
        if self._open[-1].name in _KEEPS_TEXT:
            self._text.append(text)


def _refuse_doctype(*_: object) -> None:
    raise ReadingError(HAS_DTD)


def _check_namespace(_prefix: str | None, address: str | None) -> None:
    if address is not None and len(address) > MAX_NAMESPACE_CHARS:
        raise ReadingError(BROKEN)


def parse_xml(data: bytes, tally: Tally) -> Element:
    """The root element of `data`; what it holds is added to `tally`.

    Raises ReadingError for XML that is broken, declares a document type, or is beyond
    what a document needs in depth or in number of elements.
    """
    tally.attributes += data.count(b"=")  # counted first: expat takes in an element's at once
    if tally.attributes > MAX_ATTRIBUTES:
        raise ReadingError(TOO_MANY)
    parser = ParserCreate(namespace_separator=" ")
    builder = _Builder(tally)
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.characters
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartNamespaceDeclHandler = _check_namespace
    try:
        parser.Parse(data, True)
    except (ExpatError, ValueError, LookupError) as fault:
        raise ReadingError(BROKEN) from fault
    return builder.root.children[0]
