"""Loading a process folder: what is special to one process, as data for all rooms.

`process/wsis/README.md` says what each file holds. All or nothing: whatever is wrong is
reported, and then nothing is changed.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from actionline.common import audit
from actionline.common import tasks as common_tasks
from actionline.common.datafiles import DataError, Faults
from actionline.framework import loading as framework
from actionline.framework.models import LoadedProcess
from actionline.instruments import loading as instruments
from actionline.mandates import due, tasks
from actionline.mandates import loading as mandates
from actionline.mandates.assignments import loading as assignments
from actionline.mandates.deadlines import loading as deadlines
from actionline.mandates.progress import tasks as progress
from actionline.reporting import loading as reporting
from actionline.roadmaps import loading as roadmaps
from actionline.stocktaking import loading as stocktaking
from actionline.stocktaking import tasks as register

#: Goes up when loading itself changes, so that an unchanged folder is loaded again.
_FORMAT = "2"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading did: rows added or changed, and mandates whose due dates moved."""

    changed: int
    moved: int


def told() -> str:
    """What this site follows, in a sentence in the active language, in English where that is
    missing; empty where the process folder does not say (`process.json`)."""
    try:
        found = json.loads((settings.PROCESS_DIR / "process.json").read_text(encoding="utf-8"))
        sentences = found["told"]
        code = (get_language() or "en").partition("-")[0]
        return str(sentences.get(code) or sentences["en"])
    except (OSError, ValueError, LookupError, AttributeError):
        return ""


def load(folder: Path, *, today: date | None = None) -> Loaded:
    """Load a process folder, or nothing where it was loaded as it is.

    Due dates are computed again with it, and on the first call of each day; the worker is asked
    to do so after midnight. Raises DataError with every fault found.
    """
    today = today or timezone.localdate()
    digest = _digest(folder)
    with transaction.atomic():
        state = LoadedProcess.objects.select_for_update().filter(name=folder.name).first()
        tasks.plan()
        progress.plan()
        register.plan()
        common_tasks.plan()
        if state is not None and state.digest == digest:
            return Loaded(0, _keep_current(state, today))
        audit.hold()
        state = state or LoadedProcess(name=folder.name)
        changed = _load_rooms(folder)
        state.digest, state.dues_of = digest, None
        moved = _keep_current(state, today)
        audit.record(
            verb="portal.load_process", target=state, after={"digest": digest, "changed": changed}
        )
    return Loaded(changed, moved)


def _load_rooms(folder: Path) -> int:
    faults = Faults()
    changed = 0
    rooms = (
        framework,
        instruments,
        mandates,
        assignments,
        deadlines,
        roadmaps,
        stocktaking,
        reporting,
    )
    for room in rooms:
        changed += room.load(folder, faults)
        if faults:
            raise DataError(faults.found)
    return changed


def _keep_current(state: LoadedProcess, today: date) -> int:
    """Compute due dates where the folder was just loaded or a new day has begun."""
    if state.dues_of == today:
        return 0
    moved = due.refresh(today=today)
    state.dues_of = today
    state.save()
    return moved


def _digest(folder: Path) -> str:
    """One digest of all files that are loaded, their names included."""
    names = [*framework.FILES, *instruments.FILES, *assignments.FILES, *deadlines.FILES]
    names += [*roadmaps.FILES, *stocktaking.FILES]
    files = [folder / name for name in names]
    for each in (mandates.FOLDER, reporting.FOLDER):
        files += sorted((folder / each).glob("*.json"))
    digest = hashlib.sha256(_FORMAT.encode())
    for path in files:
        content = path.read_bytes() if path.exists() else b""
        digest.update(f"\0{path.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
