"""The skeleton of the report as a Word file."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from actionline.common import documents
from actionline.common.setting import document as setting
from actionline.common.setting.document import Block, Column, Document, Paragraph, Run

from .reportskeleton import Named, Section, Skeleton, Table


def write(found: Skeleton, language: str) -> bytes:
    """The file, in a language."""
    with override(language):
        title = _("Stocktaking report %(year)d: skeleton") % {"year": found.year}
        as_of = _("As of %(day)s") % {"day": date_format(found.at, "DATE_FORMAT")}
        opening = setting.Section("all", "", (*_said(counted(found.total)), *_tables(found.tables)))
        sections = (each for section in found.sections for each in _sections(section))
        told = Document(title, language, subtitle=as_of, sections=(opening, *sections))
    return documents.word(told)


def counted(number: int) -> str:
    """So many entries, in words."""
    told = ngettext("%(number)s entry", "%(number)s entries", number)
    return told % {"number": number_format(number, use_l10n=True, force_grouping=True)}


def _sections(section: Section) -> Iterator[setting.Section]:
    blocks: tuple[Block, ...] = (*_said(counted(section.number)), *_tables(section.tables))
    yield setting.Section(section.code, section.title, blocks)
    if section.named:
        yield setting.Section("", _("Entries to tell of"), (), level=2)
    for named in section.named:
        yield from _entry(named)


def _entry(named: Named) -> Iterator[setting.Section]:
    project, story = named.project, named.story
    told = f"{project.entity_name} · {project.number}\n{project.summary}"
    blocks = tuple(_said(told, project.language))
    yield setting.Section("", project.title, blocks, level=3, language=project.language)
    if story:
        blocks = tuple(_said(story.text, story.language))
        yield setting.Section("", story.title, blocks, level=4, language=story.language)


def _tables(tables: tuple[Table, ...]) -> Iterator[setting.Table]:
    for table in tables:
        if table.rows:
            columns = (Column(table.label, width=3), Column(_("Entries"), "end"))
            rows = tuple(((Run(name),), (Run(_number(count)),)) for name, count in table.rows)
            yield setting.Table(table.label, columns, rows)


def _said(words: str, language: str = "") -> Iterator[Paragraph]:
    """Words, each line a paragraph."""
    for line in words.splitlines():
        if line.strip():
            yield Paragraph((Run(line, language=language),))


def _number(number: int) -> str:
    return number_format(number, use_l10n=True, force_grouping=True)
