"""Old and new numbering of a revision: what a reference written before now points to."""

from __future__ import annotations

from collections.abc import Sequence

from actionline.reading.labels import find_label
from actionline.reading.model import Provision


class Renumbering:
    """The provisions of a document by their path before and after."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        self._after: set[str] = set()
        for provision in provisions:
            path = provision.path if provision.text is not None else ""
            while path and path not in self._after:  # and what holds it: `a/b`, then `a`
                self._after.add(path)
                path = path.rpartition("/")[0]
        self._by_path = {p.path: p for p in provisions}
        self._old_paths: dict[str, str] = {}
        self._before: dict[str, Provision] = {}
        for provision in provisions:
            if provision.base_text is not None:
                self._before.setdefault(self._old_path(provision), provision)

    def before(self, path: str) -> Provision | None:
        """The provision that had this path on the old side; None in a text that is no revision."""
        return self._before.get(path)

    def stands(self, path: str) -> bool:
        """Whether the proposed text has a provision with this path.

        A place within a clause counts too, so that `resolves` alone is found by what it holds.
        """
        return path in self._after

    def _old_path(self, provision: Provision) -> str:
        """Its path told with the labels it had before."""
        known = self._old_paths.get(provision.path)
        if known is not None:
            return known
        above = self._by_path.get(provision.parent or "")
        head = self._old_path(above) if above else provision.clause
        label = find_label(f"{provision.base_label}\t") if provision.base_label else None
        last = label.component if label else provision.path.rsplit("/", 1)[-1]
        path = f"{head}/{last}".partition("~")[0]
        self._old_paths[provision.path] = path
        return path
