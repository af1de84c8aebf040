"""Languages: how they are called and which way they run."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import get_language_info, gettext


def known(code: str) -> bool:
    """Whether texts are kept in this language."""
    return code in settings.CONTENT_LANGUAGES


def direction(code: str) -> str:
    """`rtl` or `ltr`, for words in this language whatever the page's is."""
    return "rtl" if _info(code).get("bidi") else "ltr"


def name(code: str) -> str:
    """What a language is called in the language of the page."""
    ours = dict(settings.LANGUAGES).get(code)
    return str(ours) if ours else gettext(str(_info(code).get("name") or code))


def own_name(code: str) -> str:
    """What a language is called in itself."""
    found = str(_info(code).get("name_local") or code)
    return found[:1].upper() + found[1:]


def tag(code: str) -> str:
    """As BCP 47 writes it: `zh-Hans`."""
    first, dash, script = code.partition("-")
    return f"{first}{dash}{script.title() if len(script) == 4 else script.upper()}"


#: Tags of programs that name a country or nothing where we name a script.
_ALSO = {"zh": "zh-hans", "zh-cn": "zh-hans", "zh-sg": "zh-hans"}


def match(given: str) -> str:
    """The language here that a tag means (`fr-CH` is French); empty where there is none."""
    code = given.lower().replace("_", "-")[:40]
    while code:
        for each in (code, _ALSO.get(code, "")):
            if known(each):
                return each
        code = code.rpartition("-")[0]
    return ""


def _info(code: str) -> dict[str, object]:
    try:
        return dict(get_language_info(code))
    except KeyError:
        return {}
