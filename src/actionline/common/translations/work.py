"""Long work of translations: asking the engine, taking a large file, writing a large one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionline.common.work import Progress, Result, WorkError

from . import actions, queries
from .machine import NAME, Engine, MachineError
from .models import Intake, Translation
from .queries import Chosen, Desk, Text
from .xliff import writing

MACHINE, TAKE, EXPORT = "translations.machine", "translations.take", "translations.export"
MACHINE_TITLE = gettext_lazy("Machine translation")
TAKE_TITLE = gettext_lazy("Taking a file of translations")
EXPORT_TITLE = gettext_lazy("Texts for translation")

#: What is sent to the engine at once.
MOST_TEXTS, MOST_CHARACTERS = 20, 5000


def translate(
    progress: Progress, *, language: str, chosen: Mapping[str, Any], places: list[Any], by: int
) -> None:
    """Have the engine translate what is missing among `places`, or among all that is `chosen`
    where there are none."""
    person = _person(by)
    wanted = _wanted(language, Chosen(**chosen), [tuple(place) for place in places])
    if not wanted:
        raise WorkError(_("None of these texts waits for a machine translation."))
    done = 0
    try:
        engine = Engine.named()
        for some in _batches(progress.of(wanted, len(wanted))):
            source = some[0].source_language
            made = engine.translate([text.source for text in some], source, language)
            for text, words in zip(some, made, strict=True):
                done += _keep(text, language, words, person)
    except MachineError as error:
        told = _("Translated before that: %(number)s.") % {"number": done}
        raise WorkError(f"{error} {told}" if done else str(error)) from error


def _keep(text: Text, language: str, words: str, person: Any) -> bool:
    """Keep one; what the engine spoiled (a placeholder, its length) stays missing."""
    try:
        return actions.take_machine(
            text=text, language=language, words=words, engine=NAME, by=person
        )
    except actions.FaultsError:
        return False


def _wanted(language: str, chosen: Chosen, places: list[Any]) -> list[Text]:
    """The texts without a translation by a person, those of one language together."""
    waiting = (Translation.State.MISSING.value, f"{Translation.State.MACHINE}{queries.OLD}")
    names = set(places)
    found = [
        text
        for text, standing in Desk(language, Chosen() if places else chosen).every()
        if standing in waiting and (not places or text.place in names)
    ]
    return sorted(found, key=lambda text: text.source_language)


def _batches(found: Iterator[Text]) -> Iterator[list[Text]]:
    """As many texts of one language as are sent at once."""
    for _language, group in groupby(found, key=lambda text: text.source_language):
        some: list[Text] = []
        size = 0
        for text in group:
            if some and (len(some) == MOST_TEXTS or size + len(text.source) > MOST_CHARACTERS):
                yield some
                some, size = [], 0
            some.append(text)
            size += len(text.source)
        yield some


def take(progress: Progress, *, intake: int, by: int) -> None:
    """Take a file of translations."""
    stored = Intake.objects.filter(pk=intake).first()
    if stored is None:
        raise WorkError(_("The file is not here any more."))
    try:
        actions.take_intake(
            intake=stored,
            by=_person(by),
            counted=lambda outcomes: progress.of(outcomes, len(outcomes)),
        )
    except PermissionDenied as error:
        raise WorkError(_("You may not do this any more.")) from error


def export(progress: Progress, *, language: str, chosen: Mapping[str, Any]) -> Result:
    """Write what is chosen as XLIFF."""
    desk = Desk(language, Chosen(**chosen))
    content = writing.write(desk.every(), language, lambda items: progress.of(items, len(desk)))
    return Result(file_name(language), writing.MEDIA_TYPE, content)


def file_name(language: str) -> str:
    return f"actionline-{language}.xlf"


def _person(key: int) -> Any:
    """Who asked; they have to be here still, with their rights."""
    person = get_user_model().objects.filter(pk=key, is_active=True).first()
    if person is None:
        raise WorkError(_("You may not do this any more."))
    return person
