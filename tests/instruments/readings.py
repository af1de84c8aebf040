"""Readings in the shape of the contract, in our own words."""

from __future__ import annotations

from copy import deepcopy

NO_DATE = {"every": None, "by": None, "until": None, "event": None}


def provision(path, text, base_text=None, change=None, certain=True, **more):
    """A provision as read; its clause, label and spans follow from what is given."""
    clause, *_, last = path.split("/")
    unlabelled = last.startswith("p") and last[1:].isdigit()
    label = None if unlabelled else f"{last.split('~')[0]})"
    spans = [
        [side, words, certain]
        for side, words in (("old", base_text), ("new", text))
        if words is not None
    ]
    if base_text == text or change is None:
        spans = [["both", text, certain]]
    return {
        "path": path,
        "kind": "operative" if clause.startswith(("resolves", "instructs")) else "preambular",
        "clause": clause,
        "heading": clause.replace("-", " "),
        "addressees": [],
        "label": label if text is not None else None,
        "base_label": label if base_text is not None else None,
        "change": change,
        "certain": certain,
        "text": text,
        "base_text": base_text,
        "parent": None,
        "line": 1,
        "spans": spans,
        "doubts": [] if certain else ["two items share a label"],
        **more,
    }


def citation(path, text, target, version=None, fragment=None):
    return {"path": path, "text": text, "target": target, "version": version, "fragment": fragment}


def mandate(path, action="report", **more):
    return {
        "path": path,
        "force": "instructs",
        "actors": ["secretary-general"],
        "action": action,
        "recipients": ["council"],
        "via": [],
        "deadline": {**NO_DATE, "every": "P1Y"},
        "certain": True,
        **more,
    }


_EDITION = {
    "document": {
        "source": "lighthouses.txt",
        "action": None,
        "reference": None,
        "instrument": "itu/pp/res-900",
        "version": "2022",
        "base_version": None,
        "title": "On lighthouses and the <data> they keep",
        "language": "en",
        "body": "plenipotentiary-conference",
    },
    "provisions": [
        provision("recalling/a", "Resolution 901 (Rev. Geneva, 2018) of this conference;"),
        provision("recalling/b", "the Tunis Agenda, which speaks of harbours & <coasts>;"),
        provision("resolves/1", "to keep a public list of lighthouses;"),
        provision("resolves/2", "to review that list, as resolves 1 above asks,"),
        provision("instructs-the-secretary-general/1", "to report each year to the Council;"),
    ],
    "footnotes": [{"number": "1", "text": "Lights on inland waters too.", "path": "resolves/1"}],
    "citations": [
        citation("recalling/a", "Resolution 901 (Rev. Geneva, 2018)", "itu/pp/res-901", "2018"),
        citation("recalling/b", "Tunis Agenda", "wsis/tunis-agenda", None, "12"),
        citation("resolves/2", "resolves 1 above", "#resolves/1"),
    ],
    "mandates": [mandate("instructs-the-secretary-general/1")],
    "warnings": [
        {"path": "recalling/a", "code": "outdated-edition", "message": "There is a newer edition."}
    ],
    "tracking": "none",
    "base_citations": [],
}

_REVISION = {
    **_EDITION,
    "document": {
        **_EDITION["document"],
        "source": "revision.docx",
        "action": "MOD",
        "reference": "AAA/9A1/1",
        "version": "2026",
        "base_version": "2022",
    },
    "provisions": [
        provision("recalling/a", "Resolution 901;", "Resolution 901;", "kept"),
        provision("resolves/1", "to keep an open list;", "to keep a public list;", "modified"),
        provision("resolves/2", None, "to review that list;", "deleted", certain=False),
        provision("resolves/2~2", "to renew the list;", None, "inserted", certain=False),
        provision("instructs-the-secretary-general/1", "to report;", "to report;", "kept"),
    ],
    "footnotes": [],
    "citations": [citation("recalling/a", "Resolution 901", "itu/pp/res-901")],
    "mandates": [
        mandate("resolves/2~2", "renew", certain=False),
        mandate("instructs-the-secretary-general/1"),
    ],
    "warnings": [],
    "tracking": "tracked",
}


def edition(**head):
    """An adopted text; `head` changes fields of its document."""
    return _with_head(_EDITION, head)


def revision(**head):
    """A proposal with a kept, a modified, a deleted and an inserted provision."""
    return _with_head(_REVISION, head)


def _with_head(reading, head):
    made = deepcopy(reading)
    made["document"].update(head)
    return made


def before(revision):
    """The text that a revision revises, as its own adopted edition."""
    document = {
        **revision["document"],
        "action": None,
        "reference": None,
        "version": revision["document"]["base_version"],
        "base_version": None,
    }
    provisions = [
        {
            **item,
            "label": item["base_label"],
            "text": item["base_text"],
            "base_label": None,
            "base_text": None,
            "change": None,
            "certain": True,
            "spans": [["both", item["base_text"], True]],
        }
        for item in revision["provisions"]
        if item["base_text"] is not None
    ]
    nothing = {"footnotes": [], "citations": [], "mandates": [], "warnings": []}
    return {"document": document, "provisions": provisions, **nothing, "tracking": "none"}
