"""Parts of addresses: an instrument's slug and an edition's version.

A slug's segments begin with a letter and a version with a digit, so that
`itu/pp/res-140/2022` can be read in one way only.
"""

from __future__ import annotations


class SlugConverter:
    """`itu/pp/res-140`"""

    regex = r"[a-z][a-z0-9-]*(?:/[a-z][a-z0-9-]*)+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class VersionConverter(SlugConverter):
    """`2022`"""

    regex = r"[0-9][0-9A-Za-z-]*"
