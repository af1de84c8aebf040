"""Every mail in every language: the build fails on one that is not translated."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import gettext, override
from tests.conftest import LANGUAGES

from actionline.common import mail as outbox
from actionline.common import notifications

SOURCE = Path(notifications.__file__).parents[1]
#: Parts of others.
PARTS = {"common/mail/why.txt"}
TEMPLATES = {
    str(path.relative_to(path.parents[2])) for path in SOURCE.rglob("templates/*/mail/*.txt")
} - PARTS
LATIN = re.compile(r"[A-Za-z]*[a-z]{2,}(?:\s+[a-z]{2,}){2,}")


def contexts() -> dict[str, Callable[[], list[dict[str, Any]]]]:
    """What each template is rendered with: each room says it in `tests/<room>/mails.py`."""
    found: dict[str, Callable[[], list[dict[str, Any]]]] = {}
    tests = Path(__file__).parents[1]
    for path in tests.rglob("mails.py"):
        room = ".".join(path.parent.relative_to(tests).parts)
        found.update(import_module(f"tests.{room}.mails").CONTEXTS)
    return found


CONTEXTS = contexts()


def written(template: str, language: str, number: int) -> tuple[str, str]:
    """Text and page of a mail; the context is made in the mail's language."""
    with override(language):
        context = CONTEXTS[template]()[number]
    mail = outbox.queue(
        to="person@example.org",
        template=template,
        context=context,
        language=language,
        category="test",
    )
    assert mail is not None
    return f"{mail.subject}\n{mail.text}", outbox.html(mail)


def lines(text: str) -> set[str]:
    """The lines in which something is said, without addresses."""
    bare = (re.sub(r"\S+[@/.]\S+", "", line).strip() for line in text.splitlines())
    return {line for line in bare if len(re.findall(r"\w{3,}", line)) > 1}


def test_every_template_is_tried():
    assert CONTEXTS.keys() == TEMPLATES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", sorted(TEMPLATES & CONTEXTS.keys()))
def test_a_mail_speaks_its_language_and_no_other(db, template, language):
    for number in range(len(CONTEXTS[template]())):
        text, page = written(template, language, number)
        english, _page = written(template, "en", number)

        direction = "rtl" if language == "ar" else "ltr"
        assert f'<div lang="{language}" dir="{direction}">' in page
        if language != "en":
            assert lines(text) & lines(english) == set()
        if language in ("ar", "zh-hans", "ru"):
            assert LATIN.findall(text) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_kinds_are_named_in_each_language(db, language):
    """What people choose by: names, what they are about, and the channels."""
    if language == "en":
        return
    for kind in notifications._kinds.values():
        for words in (kind.name, kind.about):
            with override("en"):
                english = str(words)
            with override(language):
                assert str(words) != english
                assert gettext(english) == str(words)
