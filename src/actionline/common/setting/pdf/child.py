"""Run as a process of its own: typst sets what standard input gives, standard output gets the file.

    python -I child.py < {"template", "data", "drawings", "fonts", "at"} > file

Without a template it gives the first drawing as PNG.

A process of its own, because typst can neither be stopped nor gives memory back. It imports
nothing of ours. The data reach the template as a text, which it reads as JSON: no word of a
document is ever typst's code. The folder in which typst may read holds the drawings as PNG, and
nothing else: what is Arabic in a drawing cannot be text in a PDF/UA-1, and the alternative tells
it anyway.

Letters that the fonts given do not have are looked for among those of the machine; what no font has
becomes U+FFFD, since PDF/UA-1 takes no letter that cannot be seen.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import unicodedata
from pathlib import Path
from typing import Any

import typst

try:
    import resource
except ImportError:  # Windows: time alone bounds it, and the parent holds that
    resource = None  # type: ignore[assignment]  # asked for before it is used

#: Bytes of memory and seconds of processor time that a file may take.
MEMORY, SECONDS = 3 * 1024**3, 120
#: The exit status where most of a text could not be seen.
NO_LETTERS = 3
_ROUNDS = 6
_UNSEEN = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


_DRAWING = """#let data = json(bytes(sys.inputs.data))
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#set text(font: data.fonts)
#image(bytes(data.svg), format: "svg", width: data.width * 1pt)
"""
#: One letter in so many may be unseen.
_FEW = 10
#: Dots an inch.
_FINE = 300


def main() -> None:
    if resource:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    asked = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        try:
            made = _set(asked, folder)
        except typst.TypstError as error:
            sys.exit(f"typst: {error.message}")
    sys.stdout.buffer.write(made)


def _set(asked: dict[str, Any], folder: str) -> bytes:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=asked["fonts"])
    for number, drawing in enumerate(asked["drawings"]):
        compiler = _compiler(_DRAWING, json.dumps(drawing), fonts, folder)
        made = _one(compiler.compile(format="png", ppi=_FINE))
        if not asked["template"]:
            return made
        (Path(folder) / f"{number}.png").write_bytes(made)
    return _document(asked, fonts, folder)


def _document(asked: dict[str, Any], fonts: typst.Fonts, folder: str) -> bytes:
    data: str = asked["data"]
    for turn in range(_ROUNDS):
        compiler = _compiler(asked["template"], data, fonts, folder)
        try:
            made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=asked["at"])
        except typst.TypstError as error:
            unseen = {_plain(each) for each in _UNSEEN.findall(error.diagnostic)} - {""}
            if not unseen:
                if "PDF/UA-1" not in error.message:
                    raise
                break
            if turn == 0:
                fonts = typst.Fonts(font_paths=asked["fonts"])
                continue
            data = _without(data, unseen)
            if data.count("\ufffd") > len(data) // _FEW:
                print("no font here has the letters of this document", file=sys.stderr)
                sys.exit(NO_LETTERS)
        else:
            return _one(made)
    print("not PDF/UA-1: some letters have no plain text", file=sys.stderr)
    compiler = _compiler(asked["template"], data, fonts, folder)
    return _one(compiler.compile(format="pdf", timestamp=asked["at"]))


def _without(data: str, unseen: set[str]) -> str:
    """The data without letters that no font has. A sign of ASCII, which may be JSON's own, has a
    glyph: it is told of where it carries a mark that has none, and then marks go."""
    letters = {each for each in unseen if not each.isascii()}
    for each in sorted(letters, key=len, reverse=True):
        data = data.replace(each, "\ufffd")
    if letters:
        return data
    return "".join(sign for sign in data if unicodedata.category(sign) not in {"Mn", "Me", "Cf"})


def _compiler(template: str, data: str, fonts: typst.Fonts, folder: str) -> typst.Compiler:
    return typst.Compiler(
        template.encode(),
        root=folder,
        font_paths=fonts,
        package_path=folder,
        package_cache_path=folder,
        sys_inputs={"data": data},
    )


def _one(made: object) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single file")
    return made


def _plain(quoted: str) -> str:
    """The text that typst tells of, as it stands in the data."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), quoted)


if __name__ == "__main__":
    main()
