"""Every address of the site, by name."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def walk(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """The names of all addresses, with their namespaces; unnamed ones by their pattern."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from walk(pattern, inner)
        else:
            assert isinstance(pattern, URLPattern)
            yield f"{prefix}{pattern.name or pattern.pattern}"
