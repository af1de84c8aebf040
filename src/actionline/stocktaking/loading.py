"""Taking the first template, the ready reasons and the beneficiaries of a process folder.

The file of questions makes version 1 of the template. What officers publish later is theirs;
loading again only brings new wording of the same questions, never another set of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from actionline.common.datafiles import Faults, Row, assign, read_table
from actionline.framework.vocabulary import LANGUAGES

from .models import Beneficiary, Question, Reason, Template
from .questions import CORE

FOLDER = "stocktaking"
FILES = tuple(f"{FOLDER}/{name}.csv" for name in ("questions", "reasons", "beneficiaries"))
_NAMES = [f"name_{code}" for code in LANGUAGES]
_HELPS = [f"help_{code}" for code in LANGUAGES]
_TEXTS = [f"text_{code}" for code in LANGUAGES]


def load(folder: Path, faults: Faults) -> int:
    """Load the three tables; how many rows were added or changed. A process may have none."""
    questions, reasons, beneficiaries = (
        read_table(folder / name, columns, faults) if (folder / name).exists() else []
        for name, columns in zip(
            FILES,
            (
                ["key", "step", "kind", "required", "public", "least", "most", *_NAMES, *_HELPS],
                ["slug", "verb", *_NAMES, *_TEXTS],
                ["value", *_NAMES],
            ),
            strict=True,
        )
    )
    return (
        _questions(questions, faults)
        + _terms(Reason, "slug", reasons, ("verb", *_NAMES, *_TEXTS), faults)
        + _terms(Beneficiary, "value", beneficiaries, tuple(_NAMES), faults)
    )


def _questions(rows: list[Row], faults: Faults) -> int:
    read = [_question(position, row) for position, row in enumerate(rows)]
    if faults or not rows:
        return 0
    template, made = Template.objects.get_or_create(
        version=1, defaults={"state": Template.State.PUBLISHED}
    )
    if made:
        Question.objects.bulk_create(Question(template=template, **values) for values in read)
        return len(read)
    known = {question.key: question for question in template.questions.all()}
    words = {*_NAMES, *_HELPS}
    changed = []
    for values in read:
        question = known.get(values["key"])
        worded = {name: value for name, value in values.items() if name in words}
        if question is not None and assign(question, worded):
            changed.append(question)
    Question.objects.bulk_update(changed, sorted(words))
    return len(changed)


def _question(position: int, row: Row) -> dict[str, Any]:
    """One question; `kind` has to be that of its key."""
    key = row.text("key", required=True)
    kind = row.choice("kind", Question.Kind.values)
    if key in CORE and CORE[key].kind != kind:
        row.fault(f"kind: {key} is answered with a {CORE[key].kind}")
    return {
        "key": key,
        "position": position,
        "kind": kind,
        "step": row.choice("step", Question.Step.values),
        "required": row.choice("required", ("yes", "no")) == "yes",
        "public": row.choice("public", ("yes", "no")) == "yes",
        "least": row.whole("least"),
        "most": row.whole("most"),
        **{name: row.text(name, required=True) for name in _NAMES},
        **{name: row.text(name) for name in _HELPS},
    }


def _terms(
    model: type[Reason] | type[Beneficiary],
    key: str,
    rows: list[Row],
    columns: tuple[str, ...],
    faults: Faults,
) -> int:
    """Terms by their slug, in the order of the file."""
    known = {term.slug: term for term in model.objects.all()}
    changed = 0
    for position, row in enumerate(rows):
        slug = row.text(key, required=True)
        values = {name: row.text(name, required=True) for name in columns} | {"position": position}
        if faults:
            continue
        term = known.setdefault(slug, model(slug=slug))
        if assign(term, values) or term.pk is None:
            term.save()
            changed += 1
    return changed
