"""Documents as JSON, for editions that never change: in one form only, so that a digest holds.

canonical(content)  UTF-8, keys in order, no blanks: the same document gives the same bytes
digest(content)     SHA-256 of that, in hexadecimal
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from actionline.common.setting import document as setting
from actionline.common.setting.document import Document

_KINDS = {
    cls.__name__: cls
    for cls in (
        setting.Source,
        setting.Run,
        setting.Paragraph,
        setting.ListOf,
        setting.Column,
        setting.Table,
        setting.Picture,
        setting.Section,
        setting.Label,
        setting.Head,
        setting.Document,
    )
}
#: What is put beside a document when it is set: the words of the site, its address.
_BESIDE = frozenset({"words", "site"})
#: Runs are told of very often: what is as usual is left out of all parts.
_KIND = "is"


def to_json(value: Any) -> Any:
    """A part of a document as JSON values."""
    if is_dataclass(value):
        told: dict[str, Any] = {_KIND: type(value).__name__}
        for each in fields(value):
            own = getattr(value, each.name)
            if each.name not in _BESIDE and own not in ("", (), None, False):
                told[each.name] = to_json(own)
        return told
    if isinstance(value, tuple):
        return [to_json(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def from_json(told: Any) -> Any:
    """The part that `to_json` told of; what a newer version does not know is left out."""
    if isinstance(told, list):
        return tuple(from_json(each) for each in told)
    if not isinstance(told, Mapping):
        return told
    kind: Any = _KINDS[told[_KIND]]
    known = {each.name: each for each in fields(kind)}
    values = {
        name: from_json(own) for name, own in told.items() if name in known and name not in _BESIDE
    }
    if "day" in values:
        values["day"] = date.fromisoformat(values["day"])
    empty = {"text": "", "heading": "", "name": "", "title": "", "caption": "", "svg": ""}
    empty |= {"key": "", "language": "", "alternative": "", "url": ""}
    lists: dict[str, Any] = {"runs": (), "items": (), "columns": (), "rows": (), "blocks": ()}
    for name in known:
        if name not in values and (name in lists or name in empty):
            values[name] = lists.get(name, empty.get(name, ""))
    return kind(**values)


def read(content: Mapping[str, Any], language: str) -> Document:
    """The document of an edition in a language. KeyError where it has none."""
    found: Document = from_json(content["documents"][language])
    return found


def canonical(content: Mapping[str, Any]) -> bytes:
    """The bytes that the digest is made over."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def digest(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()
