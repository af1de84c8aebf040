"""Controls of the form of an entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from .choices import Choice

#: Rows that a small table offers beyond those filled in, and rows that are read at most.
SPARE_ROWS = 2
MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class Offer:
    """Some values that are offered first, and why."""

    why: Any
    values: Sequence[str]


class Boxes(forms.Widget):
    """Many boxes to tick, in groups that fold; what is offered first stands above them."""

    template_name = "stocktaking/widgets/boxes.html"
    use_fieldset = True

    def __init__(self, choices: Sequence[Choice], first: Sequence[Offer] = ()) -> None:
        super().__init__()
        self.choices = choices
        self.first = first

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """None of its own: the legend of the group names it."""
        return ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.getlist(name) if hasattr(data, "getlist") else data.get(name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """A box that is not ticked says nothing; the answer is given all the same."""
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        ticked = set(value or [])
        context["offers"], offered = self._offers(ticked)
        groups: dict[str, list[tuple[Choice, bool]]] = {}
        for choice in self.choices:
            if choice.value not in offered:
                groups.setdefault(choice.group, []).append((choice, choice.value in ticked))
        context["groups"] = [
            {"title": title, "choices": members, "ticked": sum(on for _choice, on in members)}
            for title, members in groups.items()
        ]
        return context

    def _offers(self, ticked: set[str]) -> tuple[list[dict[str, Any]], set[str]]:
        """What stands above the others, each value once, and which values these are. To offer all
        there are would tell nothing."""
        by_value = {choice.value: choice for choice in self.choices}
        found, offered = [], set[str]()
        for offer in self.first:
            values = [value for value in offer.values if value in by_value and value not in offered]
            if values and len(values) < len(by_value):
                offered |= set(values)
                choices = [(by_value[value], value in ticked) for value in values]
                found.append({"why": offer.why, "choices": choices})
        return found, offered


class Rows(forms.Widget):
    """A small table of texts: one answer of `questions.LINKS` or `FIGURES`."""

    template_name = "stocktaking/widgets/rows.html"
    use_fieldset = True

    def __init__(self, columns: Sequence[tuple[str, Any, str]], spare: int = SPARE_ROWS) -> None:
        """`columns` are key, label and type of input."""
        super().__init__()
        self.columns = columns
        self.spare = spare

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}-0-{self.columns[0][0]}" if id_ else id_

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        rows = []
        for number in range(MOST_ROWS):
            row = {key: data.get(f"{name}-{number}-{key}") for key, _label, _kind in self.columns}
            if all(value is None for value in row.values()):
                break
            rows.append(row)
        return rows

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = [*(value or []), *({} for _spare in range(self.spare))]
        context["rows"] = [
            [
                (f"{name}-{number}-{key}", label, kind, row.get(key) or "")
                for key, label, kind in self.columns
            ]
            for number, row in enumerate(rows[:MOST_ROWS])
        ]
        return context
