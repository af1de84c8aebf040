"""`{% load translated %}`: what people wrote, in the reader's language where it is there.

{% translated texts link "reason" %}            the words, and beside them what they are
{% translated texts link "reason" cut=30 %}     in a list: the first words, said more briefly
{% translation_notice texts %}                  once on a page
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.template.defaultfilters import urlizetrunc
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from actionline.common import languages
from actionline.common.translations import shown
from actionline.common.translations.shown import Texts, Words

register = template.Library()

ACTS = {
    "translations.draft": _("Draft saved"),
    "translations.approve": _("Approved"),
    "translations.machine": _("Translated by machine"),
    "translations.import": _("Taken from a file"),
    "translations.withdraw": _("Taken off the pages"),
    "translations.undo": _("Last change taken back"),
}


@register.filter
def translation_act(verb: str) -> str:
    """What a verb of the audit trail says to a reader."""
    return str(ACTS.get(verb, verb))


@register.simple_tag
def translated(
    texts: Texts | str, record: Any, name: str, cut: int = 0, brief: bool = False, urls: int = 0
) -> SafeString:
    """A text of a record with its language, direction, and a label where it is not an approved
    translation. In lists (`brief`, or `cut` words) `translation_notice` says what is missing.
    With `urls` addresses in it are links, shown up to so many letters."""
    words = words_of(texts, record, name)
    body = _lines(_cut(words.text, cut) if cut else words.text)
    if urls:
        body = urlizetrunc(words.text, urls)
    label = _label(words, brief=brief or bool(cut))
    if not words.language:
        return format_html('<span dir="auto">{}</span>{}', body, label)
    marks = (words.tag, words.direction)
    return format_html('<span lang="{}" dir="{}">{}</span>{}', *marks, body, label)


@register.simple_tag
def words_of(texts: Texts | str, record: Any, name: str) -> Words:
    """The same for an element of one's own: put `tag` and `direction` on it."""
    known = texts if isinstance(texts, Texts) else shown.load([])
    return known.of(record, name)


@register.filter
def with_label(words: Words) -> SafeString:
    """The words and their label, within an element that says their language."""
    return format_html("{}{}", _lines(words.text), _label(words, brief=False))


@register.inclusion_tag("translations/notice.html", takes_context=True)
def translation_notice(context: Context, texts: Texts | str) -> dict[str, Any]:
    """How many texts of the page are missing or by machine; translators are led to the desk."""
    if not isinstance(texts, Texts) or not (texts.missing or texts.by_machine):
        return {}
    user = context.get("user")
    may = user is not None and user.has_perm("translations.translate")
    desk = reverse("translations:desk", args=[texts.language]) if may else ""
    return {"missing": texts.missing, "by_machine": texts.by_machine, "desk": desk}


def _label(words: Words, *, brief: bool) -> SafeString:
    tags: list[tuple[str, str]] = []
    if words.engine:
        tags.append(("tag", gettext("machine translation")))
    if words.outdated:
        tags.append(("tag tag-changed", gettext("the translation is older than the text")))
    if words.missing and not brief:
        told = gettext("not yet translated (%(language)s)")
        tags.append(("tag", told % {"language": languages.name(words.language)}))
    own = get_language() or "en"
    marks = (languages.tag(own), languages.direction(own))
    rows = [(name, *marks, told) for name, told in tags]
    return format_html_join("", ' <span class="{}" lang="{}" dir="{}">{}</span>', rows)


def _lines(text: str) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in text.split("\n")))


def _cut(text: str, words: int) -> str:
    """The first words; of a language without blanks, about as much of it."""
    if text.count(" ") * 12 > len(text):
        return str(Truncator(text).words(words))
    return str(Truncator(text).chars(words * 6))
