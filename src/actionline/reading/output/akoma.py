"""A read resolution as an Akoma Ntoso 3 `statement` (AKN4UN names: `akoma_names`).

    preamble    each clause is `recitals` with its heading, its provisions `recital`, below `item`
    mainBody    each clause is an `hcontainer` with its heading, its provisions `paragraph`,
                below them `point`; the annex is an `hcontainer` too, since its provisions are
                cited together with those of the resolution
    citations   `ref`; footnotes `authorialNote`

One side is written clean. `Side.BOTH` writes a revision with `ins` and `del`, from which
`sources.akoma` reads both sides again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from actionline.reading.model import Citation, Footnote, Provision, Resolution, Side
from actionline.reading.output import akoma_names as names
from actionline.reading.output.heading import body_name, heading_of
from actionline.reading.output.inline import Inline, inline_of
from actionline.reading.output.markup import element, escape
from actionline.reading.output.sides import label_on, runs_in, stands_on

UNKNOWN_DATE = "0001-01-01"


def as_akoma(resolution: Resolution, *, side: Side = Side.NEW) -> bytes:
    """The document as UTF-8 XML, valid against the schema of Akoma Ntoso 3.0."""
    writer = _Writer(resolution, side)
    statement = element(
        "statement",
        _meta(resolution, side),
        writer.preface(),
        writer.preamble(),
        writer.main_body(),
        name="decision" if "/dec-" in (resolution.document.instrument or "") else "resolution",
        contains="multipleVersions" if side is Side.BOTH else "singleVersion",
    )
    root = element("akomaNtoso", statement, xmlns=names.NAMESPACE)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'.encode()


class _Writer:
    """Writes the body of one side of one resolution."""

    def __init__(self, resolution: Resolution, side: Side) -> None:
        self.side = side
        self.document = resolution.document
        self.language = resolution.document.language
        self.heading = heading_of(resolution.document, side)
        self.provisions = tuple(p for p in resolution.provisions if stands_on(p, side))
        self.parts = names.part_ids(self.provisions)
        self.children: dict[str | None, list[Provision]] = {}
        for item in self.provisions:
            parent = item.parent if item.parent in self.parts else None
            self.children.setdefault(parent, []).append(item)
        self.notes = {note.number: note for note in resolution.footnotes}
        self.unplaced = _unplaced(resolution.footnotes, self.provisions)
        self.cited: dict[str, list[Citation]] = {}
        for citation in resolution.citations:
            self.cited.setdefault(citation.path, []).append(citation)
        self.clauses: dict[str, int] = {}
        self.noted = 0

    def preface(self) -> str:
        """The proposal's line, the number and the title."""
        heading = self.heading
        lines = [element("p", escape(heading.proposal), class_="proposal")]
        lines.append(element("p", element("docNumber", self._number())))
        title_notes = "".join(self._note(note, "preface") for note in self.unplaced.get(None, ()))
        lines.append(element("p", element("docTitle", escape(heading.title), title_notes)))
        known = (heading.proposal, heading.number, heading.title or title_notes)
        written = [line for line, words in zip(lines, known, strict=True) if words]
        return element("preface", *written, xml_lang=self.language) if written else ""

    def _number(self) -> str:
        """The number's line; in a revision shown as such its year on both sides."""
        number = escape(self.heading.number)
        old, new = self.document.base_version, self.document.version
        if self.side is not Side.BOTH or old is None or new is None:
            return number
        return number.replace(new, element("del", escape(old)) + element("ins", escape(new)))

    def preamble(self) -> str:
        """The formula and the clauses of the preamble."""
        formula = element("p", escape(self.heading.formula))
        parts = [element("formula", formula, name="enactingFormula", eId="formula")]
        parts = parts if self.heading.formula else []
        parts += [self._recitals(clause) for clause in self._clauses(("preambular",))]
        return element("preamble", *parts, xml_lang=self.language) if parts else ""

    def main_body(self) -> str:
        """The operative clauses, then the annex."""
        parts = [self._hcontainer(clause) for clause in self._clauses(("operative", "annex"))]
        return element("mainBody", *(parts or [element("p")]), xml_lang=self.language)

    def _clauses(self, kinds: tuple[str, ...]) -> Iterator[list[Provision]]:
        """The top provisions of each clause: neighbours of the same clause belong together."""
        tops = [item for item in self.children.get(None, ()) if item.kind in kinds]
        for _, clause in groupby(tops, key=lambda item: (item.kind, item.clause, item.heading)):
            yield list(clause)

    def _clause_id(self, first: Provision) -> str:
        count = self.clauses[first.clause] = self.clauses.get(first.clause, 0) + 1
        return names.clause_id(first.kind, first.clause, count)

    def _clause_heading(self, clause: list[Provision]) -> str:
        """The heading on a line of its own; UN clauses have it in their first words."""
        heading = escape(clause[0].heading)
        if runs_in(clause[0], self.side) or not heading:
            return ""
        changes = {item.change for item in clause} if self.side is Side.BOTH else set()
        if changes in ({"inserted"}, {"deleted"}):
            heading = element("ins" if "inserted" in changes else "del", heading)
        return element("heading", heading)

    def _recitals(self, clause: list[Provision]) -> str:
        return element(
            "recitals",
            self._clause_heading(clause),
            *(self._recital(item, "recital") for item in clause),
            eId=self._clause_id(clause[0]),
        )

    def _recital(self, item: Provision, name: str) -> str:
        below = [self._recital(child, "item") for child in self.children.get(item.path, ())]
        part = self.parts[item.path]
        nested = element("blockList", *below, eId=f"{part}__list") if below else ""
        return element(name, self._num(item), self._words(item), nested, eId=part)

    def _hcontainer(self, clause: list[Provision]) -> str:
        first = clause[0]
        return element(
            "hcontainer",
            self._clause_heading(clause),
            *(self._paragraph(item, "paragraph") for item in clause),
            name="annex" if first.kind == "annex" else "clause",
            eId=self._clause_id(first),
        )

    def _paragraph(self, item: Provision, name: str) -> str:
        below = [self._paragraph(child, "point") for child in self.children.get(item.path, ())]
        words = self._words(item)
        held = element("intro", words) if below else element("content", words)
        return element(name, self._num(item), held, *below, eId=self.parts[item.path])

    def _num(self, item: Provision) -> str:
        new, old = item.label or "", item.base_label or ""
        if self.side is not Side.BOTH or item.change in (None, "kept") or new == old:
            label = label_on(item, self.side)
            return element("num", escape(label)) if label else ""
        deleted = element("del", escape(old)) if old else ""
        inserted = element("ins", escape(new)) if new else ""
        return element("num", deleted, inserted)

    def _words(self, item: Provision) -> str:
        """The paragraph's words with its references and footnotes."""
        part = self.parts[item.path]
        pieces = inline_of(item, self.side, self.cited.get(item.path, ()))
        groups = groupby(pieces, key=lambda piece: piece.citation)
        inner = "".join(self._group(citation, list(group), part) for citation, group in groups)
        notes = "".join(self._note(note, part) for note in self.unplaced.get(item.path, ()))
        return element("p", inner, notes)

    def _group(self, citation: Citation | None, pieces: list[Inline], part: str) -> str:
        inner = "".join(self._piece(piece, part) for piece in pieces)
        if citation is None:
            return inner
        href = names.reference_to(citation.target, citation.version, citation.fragment, self.parts)
        return element("ref", inner, href=href)

    def _piece(self, piece: Inline, part: str) -> str:
        if piece.note is not None:
            note = self.notes.get(piece.note)
            return self._note(note, part) if note else ""
        text = escape(piece.text)
        if piece.side is Side.BOTH or self.side is not Side.BOTH:
            return text
        return element("del" if piece.side is Side.OLD else "ins", text)

    def _note(self, note: Footnote, part: str) -> str:
        self.noted += 1
        return element(
            "authorialNote",
            element("p", escape(note.text)),
            marker=note.number,
            placement="bottom",
            eId=f"{part}__authorialNote_{self.noted}",
        )


def _unplaced(
    notes: Sequence[Footnote], provisions: Sequence[Provision]
) -> Mapping[str | None, list[Footnote]]:
    """Footnotes whose mark has no place in the words, under the provision's path or None."""
    placed = {mark.number for item in provisions for mark in item.footnotes}
    found: dict[str | None, list[Footnote]] = {}
    for note in notes:
        if note.number not in placed:
            found.setdefault(note.path, []).append(note)
    return found


def _meta(resolution: Resolution, side: Side) -> str:
    """Who adopted what when, as work, expression and manifestation."""
    document = resolution.document
    work = names.own_work(document, side)
    version = document.base_version if side is Side.OLD else document.version
    language = names.LANGUAGES.get(document.language, document.language)
    expression = f"{work}/{language}@{version or ''}"
    series, _, number = (document.instrument or "").rpartition("/")
    actor = names.actor_of(series) if series else names.slug_of(document.body or "un")
    date = _date(version)
    alias = element("FRBRalias", value=document.reference or "", name="symbol")
    core = {
        "FRBRWork": (f"{work}/!main", work, "#" + actor, "#author"),
        "FRBRExpression": (f"{expression}/!main", expression, "#" + actor, "#author"),
        "FRBRManifestation": (
            f"{expression}/!main.xml",
            f"{expression}.xml",
            "#actionline",
            "#editor",
        ),
    }
    particular = {
        "FRBRWork": element("FRBRcountry", value="un")
        + element("FRBRsubtype", value="deliberation")
        + (element("FRBRnumber", value=number) if number else ""),
        "FRBRExpression": element("FRBRlanguage", language=language),
        "FRBRManifestation": "",
    }
    levels = "".join(
        element(
            level,
            element("FRBRthis", value=this),
            element("FRBRuri", value=uri),
            alias if level == "FRBRWork" and document.reference else "",
            date,
            element("FRBRauthor", href=author, as_=role),
            particular[level],
        )
        for level, (this, uri, author, role) in core.items()
    )
    identification = element("identification", levels, source="#actionline")
    shown = body_name(document.body) if document.body else "United Nations system"
    return element("meta", identification, _references(resolution, side, actor, shown))


def _date(version: str | None) -> str:
    """A date element. The schema wants a day; 1 January and the name say that only the year
    is known, the year 1 that it is not."""
    if version and len(version) == 4 and version.isdigit():
        return element("FRBRdate", date=f"{version}-01-01", name="year")
    return element("FRBRdate", date=UNKNOWN_DATE, name="unknown")


def _references(resolution: Resolution, side: Side, actor: str, shown: str) -> str:
    """The works cited, each once, and the organisations the metadata names."""
    other = Side.NEW if side is Side.OLD else Side.OLD
    cited = dict.fromkeys(
        names.work_of(item.target, item.version)
        for item in resolution.citations
        if not item.target.startswith("#") and (side is Side.BOTH or item.side is not other)
    )
    organization = "/akn/ontology/organization/un/"
    return element(
        "references",
        *(element("activeRef", href=href, showAs=href.rpartition("/")[2]) for href in cited),
        element("TLCOrganization", eId=actor, href=organization + actor, showAs=shown),
        element(
            "TLCOrganization",
            eId="actionline",
            href=organization + "actionline",
            showAs="Actionline",
        ),
        element("TLCRole", eId="author", href="/akn/ontology/role/author", showAs="Author"),
        element("TLCRole", eId="editor", href="/akn/ontology/role/editor", showAs="Editor"),
        source="#actionline",
    )
