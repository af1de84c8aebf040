"""An XLIFF file from outside as units, or an XliffError.

Reads XLIFF 1.2 as translators' programs write it back, with their marks within the words. A
document type, and with it every entity, is refused; nothing is fetched; bytes, elements, depth
and units are bounded. Writes nothing: `actions.intakes` looks at each unit.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from actionline.common import languages

from .writing import NAMESPACE

LARGEST = 10 * 1024 * 1024  # bytes
MOST_UNITS = 20_000
MOST_ELEMENTS = 250_000
MOST_ATTRIBUTES = 1_000_000  # signs of equality, counted before anything is parsed
DEEPEST = 40
#: What a file may say of a target that nobody has to look at any more.
FINAL = ("final", "signed-off")
#: What it says of a target that was not begun.
UNTOUCHED = ("", "new", "needs-translation")


class XliffError(Exception):
    """A file that cannot be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One text in a file: the line it stands on, its id, its words, the target's state."""

    line: int
    id: str
    source: str
    target: str
    state: str
    language: str  # of the target: one of ours, or what the file says

    @property
    def final(self) -> bool:
        return self.state in FINAL

    @property
    def to_review(self) -> bool:
        """Whether somebody has to look at the target still."""
        return self.state.startswith("needs-")

    @property
    def untouched(self) -> bool:
        """Whether the translator has left it for another day."""
        return not self.target and self.state in UNTOUCHED


def read(data: bytes) -> list[Unit]:
    """The units of a file, in its order. Raises XliffError."""
    if len(data) > LARGEST:
        raise XliffError(_("The file is larger than 10 MB. Export and translate it in parts."))
    if data.count(b"=") > MOST_ATTRIBUTES:
        raise XliffError(_("The file has more parts than any export of this site."))
    units: list[Unit] = []
    try:
        for unit in _units(data):
            units.append(unit)
            if len(units) > MOST_UNITS:
                raise XliffError(_("The file has more than 20,000 texts. Import it in parts."))
    except etree.XMLSyntaxError as error:
        told = {"line": error.lineno or 0, "reason": error.msg or ""}
        message = _("The file is damaged on line %(line)s (%(reason)s). Export it again.")
        raise XliffError(message % told) from error
    if not units:
        raise XliffError(_("The file holds no texts."))
    return units


def _units(data: bytes) -> Iterator[Unit]:
    """The units one by one; what was read is let go, so that memory holds one at a time."""
    events = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    count = depth = 0
    language = ""
    for event, element in events:
        if event == "end":
            depth -= 1
            if _local(element) == "trans-unit":
                yield _unit(element, language)
            if _local(element) in ("trans-unit", "header"):
                element.clear()
            continue
        count, depth = count + 1, depth + 1
        if count == 1:
            _check_root(element)
        if count > MOST_ELEMENTS or depth > DEEPEST:
            raise XliffError(_("The file has more parts than any export of this site."))
        if _local(element) == "file":
            given = element.get("target-language") or ""
            language = languages.match(given) or given[:40]


def _check_root(root: Any) -> None:
    if root.getroottree().docinfo.doctype:
        raise XliffError(
            _("The file declares a document type, which is not read for safety. Remove it.")
        )
    if _local(root) != "xliff":
        raise XliffError(_("This is no XLIFF file. Export one here and translate that."))
    if etree.QName(root).namespace != NAMESPACE or root.get("version") != "1.2":
        raise XliffError(
            _("This is another version of XLIFF than 1.2. Save it as XLIFF 1.2 in your program.")
        )


def _unit(element: Any, language: str) -> Unit:
    source = target = state = ""
    for child in element:
        if _local(child) == "source":
            source = _words(child)
        elif _local(child) == "target":
            target, state = _words(child), child.get("state") or ""
    if element.get("approved") == "yes" and not state:
        state = FINAL[0]
    return Unit(
        line=element.sourceline or 0,
        id=element.get("id") or "",
        source=source,
        target=target,
        state=state,
        language=language,
    )


def _words(element: Any) -> str:
    """The words, without the marks that a program put round some of them."""
    return "".join(element.itertext())


def _local(element: Any) -> str:
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""
