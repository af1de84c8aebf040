"""XML as text: elements are strings, so that mixed content needs no tree.

Everything that comes from a document goes through `escape` or is an attribute's value.
"""

from __future__ import annotations

import re

# What XML 1.0 cannot hold at all, not even as a reference.
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escape(text: str) -> str:
    """Text as it may stand between tags; characters that XML cannot hold are left out."""
    text = _UNPRINTABLE.sub("", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def element(tag: str, /, *content: str, **attributes: str) -> str:
    """An element around content that is XML already; attributes are plain text.

    An underscore in an attribute's name stands for a colon (`xml_lang`), one at its end is
    left out (`as_`).
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", ":")}="{_value(value)}"'
        for key, value in attributes.items()
        if value
    )
    inner = "".join(content)
    return f"<{tag}{written}>{inner}</{tag}>" if inner else f"<{tag}{written}/>"


def _value(text: str) -> str:
    """Text as it may stand between double quotes; line breaks would be read as blanks."""
    escaped = escape(text).replace('"', "&quot;")
    return escaped.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
