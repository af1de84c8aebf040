"""Provisions as they are shown: grouped by clause, with changes, citations and footnotes.

Works on the provisions of the reading contract, be they from an edition's rows (`as_read`)
or from a draft. Everything taken from a document is escaped here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .models import Provision

Json = dict[str, Any]

CHANGES = {
    "inserted": (pgettext_lazy("provision", "Inserted"), "tag-new"),
    "deleted": (pgettext_lazy("provision", "Deleted"), "tag-ended"),
    "modified": (pgettext_lazy("provision", "Changed"), "tag-changed"),
}
_RIGHT_TO_LEFT = ("ar", "he", "fa", "ur")


@dataclass(frozen=True)
class Link:
    """Words of a provision's text that lead somewhere; offsets in characters."""

    start: int
    end: int
    url: str


@dataclass(frozen=True)
class Shown:
    """One provision on a page. `html` is its text, `redline` the text with its changes."""

    item: Json
    position: int
    level: int
    html: SafeString
    redline: SafeString
    footnotes: Sequence[Json] = ()
    mandate: Json | None = None
    warnings: Sequence[Json] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def change_name(self) -> str:
        return str(CHANGES[self.item["change"]][0]) if self.item["change"] in CHANGES else ""

    @property
    def change_class(self) -> str:
        return CHANGES[self.item["change"]][1] if self.item["change"] in CHANGES else ""

    @property
    def before(self) -> SafeString:
        """The words as they stood, what would go marked."""
        return redline(span for span in self._spans if span[0] != "new")

    @property
    def after(self) -> SafeString:
        """The words as they would stand, what is new marked."""
        return redline(span for span in self._spans if span[0] != "old")

    @property
    def _spans(self) -> list[list[Any]]:
        return self.item.get("spans") or [["both", self.item["text"], True]]

    @property
    def label(self) -> SafeString:
        """Its label; where it was renumbered, both."""
        before, now = self.item["base_label"] or "", self.item["label"] or ""
        if self.item["change"] != "modified" or before == now:
            return format_html("{}", now or before)
        return redline([("old", before), ("new", now)] if before else [("new", now)])


@dataclass(frozen=True)
class Clause:
    """A clause heading with its provisions; `anchor` is empty where the heading came before."""

    anchor: str
    heading: str
    kind: str
    provisions: list[Shown]


def as_read(row: Provision) -> Json:
    """A row in the shape of the reading contract."""
    names = ("path", "kind", "clause", "heading", "label", "base_label", "change", "certain")
    words = ("moved", "text", "base_text", "spans", "parent", "footnotes")
    return {name: getattr(row, name) for name in (*names, *words)}


def direction(language: str) -> str:
    """`rtl` or `ltr`, for the words of a document whatever the page's language is."""
    return "rtl" if language.split("-")[0] in _RIGHT_TO_LEFT else "ltr"


def clauses(shown: Iterable[Shown]) -> list[Clause]:
    """Provisions under their clause headings, in their order."""
    found: list[Clause] = []
    anchors: set[str] = set()
    clause = None
    for one in shown:
        if one.item["clause"] != clause or not found:
            clause = one.item["clause"]
            heading = one.item.get("heading") or clause.replace("-", " ")
            anchor = "" if clause in anchors else clause
            anchors.add(clause)
            found.append(Clause(anchor, heading, one.item["kind"], []))
        found[-1].provisions.append(one)
    return found


def show(item: Json, position: int, links: Sequence[Link] = (), **more: Any) -> Shown:
    """One provision, its text linked and its changes marked."""
    text = item["text"] if item["text"] is not None else item["base_text"] or ""
    return Shown(
        item=item,
        position=position,
        level=min(item["path"].count("/"), 4),
        html=linked(text, links),
        redline=redline(item.get("spans") or [["both", text, True]]),
        **more,
    )


def linked(text: str, links: Sequence[Link]) -> SafeString:
    """`text` escaped, with links at their places; one that overlaps an earlier is left out."""
    parts: list[SafeString] = []
    done = 0
    for link in sorted(links, key=lambda link: (link.start, -link.end)):
        if link.start < done or link.end > len(text):
            continue
        parts.append(_lines(text[done : link.start]))
        parts.append(format_html('<a href="{}">{}</a>', link.url, text[link.start : link.end]))
        done = link.end
    parts.append(_lines(text[done:]))
    return _joined(parts)


def redline(spans: Iterable[Sequence[Any]]) -> SafeString:
    """Words with `<ins>` and `<del>` round those that stand on one side only."""
    tags = {"new": "<ins>{}</ins>", "old": "<del>{}</del>"}
    return _joined([format_html(tags.get(side, "{}"), _lines(text)) for side, text, *_ in spans])


def _lines(text: str) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in text.split("\n")))


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


KINDS = {
    "preambular": _("Preamble"),
    "operative": _("Operative part"),
    "annex": _("Annex"),
}
