"""What every page's shell needs: languages, rooms, where to sign in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi, get_language_info, gettext

from .demo import mark


@dataclass(frozen=True)
class Link:
    """A link of the shell; `here` marks the one that is open."""

    title: str
    url: str
    here: bool
    code: str = ""  # the language it leads to


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shell` for `portal/base.html`."""
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "shell": {
            "language": language,
            "language_name": _own_name(language),
            "direction": "rtl" if get_language_bidi() else "ltr",
            "languages": languages(request.get_full_path(), language),
            "home": address("portal:home", language),
            "rooms": rooms(request),
            "demonstration": mark.holds(),
            "sign_in": f"{address('account_login', language)}?{urlencode({'next': request.path})}",
        }
    }


def languages(path: str, language: str) -> list[Link]:
    """The same page in each language: the address differs in its first part only."""
    _empty, _code, rest = path.split("/", 2) if path.count("/") > 1 else ("", "", "")
    return [
        Link(_own_name(code), f"/{code}/{rest}", code == language, code)
        for code, _name in settings.LANGUAGES
    ]


def rooms(request: HttpRequest) -> list[Link]:
    """The main navigation; officers also see where documents come in."""
    parts = [
        ("instruments:list", gettext("Instruments")),
        ("mandates:list", gettext("Mandates")),
        ("roadmaps:list", gettext("Plans")),
        ("stocktaking:list", gettext("Projects")),
        ("reporting:list", gettext("Reports")),
        ("matrix:index", gettext("Matrix")),
        ("framework:calendar", gettext("Calendar")),
    ]
    user = getattr(request, "user", None)
    if user is not None and user.has_perm("instruments.file"):
        parts.append(("instruments:imports", gettext("Import")))
    elif user is not None and user.has_perm("instruments.preview"):
        parts.append(("instruments:imports", gettext("Not filed yet")))
    language = get_language() or settings.LANGUAGE_CODE
    links = [(address(name, language), title) for name, title in parts]
    within = [url for url, _title in links if request.path.startswith(url)]
    here = max(within, key=len, default="")
    return [Link(title, url, url == here) for url, title in links]


@cache
def address(name: str, language: str) -> str:
    """The address of a page that stands in the shell of every other, in the active language."""
    return reverse(name)


@cache
def _own_name(code: str) -> str:
    name: str = get_language_info(code)["name_local"]
    return name[:1].upper() + name[1:]
