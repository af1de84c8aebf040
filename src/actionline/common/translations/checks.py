"""What can be wrong with a translation, whoever made it."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import Translation
from .registry import Field

#: What a program fills in later: it has to stand in every language as it is.
_PLACEHOLDER = re.compile(r"%\(\w{1,40}\)[a-z]|\{\w{0,40}\}")
#: Nothing that a person writes; XML cannot hold them.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def tidy(text: str) -> str:
    """Words as they are kept: one kind of line break, none at the ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def faults(source: str, target: str, field: Field) -> list[str]:
    """All that is wrong with `target` as a translation of `source`."""
    found = []
    if not target:
        found.append(_("The translation is empty."))
    if len(target) > field.longest:
        told = ngettext(
            "The translation is longer than %(longest)s character.",
            "The translation is longer than %(longest)s characters.",
            field.longest,
        )
        found.append(told % {"longest": field.longest})
    if _CONTROL.search(target):
        found.append(_("The translation holds a character that is no writing."))
    wanted, there = Counter(_PLACEHOLDER.findall(source)), Counter(_PLACEHOLDER.findall(target))
    if target and wanted != there:
        odd = list(dict.fromkeys([*(wanted - there), *(there - wanted)]))
        told = _("Keep these as they stand in the text: %(placeholders)s")
        found.append(told % {"placeholders": " ".join(odd)})
    return found


def stamp(source: str, translation: Translation | None) -> str:
    """What somebody saw who began to translate: another stamp says that it has changed."""
    seen = [source, *([translation.text, translation.draft] if translation else ["", ""])]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:32]
