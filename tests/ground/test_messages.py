"""The interface speaks its six languages: nothing missing, nothing guessed, nothing broken."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from actionline.common.messages import LOCALE, PLURALS, MessagesError, compile_stale, po_file
from actionline.common.messages.catalogs import as_file, header, merged, read, write
from actionline.common.messages.extraction import (
    Marked,
    marked_strings,
    python_strings,
    template_strings,
)
from actionline.common.messages.faults import exact_forms, faults

TITLE = Marked("Title", None, None, ())
GREETING = Marked("Hello <b>%(name)s</b>", None, None, ())
FILES = Marked("%(count)s file", "%(count)s files", None, ())


@pytest.fixture(scope="module")
def marked():
    return marked_strings()


@pytest.mark.parametrize("language", PLURALS)
def test_every_string_is_translated(language, marked):
    assert faults(language, marked) == []


@pytest.mark.parametrize("language", PLURALS)
def test_files_are_as_the_command_writes_them(language):
    """Sorted, and with every quotation mark in place, which reading does not insist on."""
    assert po_file(language).read_bytes() == as_file(language, read(language))


@pytest.mark.parametrize("language", ["ar", "ru", "zh_Hans"])
def test_no_translation_stays_in_latin_letters(language, marked):
    """Sentences; single words may be names, as Word and Akoma Ntoso are."""
    same = {
        message.id
        for message in read(language)
        if isinstance(message.id, str)
        and message.string == message.id
        and message.id.count(" ") > 2
    }

    assert same == set()


def test_the_glossary_says_what_the_interface_says():
    text = (LOCALE.parent / "docs/glossary.md").read_text(encoding="utf-8")
    table = text.partition("## Words of the interface")[2].partition("## Names")[0]
    rows = [[cell.strip() for cell in row.split("|")[1:7]] for row in table.splitlines() if row]
    words = [row for row in rows if len(row) == 6][2:]
    catalogs = [read(language) for language in ("ar", "zh_Hans", "fr", "ru", "es")]

    assert words == [[row[0], *(one.get(row[0]).string for one in catalogs)] for row in words]
    assert len(words) > 20


def fault_of(tmp_path: Path, language: str, entry: str, one: Marked) -> list[str]:
    """What is said of a file that holds `entry` where the code says `one`."""
    file = po_file(language, tmp_path)
    file.parent.mkdir(parents=True)
    file.write_text(header(language) + entry, encoding="utf-8")
    return [fault.partition(":")[0] for fault in faults(language, {one.key: one}, tmp_path)]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('msgid "Title"\nmsgstr "Titre"\n', []),
        ("", ["missing"]),
        ('msgid "Title"\nmsgstr ""\n', ["empty"]),
        ('#, fuzzy\nmsgid "Title"\nmsgstr "Titre"\n', ["fuzzy"]),
        ('msgid "Title"\nmsgstr "Titre "\n', ["other white space at its ends"]),
        ('msgid "Title"\nmsgstr "Titre"\n\nmsgid "Old"\nmsgstr "Ancien"\n', ["obsolete"]),
        ('msgid "Title"\nmsgstr "Titre"\n\n#~ msgid "Old"\n#~ msgstr "Ancien"\n', ["obsolete"]),
        ('msgctxt "of a person"\nmsgid "Title"\nmsgstr "Titre"\n', ["missing", "obsolete"]),
    ],
)
def test_what_is_wrong_with_a_file_is_told(tmp_path, entry, said):
    assert fault_of(tmp_path, "fr", entry, TITLE) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Bonjour <b>%(name)s</b>", []),
        ("Bonjour <b>%(nom)s</b>", ["other placeholders"]),
        ("Bonjour <b></b>", ["other placeholders"]),
        ("Bonjour <b>%(name)s</b> %(name)s", ["other placeholders"]),
        ("Bonjour <i>%(name)s</i>", ["other tags"]),
        ("Bonjour <b>%(name)s", ["other tags"]),
    ],
)
def test_placeholders_and_tags_have_to_be_those_of_the_code(tmp_path, words, said):
    entry = f'msgid "{GREETING.text}"\nmsgstr "{words}"\n'

    assert fault_of(tmp_path, "fr", entry, GREETING) == said


@pytest.mark.parametrize(
    ("language", "forms", "said"),
    [
        ("ru", ["%(count)s файл", "%(count)s файла", "%(count)s файлов"], []),
        ("ru", ["один файл", "%(count)s файла", "%(count)s файлов"], ["other placeholders"]),
        ("es", ["un archivo", "%(count)s archivos"], []),
        ("es", ["un archivo", ""], ["empty"]),
        ("zh_Hans", ["%(count)s 个文件"], []),
    ],
)
def test_every_plural_form_says_its_number(tmp_path, language, forms, said):
    """A form that stands for one number alone may say it in words: 1 in Spanish, not in Russian
    where the same form is that of 21."""
    entry = f'msgid "{FILES.text}"\nmsgid_plural "{FILES.plural}"\n'
    entry += "".join(f'msgstr[{number}] "{form}"\n' for number, form in enumerate(forms))

    assert fault_of(tmp_path, language, entry, FILES) == said


def test_forms_that_stand_for_one_number():
    assert {language: exact_forms(language) for language in PLURALS} == {
        "ar": {0, 1, 2},
        "es": {0},
        "fr": set(),
        "ru": set(),
        "zh_Hans": set(),
    }


def test_marked_strings_of_python_are_found():
    code = (
        "# Translators: a heading\n"
        'a = _("One " "string")\n'
        'b = ngettext("%(n)s row", "%(n)s rows", n)\n'
        'c = pgettext_lazy("month", "May")\n'
        "d = gettext(a)\n"
    )

    assert list(python_strings(code)) == [
        Marked("One string", None, None, ("Translators: a heading",)),
        Marked("%(n)s row", "%(n)s rows", None, ()),
        Marked("May", None, "month", ()),
    ]


def test_marked_strings_of_templates_are_found():
    template = (
        "<p>It's {% translate 'Plain' %} {{ x|default:_('Nothing') }}</p>\n"
        "    <p>{% translate 'May' context 'month' as may %}\n"
        "  {% blocktranslate trimmed count n=rows|length %}\n    One row\n"
        "  {% plural %}\n    {{ n }} rows\n  {% endblocktranslate %}</p>\n"
    )

    assert list(template_strings(template)) == [
        Marked("Plain", None, None, ()),
        Marked("Nothing", None, None, ()),
        Marked("May", None, "month", ()),
        Marked("One row", "%(n)s rows", None, ()),
    ]


def test_bringing_a_file_up_to_date_keeps_what_is_known_and_nothing_else(tmp_path):
    file = po_file("fr", tmp_path)
    file.parent.mkdir(parents=True)
    old = 'msgid "Title"\nmsgstr "Titre"\n\nmsgid "Hello"\nmsgstr "Bonjour"\n'
    file.write_text(header("fr") + old, encoding="utf-8")

    first = write("fr", merged("fr", read("fr", tmp_path), [TITLE, GREETING, FILES]), tmp_path)
    second = write("fr", merged("fr", read("fr", tmp_path), [TITLE, GREETING, FILES]), tmp_path)

    assert (first, second) == (True, False)
    assert {str(message.id): message.string for message in read("fr", tmp_path) if message.id} == {
        "('%(count)s file', '%(count)s files')": ("", ""),
        "Hello <b>%(name)s</b>": "",
        "Title": "Titre",
    }


def test_files_are_compiled_when_they_are_older(tmp_path):
    file = po_file("ru", tmp_path)
    file.parent.mkdir(parents=True)
    file.write_text(header("ru") + 'msgid "Title"\nmsgstr "Название"\n', encoding="utf-8")

    assert compile_stale(tmp_path) == ["ru"]
    assert compile_stale(tmp_path) == []

    later = file.stat().st_mtime + 1
    os.utime(file, (later, later))
    assert compile_stale(tmp_path) == ["ru"]
    assert "Название".encode() in file.with_suffix(".mo").read_bytes()


def test_a_broken_file_is_named_and_the_others_are_compiled(tmp_path):
    for language, text in (("es", 'msgid "Title"\nTítulo\n'), ("ru", "")):
        po_file(language, tmp_path).parent.mkdir(parents=True)
        po_file(language, tmp_path).write_text(header(language) + text, encoding="utf-8")

    with pytest.raises(MessagesError, match=r"es/LC_MESSAGES/django\.po is no file of messages"):
        compile_stale(tmp_path)

    assert po_file("ru", tmp_path).with_suffix(".mo").exists()


def test_looking_whether_there_is_something_to_compile_loads_nothing():
    code = (
        "import sys; from actionline.common.messages import compile_stale; compile_stale();"
        "print([name for name in ('babel', 'django') if name in sys.modules])"
    )
    compile_stale()
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert answer.stdout == "[]\n"


def test_the_command_knows_its_languages():
    with pytest.raises(CommandError, match="nl: there are ar, es, fr, ru, zh_Hans"):
        call_command("messages", "nl", check=True)


def test_the_command_finds_nothing_wrong(marked, capsys):
    call_command("messages", check=True)

    assert capsys.readouterr().out == (
        f"{len(marked)} strings are right in ar, es, fr, ru, zh_Hans.\n"
    )
