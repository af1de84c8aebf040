"""Readings in the shape of the contract, told briefly and in our own words."""

from __future__ import annotations


def asks(path, text, action="report", actors=("secretary-general",), **more):
    """One thing asked, told briefly; `document` makes a reading of several.

    `change`, `base_label` and `base_text` are those of its paragraph in a revision;
    `certain` is that of the paragraph.
    """
    return {"path": path, "text": text, "action": action, "actors": list(actors), **more}


def document(*items, **head):
    """A reading in the shape of the contract."""
    provisions, mandates = [], []
    for item in items:
        clause, *_, label = item["path"].split("/")
        provisions.append(
            {
                "path": item["path"],
                "kind": "operative",
                "clause": clause,
                "heading": clause.replace("-", " "),
                "addressees": item["actors"],
                "label": label,
                "base_label": item.get("base_label"),
                "change": item.get("change"),
                "certain": item.get("certain", True),
                "text": item["text"],
                "base_text": item.get("base_text"),
            }
        )
        deadline = {name: item.get(name) for name in ("every", "by", "until", "event")}
        if item["text"] and item["action"]:
            mandates.append(
                {
                    "path": item["path"],
                    "force": "instructs",
                    "actors": item["actors"],
                    "action": item["action"],
                    "recipients": list(item.get("recipients", ())),
                    "via": list(item.get("via", ())),
                    "deadline": deadline,
                }
            )
    return {"document": head, "provisions": provisions, "mandates": mandates}
