"""Drawings of charts: nothing but shapes and words, and how large they are."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

_SPACE = "http://www.w3.org/2000/svg"
_ELEMENTS = frozenset(
    """svg g defs title desc rect circle ellipse line polyline polygon path text tspan pattern
    linearGradient radialGradient stop clipPath mask marker symbol use""".split()
)
#: Words in an attribute that lead out of the drawing or into a program.
_AWAY = re.compile(r"(?i)url\(\s*['\"]?(?!#)|javascript:|expression\(|@import|&#")
_NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)")
_EMPTY = f'<svg xmlns="{_SPACE}" width="1" height="1" viewBox="0 0 1 1"/>'


def safe(drawing: str) -> str:
    """A drawing without scripts, styles, foreign parts and links; an empty one where it is none."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root: Any = etree.fromstring(drawing.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return _EMPTY
    if root.tag != f"{{{_SPACE}}}svg" or root.getroottree().docinfo.doctype:
        return _EMPTY
    _strip(root)
    return str(etree.tostring(root, encoding="unicode"))


def _strip(root: Any) -> None:
    for element in list(root.iter()):
        name = element.tag if isinstance(element.tag, str) else ""
        space, _brace, local = name.rpartition("}")
        if space != f"{{{_SPACE}" or local not in _ELEMENTS:
            if element.getparent() is not None:
                element.getparent().remove(element)
            continue
        for attribute, value in list(element.attrib.items()):
            if not _may_stand(etree.QName(attribute).localname, value):
                del element.attrib[attribute]


def _may_stand(attribute: str, value: str) -> bool:
    if attribute == "href":
        return value.startswith("#")
    return attribute != "style" and not attribute.startswith("on") and not _AWAY.search(value)


def mirrored(drawing: str) -> str:
    """For programs that do not know `direction`: words that begin at their right end there."""
    root: Any = etree.fromstring(drawing.encode())
    if root.get("direction") != "rtl":
        return drawing
    for element in root.iter():
        anchor = element.get("text-anchor", "start" if element is root else "")
        if anchor in {"start", "end"}:
            element.set("text-anchor", "end" if anchor == "start" else "start")
    return str(etree.tostring(root, encoding="unicode"))


def size(drawing: str) -> tuple[float, float]:
    """Width and height in units of the drawing; of its view box where it has no own."""
    root: Any = etree.fromstring(drawing.encode())
    box = [float(each) for each in re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))]
    width, height = (_NUMBER.match(root.get(side, "")) for side in ("width", "height"))
    if width and height and float(width[1]) and float(height[1]):
        return float(width[1]), float(height[1])
    return (box[2], box[3]) if len(box) == 4 and box[2] > 0 and box[3] > 0 else (300.0, 150.0)
