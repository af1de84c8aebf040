"""What two entries of one project have in common besides their titles: entity and web addresses.

Each sign is a word that nobody types, made of a digest, under which the search index has the
projects with it.
"""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit

from actionline.framework.economies import plain

from .models import Project

#: The field of an entry in the index that has them.
FIELD = "signs"


def signs(project: Project) -> list[str]:
    """One for its entity, one for each of its web addresses."""
    entity = plain(project.entity_name)
    found = [_sign("entity", entity)] if entity else []
    return [*found, *(_sign("link", each) for each in sorted(links_of(project)))]


def _sign(kind: str, text: str) -> str:
    """Letters only, so that it is one token, and more than a typing error is mended to."""
    digest = hashlib.sha256(f"{kind} {text}".encode()).hexdigest()[:22]
    return f"zq{digest.translate(_LETTERS)}zq"


_LETTERS = str.maketrans("0123456789", "ghjkmnpqrs")


def links_of(project: Project) -> frozenset[str]:
    """Its web addresses without what they differ in by chance; a mere host is no sign."""
    found = set()
    for each in project.links:
        try:
            parts = urlsplit(str(each.get("url", "")))
            host = (parts.hostname or "").removeprefix("www.")
        except (ValueError, AttributeError):
            continue
        path = parts.path.rstrip("/")
        if host and (path or parts.query):
            found.add(f"{host}{path}?{parts.query}".casefold())
    return frozenset(found)
