"""XML from strangers as a plain tree, or a ReadingError.

A document type, and with it every entity, is refused; nothing is fetched; the number of
attributes is bounded before parsing, depth, number of elements and length of names and text
while parsing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from actionline.reading import limits
from actionline.reading.errors import ReadingError

MAX_DEPTH = 200
MAX_ELEMENTS = 400_000
MAX_ATTRIBUTES = 600_000
MAX_NAMESPACE_CHARS = 300  # expat writes the address into every name


@dataclass(slots=True)
class Node:
    """An element: its local name, its attributes by local name, its children in order."""

    name: str
    attributes: dict[str, str]
    children: list[Node | str] = field(default_factory=list)

    def elements(self) -> Iterator[Node]:
        """The child elements."""
        return (child for child in self.children if isinstance(child, Node))

    def first(self, name: str) -> Node | None:
        """The first child element of that name."""
        return next((child for child in self.elements() if child.name == name), None)

    def below(self, name: str) -> Iterator[Node]:
        """All elements of that name at any depth, in document order."""
        for child in self.elements():
            if child.name == name:
                yield child
            yield from child.below(name)


def parse_xml(data: bytes, name: str) -> Node:
    """The root element of an XML document; `name` is what to call it in an error."""
    if data.count(b"=") > MAX_ATTRIBUTES:  # counted first: expat takes in an element's at once
        raise ReadingError(
            f"{name}: the XML has more attributes than any resolution; give the resolution alone"
        )
    builder = _Builder(name)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = builder.refuse_doctype
    parser.StartNamespaceDeclHandler = builder.check_namespace
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise ReadingError(
            f"{name}: the XML is damaged ({error}); fetch it again or export it anew"
        ) from error
    return builder.root


class _Builder:
    """Takes the parser's calls and builds the tree."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.root = Node("", {})
        self.open: list[Node] = []
        self.count = 0
        self.length = 0

    def refuse_doctype(self, *_: object) -> None:
        raise ReadingError(
            f"{self.name}: the XML declares a document type, which is not read for safety; "
            "remove the <!DOCTYPE …> and try again"
        )

    def check_namespace(self, _prefix: str | None, address: str | None) -> None:
        if address is not None and len(address) > MAX_NAMESPACE_CHARS:
            raise ReadingError(
                f"{self.name}: the XML names a namespace longer than any there is; export it anew"
            )

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) >= MAX_DEPTH or self.count > MAX_ELEMENTS:
            raise ReadingError(
                f"{self.name}: the XML has more elements, or deeper ones, than any resolution; "
                "give the resolution alone"
            )
        node = Node(_local(name), {_local(key): value for key, value in attributes.items()})
        if self.open:
            self.open[-1].children.append(node)
        else:
            self.root = node
        self.open.append(node)

    def end(self, _name: str) -> None:
        self.open.pop()

    def text(self, text: str) -> None:
        self.length += len(text)
        if self.length > limits.MAX_TEXT_CHARS:
            raise ReadingError(
                f"{self.name}: the text is longer than any resolution; give the resolution alone"
            )
        self.open[-1].children.append(text)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
