"""Small documents for tests of understanding: provisions made from lines, without a file.

# heading      opens a clause
1 | words      a labelled paragraph; `1/a | words` one below it
words          an unlabelled paragraph
"""

from __future__ import annotations

from actionline.reading import citations, mandates, vocabulary
from actionline.reading.model import Citation, Deadline, DocumentInfo, Mandate, Provision
from actionline.reading.structure.phrases import phrases, slug

PP_2022 = DocumentInfo(
    "test", instrument="itu/pp/res-999", version="2022", body="plenipotentiary-conference"
)


def document(body: str, version: str | None, language: str = "en") -> DocumentInfo:
    return DocumentInfo("test", version=version, body=body, language=language)


def provisions(text: str, language: str = "en") -> list[Provision]:
    made: list[Provision] = []
    heading, count = "", 0
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("# "):
            heading, count = line[2:], 0
            continue
        labels, bar, words = line.partition(" | ")
        if not bar:
            count += 1
            labels, words = f"p{count}", line
        made.append(_provision(heading, labels, words, bool(bar), made, language))
    return made


def _provision(
    heading: str, labels: str, words: str, labelled: bool, made: list[Provision], language: str
) -> Provision:
    lead = phrases(language).find(heading)
    clause = slug(heading)
    parent = f"{clause}/{labels.rpartition('/')[0]}"
    return Provision(
        path=f"{clause}/{labels}",
        kind=lead.kind if lead else "annex",
        clause=clause,
        heading=heading,
        addressees=(),
        label=f"{labels.rpartition('/')[2]})" if labelled else None,
        base_label=None,
        change=None,
        certain=True,
        text=words,
        base_text=None,
        parent=parent if any(p.path == parent for p in made) else None,
    )


def mandates_of(text: str, info: DocumentInfo = PP_2022) -> list[Mandate]:
    words = vocabulary.load(language=info.language)
    return list(mandates.find(info, provisions(text, info.language), words))


def one_mandate(words: str, heading: str = "instructs the Secretary-General") -> Mandate:
    (found,) = mandates_of(f"# {heading}\n{words}")
    return found


def due(words: str, info: DocumentInfo = PP_2022, heading: str = "") -> Deadline:
    heading = heading or "instructs the Secretary-General"
    (found,) = mandates_of(f"# {heading}\n{words}", info)
    return found.deadline


def citations_of(text: str, info: DocumentInfo = PP_2022) -> list[Citation]:
    words = vocabulary.load(language=info.language)
    made = provisions(text if text.startswith("#") else f"# recalling\n{text}", info.language)
    return list(citations.find(info, made, (), words))


def cited(text: str, info: DocumentInfo = PP_2022) -> list[tuple[str, str | None, str | None]]:
    return [(c.target, c.version, c.fragment) for c in citations_of(text, info)]
