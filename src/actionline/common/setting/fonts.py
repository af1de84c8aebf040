"""The letters of PDF files: where they are, and which languages can be set.

typst brings Libertinus Serif (Latin, Greek, Cyrillic) in itself. Arabic and Chinese come with two
packages that hold Amiri and the files of Noto. Where one is not installed, a font of the machine
takes its place, if there is one. Amiri, since each of its letters is one glyph: programs read back
what it sets, where Noto's Arabic, put together from strokes and dots, comes back in pieces.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

#: The package, and a letter that stands for the languages that need it.
_PACKAGES = {"ar": "fontpkg_amiri", "zh-hans": "pylopdf_fonts_zh_cn"}
LATIN, ARABIC, CHINESE, CHINESE_HEAD = (
    "Libertinus Serif",
    "Amiri",
    "Noto Serif SC",
    "Noto Sans SC",
)
_OF_MACHINE = {
    "ar": ("Noto Naskh Arabic", "DejaVu Sans"),
    "zh-hans": ("Noto Serif CJK SC", "Noto Sans CJK SC", "Droid Sans Fallback"),
}


@cache
def folders() -> tuple[str, ...]:
    """The folders that hold our fonts."""
    found = (find_spec(name) for name in _PACKAGES.values())
    return tuple(str(Path(each.origin).parent) for each in found if each and each.origin)


def missing() -> tuple[str, ...]:
    """The languages among ours whose font package is not installed."""
    return tuple(code for code, name in _PACKAGES.items() if find_spec(name) is None)


def unseen(languages: tuple[str, ...]) -> tuple[str, ...]:
    """Those of these languages that no font of the machine has letters for; a look at all of them
    takes a second."""
    if not languages:
        return ()
    import typst  # a large library that other processes do without

    here = set(typst.Fonts().families())
    return tuple(code for code in languages if here.isdisjoint(_OF_MACHINE[code]))


def families(language: str) -> list[str]:
    """The fonts of a text in a language, the first that has a letter being taken."""
    chinese = language.startswith("zh")
    eastern = [CHINESE, *_OF_MACHINE["zh-hans"]]
    arabic = [ARABIC, *_OF_MACHINE["ar"]]
    return [LATIN, *(eastern + arabic if chinese else arabic + eastern)]


def strong_families(language: str) -> list[str]:
    """The fonts of headings and strong words; Chinese has a letterform of its own for them."""
    return [name if name != CHINESE else CHINESE_HEAD for name in families(language)]
