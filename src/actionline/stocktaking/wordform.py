"""The form of an entry as a Word file, to be filled in without a connection.

Contract with `wordform_reading`: every answer stands in a row of a table whose first cell holds the
key of its question and nothing else; rows below it with an empty first cell go on with the same
question. The first table holds `FORM` and which entry, template and state the file was made of. So
the file may be saved by any program that keeps tables, and be worded in any language.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from docx import Document
from docx.document import Document as Paper
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell

from actionline.common import languages, paper

from . import choices, steps
from .forms import FIGURES, LINKS
from .models import Call, Question, Submission
from .questions import CORE

_K = Question.Kind
FORM = "form"
MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: Lists up to this length stand at their question, longer ones at the end.
_SHORT = 20
#: Empty rows that a small table offers.
_SPARE = 3
_KEY_WIDTH, _REST_WIDTH = Cm(3.6), Cm(13)
#: How high the cell of an answer is at least.
_LINE, _ROOM = Cm(0.9), Cm(4)
_QUIET = RGBColor(0x59, 0x59, 0x59)


def write(entry: Submission, language: str) -> bytes:
    """The form in a language, filled with what the entry holds."""
    with override(language):
        written = _Writer(entry, language).written()
    file = io.BytesIO()
    written.save(file)
    return file.getvalue()


def blank(call: Call, language: str) -> bytes:
    """What a call asks, for whoever has not begun an entry yet."""
    return write(Submission(template=call.template, title=call.name, language=language), language)


def mark(entry: Submission) -> str:
    """What the form says of itself: entry (0 for one that is blank), template, state."""
    return f"{entry.pk or 0}/{entry.template.version}/{entry.version}"


class _Writer:
    """One file; every paragraph gets the direction of what is written in it."""

    def __init__(self, entry: Submission, language: str) -> None:
        self.entry = entry
        self.language = language
        self.paper: Paper = Document()
        self.later: list[tuple[Question, list[choices.Choice]]] = []

    def written(self) -> Paper:
        questions = list(self.entry.template.questions.all())
        self._head()
        for step in steps.present(questions):
            self._say(str(step.label), style="Heading 1")
            for question in steps.of_step(questions, step):
                self._question(question)
        self._lists()
        return self.paper

    def _head(self) -> None:
        properties = self.paper.core_properties
        properties.title, properties.author = str(self.entry)[:200], ""
        properties.language = self.language
        self._say(str(self.entry), style="Title", language=self.entry.language)
        if self.entry.call:
            self._say(str(self.entry.call))
        self._say(
            _(
                "Write each answer into the cell beside its grey word, save the file as Word "
                "(.docx) and upload it on the page of the entry. Leave the grey words as they are."
            )
        )
        self._say(
            _("Language of the answers: %(language)s")
            % {"language": languages.name(self.entry.language)}
        )
        table = self._table(2)
        self._key(table, 0, FORM)
        self._fill(table.cell(0, 1), mark(self.entry), "en")

    def _question(self, question: Question) -> None:
        name = f"{question.name} *" if question.required else question.name
        self._say(name, style="Heading 2")
        for line in self._told(question):
            self._say(line, quiet=True)
        if question.kind == _K.PICTURES:
            return
        answer = self.entry.answers.get(question.key)
        if question.kind in {_K.LINKS, _K.FIGURES}:
            self._rows(question, answer or [])
            return
        table = self._table(2)
        table.rows[0].height = _ROOM if question.kind == _K.TEXT else _LINE
        self._key(table, 0, question.key)
        text = "\n".join(answer) if isinstance(answer, list) else str(answer or "")
        coded = question.kind not in {_K.LINE, _K.TEXT}
        self._fill(table.cell(0, 1), text, "en" if coded else self.entry.language)

    def _told(self, question: Question) -> Iterator[str]:
        """Help, limits and what can be chosen, each a paragraph."""
        if question.required:
            yield _("* This has to be answered.")
        if not question.public and question.key not in CORE:  # the help of those says so
            yield _("This is not shown in the register.")
        if question.help:
            yield question.help
        if question.kind == _K.PICTURES:
            yield _("Pictures are added on the page of the entry.")
        yield from _limits(question)
        if question.kind == _K.DATE:
            yield _("Write the day as year-month-day: 2026-11-30.")
        if question.kind in {_K.ONE, _K.SOME}:
            yield from self._choices(question)

    def _choices(self, question: Question) -> Iterator[str]:
        offered = choices.of(question)
        if question.kind == _K.ONE:
            yield _("Write one of the codes.")
        else:
            yield _("Write the codes that fit, one in a line.")
        if len(offered) > _SHORT:
            self.later.append((question, offered))
            yield _("The codes are in the list “%(name)s” at the end.") % {"name": question.name}
            return
        for choice in offered:
            yield f"\u2066{choice.value}\u2069 – {choice.label}"

    def _lists(self) -> None:
        """The long lists, in two columns: code and name."""
        for question, offered in self.later:
            self._say(question.name, style="Heading 1")
            table = self._table(2, rows=len(offered), style="Normal Table")
            for row, choice in zip(table.rows, offered, strict=True):
                code, name = row.cells
                # Not a key: a sign stands before it, so that it is never read as an answer.
                self._fill(code, f"– {choice.value}", "en")
                self._fill(name, choice.label, self.language)

    def _rows(self, question: Question, answers: Sequence[dict[str, Any]]) -> None:
        columns = LINKS if question.kind == _K.LINKS else FIGURES
        table = self._table(len(columns) + 1, rows=len(answers) + _SPARE + 1)
        for number, (_key, label, _type) in enumerate(columns, start=1):
            self._fill(table.cell(0, number), str(label), self.language, bold=True)
        filled = [*answers, *({} for _spare in range(_SPARE))]
        for number, answer in enumerate(filled, start=1):
            self._key(table, number, question.key)
            for column, (key, _label, _type) in enumerate(columns, start=1):
                coded = key in {"url", "value"}
                language = "en" if coded else self.entry.language
                self._fill(table.cell(number, column), str(answer.get(key) or ""), language)

    def _table(self, columns: int, *, rows: int = 1, style: str = "Table Grid") -> Table:
        table: Table = self.paper.add_table(rows, columns)
        table.style = self.paper.styles[style]
        table.autofit = False
        paper.turn(table, self.language)
        rest = int(_REST_WIDTH / (columns - 1))
        for number, column in enumerate(table.columns):
            column.width = _KEY_WIDTH if number == 0 else Cm(rest / Cm(1))
        return table

    def _key(self, table: Table, row: int, key: str) -> None:
        run = table.cell(row, 0).paragraphs[0].add_run(key)
        run.font.name, run.font.size, run.font.color.rgb = "Courier New", Pt(9), _QUIET

    def _fill(self, cell: _Cell, text: str, language: str, *, bold: bool = False) -> None:
        for number, line in enumerate(text.split("\n")):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            paper.put(paragraph, line, language, bold=bold)

    def _say(self, text: str, *, style: str = "", quiet: bool = False, language: str = "") -> None:
        paragraph = self.paper.add_paragraph(style=style or None)
        run = paper.put(paragraph, text, language or self.language)
        if quiet:
            run.font.size, run.font.color.rgb = Pt(9.5), _QUIET
            paragraph.paragraph_format.space_after = Pt(2)


def _limits(question: Question) -> Iterator[str]:
    least, most = question.least, question.most
    told = {"least": number_format(least or 0), "most": number_format(most or 0)}
    if question.kind == _K.TEXT and most:
        if least:
            yield _("%(least)s to %(most)s words (characters in Chinese).") % told
        else:
            yield _("%(most)s words at most (characters in Chinese).") % told
    elif question.kind == _K.LINE and most:
        sentence = ngettext("%(most)s character at most.", "%(most)s characters at most.", most)
        yield sentence % told
    elif question.kind in {_K.SOME, _K.LINKS, _K.FIGURES} and most:
        yield ngettext("%(most)s at most.", "%(most)s at most.", most) % told
