"""What a first visit to each public page takes: bytes as they are sent, and requests.

Called by `bench.pages`. The page, its stylesheets, scripts, pictures and icon are asked for as a
browser does, with `Accept-Encoding: gzip`; each counts with the bytes of its content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

KB = 1000
CSS, SCRIPT, VISIT = 15 * KB, 20 * KB, 60 * KB
_LINK = re.compile(r'<link\b[^>]*\brel="(stylesheet|icon)"[^>]*>')
_HREF = re.compile(r'\bhref="([^"]+)"')
_SCRIPT = re.compile(r'<script\b[^>]*\bsrc="([^"]+)"')
_PICTURE = re.compile(r'<img\b[^>]*\bsrc="(/[^"]+)"')


@dataclass(frozen=True)
class Weight:
    """A first visit to a page, in bytes; `requests` counts the page too."""

    page: str
    html: int
    css: int
    script: int
    other: int
    requests: int

    @property
    def total(self) -> int:
        return self.html + self.css + self.script + self.other

    @property
    def kept(self) -> bool:
        """Whether it is within the budgets."""
        return self.css <= CSS and self.script <= SCRIPT and self.total <= VISIT

    def __str__(self) -> str:
        parts = [
            ("CSS", self.css, CSS),
            ("script", self.script, SCRIPT),
            ("all", self.total, VISIT),
        ]
        budgets = "".join(f"  {n} {size / KB:4.1f} of {most // KB}" for n, size, most in parts)
        verdict = "ok" if self.kept else "MISSED"
        html = f"HTML {self.html / KB:4.1f} KB"
        return f"{self.page:<58} {html}{budgets}  requests {self.requests}  {verdict}"


def weights(client: Client, pages: list[str]) -> Iterator[Weight]:
    """Of pages by their addresses."""
    for page in pages:
        size, html = _sent(client, page)
        links = [(match[1], _HREF.search(match[0])) for match in _LINK.finditer(html)]
        css = {href[1] for kind, href in links if kind == "stylesheet" and href}
        scripts = set(_SCRIPT.findall(html))
        others = {href[1] for kind, href in links if kind == "icon" and href}
        others |= set(_PICTURE.findall(html))
        yield Weight(
            page,
            size,
            sum(_sent(client, each)[0] for each in css),
            sum(_sent(client, each)[0] for each in scripts),
            sum(_sent(client, each)[0] for each in others),
            1 + len(css) + len(scripts) + len(others),
        )


def _sent(client: Client, address: str) -> tuple[int, str]:
    """How many bytes are sent, and the content as text."""
    import gzip

    response = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert response.status_code == 200, (address, response.status_code)
    content = b"".join(response) if response.streaming else response.content
    packed = response.headers.get("Content-Encoding") == "gzip"
    return len(content), (gzip.decompress(content) if packed else content).decode()
