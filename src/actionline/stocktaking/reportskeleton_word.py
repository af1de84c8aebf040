"""The skeleton of the report as a Word file, with real headings, tables and languages."""

from __future__ import annotations

import io

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from docx import Document
from docx.document import Document as Paper

from actionline.common import paper

from .reportskeleton import Named, Section, Skeleton, Table


def write(found: Skeleton, language: str) -> bytes:
    """The file, in a language."""
    with override(language):
        written = _Writer(found, language).written()
    file = io.BytesIO()
    written.save(file)
    return file.getvalue()


def counted(number: int) -> str:
    """So many entries, in words."""
    told = ngettext("%(number)s entry", "%(number)s entries", number)
    return told % {"number": number_format(number, use_l10n=True, force_grouping=True)}


class _Writer:
    def __init__(self, found: Skeleton, language: str) -> None:
        self.found = found
        self.language = language
        self.paper: Paper = Document()

    def written(self) -> Paper:
        title = _("Stocktaking report %(year)d: skeleton") % {"year": self.found.year}
        properties = self.paper.core_properties
        properties.title, properties.author, properties.language = title, "", self.language
        self._say(title, style="Title")
        day = date_format(self.found.at, "DATE_FORMAT")
        self._say(_("As of %(day)s") % {"day": day})
        self._say(counted(self.found.total))
        for table in self.found.tables:
            self._table(table)
        for section in self.found.sections:
            self._section(section)
        return self.paper

    def _section(self, section: Section) -> None:
        self._say(section.title, style="Heading 1")
        self._say(counted(section.number))
        for table in section.tables:
            self._table(table)
        if section.named:
            self._say(_("Entries to tell of"), style="Heading 2")
        for named in section.named:
            self._entry(named)

    def _entry(self, named: Named) -> None:
        project = named.project
        self._say(project.title, style="Heading 3", language=project.language)
        self._say(f"{project.entity_name} · {project.number}", language=project.language)
        if project.summary:
            self._say(project.summary, language=project.language)
        if named.story:
            self._say(named.story.title, style="Heading 4", language=named.story.language)
            self._say(named.story.text, language=named.story.language)

    def _table(self, table: Table) -> None:
        if not table.rows:
            return
        self._say(table.label, style="Heading 2")
        made = self.paper.add_table(len(table.rows) + 1, 2)
        made.style = self.paper.styles["Table Grid"]
        paper.turn(made, self.language)
        paper.repeat_head(made)
        cells = [(table.label, _("Entries")), *((name, _number(n)) for name, n in table.rows)]
        for row, words in zip(made.rows, cells, strict=True):
            for cell, text in zip(row.cells, words, strict=True):
                paper.put(cell.paragraphs[0], text, self.language, bold=words is cells[0])

    def _say(self, text: str, *, style: str = "", language: str = "") -> None:
        for line in text.splitlines():
            if line.strip():
                paragraph = self.paper.add_paragraph(style=style or None)
                paper.put(paragraph, line, language or self.language)


def _number(number: int) -> str:
    return number_format(number, use_l10n=True, force_grouping=True)
