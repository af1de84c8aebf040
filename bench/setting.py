"""How fast documents are set, against the same text written plainly by known programs.

    python -m bench.setting [word|pdf|six|memory|growth …]

- `word`: a report of 300 mandates and 2,000 pieces of evidence as a Word file, against python-docx
  writing the same paragraphs and rows without styles, notes, numbers and languages;
- `pdf`: the same as PDF, against typst compiling that text without tags, notes and heads, in a
  process that runs already;
- `six`: that report in six languages as Word and PDF, twelve files, on the clock: in 60 seconds;
- `memory`: what a process that sets it as PDF takes, against what it may take;
- `growth`: four times the report, a part of it, against the report.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from time import monotonic

import docx
import typst
from tests.common.setting.samples import LANGUAGES, large

from actionline.common.setting import batch, fonts, html, pdf, word
from actionline.common.setting.document import Document, Paragraph, Table
from actionline.common.setting.pdf import child
from actionline.common.setting.sentences import lines
from bench.timing import Figure, best, report

PATIENCE = 60.0
_PLAIN = """#let data = json(bytes(sys.inputs.data))
#set text(font: data.fonts)
#for paragraph in data.paragraphs { par(paragraph) }
#for rows in data.tables { table(columns: 3, ..rows.flatten()) }
"""


_MEASURED = """import resource, sys
from tests.common.setting.samples import large
from actionline.common.setting import pdf
pdf.write(large(sys.argv[1]))
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
"""


def told(document: Document) -> tuple[list[str], list[list[list[str]]]]:
    """The paragraphs and tables of a document as plain text."""
    blocks = [block for section in document.sections for block in section.blocks]
    paragraphs = [
        "".join(run.text for line in lines(block) for run in line)
        for block in blocks
        if isinstance(block, Paragraph)
    ]
    tables = [
        [["".join(run.text for run in cell) for cell in row] for row in block.rows]
        for block in blocks
        if isinstance(block, Table)
    ]
    return paragraphs, tables


def plain_word(document: Document) -> bytes:
    """Paragraphs and rows by python-docx, nothing else."""
    paragraphs, tables = told(document)
    made = docx.Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    for rows in tables:
        table = made.add_table(0, len(rows[0]))
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def plain_pdf(document: Document) -> object:
    """Paragraphs and rows by typst, nothing else."""
    paragraphs, tables = told(document)
    families = fonts.families(document.language)
    data = {"paragraphs": paragraphs, "tables": tables, "fonts": families}
    letters = typst.Fonts(include_system_fonts=False, font_paths=list(fonts.folders()))
    compiler = typst.Compiler(
        _PLAIN.encode(), font_paths=letters, sys_inputs={"data": json.dumps(data)}
    )
    return compiler.compile(format="pdf", pdf_tags=False)


def words() -> Iterator[Figure]:
    for language in ("en", "ar"):
        document = large(language)
        ours, theirs = best([lambda d=document: word.write(d), lambda d=document: plain_word(d)], 3)
        yield Figure(f"Word, {language}", ours, "python-docx, plainly", theirs, 1.0, "s")


def pages() -> Iterator[Figure]:
    for language in ("en", "ar", "zh-hans"):
        document = large(language)
        ours, theirs = best([lambda d=document: pdf.write(d), lambda d=document: plain_pdf(d)], 3)
        yield Figure(f"PDF, {language}", ours, "typst, plainly", theirs, 4.0, "s")


def six() -> Iterator[Figure]:
    began = monotonic()
    made = list(batch.each(large(language) for language in LANGUAGES))
    took = monotonic() - began
    assert len(made) == 12
    yield Figure("six languages, Word and PDF", took, "what was asked for", PATIENCE, 1.0, "s")


def memory() -> Iterator[Figure]:
    """In an interpreter of its own, since a child begins with what its parent takes."""
    command = [sys.executable, "-c", _MEASURED]
    for language in ("en", "ar"):
        told = subprocess.run([*command, language], check=True, capture_output=True, text=True)
        most = child.MEMORY / 1024**2
        yield Figure(f"memory, {language}", float(told.stdout), "its limit", most, 0.25, "MB")


def growth() -> Iterator[Figure]:
    small, four = large("en"), large("en", 1200, 8000)
    setters: dict[str, Callable[[Document], object]] = {
        "HTML": html.write,
        "Word": word.write,
        "PDF": pdf.write,
    }
    for name, write in setters.items():
        more, less = best([lambda w=write: w(four), lambda w=write: w(small)], 2)
        yield Figure(f"four times the report, {name}", more / 4, "the report", less, 1.3, "s")


FIGURES = {"word": words, "pdf": pages, "six": six, "memory": memory, "growth": growth}


def main(names: list[str]) -> int:
    return report(figure for name in names or FIGURES for figure in FIGURES[name]())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
