"""Names of instruments and of their parts in Akoma Ntoso, after AKN4UN.

    work          /akn/un/statement/deliberation/itu-pp/2022/res-140
    expression    /akn/un/statement/deliberation/itu-pp/2022/res-140/eng@2022
    manifestation /akn/un/statement/deliberation/itu-pp/2022/res-140/eng@2022.xml
    a part        … /eng@2022/!main#hcont_resolves__para_6__point_i

Jurisdiction, type and subtype are those of the UN guidelines (`un`, `statement`,
`deliberation`); then the body, the year of adoption and the number. Each edition of an ITU
resolution is an act of its own conference and so a work of its own. An Assembly resolution
is `unga/2015/70-125`; where the year is not known it is left out. A proposal carries its
reference behind the number, so that it is not taken for the edition it would become.

The name of a part is made of its clause and labels, never of its position: a provision keeps
it when another is inserted above, as long as it keeps its own label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from actionline.reading.model import DocumentInfo, Provision, Side

ROOT = "/akn/un/statement/deliberation"
NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_ACTORS = {
    "un/ga": "unga",
    "un/ecosoc": "ecosoc",
    "un/sc": "unsc",
    "unesco/gc": "unesco-gc",
}
_REPEATED = re.compile(r"~\d+")
LANGUAGES = {"en": "eng", "fr": "fra", "es": "spa", "ru": "rus", "ar": "ara", "zh": "zho"}


def work_of(target: str, version: str | None) -> str:
    """The work's name for an instrument's slug and its edition (`itu/pp/res-140`, `2022`)."""
    series, _, number = target.rpartition("/")
    actor = actor_of(series) if series else "un"
    if series in _ACTORS and number.startswith("res-"):
        number = number.removeprefix("res-")
    return "/".join(filter(None, (ROOT, actor, version, number)))


def actor_of(series: str) -> str:
    """The body that adopts, from the folder of an instrument's slug: `itu/pp` is `itu-pp`."""
    return _ACTORS.get(series, series.replace("/", "-"))


def own_work(document: DocumentInfo, side: Side) -> str:
    """The work's name of the document itself, as one of its sides."""
    version = document.base_version if side is Side.OLD else document.version
    work = work_of(document.instrument or _unnamed(document), version)
    if document.action is None or side is Side.OLD:
        return work
    return f"{work}-{slug_of(document.reference or 'proposal')}"


def _unnamed(document: DocumentInfo) -> str:
    """A slug for a text that has no number yet, such as a draft new resolution."""
    return f"{document.body or 'un'}/draft"


def slug_of(words: str) -> str:
    """Words in lower case, every run of other characters than a-z and 0-9 one hyphen."""
    kept = "".join(c if c.isascii() and c.isalnum() else " " for c in words.lower())
    return "-".join(kept.split())


def clause_id(kind: str, clause: str, occurrence: int) -> str:
    """The name of a clause: `recs_recalling`, `hcont_resolves`, a second one `…~2`."""
    prefix = "recs" if kind == "preambular" else "hcont"
    return f"{prefix}_{clause}" + (f"~{occurrence}" if occurrence > 1 else "")


def part_ids(provisions: Sequence[Provision]) -> dict[str, str]:
    """The name of every provision under its path.

    `resolves/6/i` is `hcont_resolves__para_6__point_i`; `recalling/a` is
    `recs_recalling__rec_a`, an item below it `…__item_i`. A `~2` that only told a path from
    that of a provision not given here is left out.
    """
    taken: Counter[str] = Counter()
    named: dict[str, str] = {}
    for item in provisions:
        name = part_id(_REPEATED.sub("", item.path), item.kind)
        taken[name] += 1
        named[item.path] = name if taken[name] == 1 else f"{name}~{taken[name]}"
    return named


def part_id(path: str, kind: str) -> str:
    """The name of one provision, from its path and kind."""
    clause, *labels = path.split("/")
    first, below = ("rec", "item") if kind == "preambular" else ("para", "point")
    parts = [clause_id(kind, clause, 1)]
    parts += [f"{below if depth else first}_{label}" for depth, label in enumerate(labels)]
    return "__".join(parts)


def reference_to(
    target: str, version: str | None, fragment: str | None, parts: dict[str, str]
) -> str:
    """What a citation's `href` says; `parts` are the names of the document's own provisions.

    The place in a cited text follows `#` with dots for slashes: it is a path of ours, since
    only the cited document knows the names of its parts.
    """
    if target.startswith("#"):
        path = target[1:]
        return "#" + parts.get(path, path.replace("/", "."))
    work = work_of(target, version)
    return f"{work}#{fragment.replace('/', '.')}" if fragment else work
