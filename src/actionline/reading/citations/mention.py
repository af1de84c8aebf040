"""A mention of another text, before it is known whose it is and which side it stands on."""

from typing import NamedTuple


class Mention(NamedTuple):
    """Words that cite. `series` is None where nothing beside them tells whose number it is.

    target    the whole target, or None for an instrument whose `series` is still open
    kind      res or dec, for instruments
    version   edition; `undated` targets drop it
    hints     slugs of bodies named nearby, the nearest first, for a number without a body
    """

    start: int
    end: int
    target: str | None = None
    series: str | None = None
    kind: str = "res"
    number: str = ""
    version: str | None = None
    fragments: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()

    @property
    def internal(self) -> bool:
        """Whether it cites a place of its own document."""
        return bool(self.target and self.target.startswith("#"))
