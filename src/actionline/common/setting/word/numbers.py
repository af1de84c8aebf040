"""Real numbers of paragraphs and items, the same as the document says (ECMA-376, 17.9).

A list of Word counts by itself. Where the document's next number is another than Word's would be, a
list begins there that starts with it; what is no number is typed.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

_NUMBER = re.compile(r"([^\d]{0,4})([0-9]{1,5})([^\d]{0,3})")
_BULLET = "•"


class Numbers:
    """The lists of one document; `xml()` is its `numbering.xml`."""

    def __init__(self, language: str) -> None:
        self.letters = "arabicAbjad" if language.startswith("ar") else "lowerLetter"
        self.forms: dict[tuple[str, str, str], int] = {}
        self.lists: list[tuple[int, int]] = []  # form, first number
        self.counting: tuple[str, str] = ("", "")
        self.current, self.last = 0, 0

    def of_paragraph(self, number: str) -> int:
        """The list that gives a paragraph this number; 0 where it has to be typed."""
        found = _NUMBER.fullmatch(number)
        if not found or str(int(found[2])) != found[2]:
            return 0
        around, value = (found[1], found[3]), int(found[2])
        if around != self.counting or value != self.last + 1:
            form = self._form("decimal", *around)
            self.lists.append((form, value))
            self.current = len(self.lists)
        self.counting, self.last = around, value
        return self.current

    def of_items(self, ordered: bool) -> int:
        """A list of its own for lettered items, the same for all with bullets."""
        form = self._form(self.letters, "", ")") if ordered else self._form("bullet", _BULLET, "")
        if ordered or (form, 1) not in self.lists:
            self.lists.append((form, 1))
            return len(self.lists)
        return self.lists.index((form, 1)) + 1

    def _form(self, kind: str, before: str, after: str) -> int:
        return self.forms.setdefault((kind, before, after), len(self.forms))

    def xml(self) -> str:
        forms = "".join(_form(place, *form) for form, place in self.forms.items())
        lists = "".join(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{form}"/>'
            f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{first}"/></w:lvlOverride></w:num>'
            for number, (form, first) in enumerate(self.lists, start=1)
        )
        return forms + lists


def _form(place: int, kind: str, before: str, after: str) -> str:
    words = before if kind == "bullet" else f"{before}%1{after}"
    words = escape(words, {'"': "&quot;"})
    decimal = kind == "decimal"
    tab = '<w:tabs><w:tab w:val="num" w:pos="567"/></w:tabs>' if decimal else ""
    hanging = 'w:left="0" w:firstLine="0"' if decimal else 'w:left="964" w:hanging="397"'
    return (
        f'<w:abstractNum w:abstractNumId="{place}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="tab"/>'
        f'<w:lvlText w:val="{words}"/><w:lvlJc w:val="left"/><w:pPr>{tab}<w:ind {hanging}/></w:pPr>'
        "</w:lvl></w:abstractNum>"
    )
