"""Interface text in the languages of the site: `locale/<language>/LC_MESSAGES/django.po`.

English is what the code says. The `.po` files are kept; the `.mo` files that gettext reads are
made from them when they are older (`compile_stale`), so nobody has to think of it.
Everything here works without GNU gettext: Babel reads and writes the files.
"""

from __future__ import annotations

from pathlib import Path

LOCALE = Path(__file__).resolve().parents[4] / "locale"

#: Folder of a language under `locale/` -> its plural rule, as CLDR has it for whole numbers.
#: (French and Spanish have a further form for millions, which no count here reaches.)
PLURALS = {
    "ar": (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
        "n%100>=11 ? 4 : 5);"
    ),
    "es": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "ru": (
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
        "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
    ),
    "zh_Hans": "nplurals=1; plural=0;",
}


class MessagesError(Exception):
    """A file of messages cannot be read or written; the text says which and why."""


def po_file(language: str, locale: Path = LOCALE) -> Path:
    """The file of translations into `language`, a key of PLURALS."""
    return locale / language / "LC_MESSAGES" / "django.po"


def compile_stale(locale: Path = LOCALE) -> list[str]:
    """Make the `.mo` files that are missing or older than their `.po`; gives their languages.

    When there is nothing to do it looks at ten files and imports nothing. Raises MessagesError,
    after having made those that could be made.
    """
    stale = [language for language in PLURALS if _stale(po_file(language, locale))]
    if not stale:
        return []
    from actionline.common.messages.catalogs import compile_language

    failures = []
    for language in stale:
        try:
            compile_language(language, locale)
        except MessagesError as error:
            failures.append(str(error))
    if failures:
        raise MessagesError("\n".join(failures))
    return stale


def _stale(po: Path) -> bool:
    try:
        written = po.stat().st_mtime_ns
    except FileNotFoundError:
        return False
    try:
        return po.with_suffix(".mo").stat().st_mtime_ns < written
    except FileNotFoundError:
        return True
