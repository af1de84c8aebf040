"""The short forms of an activity, made of the parts that the shape of its plan asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from actionline.common.fields import DateInput
from actionline.framework import tagging
from actionline.framework.models import ActionLine, Body, GdcObjective, Target
from actionline.mandates.models import Mandate

from .forms import LONGEST, Revised
from .models import ActivityVersion, Item, Part

Kind = Part.Kind
#: Texts with a column of their own; the others of a shape are kept in `more`.
COLUMNS = frozenset(
    field.name
    for field in ActivityVersion._meta.concrete_fields
    if isinstance(field, models.TextField) and not isinstance(field, models.JSONField)
)


def steps(parts: Sequence[Part]) -> list[Part.Step]:
    """The steps that a shape has parts for; the first is always there, for the title."""
    used = {part.step for part in parts} | {Part.Step.WHAT}
    return [step for step in Part.Step if step in used]


class ActivityForm(Revised):
    """One step of an activity. Mandates are ticked in a list that the page makes."""

    def __init__(
        self,
        data: Any = None,
        *,
        version: ActivityVersion,
        step: str,
        parts: Sequence[Part],
        items: Sequence[Item],
        line: ActionLine | None,
    ) -> None:
        super().__init__(data, initial={"revision": version.revision})
        self.version, self.items, self.line = version, items, line
        if step == Part.Step.WHAT:
            title = forms.CharField(label=pgettext_lazy("of an entry", "Title"), max_length=300)
            self._put("title", title, version.title)
        own = [part for part in parts if part.step == step]
        self.asks_mandates = any(part.kind == Kind.MANDATES for part in own)
        self.parts = [part for part in own if part.kind != Kind.MANDATES]
        for part in self.parts:
            self._add(part)

    def _put(self, name: str, field: forms.Field, value: Any) -> None:
        self.fields[name] = field
        self.initial[name] = value

    def _add(self, part: Part) -> None:
        told: dict[str, Any] = {"label": part.name, "help_text": part.help, "required": False}
        if part.kind == Kind.TEXT:
            area = forms.Textarea(attrs={"rows": 5, "dir": "auto"})
            field = forms.CharField(max_length=LONGEST, widget=area, **told)
            self._put(part.key, field, text_of(self.version, part.key))
        elif part.kind == Kind.ITEM:
            choices = [("", "—"), *((item.pk, item.title) for item in self.items)]
            chosen = forms.TypedChoiceField(choices=choices, coerce=int, empty_value=None, **told)
            self._put("item_id", chosen, self.version.item_id)
        elif part.kind == Kind.BODY:
            bodies = forms.ModelChoiceField(queryset=Body.objects.all(), **told)
            self._put("lead", bodies, self.version.lead_id)
        elif part.kind == Kind.PERIOD:
            for name, label in (("starts", _("Begins on")), ("ends", _("Ends on"))):
                day = forms.DateField(label=label, required=False, widget=DateInput)
                self._put(name, day, getattr(self.version, name))
        elif part.kind == Kind.GOALS:
            self._add_goals(part)
        elif part.kind == Kind.OBJECTIVES:
            objectives = GdcObjective.objects.all()
            boxes = forms.CheckboxSelectMultiple
            many = forms.ModelMultipleChoiceField(queryset=objectives, widget=boxes, **told)
            self._put("objectives", many, self.version.objectives.all())

    def _add_goals(self, part: Part) -> None:
        """What the matrix suggests to tick, and any other target by its code."""
        chosen = list(self.version.sdg_targets.all())
        offered = {target.pk: target for target in (*chosen, *suggested(self.line))}
        choices = [(key, f"{each.code} {each.name}") for key, each in offered.items()]
        choices.sort(key=lambda choice: offered[choice[0]].position)
        if choices:
            boxes = forms.TypedMultipleChoiceField(
                label=part.name,
                help_text=part.help,
                required=False,
                choices=choices,
                coerce=int,
                widget=forms.CheckboxSelectMultiple,
            )
            self._put("goals", boxes, [target.pk for target in chosen])
        codes = forms.CharField(
            label=_("Other targets"),
            required=False,
            max_length=400,
            help_text=_("Their codes with blanks between them: 4.4 9.c"),
        )
        self._put("codes", codes, "")

    @property
    def ticked(self) -> set[int]:
        """The mandates that are ticked, by their keys: as sent, else as stored."""
        if not self.is_bound:
            return set(self.version.mandates.values_list("pk", flat=True))
        sent = self.data.getlist("mandates")  # type: ignore[attr-defined]  # of a request
        keys = [int(key) for key in sent if key.isdecimal() and len(key) < 18]
        return set(Mandate.objects.filter(pk__in=keys).values_list("pk", flat=True))

    def clean_codes(self) -> list[int]:
        codes = self.cleaned_data["codes"].replace(",", " ").split()
        known = dict(Target.objects.filter(code__in=codes).values_list("code", "pk"))
        unknown = [code for code in codes if code not in known]
        if unknown:
            told = gettext("There is no target %(code)s of the Sustainable Development Goals.")
            raise forms.ValidationError(told % {"code": unknown[0]})
        return [known[code] for code in codes]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        starts, ends = given.get("starts"), given.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("It ends before it begins."))
        return given

    def values(self) -> dict[str, Any]:
        """The columns and relations of the activity as they were filled in."""
        given = dict(self.cleaned_data)
        found: dict[str, Any] = {}
        more = dict(self.version.more)
        for name in ("title", "item_id", "starts", "ends"):
            if name in given:
                found[name] = given[name]
        for part in self.parts:
            if part.kind == Kind.TEXT and part.key in COLUMNS:
                found[part.key] = given[part.key]
            elif part.kind == Kind.TEXT:
                more = {**more, part.key: given[part.key]}
        found["more"] = {key: text for key, text in more.items() if text}
        if "lead" in given:
            found["lead_id"] = given["lead"].pk if given["lead"] else None
        if "codes" in given:
            found["sdg_targets"] = sorted({*given.get("goals", ()), *given["codes"]})
        if "objectives" in given:
            found["objectives"] = [objective.pk for objective in given["objectives"]]
        if self.asks_mandates:
            found["mandates"] = sorted(self.ticked)
        return found


def text_of(version: ActivityVersion, key: str) -> str:
    """The text of a part of an activity, wherever it is kept."""
    return str(getattr(version, key) if key in COLUMNS else version.more.get(key, ""))


def suggested(line: ActionLine | None) -> list[Target]:
    """The targets that the matrix suggests for an action line."""
    if line is None:
        return []
    return [link.target for link in tagging.suggested([line]) if link.target]
